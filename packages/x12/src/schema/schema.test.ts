import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { readTypedModel } from '../../testing/typed-model.ts';
import { typedModel } from '../definitions/typed-model.ts';
import { createJson } from '../views/json.ts';
import { jsonSchema } from './json-schema.ts';
import { setShapes } from './sets.ts';
import { typescriptTypes } from './typescript.ts';

/** `WRITE_MODEL=1 vitest run packages/x12/src/schema` writes definitions/typed-model.ts anew from the types; then `biome check --write`. */
const model = readTypedModel();
if (process.env.WRITE_MODEL === '1')
  writeFileSync(
    join(import.meta.dirname, '../definitions/typed-model.ts'),
    `import type { TypedModel } from '../schema/shape.ts';\n\n/** Made from src/types by schema.test.ts, which fails where it is not what they say. */\nexport const typedModel: TypedModel = ${JSON.stringify(model)};\n`,
  );

const golden = join(import.meta.dirname, '../../../../golden/x12');
const files = readdirSync(golden, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.edi'));
const shapes = setShapes();
const shapeOf = (path: string) => shapes.filter(({ name }) => name === path.split('/')[0]);

function printed(path: string): unknown {
  let text = '';
  const json = createJson((piece) => {
    text += piece;
  });
  json.push(new Uint8Array(readFileSync(join(golden, path))));
  json.end();
  return JSON.parse(text);
}

test('the model is what the types say', () => expect(typedModel).toEqual(model));

test('every set has a schema, and every kind of object stands in one', () => {
  expect(shapes.map(({ name }) => name)).toEqual([
    '835',
    '837P',
    '837I',
    '837D',
    '999',
    '997',
    '276',
    '277',
    '277CA',
    '270',
    '271',
    '278',
    'TA1',
  ]);
  const told = new Set(shapes.flatMap(({ records }) => records.map(({ kind }) => kind)));
  expect([...told].sort()).toEqual(Object.keys(model.records).sort());
});

describe('JSON Schema', () => {
  const all = new Ajv2020({ strict: true }).compile(jsonSchema(shapes));
  const known = files.filter((path) => shapeOf(path).length === 1 && JSON.stringify(printed(path)).includes('Header'));

  test.each(known)('%s fits the schema of its set, of all sets, and of no other', (path) => {
    const ajv = new Ajv2020({ strict: true });
    const validate = ajv.compile(jsonSchema(shapeOf(path)));
    const json = printed(path);
    expect(validate(json), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    expect(all(json)).toBe(true);
    const other = shapes.find(({ name }) => name === (path.startsWith('835') ? '837P' : '835'));
    expect(ajv.validate(jsonSchema(other === undefined ? [] : [other]), json)).toBe(false);
  });

  test('a field more, a field less and an amount in dollars do not fit', () => {
    const validate = new Ajv2020({ strict: true }).compile(jsonSchema(shapeOf('835')));
    const [path = ''] = known.filter((one) => one.startsWith('835/pass'));
    const text = JSON.stringify(printed(path));
    expect(validate(JSON.parse(text))).toBe(true);
    for (const [from, to] of [
      [/"charged":\d+/, '"charged":1.5'],
      [/"charged":\d+,/, ''],
      [/"charged"/, '"extra":1,"charged"'],
    ] as const)
      expect(validate(JSON.parse(text.replace(from, to)))).toBe(false);
  });
});

test('TypeScript: the types compile, and what is printed of the golden files is of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'x12-types-'));
  try {
    const file = join(folder, 'types.ts');
    const samples = files
      .filter((path) => path.includes('/pass/') && shapeOf(path).length === 1 && JSON.stringify(printed(path)).includes('Header'))
      .map((path, i) => `export const sample${i}: readonly X12_${path.split('/')[0]}[] = ${JSON.stringify(printed(path))};`);
    expect(samples.length).toBeGreaterThan(15);
    writeFileSync(file, `${typescriptTypes(shapes)}\n${samples.join('\n')}\n`);
    const program = ts.createProgram([file], {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2023,
      exactOptionalPropertyTypes: true,
      types: [],
    });
    const faults = ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
    expect(faults).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
