// The page of `recens serve`: a text on one side; its drawing, findings and tables on the other, made anew as one types.

import * as api from './api.js';
import { make } from './dom.js';
import { drawingIn, parsed } from './drawing.js';
import { editorIn } from './editor.js';
import { listOf, tie } from './findings.js';
import { splitIn } from './split.js';
import { enhanced, tableOf } from './tables.js';
import { tabsIn } from './tabs.js';
import { say } from './words.js';

/** How long a pause in typing is waited for: shorter than what a person notices, longer than between two keys of a repeat. */
const PAUSE = 12;

const state = {
  /** The file shown: its name, format, version on disk, line ending, and what was last saved or read. */
  file: null,
  files: [],
  /** Counts changes; an answer to an older one than the last shown is dropped. */
  revision: 0,
  shown: -1,
  asking: false,
  timer: null,
  places: {},
  tables: new Map(),
};

const parts = layOut();
let editor;
let drawing;
let tabs;
start();

async function start() {
  const words = await api.words().catch(failed);
  parts.view.replaceChildren(...(words?.views ?? []).map(({ name, label }) => make('option', { value: name }, label)));
  drawing = drawingIn(parts.drawing, { onElement: (element) => state.places[element] && editor.go(state.places[element]) });
  tabs = tabsIn(parts.bar, say('tables'));
  parts.findings = make('section', { class: 'panel' });
  parts.panels.append(parts.findings);
  parts.findingsTab = tabs.add('findings', say('findings'), parts.findings);
  tie(parts.findings, drawing);
  editor = editorIn(parts.editor, {
    words: words ?? { keywords: [], operations: [], values: [] },
    changed,
    complete: (request) => api.complete({ name: state.file?.name ?? '', ...request }),
    save,
  });
  await list();
  const wanted = decodeURIComponent(location.hash.slice(1));
  const first = state.files.find((file) => file.name === wanted) ?? state.files[0];
  if (first) await open(first.name);
  else status(say('empty'));
  api.events({ changed: onDisk, lost: () => status(say('lost'), 'error'), found: () => parts.status.classList.contains('error') && status('') });
  addEventListener('beforeunload', (event) => dirty() && event.preventDefault());
  addEventListener('hashchange', () => {
    const name = decodeURIComponent(location.hash.slice(1));
    if (name && name !== state.file?.name) choose(name);
  });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => themed());
}

/** The fixed parts of the page. */
function layOut() {
  const file = make('select', { id: 'file', onchange: () => choose(file.value) });
  const saving = make('button', { type: 'button', id: 'save', title: 'Ctrl+S', onclick: () => save() }, say('save'));
  const creating = make('button', { type: 'button', id: 'create', onclick: () => create() }, say('create'));
  const theme = make(
    'select',
    { id: 'theme', onchange: () => themed(theme.value) },
    ...[['', 'themeAuto'], ['light', 'themeLight'], ['dark', 'themeDark'], ['print', 'themePrint'], ['contrast', 'themeContrast']].map(
      ([value, key]) => make('option', { value }, say(key)),
    ),
  );
  const view = make('select', { id: 'view', onchange: () => reviewed() });
  theme.value = localStorage.getItem('theme') ?? '';
  const status = make('output', { id: 'status', 'aria-live': 'polite' });
  const summary = make('output', { id: 'summary' });
  const editor = make('section', { class: 'editor', 'aria-label': say('editor') });
  const drawing = make('section', { class: 'drawing', 'aria-label': say('drawing') });
  const bar = make('div', { class: 'tabs' });
  const panels = make('div', { class: 'panels' });
  const right = make('div', { class: 'right' }, drawing, make('section', { class: 'tables', 'aria-label': say('tables') }, bar, panels));
  const main = make('main', {}, editor, right);
  const label = (key, control) => make('label', {}, make('span', {}, say(key)), control);
  document.body.replaceChildren(
    make(
      'header',
      {},
      make('h1', {}, 'recens'),
      label('file', file), saving, creating, status,
      make('span', { class: 'space' }),
      summary, label('view', view), label('theme', theme),
    ),
    main,
  );
  splitIn(main, editor, say('resize'));
  return { file, saving, status, summary, view, theme, editor, drawing, bar, panels };
}

function status(text, kind = '') {
  parts.status.textContent = text;
  parts.status.className = kind;
}

function failed(error) {
  status(error.status === 0 ? say('lost') : error.message, 'error');
}

async function list() {
  state.files = await api.files().catch((error) => (failed(error), state.files));
  parts.file.replaceChildren(...state.files.map((file) => make('option', { value: file.name }, file.name)));
  if (state.file) parts.file.value = state.file.name;
}

function dirty() {
  return state.file !== null && editor.text() !== state.file.text;
}

function choose(name) {
  if (dirty() && !confirm(say('discard'))) {
    parts.file.value = state.file.name;
    return;
  }
  open(name);
}

