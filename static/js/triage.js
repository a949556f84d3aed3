// Keys of the triage page (data-triage): j and k move in the queue, letters press what carries data-key, ? lists them.
(function () {
  'use strict';
  const page = document.querySelector('[data-triage]');
  if (!page) return;
  const move = step => {
    const rows = [...page.querySelectorAll('.queue a')], now = rows.findIndex(row => row.getAttribute('aria-current'));
    const row = rows[now < 0 ? 0 : now + step];
    if (row) row.click();
  };
  const press = thing => {
    if (thing.tagName !== 'SUMMARY') return thing.click();
    thing.parentElement.open = true;
    const first = thing.parentElement.querySelector('input:not([type=hidden]), select, textarea, button');
    (first || thing).focus();
    thing.scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
    const key = event.key, list = page.querySelector('[data-keys]');
    if (key === 'j') move(1);
    else if (key === 'k') move(-1);
    else if (key === '?' && list) { list.open = !list.open; if (list.open) list.firstElementChild.focus(); }
    else if (/^[a-z]$/.test(key)) {
      const thing = page.querySelector('[data-key="' + key + '"]');
      if (!thing) return;
      press(thing);
    } else return;
    event.preventDefault();
  });
  const current = page.querySelector('.queue [aria-current]');
  if (current) current.scrollIntoView({ block: 'nearest' });
})();
