// Leaving: signed out means nothing stays on the device; a page brought back by the Back button after that is asked for anew.
(function () {
  'use strict';
  const mark = () => (document.cookie.match(/(?:^|; )left=([^;]*)/) || [])[1] || '';
  const then = mark();
  const forget = () => {
    try {
      Object.keys(localStorage).filter(key => key.startsWith('cimic:')).forEach(key => localStorage.removeItem(key));
      sessionStorage.clear();
    } catch (e) { /* storage refused: nothing was kept */ }
  };
  if (document.body.dataset.signedOut !== undefined) forget();
  document.addEventListener('submit', event => { if (event.target.matches('[action="/sign-out"]')) forget(); });
  addEventListener('pageshow', event => { if (event.persisted && mark() !== then) location.reload(); });
})();
