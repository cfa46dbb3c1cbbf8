import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../../../ground/base/index.ts';
import {
  boxesOfFact,
  boxesOfFinding,
  type ClaimToSend,
  factsOfBox,
  filingProof,
  nameOfFact,
  type PaperForm,
  paperForm,
  printClaim,
} from '../index.ts';
import { ada2024Layout } from './ada-2024.ts';
import { cms1500Layout } from './cms-1500.ts';
import type { FormField } from './form.ts';
import { ub04Layout } from './ub-04.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const [line] = claim.lines;
if (line === undefined) throw new Error('a claim has a line');
const lines = (count: number, own: Partial<typeof line> = {}) =>
  Array.from({ length: count }, (_, i) => ({ ...line, ...own, number: i + 1, billed: cents(1_000) }));
const day = (text: string) => text as PlainDate;

const dental: ClaimToSend = {
  ...claim,
  ...{ kind: 'dental', missingTeeth: ['1', '17', '32'], note: 'CROWN LOST', billed: cents(12_000) },
  orthodontics: { months: 24, monthsRemaining: 8, appliancePlacedOn: day('2025-01-06') },
  lines: lines(12, {
    ...{ procedure: { code: 'D2391', modifiers: [] }, teeth: [{ tooth: '3', surfaces: ['M', 'O'] }], oralCavities: ['10'] },
    ...{ prosthesis: 'R', priorPlacedOn: day('2019-05-01') },
  }),
};
const institutional: ClaimToSend = {
  ...claim,
  ...{ kind: 'institutional', billed: cents(25_000), lines: lines(25, { revenueCode: '510' }) },
  stay: {
    ...{ typeOfBill: '131', admissionType: '3', admissionSource: '1', patientStatus: '01', conditions: ['C5'] },
    ...{ occurrences: [{ code: '11', on: day('2026-03-01') }], values: [{ code: '80', amount: cents(200) }] },
    ...{ from: day('2026-03-01'), to: day('2026-03-02'), admittedOn: day('2026-03-01'), admittedAt: '09:30' },
    attending: { entity: 'person', name: 'Reed', first: 'Ana', npi: '1234567893' },
  },
};

const formOf = (of: ClaimToSend): PaperForm => {
  const form = paperForm(of);
  if (form === undefined) throw new Error('there is a form for it');
  return form;
};
const box = (fields: readonly FormField[] | undefined, wanted: string) =>
  (fields ?? []).filter(({ box: of }) => of === wanted).map(({ row, column, text }) => `${row}/${column} ${text.trim()}`);
const texts = (fields: readonly FormField[] | undefined, wanted: string) =>
  box(fields, wanted).map((placed) => placed.replace(/^\S+ /, ''));
/** The words of a PDF, page by page, as any reader finds them. */
const wordsOf = (of: ClaimToSend): string[][] =>
  Buffer.from(printClaim(of) ?? [])
    .toString('latin1')
    .split('endstream')
    .slice(0, -1)
    .map((page) => [...page.matchAll(/\((.*)\) Tj/g)].map(([, text = '']) => text));

