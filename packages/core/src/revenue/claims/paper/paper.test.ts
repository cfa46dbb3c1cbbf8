import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cents } from '../../../ground/base/index.ts';
import { type ClaimToSend, cms1500, printClaim } from '../index.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const box = (fields: ReturnType<typeof cms1500>[number] | undefined, wanted: string) =>
  (fields ?? []).filter(({ box: of }) => of === wanted).map(({ row, column, text }) => `${row}/${column} ${text.trim()}`);

test('each box of the form has its own, and a seventh line begins another form', () => {
  const [form] = cms1500(claim);
  expect(box(form, '1a')).toEqual(['8/50 M100']);
  expect(box(form, '2')).toEqual(['10/1 ALDER, ROWAN']);
  expect(box(form, '3')).toEqual(['10/31 02', '10/34 03', '10/37 1980', '10/47 X']);
  expect(box(form, '9d')).toEqual(['26/1 SECOND MUTUAL']);
  expect(box(form, '21')).toEqual(['37/42 0', '38/3 H5213']);
  expect(box(form, '24D')).toEqual(['44/25 99213', '44/33 25', '46/25 92250']);
  expect(box(form, '24F')).toEqual(['44/49 120 00', '46/49 80 00']);
  expect(box(form, '27')).toEqual(['56/38 X']);
  expect(box(form, '28')).toEqual(['56/51 200 00']);
  const [line] = claim.lines;
  if (line === undefined) throw new Error('a claim has a line');
  const long = { ...claim, billed: cents(84_000), lines: Array.from({ length: 7 }, (_, i) => ({ ...line, number: i + 1 })) };
  expect(cms1500(long).map((fields) => [box(fields, '24A').length / 6, box(fields, '28')])).toEqual([
    [6, ['56/51 CONTINUED']],
    [1, ['56/51 840 00']],
  ]);
  expect(printClaim({ ...claim, kind: 'dental' })).toBeUndefined();
});

test('what is printed is a PDF whose table leads to each of its parts, with nothing outside of the page', () => {
  const text = Buffer.from(printClaim({ ...claim, note: 'SEE (CHART) \\ 5€' }) ?? []).toString('latin1');
  expect(text.startsWith('%PDF-1.4\n')).toBe(true);
  const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
  expect(offsets.map((offset, i) => text.slice(offset).startsWith(`${i + 1} 0 obj`))).toEqual(offsets.map(() => true));
  expect(text).toContain('(SEE \\(CHART\\) \\\\ 5?) Tj');
  for (const [, x, y] of text.matchAll(/1 0 0 1 ([\d.-]+) ([\d.-]+) Tm/g)) {
    expect(Number(x)).toBeGreaterThan(0);
    expect(Number(x)).toBeLessThan(612);
    expect(Number(y)).toBeGreaterThan(0);
    expect(Number(y)).toBeLessThan(792);
  }
});
