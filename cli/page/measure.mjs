// How long after a key the drawing is there, and what the pages weigh: `RECENS=… node measure.mjs`. No test: figures of a machine.

import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execFileSync } from 'node:child_process';
import { folder, launch, opened, recens, served } from './test/browser.mjs';

const KEYS = 100;

/** A line of steps, some with operations, in two lanes. */
function long(steps) {
  const lines = ['personnes client', 'donnée nom "Nom" identité sur client', 'traitement long {', 'finalité suivi "Suivi"', 'participant p {'];
  for (const lane of ['a', 'b']) {
    lines.push(`couloir ${lane} {`);
    for (let at = lane === 'a' ? 0 : 1; at < steps; at += 2) {
      lines.push(`tâche t${at} "Étape ${at}"${at % 10 === 0 ? ' { consultation nom pour suivi }' : ''}`);
    }
    lines.push('}');
  }
  lines.push('}');
  for (let at = 1; at < steps; at += 1) lines.push(`t${at - 1} -> t${at}`);
  return `${lines.join('\n')}\n}\n`;
}

const place = await folder();
await writeFile(join(place.path, 'mille.recens'), long(1000));
const server = await served(place.path);
const browser = await launch();
for (const name of ['etude-de-marche.recens', 'fidelisation.recens', 'complus.recens', 'etude-de-marche.bpmn', 'mille.recens']) {
  const { page } = await opened(browser, `${server.url}#${name}`);
  await page.waitForFunction(() => document.documentElement.dataset.revision, { timeout: 60000 });
  await page.focus('.cm-content');
  await page.evaluate(() => performance.clearMeasures());
  for (let key = 0; key < KEYS; key += 1) {
    const then = await page.evaluate(() => document.documentElement.dataset.revision);
    await page.keyboard.press(key % 2 === 0 ? 'Enter' : 'Backspace');
    await page.waitForFunction((then) => document.documentElement.dataset.revision !== then, { timeout: 60000 }, then);
  }
  const times = await page.evaluate(() => performance.getEntriesByName('keystroke-to-drawing').map(({ duration }) => duration));
  times.sort((one, other) => one - other);
  const at = (share) => times[Math.min(times.length - 1, Math.floor(share * times.length))].toFixed(0);
  console.log(`${name}: median ${at(0.5)} ms, 95 % ${at(0.95)} ms, ${times.length} keys`);
  await page.close();
}
for (const name of ['etude-de-marche', 'fidelisation', 'complus']) {
  const page = join(place.path, `${name}.html`);
  execFileSync(recens, ['report', join(place.path, `${name}.recens`), '-o', page]);
  console.log(`${name}.html: ${Math.round((await stat(page)).size / 1024)} kB`);
}
await browser.close();
await server.kill();
await place.remove();
