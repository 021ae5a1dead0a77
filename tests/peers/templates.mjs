// Judges the element templates by Camunda's own schemas: node templates.mjs FOLDER
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateAll, validateAllZeebe } from '@bpmn-io/element-templates-validator';

let bad = 0;
for (const [name, validate] of [['camunda7.json', validateAll], ['camunda8.json', validateAllZeebe]]) {
  const templates = JSON.parse(readFileSync(join(process.argv[2], name), 'utf8'));
  for (const { valid, object, errors } of validate(templates).results) {
    if (!valid) {
      bad += 1;
      console.log(`${name}: ${object.id}: ${errors.map((error) => error.message).join('; ')}`);
    }
  }
  console.log(`${name}: ${templates.length} templates`);
}
process.exitCode = bad > 0 ? 1 : 0;
