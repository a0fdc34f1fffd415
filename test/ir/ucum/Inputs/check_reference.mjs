// Converts every bound of JSON documents there and back and compares with the UCUM reference.
//   node check_reference.mjs NPM-FOLDER CATALOG-FOLDER < documents.json
// Documents stand one a line. Molar conversions go by the molar mass of the measurement's row, equivalents by charge
// one. The reference converts no arbitrary units ([IU]): prefixes and volumes are checked with grams in their place.
// Prints bounds that differ by more than one part in a thousand million, then counts; `equation`: by an equation of
// the analyte, which no table of units has.
import fs from 'node:fs';
import path from 'node:path';
import { createRequire } from 'node:module';

const [npm, catalog] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(npm), 'package.json'));
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();
const TOLERANCE = 1e-9;

function molarMasses(folder) {
  const masses = new Map();
  for (const file of fs.readdirSync(folder).filter((name) => name.endsWith('.yaml'))) {
    let name = null;
    for (const line of fs.readFileSync(path.join(folder, file), 'utf8').split('\n')) {
      name = /^- name: (\S+)/.exec(line)?.[1] ?? name;
      const mass = /^  molar_mass: "?([\d.]+)/.exec(line);
      if (mass) masses.set(name, Number(mass[1]));
    }
  }
  return masses;
}

const masses = molarMasses(path.join(catalog, 'measurements'));
const counts = { unit: 0, molar: 0, affine: 0, equation: 0, same: 0, failed: 0 };

function convert(value, from, to, mass) {
  const result = ucum.convertUnitTo(from, value, to, { molecularWeight: mass, charge: 1 });
  return result.status === 'succeeded' ? result.toVal : NaN;
}

const near = (a, b) => Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
const plain = (code) => code.replaceAll('[IU]', 'g');

// "daily dose of 1500 mg": the words hold the time base that the stated unit lacks.
function withTimeBase(stated, unit) {
  const base = /\/(?:d|wk)$/.exec(unit)?.[0];
  return base && !/\/(?:d|wk|h|min|s|mo|a)\b/.test(stated) && !/\(/.test(stated) ? stated + base : stated;
}

function check(value, unit, stated, subject, isDose, posting) {
  if (!stated.ucum || stated.conversion === undefined || stated.conversion === 'dose_equivalence') {
    counts.same += 1;
    return;
  }
  if (stated.conversion === 'affine' && !/Cel|deg|^K$/.test(stated.ucum)) {
    counts.equation += 1;
    return;
  }
  const from = plain(isDose ? withTimeBase(stated.ucum, unit) : stated.ucum), to = plain(unit);
  const mass = masses.get(subject) ?? null;
  const there = convert(Number(stated.value), from, to, mass);
  const back = convert(Number(value), to, from, mass);
  if (near(there, Number(value)) && near(back, Number(stated.value))) {
    counts[stated.conversion] += 1;
  } else {
    counts.failed += 1;
    console.log(`${posting} ${subject}: ${stated.value} ${stated.ucum} = ${value} ${unit}; reference ${there} and back ${back}`);
  }
}

function walk(node, subject, posting, key = '') {
  if (Array.isArray(node)) return node.forEach((child) => walk(child, subject, posting, key));
  if (node === null || typeof node !== 'object') return;
  const own = node.subject ?? subject;
  if (node.stated?.value !== undefined) check(node.value, node.unit, node.stated, own, key === 'dose', posting);
  for (const end of ['low', 'high'])
    if (node.stated?.[end]) check(node[end].value, node[end].unit, node.stated[end], own, key === 'dose', posting);
  Object.entries(node).forEach(([name, child]) => walk(child, own, posting, name));
}

for (const line of fs.readFileSync(0, 'utf8').split('\n')) {
  if (!line.trim()) continue;
  const document = JSON.parse(line);
  walk(document.criteria, null, document.posting.id);
}
console.log(Object.entries(counts).map(([kind, count]) => `${kind} ${count}`).join(', '));
process.exit(counts.failed ? 1 : 0);
