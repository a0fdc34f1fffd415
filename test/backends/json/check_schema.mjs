// Checks documents against the JSON Schema.
//   npm install --no-save ajv          (in a scratch folder), then there
//   node check_schema.mjs SCHEMA.json DOCUMENTS.ndjson...
// Prints each document that does not hold, and exits with 1 if there is one.
import fs from 'node:fs';
import { createRequire } from 'node:module';
const require = createRequire(process.cwd() + '/');
const Ajv = require('ajv/dist/2020').default;
const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: false, strict: true, strictTypes: false, allowUnionTypes: true });
const validate = ajv.compile(JSON.parse(fs.readFileSync(schema, 'utf8')));
let documents = 0, bad = 0;
for (const file of files) {
  for (const line of fs.readFileSync(file, 'utf8').split('\n')) {
    if (!line.trim()) continue;
    documents++;
    const document = JSON.parse(line);
    if (validate(document)) continue;
    bad++;
    const error = validate.errors.at(-1);
    console.log(`${file}: ${document?.posting?.id}: ${error.instancePath} ${error.message}`);
  }
}
console.log(`${documents} documents, ${bad} against the schema`);
process.exit(bad ? 1 : 0);
