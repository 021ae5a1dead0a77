// node lint.mjs FOLDER RULE,… : what bpmnlint's rules find in every BPMN file below a folder, one JSON object a line, then
// the milliseconds of reading (the walk and the opening of files included) and of linting. Run it in a folder with bpmnlint and bpmn-moddle in its node_modules.
// With a third argument the `incoming` and `outgoing` of steps are completed from the flows before linting: many files do
// not list them, and bpmnlint believes the lists.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createRequire } from 'node:module';
const require = createRequire(join(process.cwd(), 'lint.mjs'));
const { BpmnModdle } = await import(require.resolve('bpmn-moddle')).then(m => ({ BpmnModdle: m.BpmnModdle || m.default }));
const Linter = require('bpmnlint/lib/linter');
const NodeResolver = require('bpmnlint/lib/resolver/node-resolver');

const [folder, rules, complete] = process.argv.slice(2);
const walk = at => readdirSync(at).sort().flatMap(name => {
  const path = join(at, name);
  return statSync(path).isDirectory() ? walk(path) : /\.(bpmn|xml)$/i.test(name) ? [path] : [];
});
const config = { rules: Object.fromEntries(rules.split(',').map(rule => [rule, 'warn'])) };
const resolver = new NodeResolver({ require });
const moddle = new BpmnModdle();
for (const name of ['log', 'warn', 'error']) console[name] = () => {};
const say = what => process.stdout.write(JSON.stringify(what) + '\n');
const fill = element => {
  for (const one of element.flowElements || element.rootElements || []) {
    if (one.$type === 'bpmn:SequenceFlow') {
      for (const [end, list] of [[one.sourceRef, 'outgoing'], [one.targetRef, 'incoming']]) {
        if (end && end.get && !end.get(list).includes(one)) end.get(list).push(one);
      }
    }
    fill(one);
  }
};
// Processor time, so that a busy machine counts for nothing.
const now = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
let reading = 0, linting = 0;
let since = now();
const paths = walk(folder);
reading += now() - since;
for (const path of paths) {
  since = now();
  const file = relative(folder, path), xml = readFileSync(path, 'utf8');
  try {
    const { rootElement } = await moddle.fromXML(xml);
    reading += now() - since;
    if (complete) fill(rootElement);
    // Some rules keep what they saw from one file to the next: a linter for each.
    since = now();
    const found = await new Linter({ resolver, config }).lint(rootElement);
    linting += now() - since;
    for (const [rule, list] of Object.entries(found)) for (const one of list) say({ file, rule, element: one.id || '', message: one.message });
    say({ file, read: true });
  } catch (error) {
    say({ file, error: String(error.message || error).slice(0, 120) });
  }
}
say({ reading, linting });
