// Small comforts: copy a reference, print, count characters, focus the error summary, close the account menu, try again.
(function () {
  'use strict';
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);
  each('[data-focus]', thing => thing.focus());
  each('[data-print]', button => { button.hidden = false; button.addEventListener('click', () => print()); });
  each('[data-copy]', button => {
    button.hidden = false;
    button.addEventListener('click', () => {
      const box = document.createElement('textarea');
      box.value = button.dataset.copy;
      document.body.append(box);
      box.select();
      document.execCommand('copy'); // also works on plain http, where navigator.clipboard does not
      box.remove();
      button.focus();
      button.textContent = button.dataset.copied;
    });
  });
  each('[data-count]', box => {
    const line = document.createElement('p'), limit = +box.dataset.count;
    line.className = 'field__count';
    const count = () => {
      const left = limit - [...box.value.trim()].length;
      line.textContent = left < limit / 4 ? Math.abs(left) + ' ' + (left < 0 ? box.dataset.countOver : box.dataset.countLeft) : '';
      line.classList.toggle('field__error', left < 0);
    };
    line.setAttribute('role', 'status');
    box.after(line);
    box.addEventListener('input', count);
    count();
  });
  each('.site-nav [aria-current]', link => link.scrollIntoView({ block: 'nearest', inline: 'center' }));
  const menu = document.querySelector('.account');
  if (menu) {
    document.addEventListener('click', event => { if (!menu.contains(event.target)) menu.open = false; });
    menu.addEventListener('keydown', event => { if (event.key === 'Escape') { menu.open = false; menu.firstElementChild.focus(); } });
  }
  if (document.body.dataset.retry) setTimeout(() => location.replace(location.href), document.body.dataset.retry * 1000);
})();