async function open(name) {
  try {
    const file = await api.open(name);
    const ending = file.text.includes('\r\n') ? '\r\n' : '\n';
    editor.open({ text: file.text, format: file.format, readOnly: file.locked !== null });
    // The editor's own text: it counts every line ending as one character.
    state.file = { ...file, ending, text: editor.text() };
    parts.file.value = name;
    parts.saving.disabled = file.locked !== null;
    history.replaceState(null, '', `#${encodeURIComponent(name)}`);
    status(file.locked ?? '', file.locked ? 'warning' : '');
    drawing.show(null);
    drawing.fit();
    changed();
  } catch (error) {
    failed(error);
  }
}

async function create() {
  const name = prompt(say('createName'), 'processus.recens');
  if (!name) return;
  try {
    await api.save({ name, text: '', version: null });
    await list();
    choose(name);
  } catch (error) {
    failed(error);
  }
}

async function save(force = false) {
  const file = state.file;
  if (!file || file.locked !== null) return;
  const text = editor.text();
  try {
    const version = force ? (await api.open(file.name)).version : file.version;
    const saved = await api.save({ name: file.name, text: text.replaceAll('\n', file.ending), version });
    file.version = saved.version;
    file.text = text;
    status(say('saved'));
    marked();
  } catch (error) {
    if (error.status === 409) conflict();
    else failed(error);
  }
}

/** Another program wrote the file that is being edited: the user chooses. */
function conflict() {
  status(say('conflict'), 'error');
  parts.status.append(
    ' ',
    make('button', { type: 'button', onclick: () => open(state.file.name) }, say('reload')),
    ' ',
    make('button', { type: 'button', onclick: () => save(true) }, say('overwrite')),
  );
}

/** Something changed on disk. */
async function onDisk({ changed: names, list: listed }) {
  if (listed) await list();
  const file = state.file;
  if (!file) {
    if (state.files.length > 0) await open(state.files[0].name);
    return;
  }
  if (!state.files.some(({ name }) => name === file.name)) {
    status(`${file.name} ${say('gone')}`, 'error');
    return;
  }
  if (names.includes(file.name) || listed) {
    const now = await api.open(file.name).catch(() => null);
    if (now && now.version !== file.version) {
      if (dirty()) {
        conflict();
        return;
      }
      editor.replace(now.text);
      Object.assign(file, { version: now.version, text: editor.text() });
      status(say('reloaded'));
      return;
    }
  }
  // Another file may be one that this one imports.
  if (names.length > 0) changed();
}

/** The text changed: what is shown of it is asked anew, after the shortest pause. */
function changed() {
  state.revision += 1;
  state.since ??= performance.now();
  marked();
  clearTimeout(state.timer);
  state.timer = setTimeout(ask, PAUSE);
}

function marked() {
  const is = dirty();
  document.title = `${is ? '• ' : ''}${state.file?.name ?? 'recens'} – recens`;
  document.documentElement.dataset.dirty = is;
  if (is && !parts.status.className) status(say('unsaved'));
}

/** One question at a time; what was typed meanwhile is asked next. */
async function ask() {
  if (state.asking || !state.file) return;
  state.asking = true;
  const revision = state.revision;
  const since = state.since;
  state.since = null;
  try {
    show(await api.preview({ name: state.file.name, text: editor.text(), theme: theme(), view: parts.view.value }), revision);
    state.shown = revision;
    document.documentElement.dataset.revision = revision;
    performance.measure('keystroke-to-drawing', { start: since ?? performance.now() });
  } catch (error) {
    failed(error);
  } finally {
    state.asking = false;
    if (state.revision !== revision) ask();
  }
}

function show({ drawing: picture, problem, findings, summary, tables, places }, revision) {
  // Of a text that has not been understood at all the last drawing is worth more than none.
  if (picture !== null) drawing.show(parsed(picture));
  else if (state.shown < 0) drawing.show(null);
  state.places = places;
  parts.summary.textContent = problem ?? summary;
  if (revision === state.revision) editor.underline(findings);
  parts.findings.replaceChildren(listOf(findings, (finding) => !finding.file && editor.go(finding.start)));
  parts.findingsTab.textContent = `${say('findings')} (${findings.length})`;
  for (const table of tables) {
    let held = state.tables.get(table.name);
    if (!held) {
      held = { panel: make('section', { class: 'panel' }), sorting: {} };
      parts.panels.append(held.panel);
      tabs.add(table.name, table.title.split(' — ')[0], held.panel);
      state.tables.set(table.name, held);
    }
    // A filter that is being typed is not taken away.
    const typing = held.panel.contains(document.activeElement) && document.activeElement.matches('input');
    const scrolled = held.panel.querySelector('.scroll')?.scrollTop ?? 0;
    const built = tableOf(table);
    held.panel.replaceChildren(built);
    enhanced(built, held.sorting);
    held.panel.querySelector('.scroll').scrollTop = scrolled;
    if (typing) held.panel.querySelector('input')?.focus();
  }
}

/** Another view of the same text: seen whole first. */
function reviewed() {
  drawing.fit();
  if (state.file) changed();
}

/** The theme of page and drawing: chosen, or the system's. */
function theme() {
  return parts.theme.value || (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

function themed(chosen) {
  if (chosen !== undefined) localStorage.setItem('theme', chosen);
  document.documentElement.dataset.theme = theme();
  if (state.file) changed();
}

document.documentElement.dataset.theme = theme();
