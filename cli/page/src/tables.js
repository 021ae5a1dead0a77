// Tables that can be filtered and sorted; without script they are plain tables.

import { make } from './dom.js';
import { say } from './words.js';

const collator = () => new Intl.Collator(document.documentElement.lang, { numeric: true, sensitivity: 'base' });

/** A table of `{ title, columns, rows }`; a null cell is something missing. */
export function tableOf({ title, columns, rows }) {
  const heads = columns.map((column) => make('th', { scope: 'col' }, column));
  const cell = (text) => (text === null ? make('td', { class: 'missing' }, make('span', { 'aria-hidden': 'true' }, '—'), make('span', { class: 'aside' }, say('missing'))) : make('td', {}, text));
  return make(
    'table',
    {},
    make('caption', {}, title),
    make('thead', {}, make('tr', {}, ...heads)),
    make('tbody', {}, ...rows.map((row) => make('tr', {}, ...row.map(cell)))),
  );
}

/** Adds a filter and sorting by column to a table with one row of headings; gives the box that holds both. */
export function enhanced(table, state = {}) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const count = make('output', { class: 'count' });
  const filter = make('input', { type: 'search', value: state.filter ?? '', placeholder: say('filter'), 'aria-label': `${say('filter')} – ${table.caption?.textContent ?? ''}`, oninput: sift });
  const heads = [...table.tHead.rows[table.tHead.rows.length - 1].cells];
  heads.forEach((head, at) => {
    const text = head.textContent;
    head.replaceChildren(make('button', { type: 'button', title: `${say('sortBy')} ${text}`, onclick: () => sort(at) }, text));
  });

  function sift() {
    state.filter = filter.value;
    const words = fold(filter.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const row of rows) {
      const text = fold(row.textContent);
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) shown += 1;
    }
    count.textContent = words.length > 0 ? `${shown} ${say('of')} ${rows.length} ${say('rows')}` : `${rows.length} ${say('rows')}`;
  }

  /** Ascending, then descending, then as it was. */
  function sort(at) {
    const up = state.column === at ? (state.up === true ? false : state.up === false ? null : true) : true;
    state.column = up === null ? null : at;
    state.up = up;
    order();
  }

  function order() {
    const { column, up } = state;
    heads.forEach((head, at) => {
      if (at === column) head.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
    const sorted = [...rows];
    if (column != null) {
      const compare = collator().compare;
      const key = (row) => row.cells[column]?.textContent ?? '';
      sorted.sort((one, other) => compare(key(one), key(other)) * (up ? 1 : -1));
    }
    body.append(...sorted);
  }

  sift();
  if (state.column != null) order();
  const scroll = make('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': table.caption?.textContent ?? '' });
  const box = make('div', { class: 'tablebox' }, make('div', { class: 'sieve' }, filter, count), scroll);
  table.replaceWith(box);
  scroll.append(table);
  return box;
}

/** A text without accents and case. */
function fold(text) {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
