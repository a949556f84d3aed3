// A form goes out once: a second press while it is on its way does nothing (the server would recognise it anyway).
(function () {
  'use strict';
  const rest = form => {
    delete form.dataset.sent;
    form.querySelectorAll('button[aria-disabled]').forEach(b => b.removeAttribute('aria-disabled'));
  };
  document.addEventListener('submit', event => {
    const form = event.target;
    if (!form.matches('[data-once]')) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = 'yes';
    form.querySelectorAll('button').forEach(b => b.setAttribute('aria-disabled', 'true'));
    setTimeout(() => rest(form), 20000); // a line that died must not lock the form
  });
  addEventListener('pageshow', () => document.querySelectorAll('[data-once]').forEach(rest));
})();
