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
  printForm,
  testPage,
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

const formOf = (of: ClaimToSend, on?: PlainDate): PaperForm => {
  const form = paperForm(of, on);
  if (form === undefined) throw new Error('there is a form for it');
  return form;
};
const box = (fields: readonly FormField[] | undefined, wanted: string) =>
  (fields ?? []).filter(({ box: of }) => of === wanted).map(({ row, column, text }) => `${row}/${column} ${text.trim()}`);
const texts = (fields: readonly FormField[] | undefined, wanted: string) =>
  box(fields, wanted).map((placed) => placed.replace(/^\S+ /, ''));
interface Word {
  readonly text: string;
  /** In inches from the upper left corner of the paper to where its first letter stands. */
  readonly across: number;
  readonly down: number;
  readonly size: number;
}
/** The words of a PDF with where they stand, page by page, as any reader finds them. */
function wordsAt(pdf: Uint8Array | undefined): Word[][] {
  const pages = Buffer.from(pdf ?? [])
    .toString('latin1')
    .split('endstream')
    .slice(0, -1);
  return pages.map((page) => {
    let size = 0;
    const words: Word[] = [];
    for (const [, font, x, y, text = ''] of page.matchAll(/\/F1 ([\d.]+) Tf|1 0 0 1 ([\d.-]+) ([\d.-]+) Tm \((.*)\) Tj/g)) {
      if (font !== undefined) size = Number(font);
      else {
        const before = text.length - text.trimStart().length;
        words.push({ text: text.trim(), size, across: (Number(x) + before * size * 0.6) / 72, down: (792 - Number(y)) / 72 });
      }
    }
    return words;
  });
}
const wordsOf = (of: ClaimToSend): string[][] => wordsAt(printClaim(of)).map((page) => page.map(({ text }) => text));

