// Maps (data-map): buttons, keys, wheel and dragging move the window of the drawing; without script it stands still, with a table beside it.
(function () {
  'use strict';
  document.querySelectorAll('[data-map]').forEach(frame => {
    const svg = frame.querySelector('svg'), words = frame.dataset;
    const all = svg.getAttribute('viewBox').split(' ').map(Number);
    let box = all.slice();
    const show = () => {
      box[2] = Math.min(box[2], all[2]);
      box[3] = Math.min(box[3], all[3]);
      for (const i of [0, 1]) box[i] = Math.max(all[i], Math.min(all[i] + all[i + 2] - box[i + 2], box[i]));
      svg.setAttribute('viewBox', box.map(n => +n.toFixed(2)).join(' '));
      frame.classList.toggle('is-near', box[2] < all[2]);
    };
    const zoom = (by, x = 0.5, y = 0.5) => {
      const width = Math.max(all[2] / 16, Math.min(all[2], box[2] / by)), height = width * all[3] / all[2];
      box = [box[0] + (box[2] - width) * x, box[1] + (box[3] - height) * y, width, height];
      show();
    };
    const move = (x, y) => { box[0] += x * box[2]; box[1] += y * box[3]; show(); };
    const whole = () => { box = all.slice(); show(); };
    const keys = { '+': () => zoom(1.5), '=': () => zoom(1.5), '-': () => zoom(1 / 1.5), 0: whole,
      ArrowLeft: () => move(-0.2, 0), ArrowRight: () => move(0.2, 0), ArrowUp: () => move(0, -0.2), ArrowDown: () => move(0, 0.2) };
    frame.tabIndex = 0;
    frame.setAttribute('role', 'group');
    frame.setAttribute('aria-label', words.label);
    frame.addEventListener('keydown', event => {
      if (event.ctrlKey || event.altKey || event.metaKey || !keys[event.key]) return;
      keys[event.key]();
      event.preventDefault();
    });
    frame.addEventListener('wheel', event => {
      if (!event.ctrlKey) return; // plain scrolling belongs to the page
      const at = svg.getBoundingClientRect();
      zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - at.left) / at.width, (event.clientY - at.top) / at.height);
      event.preventDefault();
    }, { passive: false });
    let from = null, dragged = false;
    svg.addEventListener('pointerdown', event => { from = [event.clientX, event.clientY]; dragged = false; });
    addEventListener('pointerup', () => { from = null; });
    addEventListener('pointermove', event => {
      if (!from || box[2] >= all[2] || Math.hypot(event.clientX - from[0], event.clientY - from[1]) < 6) return;
      const at = svg.getBoundingClientRect();
      dragged = true;
      move((from[0] - event.clientX) / at.width, (from[1] - event.clientY) / at.height);
      from = [event.clientX, event.clientY];
    });
    svg.addEventListener('click', event => { if (dragged) event.preventDefault(); }, true);
    svg.addEventListener('dragstart', event => event.preventDefault());
    const bar = document.createElement('p');
    bar.className = 'shaded__bar no-print';
    [['+', words.larger, keys['+']], ['−', words.smaller, keys['-']], ['⤢', words.whole, whole]].forEach(([sign, name, act]) => {
      const button = document.createElement('button');
      button.type = 'button'; button.className = 'button button--quiet'; button.textContent = sign;
      button.setAttribute('aria-label', name); button.title = name; button.addEventListener('click', act);
      bar.append(button);
    });
    frame.before(bar);
  });
})();
