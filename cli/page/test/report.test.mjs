// The report page: by pointer, by keyboard only, on paper, without script; valid, quiet, accessible.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { HtmlValidate } from 'html-validate';
import { faultsOf } from './axe.mjs';
import { examples, launch, opened, recens, shot } from './browser.mjs';

const run = promisify(execFile);
let browser;
let place;
const pages = {};
before(async () => {
  browser = await launch();
  place = await mkdtemp(join(tmpdir(), 'recens-report-'));
  for (const [name, inputs] of [['one', ['fidelisation.recens']], ['several', ['fidelisation.recens', 'complus.recens']]]) {
    pages[name] = join(place, `${name}.html`);
    const files = inputs.map((input) => join(examples, input));
    await run(recens, ['report', ...files, '-o', pages[name], '--lang', 'fr', '--today', '2026-11-22']);
  }
});
after(async () => {
  await browser?.close();
  await rm(place, { recursive: true, force: true });
});

const url = (name) => pathToFileURL(pages[name]).href;

test('the page stands alone and is valid', async () => {
  const html = await readFile(pages.one, 'utf8');
  assert.doesNotMatch(html, /(?:src|href)="(?!#|data:)/, 'something is loaded from elsewhere');
  const checker = new HtmlValidate({
    extends: ['html-validate:standard'],
    // Drawings are XML in HTML: void elements of SVG close themselves. Long inline texts are not a fault.
    rules: { 'void-style': 'off', 'long-title': 'off', 'no-trailing-whitespace': 'off', 'script-type': 'off' },
  });
  const report = await checker.validateString(html);
  assert.deepEqual(report.results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${line} ${ruleId}: ${message}`)), []);
});

test('a finding lights its step, a step its findings and its rows', async () => {
  const { page, problems } = await opened(browser, url('one'));
  const finding = await page.$('.finding[data-path*=","]:not([data-element=""])');
  const element = await finding.evaluate((finding) => finding.dataset.element);
  await finding.hover();
  await page.waitForSelector(`.sheet [data-element="${element}"].lit`);
  await page.waitForSelector('.sheet .way');
  await shot(page, 'report-finding');
  const step = await page.$('.sheet g.task[data-element]');
  const box = await (await step.$('rect')).boundingBox();
  await page.mouse.move(box.x + box.width / 2, box.y + 5);
  await page.mouse.click(box.x + box.width / 2, box.y + 5);
  await page.waitForSelector('[id$="-census"]:not([hidden]) tr.lit');
  await shot(page, 'report-rows');
  assert.deepEqual(problems, []);
  await page.close();
});

test('a step leads to its census row: by keyboard, and by a link where no script runs', async () => {
  const { page, problems } = await opened(browser, url('one'));
  const link = await page.$('#p1-view1 .sheet a[href^="#"]');
  await link.evaluate((link) => link.focus());
  await page.keyboard.press('Enter');
  await page.waitForSelector('[id$="-census"]:not([hidden]) tr.lit');
  const targets = await page.$$eval('.sheet a[href^="#"]', (links) => links.map((link) => link.getAttribute('href').slice(1)));
  const missing = await page.evaluate((ids) => ids.filter((id) => !document.getElementById(id)?.closest('tr')), targets);
  assert.ok(targets.length >= 9, `${targets.length} links`);
  assert.deepEqual(missing, []);
  assert.deepEqual(problems, []);
  await page.close();
});

test('by keyboard alone every tab, the drawing and the findings are reached', async () => {
  const { page } = await opened(browser, url('one'));
  const focused = () => page.evaluate(() => document.activeElement.id || String(document.activeElement.getAttribute("class")));
  const reach = async (wanted, limit = 60) => {
    for (let key = 0; key < limit; key += 1) {
      await page.keyboard.press('Tab');
      if (wanted.test(await focused())) return;
    }
    assert.fail(`${wanted} is not reached by Tab`);
  };
  await reach(/^tab-p1-view1$/);
  await page.keyboard.press('ArrowRight');
  assert.equal(await page.$eval('#p1-view2', (view) => view.hidden), false);
  await page.keyboard.press('ArrowLeft');
  await reach(/^view$/);
  const before = await page.$eval('#p1-view1 .sheet svg', (svg) => svg.getBoundingClientRect().width);
  await page.keyboard.press('+');
  const zoomed = await page.$eval('#p1-view1 .sheet svg', (svg) => svg.getBoundingClientRect().width);
  assert.ok(zoomed > before * 1.2, `${zoomed} is not larger than ${before}`);
  await reach(/^tab-p1-findings$/);
  await reach(/^finding/);
  await page.keyboard.press('Enter');
  await page.waitForSelector('.sheet .lit');
  await page.close();
});

test('tables are filtered', async () => {
  const { page } = await opened(browser, url('one'));
  await page.click('#tab-p1-census');
  await page.type('#p1-census input[type=search]', 'OP-03');
  const shown = await page.$$eval('#p1-census tbody tr:not([hidden])', (rows) => rows.length);
  assert.equal(shown, 1);
  await page.close();
});

test('several activities are chosen from', async () => {
  const { page, problems } = await opened(browser, url('several'));
  assert.equal(await page.$eval('#p2', (part) => part.hidden), true);
  await page.select('header select', 'p2');
  assert.equal(await page.$eval('#p2', (part) => part.hidden), false);
  assert.equal(await page.$eval('#p1', (part) => part.hidden), true);
  assert.deepEqual(problems, []);
  await page.close();
});

test('on paper everything is there', async () => {
  const { page } = await opened(browser, url('one'));
  await page.emulateMediaType('print');
  const hidden = await page.$$eval('article section', (sections) => sections.filter((section) => section.getBoundingClientRect().height < 20).map(({ id }) => id));
  assert.deepEqual(hidden, []);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.equal(Buffer.from(pdf.subarray(0, 5)).toString(), '%PDF-');
  await page.close();
});

test('without script it is a plain document', async () => {
  const { page, problems } = await opened(browser, url('one'), { script: false });
  await shot(page, 'report-plain');
  const text = await (await page.$('body')).evaluate((body) => body.innerText).catch(() => null);
  // Without script the page cannot be asked; its accessibility tree can.
  const tree = text ?? JSON.stringify(await page.accessibility.snapshot({ interestingOnly: false }));
  for (const word of ['Constats', 'OP-01', 'Carte mentale']) assert.ok(tree.includes(word), `${word} is not there`);
  assert.deepEqual(problems, []);
  await page.close();
});

test('no serious fault of accessibility is found', async () => {
  for (const name of ['one', 'several']) {
    const { page } = await opened(browser, url(name));
    assert.deepEqual(await faultsOf(page), [], name);
    await page.close();
  }
});
