// The line between two halves, moved by pointer or by arrow keys.

import { make } from './dom.js';

const RANGE = [15, 85];

/** Puts a movable line after `first`, whose share of `box` it sets. */
export function splitIn(box, first, label) {
  const line = make('div', {
    class: 'split', role: 'separator', tabindex: '0', 'aria-orientation': 'vertical', 'aria-label': label,
    'aria-valuemin': RANGE[0], 'aria-valuemax': RANGE[1],
  });
  first.after(line);

  function share(percent) {
    const value = Math.round(Math.min(RANGE[1], Math.max(RANGE[0], percent)));
    box.style.setProperty('--share', `${value}%`);
    line.setAttribute('aria-valuenow', value);
    localStorage.setItem('share', value);
  }

  line.addEventListener('pointerdown', (event) => {
    line.setPointerCapture(event.pointerId);
    const move = (event) => {
      const { x, width } = box.getBoundingClientRect();
      share(((event.clientX - x) / width) * 100);
    };
    line.addEventListener('pointermove', move);
    line.addEventListener('pointerup', () => line.removeEventListener('pointermove', move), { once: true });
  });
  line.addEventListener('keydown', (event) => {
    const by = { ArrowLeft: -2, ArrowRight: 2 }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    share(Number(line.getAttribute('aria-valuenow')) + by);
  });
  share(Number(localStorage.getItem('share')) || 42);
}
