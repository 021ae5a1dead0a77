// A drawing that can be moved and enlarged, by pointer and by keyboard, and whose elements can be lit.

import { make } from './dom.js';
import { say } from './words.js';

const STEP = 1.25;
const RANGE = [0.1, 8];
const MOVE = 60;

/** Makes `frame` show the drawing put into it by `show`. */
export function drawingIn(frame, { onElement } = {}) {
  const sheet = make('div', { class: 'sheet' });
  const tools = make(
    'div',
    { class: 'tools', role: 'group', 'aria-label': say('drawing') },
    tool('−', 'zoomOut', () => zoom(1 / STEP)),
    tool('+', 'zoomIn', () => zoom(STEP)),
    tool('⤢', 'zoomFit', fit),
    tool('1:1', 'zoomReal', () => place(1, 0, 0)),
  );
  const view = make('div', { class: 'view', tabindex: '0', role: 'group', 'aria-label': `${say('drawing')}. ${say('zoomHelp')}` }, sheet);
  frame.append(tools, view);
  const state = { scale: 1, x: 0, y: 0, fitted: true };

  function tool(sign, key, act) {
    return make('button', { type: 'button', title: say(key), 'aria-label': `${sign} ${say(key)}`, onclick: act }, sign);
  }

  function svg() {
    return sheet.querySelector('svg');
  }

  /** The size the drawing was made for. */
  function size() {
    const box = svg()?.viewBox.baseVal;
    return box ? { width: box.width, height: box.height } : { width: 1, height: 1 };
  }

  function place(scale, x, y) {
    state.scale = Math.min(RANGE[1], Math.max(RANGE[0], scale));
    state.x = x;
    state.y = y;
    state.fitted = false;
    const drawing = svg();
    if (!drawing) return;
    const { width, height } = size();
    // The drawing itself is enlarged, not a picture of it: lines and texts stay sharp.
    drawing.setAttribute('width', width * state.scale);
    drawing.setAttribute('height', height * state.scale);
    sheet.style.transform = `translate(${state.x}px, ${state.y}px)`;
  }

  /** Enlarges around a point of the view, its middle where none is given. */
  function zoom(factor, at = { x: view.clientWidth / 2, y: view.clientHeight / 2 }) {
    const scale = Math.min(RANGE[1], Math.max(RANGE[0], state.scale * factor));
    const ratio = scale / state.scale;
    place(scale, at.x - (at.x - state.x) * ratio, at.y - (at.y - state.y) * ratio);
  }

  function fit() {
    const { width, height } = size();
    const scale = Math.min(view.clientWidth / width, view.clientHeight / height, 1.5);
    place(scale, Math.max(0, (view.clientWidth - width * scale) / 2), Math.max(0, (view.clientHeight - height * scale) / 2));
    state.fitted = true;
  }

  view.addEventListener('wheel', (event) => {
    event.preventDefault();
    const box = view.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoom(event.deltaY < 0 ? STEP : 1 / STEP, { x: event.clientX - box.x, y: event.clientY - box.y });
    else place(state.scale, state.x - event.deltaX, state.y - event.deltaY);
  }, { passive: false });

  view.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    const start = { x: event.clientX - state.x, y: event.clientY - state.y };
    let moved = false;
    const move = (event) => {
      const [x, y] = [event.clientX - start.x, event.clientY - start.y];
      if (!moved && Math.hypot(x - state.x, y - state.y) < 4) return;
      if (!moved) view.setPointerCapture(event.pointerId);
      moved = true;
      view.classList.add('moving');
      place(state.scale, x, y);
    };
    const end = () => {
      view.removeEventListener('pointermove', move);
      view.classList.remove('moving');
      if (!moved) {
        const element = named(event.target);
        if (element) onElement?.(element);
      }
    };
    view.addEventListener('pointermove', move);
    view.addEventListener('pointerup', end, { once: true });
    view.addEventListener('pointercancel', end, { once: true });
  });

  view.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = {
      ArrowLeft: () => place(state.scale, state.x + MOVE, state.y),
      ArrowRight: () => place(state.scale, state.x - MOVE, state.y),
      ArrowUp: () => place(state.scale, state.x, state.y + MOVE),
      ArrowDown: () => place(state.scale, state.x, state.y - MOVE),
      '+': () => zoom(STEP),
      '=': () => zoom(STEP),
      '-': () => zoom(1 / STEP),
      0: fit,
    };
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });

  new ResizeObserver(() => state.fitted && fit()).observe(view);

  return {
    view,
    fit,
    /** Puts a drawing (an SVG element) in place of the one before; it stays where it was moved to. */
    show(drawing) {
      sheet.replaceChildren(drawing ?? make('p', { class: 'nothing' }, say('nothingDrawn')));
      if (!drawing) return;
      if (state.fitted) fit();
      else place(state.scale, state.x, state.y);
    },
    /** Lights elements, the first as the one meant and the others as the way to it. */
    light(element, path = []) {
      for (const lit of sheet.querySelectorAll('.lit, .way')) lit.classList.remove('lit', 'way');
      for (const name of path) for (const found of of(sheet, name)) found.classList.add('way');
      if (element) for (const found of of(sheet, element)) found.classList.add('lit');
    },
  };
}

/** The parts of a drawing that show an element. */
function of(sheet, element) {
  return sheet.querySelectorAll(`[data-element="${CSS.escape(element)}"]`);
}

/** The element that a part of a drawing shows. */
export function named(target) {
  return target instanceof Element ? (target.closest('[data-element]')?.getAttribute('data-element') ?? null) : null;
}

/** An SVG element of a text; null where it is none. */
export function parsed(text) {
  const root = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  return root.localName === 'svg' ? document.importNode(root, true) : null;
}
