// The report page, once its script runs: tabs, drawings that move, tables that are filtered, findings tied to steps.
// Without it the page is a plain document, complete.

import { make } from './dom.js';
import { drawingIn, named } from './drawing.js';
import { tie } from './findings.js';
import { enhanced } from './tables.js';
import { tabsIn } from './tabs.js';
import { say } from './words.js';

document.documentElement.classList.add('alive');
const articles = [...document.querySelectorAll('article')];
for (const article of articles) enliven(article);
if (articles.length > 1) choosing();
document.querySelector('header').append(
  make('button', { type: 'button', class: 'print', onclick: () => print() }, say('print')),
);

function enliven(article) {
  const steps = JSON.parse(article.dataset.steps || '{}');
  const drawings = [...article.querySelectorAll('.drawn')];
  const told = [...article.querySelectorAll('.told > section')];
  const views = tabsOver(article.querySelector('.drawings'), drawings, say('drawing'));
  const tables = tabsOver(article.querySelector('.told'), told, say('tables'));
  const census = told.find((section) => section.id.endsWith('-census'));
  const list = article.querySelector('.findings');

  /** Shows the census rows of a step. */
  function rowsOf(element) {
    const references = Object.keys(steps).filter((reference) => steps[reference] === element);
    let first = null;
    for (const row of census?.querySelectorAll('tbody tr') ?? []) {
      const meant = [...row.cells].some((cell) => references.includes(cell.textContent));
      row.classList.toggle('lit', meant);
      if (meant) first ??= row;
    }
    if (!first) return;
    tables.choose(census.id);
    first.scrollIntoView({ block: 'center' });
  }

  const frames = drawings.map((section) => {
    const picture = section.querySelector('.picture');
    const svg = picture.querySelector('svg');
    const frame = make('div', { class: 'drawing' });
    // A link of the drawing leads to the census row of its step; a drag moves the drawing.
    svg.addEventListener('dragstart', (event) => event.preventDefault());
    svg.addEventListener('click', (event) => {
      if (!event.target.closest('a')) return;
      event.preventDefault();
      // A click was told by the drawing; a key was not.
      if (event.detail === 0) rowsOf(named(event.target.closest('a').querySelector('[data-element]')));
    });
    picture.replaceWith(frame);
    const drawing = drawingIn(frame, { onElement: rowsOf });
    drawing.show(svg);
    drawing.fit();
    if (list) tie(list, drawing);
    return drawing;
  });
  for (const finding of list?.querySelectorAll('.finding') ?? []) {
    if (!finding.dataset.element) continue;
    finding.tabIndex = 0;
    // The diagram is where steps are: a finding that is chosen is shown there.
    const choose = () => views.choose(drawings[0].id);
    finding.addEventListener('click', choose);
    finding.addEventListener('keydown', (event) => event.key === 'Enter' && choose());
  }
  for (const table of article.querySelectorAll('.told table')) enhanced(table);
  // A row of the census lights its step.
  census?.addEventListener('pointerover', (event) => {
    const row = event.target instanceof Element ? event.target.closest('tbody tr') : null;
    const reference = row && [...row.cells].map((cell) => cell.textContent).find((text) => text in steps);
    for (const frame of frames) frame.light(reference ? steps[reference] : null);
  });
}

/** A bar of tabs over the sections of a box. */
function tabsOver(box, sections, label) {
  const bar = make('div', { class: 'tabs' });
  box.prepend(bar);
  const tabs = tabsIn(bar, label);
  for (const section of sections) tabs.add(section.id, section.dataset.label, section);
  // A link of the contents shows what it leads to.
  const shown = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (tabs.has(id)) tabs.choose(id);
  };
  addEventListener('hashchange', shown);
  shown();
  return tabs;
}

/** One activity at a time, chosen from a list. */
function choosing() {
  const select = make(
    'select',
    { onchange: () => choose(select.value) },
    ...articles.map((article) => make('option', { value: article.id }, article.querySelector('h2').textContent)),
  );
  const choose = (id) => {
    select.value = id;
    for (const article of articles) article.hidden = article.id !== id;
  };
  document.querySelector('header').append(make('label', {}, `${say('file')} `, select));
  const wanted = () => articles.find((article) => location.hash.startsWith(`#${article.id}`));
  addEventListener('hashchange', () => wanted() && choose(wanted().id));
  choose((wanted() ?? articles[0]).id);
}
