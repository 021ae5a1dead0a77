// What the browser tests share: the program, a folder of its own, Chromium.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import puppeteer from 'puppeteer-core';

const root = resolve(import.meta.dirname, '../../..');

/** The program: `RECENS`, else the newest build of the workspace. */
export const recens = process.env.RECENS ?? [join(root, 'target/release/recens'), join(root, 'target/debug/recens')].find(existsSync);

const chromium = process.env.CHROMIUM ?? ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

/** The examples. */
export const examples = join(root, 'examples');

/** Where screenshots go, for a person to look at; nowhere without `SHOTS`. */
export async function shot(page, name) {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`) });
}

/** A folder with the examples in it, removed at the end. */
export async function folder() {
  const path = await mkdtemp(join(tmpdir(), 'recens-page-'));
  await cp(examples, path, { recursive: true });
  return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

/** The program serving a folder. */
export async function served(path, port = 0) {
  const child = spawn(recens, ['serve', path, '--port', String(port), '--lang', 'fr', '--today', '2026-11-22'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise((done, failed) => {
    child.stdout.once('data', (data) => done(String(data)));
    child.once('exit', (code) => failed(new Error(`recens ended with ${code}`)));
  });
  const url = /http:\S+/.exec(line)[0];
  const ended = new Promise((done) => child.once('exit', done));
  return { url, port: Number(new URL(url).port), kill: () => (child.kill('SIGINT'), ended) };
}

/** A page that fails the test by any error it tells. */
export async function opened(browser, url, { script = true, width = 1600, height = 900 } = {}) {
  const page = await browser.newPage();
  const problems = [];
  await page.setViewport({ width, height });
  await page.setJavaScriptEnabled(script);
  page.on('console', (message) => ['error', 'warn'].includes(message.type()) && problems.push(message.text()));
  page.on('pageerror', (error) => problems.push(error.message));
  await page.goto(url, { waitUntil: 'load' });
  return { page, problems };
}

export const launch = () => puppeteer.launch({ executablePath: chromium, headless: true, args: ['--no-sandbox', '--force-color-profile=srgb'] });