describe('CMS-1500', () => {
  test('each box has its own, and a seventh line begins another form with the sum on the last', () => {
    const [form] = formOf(claim).pages;
    expect(box(form, '1a')).toEqual(['8/50 M100']);
    expect(box(form, '2')).toEqual(['10/1 ALDER, ROWAN']);
    expect(box(form, '3')).toEqual(['10/31 02', '10/34 03', '10/37 1980', '10/47 X']);
    expect(box(form, '5')).toEqual(['12/1 2 PIER', '14/1 HARBOR', '14/26 ME', '16/1 04101-0003']);
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
      [10, ['100.00']],
      [2, ['20.00']],
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
      [22, ['1', '2'], []],
      [3, ['0001', '2', '2'], ['25000']],
    ]);
    const [form] = pages;
    expect(['4', '10', '13', '18', '42', '44', '67', '76'].map((one) => texts(form, one)[0])).toEqual([
      ...['0131', '02031980', '09', 'C5', '0510', '9921325', 'H5213', '1234567893'],
    ]);
    expect([texts(form, '6'), texts(form, '31'), texts(form, '39')]).toEqual([
      ['030126', '030226'],
      ['11', '030126'],
      ['80', '200'],
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
  expect(factsOfBox(claim, layout, '4').map(({ at }) => at)).toEqual(['patient.last', 'patient.suffix', 'patient.first', 'patient.middle']);
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

test('what holds a dental claim leads to the box where it is mended: area, enclosures, placement', () => {
  const { layout } = formOf(dental);
  const found = (code: string, family: string, of: number[]) =>
    boxesOfFinding(dental, layout, { at: `line ${of[0]}`, code, family, lines: of });
  expect(found('area-of-mouth', 'teeth', [2])).toEqual([{ box: '25', line: 1 }]);
  expect(found('tooth-missing', 'teeth', [2])).toEqual([{ box: '27', line: 1 }]);
  expect(found('attachment-missing', 'dental-benefits', [2, 3])).toEqual([{ box: '39' }]);
  expect(found('placement-not-said', 'teeth', [2])).toEqual([{ box: '43' }]);
  expect(found('procedure-not-valid', 'charges', [2])).toEqual([{ box: '29', line: 1 }]);
  expect(found('waiting-period', 'dental-benefits', [2])).toEqual([{ box: '29', line: 1 }]);
  const at = (box: string, of = dental) => factsOfBox(of, layout, box).map((fact) => [fact.at, fact.name]);
  const two: ClaimToSend = { ...dental, lines: dental.lines.slice(0, 2).map((line, i) => (i === 0 ? line : { ...line, prosthesis: 'I' })) };
  expect(at('39', two)).toEqual([
    ['attachments', 'Attachments'],
    ['lines.0.attachments', 'Line 1, D2391: Attachments'],
    ['lines.1.attachments', 'Line 2, D2391: Attachments'],
  ]);
  expect(at('43', { ...two, lines: lines(3).map((line, i) => (i === 1 ? { ...line, prosthesis: 'R' } : line)) })).toEqual([
    ['lines.1.prosthesis', 'Line 2, 99213: Placement'],
    ['lines.1.priorPlacedOn', 'Line 2, 99213: The one before was placed'],
  ]);
  expect(at('40').map(([place]) => place)).toEqual([
    'orthodontics.months',
    'orthodontics.appliancePlacedOn',
    'orthodontics.monthsRemaining',
  ]);
  expect(boxesOfFact(dental, layout, 'lines.1.attachments.0.report')).toEqual([{ box: '39' }]);
  expect(boxesOfFinding(claim, formOf(claim).layout, { at: 'line 1', code: 'attachment-missing', lines: [1] })).toEqual([{ box: '19' }]);
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
  expect(wordsOf(institutional)[1]).toContain('25000');
});

describe('where words stand on paper', () => {
  /** Of the one word that is looked for, in inches: across to its first letter and down to the line that it stands on. */
  const of = (pdf: Uint8Array | undefined, text: string): readonly [number, number] => {
    const [word] = (wordsAt(pdf)[0] ?? []).filter((one) => one.text === text);
    if (word === undefined) throw new Error(`${text} is not on the page`);
    return [Math.round(word.across * 100) / 100, Math.round(word.down * 100) / 100];
  };
  const near = (found: readonly [number, number], across: number, down: number) => {
    expect(Math.abs(found[0] - across), `across ${found} against ${across}`).toBeLessThan(0.06);
    expect(Math.abs(found[1] - down), `down ${found} against ${down}`).toBeLessThan(0.06);
  };
  const on = '2026-11-22' as PlainDate;

  test('CMS-1500: 0.3 inch from the left, ten columns and six rows an inch', () => {
    const pdf = printClaim(claim);
    near(of(pdf, 'M100'), 5.2, 1.64);
    near(of(pdf, '99213'), 2.7, 7.64);
    near(of(pdf, '120 00'), 5.4, 7.64);
    near(of(pdf, '200 00'), 5.6, 9.64);
  });
  test('ADA 2024: where the form has its boxes, which stand in fractions of a row', () => {
    const pdf = printForm(formOf(dental, on));
    near(of(pdf, 'D2391'), 3.81, 4.96);
    near(of(pdf, '01/06/2025'), 6.75, 8.02);
    near(of(pdf, 'CROWN LOST'), 0.86, 7.14);
    near(of(pdf, '100.00'), 7.69, 6.97);
    near(of(pdf, '11/22/2026'), 3.06, 8.12);
    // The third of three missing teeth stands at the lower left.
    const crossed = (wordsAt(pdf)[0] ?? []).filter(({ text, down }) => text === 'X' && down > 6.7 && down < 7);
    expect(crossed.map(({ across }) => Math.round(across * 100) / 100)).toEqual([0.35, 3.35, 0.35]);
  });
  test('UB-04: service lines from row 18, sums in row 40, the attending in 56 and 57; figures without a point', () => {
    const [first, second] = wordsAt(printForm(formOf(institutional, on)));
    const row = (n: number) => 8 / 72 + n / 6;
    const column = (n: number) => 12 / 72 + (n - 1) / 10;
    const at = (words: typeof first, text: string, across: number, down: number) =>
      expect(
        (words ?? []).some(
          (one) => one.text === text && Math.abs(one.across - column(across)) < 0.01 && Math.abs(one.down - row(down)) < 0.01,
        ),
        `${text} at row ${down}, column ${across}`,
      ).toBe(true);
    at(first, '0131', 78, 2);
    at(first, '0510', 1, 18);
    at(first, '9921325', 31, 18);
    at(first, '1000', 66, 18);
    at(first, '0510', 1, 39);
    at(first, '112226', 46, 40);
    at(second, '25000', 65, 40);
    at(second, '0001', 1, 40);
    at(first, 'HARBOR HEALTH', 1, 42);
    at(first, 'H5213', 2, 53);
    at(first, '1234567893', 60, 56);
    at(first, 'REED', 54, 57);
    expect((first ?? []).some(({ text }) => text === '0001')).toBe(false);
  });
  test('a printer that is off moves and draws everything, and the test page says how and stays within the paper', () => {
    const off = { right: 10, down: -5, scale: 98 };
    const [plain, moved] = [wordsAt(printClaim(claim))[0] ?? [], wordsAt(printClaim(claim, off))[0] ?? []];
    expect(moved.map(({ text }) => text)).toEqual(plain.map(({ text }) => text));
    for (const [i, word] of moved.entries()) {
      expect(word.down * 72).toBeCloseTo((plain[i]?.down ?? 0) * 72 * 0.98 - 5, 1);
      expect(word.size).toBeCloseTo(11.76, 5);
    }
    for (const name of ['CMS-1500', 'ADA 2024', 'UB-04'] as const) {
      const [page = []] = wordsAt(testPage(name, { right: 0, down: 0, scale: 100 }));
      expect(page.some(({ text }) => text.startsWith(name) && text.includes('100 %'))).toBe(true);
      expect(page.filter(({ text }) => /^X( *X)?$/.test(text)).length).toBeGreaterThan(60);
      for (const { across, down, text } of page)
        expect([text, across > 0, across < 8.5, down > 0, down < 11]).toEqual([text, true, true, true, true]);
    }
    expect(wordsAt(testPage('UB-04', off))[0]?.some(({ text }) => text.includes('moved 10 right, -5 down'))).toBe(true);
  });
});

test('Medicare reads box 11 for who pays before it, wants a sum on each form, and nothing in 11d', () => {
  const [one] = claim.coverages;
  if (one === undefined) throw new Error('a claim has a coverage');
  const own = { ...one, rank: 'primary' as const, filingIndicator: 'MB', relationship: '18' };
  const { patientPaid: _, ...unpaid } = claim;
  const alone: ClaimToSend = { ...unpaid, sentAs: 'primary', coverages: [own], billed: cents(7_000), lines: lines(7) };
  const forms = formOf(alone).pages;
  expect(forms.map((form) => texts(form, '28'))).toEqual([['60 00'], ['10 00']]);
  expect(['1', '4', '7', '11', '11d'].map((wanted) => box(forms[0], wanted))).toEqual([['8/1 X'], [], [], ['18/50 NONE'], []]);
  const before = {
    ...one,
    rank: 'primary' as const,
    groupNumber: 'G7',
    groupName: 'MILL FUND',
    decision: { paid: cents(500), adjustments: [], lines: [] },
  };
  const second = formOf({ ...alone, sentAs: 'secondary', coverages: [before, { ...own, rank: 'secondary' }] }).pages[0];
  expect([texts(second, '11'), texts(second, '11c'), texts(second, '29')]).toEqual([['G7'], ['MILL FUND'], []]);
  const other = formOf({ ...alone, sentAs: 'secondary', coverages: [before, { ...own, rank: 'secondary', filingIndicator: 'CI' }] }).pages;
  expect(other.map((form) => [texts(form, '28')[0], texts(form, '29')[0]])).toEqual([
    ['CONTINUED', undefined],
    ['70 00', '5 00'],
  ]);
});

test('a figure or number that has no room is left out and told, not cut into another one; words go on in the next row', () => {
  const wide = formOf({ ...claim, billed: cents(123_456_789_01), patientControlNumber: 'A'.repeat(20) });
  expect([texts(wide.pages[0], '28'), texts(wide.pages[0], '26')]).toEqual([[], []]);
  expect(wide.findings.filter(({ severity }) => severity === 'error').map(({ at }) => at)).toEqual(['box 26', 'box 28']);
  const note = formOf({ ...institutional, note: 'the patient came back within the day for the same trouble' });
  expect(texts(note.pages[0], '80')).toEqual(['THE PATIENT CAME BACK', 'WITHIN THE DAY FOR THE', 'SAME TROUBLE']);
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
