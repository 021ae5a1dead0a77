// Our elements in bpmn-moddle, with our descriptor as npm installs it: understood, and still there when they are written again.
// node survive.mjs FILE OUT
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { BpmnModdle } from 'bpmn-moddle';

const recens = createRequire(import.meta.url)('recens-moddle');
const [file, out] = process.argv.slice(2);
const moddle = new BpmnModdle({ recens });
const { rootElement, elementsById, warnings } = await moddle.fromXML(readFileSync(file, 'utf8'));
const kinds = new Map();

// What the descriptor does not know is generic, or has attributes beside those it lists.
function look(value) {
  const properties = value.$descriptor?.properties ?? [];
  const known = value.$descriptor?.ns?.prefix === 'recens' && Object.keys(value.$attrs).length === 0 && !value.$descriptor.isGeneric;
  kinds.set(value.$type, (kinds.get(value.$type) ?? true) && known);
  for (const { name, isAttr } of properties) {
    if (!isAttr) [value.get(name)].flat().filter((inner) => inner?.$type).forEach(look);
  }
}

for (const element of Object.values(elementsById)) {
  (element.extensionElements?.values ?? []).filter((value) => value.$type.startsWith('recens:')).forEach(look);
}
const unknown = [...kinds].filter(([, known]) => !known).map(([kind]) => kind);
const { xml } = await moddle.toXML(rootElement, { format: true });
writeFileSync(out, xml);
console.log(`${file}: ${[...kinds.keys()].join(', ')}`);
for (const problem of [...warnings.map((warning) => warning.message), ...unknown.map((kind) => `${kind} is not in the descriptor`)]) {
  console.log(`${file}: ${problem}`);
  process.exitCode = 1;
}