describe('CMS-1500', () => {
  test('each box has its own, and a seventh line begins another form with the sum on the last', () => {
    const [form] = formOf(claim).pages;
    expect(box(form, '1a')).toEqual(['8/50 M100']);
    expect(box(form, '2')).toEqual(['10/1 ALDER, ROWAN']);
    expect(box(form, '3')).toEqual(['10/31 02', '10/34 03', '10/37 1980', '10/47 X']);
    expect(box(form, '5')).toEqual(['12/1 2 PIER', '14/1 HARBOR', '14/26 ME', '16/1 041010003']);
    expect(box(form, '9d')).toEqual(['26/1 SECOND MUTUAL']);
    expect([...box(form, '21'), ...box(form, '21A')]).toEqual(['37/42 0', '38/3 H5213']);
    expect(box(form, '24D')).toEqual(['44/25 99213', '44/33 25', '46/25 92250']);
    expect(box(form, '24F')).toEqual(['44/49 120 00', '46/49 80 00']);
    expect(box(form, '27')).toEqual(['56/38 X']);
    expect(box(form, '28')).toEqual(['56/51 200 00']);
    const long = formOf({ ...claim, billed: cents(84_000), lines: lines(7) }).pages;
    expect(long.map((fields) => [box(fields, '24A').length / 6, texts(fields, '28')])).toEqual([
      [6, ['CONTINUED']],
      [1, ['840 00']],
    ]);
    expect(long[1]?.find(({ box: of }) => of === '24F')?.line).toBe(6);
  });

  test('what has no room is cut where its box ends, and told with its box', () => {
    const form = formOf({ ...claim, note: 'N'.repeat(60), patient: { ...claim.patient, last: 'Featherstonehaugh-Cholmondeley' } });
    expect(texts(form.pages[0], '19')).toEqual(['N'.repeat(48)]);
    expect(form.findings.map(({ at, severity }) => [at, severity])).toEqual([
      ['box 2', 'warning'],
      ['box 4', 'warning'],
      ['box 9', 'warning'],
      ['box 19', 'warning'],
      ['box 9d', 'warning'],
    ]);
    const full = { ...claim, diagnoses: Array.from({ length: 14 }, () => ({ code: 'Z0000', system: 'ICD-10-CM' as const })) };
    expect(formOf(full).findings.map(({ at }) => at)).toContain('box 21L');
  });
});

describe('ADA 2024', () => {
  test('each form of several is whole, with the sum of its own ten lines', () => {
    const { pages } = formOf(dental);
    expect(pages.map((fields) => [texts(fields, '29').length, texts(fields, '32')])).toEqual([
      [10, ['100 00']],
      [2, ['20 00']],
    ]);
    const [form] = pages;
    expect(box(form, '33')).toEqual(['41/3 X', '42/40 X', '42/3 X']);
    expect([texts(form, '27')[0], texts(form, '28')[0], texts(form, '25')[0]]).toEqual(['3', 'MO', '10']);
    expect(['41', '42', '44', '35', '12'].map((one) => texts(form, one)[0])).toEqual([
      ...['01/06/2025', '8', '05/01/2019', 'CROWN LOST', 'ALDER, ROWAN'],
    ]);
    expect(formOf({ ...dental, lines: lines(1) }).findings.map(({ says }) => says)).toContain('A modifier does not go on paper.');
  });
});

describe('UB-04', () => {
  test('twenty-two lines a form, the sum of the claim on the last alone', () => {
    const { pages } = formOf(institutional);
    expect(pages.map((fields) => [texts(fields, '42').length, texts(fields, 'page'), texts(fields, 'total')])).toEqual([
      [22, ['0001  PAGE 1 OF 2'], []],
      [3, ['0001  PAGE 2 OF 2'], ['250 00']],
    ]);
    const [form] = pages;
    expect(['4', '10', '13', '18', '42', '44', '67', '76'].map((one) => texts(form, one)[0])).toEqual([
      ...['0131', '02031980', '09', 'C5', '0510', '9921325', 'H5213', '1234567893'],
    ]);
    expect([texts(form, '6'), texts(form, '31'), texts(form, '39')]).toEqual([
      ['030126', '030226'],
      ['11', '030126'],
      ['80', '2 00'],
    ]);
    expect(texts(form, '50')).toEqual(['HARBOR HEALTH', 'SECOND MUTUAL', 'THIRD FUND']);
    const { stay: _, ...stayless } = institutional;
    expect(paperForm(stayless)).toBeUndefined();
  });
});

test.each([
  ['CMS-1500', cms1500Layout],
  ['ADA 2024', ada2024Layout],
  ['UB-04', ub04Layout],
])('no two boxes of %s share a place, each is named once, and all are on the page', (_name, layout) => {
  const taken = new Map<string, string>();
  for (const { box: of, row, column, wide, high = 1, perLine } of layout.boxes) {
    const own = perLine === true ? Array.from({ length: layout.lines.most }, (_, i) => row + i * layout.lines.step) : [row];
    for (const start of own)
      for (let r = start; r < start + high; r++)
        for (let c = column; c < column + wide; c++) {
          expect(taken.get(`${r}/${c}`) ?? of, `${of} at row ${r}, column ${c}`).toBe(of);
          taken.set(`${r}/${c}`, of);
          expect(r <= layout.rows && c <= layout.columns, of).toBe(true);
        }
  }
  expect(new Set(layout.boxes.map(({ box: of }) => of)).size).toBe(layout.boxes.length);
});

