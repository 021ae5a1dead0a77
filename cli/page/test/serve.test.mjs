// `recens serve` as a person uses it: open, mistype, mend, see the drawing change, filter, save, restart.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { faultsOf } from './axe.mjs';
import { folder, launch, opened, served, shot } from './browser.mjs';

let browser;
let place;
let server;
before(async () => {
  browser = await launch();
  place = await folder();
  server = await served(place.path);
});
after(async () => {
  await browser?.close();
  await server?.kill();
  await place?.remove();
});

const NAME = 'etude-de-marche.recens';
const shown = (page) => page.waitForFunction(() => document.documentElement.dataset.revision);
const revision = (page) => page.evaluate(() => Number(document.documentElement.dataset.revision));
const later = (page, than) => page.waitForFunction((than) => Number(document.documentElement.dataset.revision) > than, {}, than);

/** The page with the market study open. */
async function study() {
  const { page, problems } = await opened(browser, `${server.url}#${NAME}`);
  await shown(page);
  return { page, problems };
}

/** Puts the cursor at the end of the first line that holds `text`. */
async function cursorAfter(page, text) {
  await page.evaluate((text) => {
    const line = [...document.querySelectorAll('.cm-line')].find((line) => line.textContent.includes(text));
    const range = document.createRange();
    range.selectNodeContents(line);
    range.collapse(false);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
  }, text);
  await page.focus('.cm-content');
}

test('a mistake is underlined as it is typed, and mended', async () => {
  const { page, problems } = await study();
  const before = await page.$$eval('.cm-lintRange-error', (marks) => marks.length);
  await cursorAfter(page, 'organisation osiris');
  const then = await revision(page);
  await page.keyboard.press('Enter');
  await page.keyboard.type('organisaton nouvelle');
  await page.keyboard.press('Escape');
  await later(page, then);
  await page.waitForFunction((before) => document.querySelectorAll('.cm-lintRange-error').length > before, {}, before);
  await page.waitForFunction(() => document.querySelector('.findings').textContent.includes('vouliez-vous dire `organisation`'));
  await shot(page, 'serve-mistake');
  for (let key = 0; key < 'organisaton nouvelle'.length; key += 1) await page.keyboard.press('Backspace');
  await page.waitForFunction(() => !document.querySelector('.findings').textContent.includes('organisaton'));
  assert.deepEqual(problems, []);
  await page.close();
});

test('the drawing changes with the text', async () => {
  const { page, problems } = await study();
  assert.equal(await page.$('[data-element="nouvelle_etape"]'), null);
  await cursorAfter(page, 'début joint');
  await page.keyboard.press('Enter');
  await page.keyboard.type('tâche nouvelle_etape "Vue au tableau"');
  await page.waitForSelector('[data-element="nouvelle_etape"]');
  // A step of the drawing leads to its line.
  const line = await page.evaluate(() => {
    const step = document.querySelector('.sheet [data-element="saisir"] rect').getBoundingClientRect();
    return { x: step.x + step.width / 2, y: step.y + step.height / 2 };
  });
  await page.mouse.click(line.x, line.y);
  await page.waitForFunction(() => document.querySelector('.cm-activeLine')?.textContent.includes('tâche saisir'));
  assert.deepEqual(problems, []);
  await page.close();
});

test('a finding lights its step, and a step its findings', async () => {
  const { page } = await study();
  const finding = await page.$('.finding[data-element="saisir"] button');
  await finding.scrollIntoView();
  await finding.hover();
  await page.waitForSelector('.sheet [data-element="saisir"].lit');
  await shot(page, 'serve-finding');
  await page.hover('.sheet [data-element="saisir"] rect');
  await page.waitForSelector('.finding[data-element="saisir"].lit');
  await page.close();
});

