// data-show-when="kind=armed_escort,evacuation": shown only for these answers. Without script everything is in sight.
(function () {
  'use strict';
  document.querySelectorAll('[data-show-when]').forEach(part => {
    const [name, codes] = part.dataset.showWhen.split('='), wanted = codes.split(','), form = part.closest('form');
    if (!form) return;
    const look = () => {
      const given = new FormData(form).getAll(name);
      const show = given.some(value => wanted.includes(value)) || !!part.querySelector('.field--invalid');
      part.hidden = !show;
      part.querySelectorAll('input, select, textarea').forEach(control => { control.disabled = !show; });
    };
    form.addEventListener('change', event => { if (event.target.name === name) look(); });
    look();
  });
})();
