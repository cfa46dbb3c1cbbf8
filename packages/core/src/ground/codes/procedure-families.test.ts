import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { familySaid, nearestFamily, procedureFamilies } from './procedure-families.ts';
import { TableReading } from './reading/table-reading.ts';

const folder = new URL('../../revenue/scrub/', import.meta.url);
const sources = ['code-traits.ts', ...readdirSync(new URL('edits/', folder)).map((file) => `edits/${file}`)]
  .map((file) => readFileSync(new URL(file, folder), 'utf8'))
  .join('\n');
const known = Object.keys(procedureFamilies);

test('each family that is documented is one that edits ask for', () => {
  expect(known.filter((family) => !sources.includes(`'${family}'`))).toEqual([]);
});

test('edits compare families with documented words only', () => {
  const compared = [...sources.matchAll(/\bfamily(?: \?\? '')?\)?(?: [!=]== |\.(?:starts|ends)With\()'([a-z ]+)'/g)].map(
    ([, word = '']) => word,
  );
  expect(compared).toContain('refraction');
  expect(compared.filter((word) => !known.includes(word))).toEqual([]);
});

test('the document names each of them, with what hangs on it', () => {
  const document = readFileSync(new URL('../../../../../docs/code-tables.md', import.meta.url), 'utf8');
  const table = Object.entries(procedureFamilies).map(([family, asked]) => `| \`${family}\` | ${asked} |`);
  expect(document).toContain(['| family | what asks for it |', '|---|---|', ...table].join('\n'));
});

test.each([
  ['biometry', 'eye biometry'],
  ['Biometry, eye', 'eye biometry'],
  ['Retina scans', 'retina scan'],
  ['Contact lenses', 'contact lens'],
  ['canal, root', 'root canal'],
  ['lens', 'lens'],
  ['advanced imaging', 'advanced imaging'],
  ['', ''],
])('%j is read as %j', (said, family) => {
  expect(familySaid(said)).toBe(family);
});

test.each([
  ['retna scan', 'retina scan'],
  ['biometrics', 'eye biometry'],
  ['crowns of teeth', 'crown'],
  ['advanced imaging', undefined],
])('next to %j comes %j', (said, family) => {
  expect(nearestFamily(said)).toBe(family);
});

test('an import tells families that no edit knows, those read as others, and codes that name none', () => {
  const reading = new TableReading({ table: 'procedures' });
  reading.begin('ours.csv');
  reading.push('cpt,words,family\n92136,ours,biometry\n92134,ours,retna scan\n92250,ours,eye photograph\n99213,ours,\n99214,ours,\n');
  expect(reading.end()).toBeUndefined();
  expect(reading.findings).toMatchObject([
    { severity: 'warning', at: 'ours.csv, line 2, family', says: '“biometry” is read as “eye biometry”.' },
    {
      severity: 'warning',
      at: 'ours.csv, line 3, family',
      says: '“retna scan” is a family that no edit knows.',
      fix: expect.stringContaining('Perhaps “retina scan” is meant.'),
    },
    { severity: 'warning', says: '2 codes of this list have no family: edits that ask for one pass over them (99213, 99214).' },
  ]);
  expect([reading.rows, reading.wrongRows]).toEqual([5, 0]);
});