test('the census is filtered and sorted', async () => {
  const { page, problems } = await study();
  await page.click('#tab-census');
  const rows = () => page.$$eval('#panel-census tbody tr:not([hidden])', (rows) => rows.map((row) => row.cells[1].textContent));
  const all = await rows();
  assert.ok(all.length >= 5, `${all}`);
  await page.type('#panel-census input[type=search]', 'téléphonique');
  assert.deepEqual(await rows(), ['OP-01']);
  await page.$eval('#panel-census input[type=search]', (input) => {
    input.value = '';
    input.dispatchEvent(new Event('input'));
  });
  await page.click('#panel-census th:nth-child(2) button');
  await page.click('#panel-census th:nth-child(2) button');
  assert.deepEqual(await rows(), [...all].sort().reverse());
  await shot(page, 'serve-census');
  assert.deepEqual(problems, []);
  await page.close();
});

test('what is saved is on disk, survives a restart, and never overwrites another hand', async () => {
  const { page } = await study();
  const path = join(place.path, NAME);
  await cursorAfter(page, 'organisation osiris');
  await page.keyboard.type(' # vu en cours');
  await page.waitForFunction(() => document.documentElement.dataset.dirty === 'true');
  assert.ok(!(await readFile(path, 'utf8')).includes('vu en cours'), 'nothing is written before');
  await page.keyboard.down('Control');
  await page.keyboard.press('s');
  await page.keyboard.up('Control');
  await page.waitForFunction(() => document.documentElement.dataset.dirty === 'false');
  assert.ok((await readFile(path, 'utf8')).includes('vu en cours'));

  // A change on disk is shown at once while nothing is unsaved.
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('vu en cours', 'changé ailleurs'));
  await page.waitForFunction(() => document.querySelector('.cm-content').textContent.includes('changé ailleurs'));

  // And is not overwritten while something is.
  await cursorAfter(page, 'organisation centrecall');
  await page.keyboard.type(' # le mien');
  await page.waitForFunction(() => document.documentElement.dataset.dirty === 'true');
  await writeFile(path, text.replace('vu en cours', 'encore ailleurs'));
  await page.waitForSelector('#status.error button');
  await page.click('#save');
  await page.waitForSelector('#status.error button');
  assert.ok((await readFile(path, 'utf8')).includes('encore ailleurs'));
  await shot(page, 'serve-conflict');
  await page.close();

  const { port } = server;
  await server.kill();
  server = await served(place.path, port);
  const again = await study();
  await again.page.waitForFunction(() => document.querySelector('.cm-content').textContent.includes('encore ailleurs'));
  await again.page.close();
});

test('the other views follow the text too', async () => {
  const { page, problems } = await study();
  for (const view of ['dataflow', 'mot', 'mindmap', 'matrix', 'risks']) {
    const then = await revision(page);
    await page.select('#view', view);
    await later(page, then);
    assert.ok(await page.$('.sheet svg'));
    await shot(page, `serve-${view}`);
  }
  assert.deepEqual(problems, []);
  await page.close();
});

test('BPMN is edited as XML', async () => {
  const { page, problems } = await opened(browser, `${server.url}#etude-de-marche.bpmn`);
  await shown(page);
  await page.waitForSelector('.sheet svg');
  assert.ok(await page.$eval('.cm-content', (content) => content.dataset.language === 'xml'));
  await shot(page, 'serve-bpmn');
  assert.deepEqual(problems, []);
  await page.close();
});

test('no fault of accessibility is found', async () => {
  for (const theme of ['light', 'dark', 'contrast']) {
    const { page } = await study();
    await page.select('#theme', theme);
    await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, {}, theme);
    await page.click('#tab-census');
    const faults = await faultsOf(page);
    assert.deepEqual(faults, [], theme);
    await shot(page, `serve-${theme}`);
    await page.select('#theme', '');
    await page.close();
  }
});

test('a projector and a small window show everything', async () => {
  for (const [width, height] of [[1280, 720], [1024, 768], [600, 900]]) {
    const { page } = await opened(browser, `${server.url}#${NAME}`, { width, height });
    await shown(page);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
    assert.equal(wide, false, `${width} pixels scroll sideways`);
    await shot(page, `serve-${width}`);
    await page.close();
  }
});