test('a box leads to what it holds, what is found leads to its box, and what nobody has is no place', () => {
  const { layout } = formOf(claim);
  expect(factsOfBox(claim, layout, '24D', 0).map(({ at, value }) => [at, value])).toEqual([
    ['lines.0.procedure.code', '99213'],
    ['lines.0.procedure.modifiers', ['25']],
  ]);
  expect(factsOfBox(claim, layout, '4').map(({ at }) => at)).toEqual(['patient.last', 'patient.first', 'patient.middle']);
  expect(factsOfBox(claim, layout, '21C')).toEqual([]);
  expect(boxesOfFact(claim, layout, 'lines.1.procedure.modifiers.0')).toEqual([{ box: '24D', line: 1 }]);
  expect(boxesOfFact(claim, layout, 'patient.last').map(({ box: of }) => of)).toEqual(['2', '4']);
  const found = (at: string, family?: string, of?: number[]) =>
    boxesOfFinding(claim, layout, { at, ...(family && { family }), ...(of && { lines: of }) });
  expect(found('line 2', 'modifiers', [2])).toEqual([{ box: '24D', line: 1 }]);
  expect(found('subscriber, member id')).toEqual([{ box: '1a' }]);
  expect(found('billing provider, tax id')).toEqual([{ box: '25' }]);
  expect(found('box 24D, line 2')).toEqual([{ box: '24D', line: 1 }]);
  expect(found('claim, total')).toEqual([]);
});

test('what is printed is a PDF whose table leads to each of its parts, with nothing outside of the page', () => {
  for (const of of [{ ...claim, note: 'SEE (CHART) \\ 5€' }, dental, institutional]) {
    const text = Buffer.from(printClaim(of) ?? []).toString('latin1');
    expect(text.startsWith('%PDF-1.4\n')).toBe(true);
    const start = Number(/startxref\n(\d+)\n/.exec(text)?.[1]);
    expect(text.slice(start, start + 4)).toBe('xref');
    const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset));
    expect(offsets.map((offset, i) => text.slice(offset).startsWith(`${i + 1} 0 obj`))).toEqual(offsets.map(() => true));
    for (const [, x, y] of text.matchAll(/1 0 0 1 ([\d.-]+) ([\d.-]+) Tm/g)) {
      expect(Number(x)).toBeGreaterThan(0);
      expect(Number(x)).toBeLessThan(612);
      expect(Number(y)).toBeGreaterThan(0);
      expect(Number(y)).toBeLessThan(792);
    }
  }
  expect(wordsOf({ ...claim, note: 'SEE (CHART) \\ 5€' })[0]).toContain('SEE \\(CHART\\) \\\\ 5?');
  expect(wordsOf(dental).map((page) => page.filter((word) => word === 'D2391').length)).toEqual([10, 2]);
  expect(wordsOf(institutional)[1]).toContain('   250 00');
});

test('a place in a claim is said as people say it', () => {
  const places = [
    'lines.1.units',
    'lines.0.procedure.modifiers.0',
    'patient.address.city',
    'diagnoses.2.code',
    'stay.attending.npi',
    'note',
  ];
  expect(places.map(nameOfFact)).toEqual(['Line 2: Units', 'Line 1: Modifiers', 'Patient: City', 'Diagnosis 3', 'Attending: NPI', 'Note']);
});

test('the proof of timely filing says whose claim it is, what the payer said and when', () => {
  const events = ['2026-03-02 21:00 UTC  sent', '2026-03-03  277CA: accepted by the payer'];
  const proof = filingProof(claim, { attempt: 1, on: '2026-03-03', payerControlNumber: 'ICN1', payer: 'Harbor Health (HARB1)', events });
  const said = [
    ...Buffer.from(proof)
      .toString('latin1')
      .matchAll(/\((.*)\) Tj/g),
  ].map(([, text]) => text);
  expect(said).toContain('The payer acknowledged this claim \\(277CA\\) on 2026-03-03, sending 1.');
  expect(said).toContain('Account          V2001');
  expect(said.filter((text) => text?.includes('277CA: accepted'))).toHaveLength(1);
});
