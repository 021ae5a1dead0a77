// Reads BPMN files as bpmn.io does; a warning is a failure.
import { readFileSync } from 'node:fs';
import { BpmnModdle } from 'bpmn-moddle';

const files = process.argv.slice(2);
let bad = 0;
for (const file of files) {
  let found;
  try {
    found = (await new BpmnModdle().fromXML(readFileSync(file, 'utf8'))).warnings.map((warning) => warning.message);
  } catch (error) {
    found = [error.message];
  }
  if (found.length > 0) {
    bad += 1;
    console.log(`${file}: ${found[0]}`);
  }
}
console.log(`${files.length} files read by bpmn-moddle, ${bad} with warnings`);
process.exitCode = bad > 0 ? 1 : 0;
