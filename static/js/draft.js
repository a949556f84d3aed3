// Saves a form to its draft address (data-autosave) every 20 s when changed; a copy stays on the device only while the line is away.
(function () {
  'use strict';
  const PREFIX = 'cimic:draft:', DAY = 864e5;
  const read = key => { try { return JSON.parse(localStorage.getItem(key)); } catch (e) { return null; } };
  const keep = (key, value) => { try { localStorage.setItem(key, JSON.stringify(value)); } catch (e) { /* full or refused: the server has the draft */ } };
  const typed = form => {
    const list = [];
    new FormData(form).forEach((value, name) => { if (typeof value === 'string') list.push([name, value]); });
    return list;
  };
  const forms = [...document.querySelectorAll('form[data-autosave]')];
  const open = forms.map(form => PREFIX + form.dataset.autosave);
  Object.keys(localStorage).filter(key => key.startsWith(PREFIX)).forEach(key => {
    const copy = read(key);
    if (!copy || Date.now() - copy.at > DAY || (copy.sent && !open.includes(key))) localStorage.removeItem(key);
  });
  forms.forEach(form => {
    const key = PREFIX + form.dataset.autosave, line = form.querySelector('[data-draft-line]') || document.createElement('p');
    let changed = false, sent = false;
    const say = (text, away) => { line.textContent = text; line.classList.toggle('form__saved--away', !!away); };
    const restore = fields => {
      const left = fields.slice();
      [...form.elements].forEach(control => {
        if (!control.name || control.type === 'hidden' || control.type === 'password') return;
        const at = left.findIndex(([name, value]) => name === control.name && (!/radio|checkbox/.test(control.type) || value === control.value));
        if (/radio|checkbox/.test(control.type)) control.checked = at >= 0;
        else if (at >= 0) control.value = left[at][1];
        if (at >= 0) left.splice(at, 1);
        control.dispatchEvent(new Event('change', { bubbles: true }));
      });
    };
    const save = () => {
      if (!changed || sent) return;
      changed = false;
      const fields = typed(form), body = new URLSearchParams(fields);
      fetch(form.dataset.autosave, { method: 'POST', body, redirect: 'manual', credentials: 'same-origin', keepalive: true })
        .then(answer => { if (!answer.ok) throw answer; })
        .then(() => {
          localStorage.removeItem(key);
          say(line.dataset.saved + ' ' + new Date().toTimeString().slice(0, 5));
        })
        .catch(() => { changed = true; keep(key, { at: Date.now(), fields: fields.filter(f => f[0] !== 'form_key' && f[0] !== 'version') }); say(line.dataset.away, true); });
    };
    const copy = read(key);
    if (copy && copy.fields) { restore(copy.fields); changed = true; say(line.dataset.restored); }
    form.addEventListener('input', () => { changed = true; });
    form.addEventListener('change', () => { changed = true; });
    form.addEventListener('submit', () => { sent = true; const c = read(key); if (c) keep(key, Object.assign(c, { sent: true })); });
    addEventListener('pageshow', () => { sent = false; });
    document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
    addEventListener('online', save);
    setInterval(save, 20000);
  });
})();
