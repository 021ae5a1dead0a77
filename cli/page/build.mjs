// Builds dist/ from src/ and the packages of the lock file: the same bytes everywhere.
// `node build.mjs --check` builds nothing and fails where dist/ is not what it would write.
import { build } from 'esbuild';
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const check = process.argv.includes('--check');
const here = import.meta.dirname;

/** The bundles, and the pages that need no building. */
async function outputs() {
  const bundled = await build({
    absWorkingDir: here,
    entryPoints: ['src/serve.js', 'src/serve.css'],
    outdir: 'dist',
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    target: ['es2022', 'chrome105', 'firefox115', 'safari16'],
    legalComments: 'none',
    charset: 'utf8',
    external: ['/assets/*'],
    metafile: true,
  });
  const files = new Map(bundled.outputFiles.map((file) => [file.path.slice(here.length + 1), file.text]));
  files.set('dist/serve.html', await readFile(join(here, 'src/serve.html'), 'utf8'));
  files.set('dist/licences.txt', await licences(Object.keys(bundled.metafile.inputs)));
  return files;
}

/** The licence of every package that is in a bundle. */
async function licences(inputs) {
  const packages = new Set(inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []));
  const texts = [];
  for (const name of [...packages].sort()) {
    const folder = join(here, 'node_modules', name);
    const { version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? (await readFile(join(folder, file), 'utf8')).trim() : '';
    texts.push(`${name} ${version} (${license})\n\n${text}\n`);
  }
  return texts.join('\n---\n\n');
}

const stale = [];
for (const [name, text] of await outputs()) {
  const path = join(here, name);
  if (!check) {
    await mkdir(join(here, 'dist'), { recursive: true });
    await writeFile(path, text);
    console.log(`${name}\t${Math.ceil(Buffer.byteLength(text) / 1024)} kB`);
  } else if ((await readFile(path, 'utf8').catch(() => null)) !== text) {
    stale.push(name);
  }
}
if (stale.length > 0) {
  console.error(`not what its sources give: ${stale.join(', ')}; run npm run build`);
  process.exit(1);
}
