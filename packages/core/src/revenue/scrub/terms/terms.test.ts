import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { PlainDate } from '../../../ground/base/index.ts';
import { csvHead, csvLine } from '../../../ground/exports/index.ts';
import { edits } from '../edits/index.ts';
import {
  changeBy,
  historyOf,
  isRows,
  readTerm,
  readTermsCsv,
  rowsOf,
  type SavedTerms,
  setLater,
  settingsOf,
  type TermField,
  type TermsChange,
  type TermValues,
  termField,
  termFields,
  termRows,
  termsList,
  termsOn,
  termsRows,
  writeTerm,
} from './index.ts';

const day = (text: string) => text as PlainDate;
const limit = { of: ['D1110'], times: 2, days: 365, per: 'patient' } as const;

describe('terms of a day of service', () => {
  const saved: readonly SavedTerms[] = [
    { change: { filingDays: 90, frequencies: [limit] } },
    { from: day('2027-01-01'), change: { filingDays: 60 } },
    { change: { filingDays: 120, vision: true } },
    { from: day('2028-01-01'), change: { filingDays: null } },
  ];
  test('of each the change with the latest first day counts, of one day the last; what nobody names stays', () => {
    expect(termsOn(saved, day('2026-05-05'))).toEqual({ filingDays: 120, frequencies: [limit], vision: true });
    expect(termsOn(saved, day('2027-01-01'))).toEqual({ filingDays: 60, frequencies: [limit], vision: true });
    expect(termsOn(saved, day('2028-01-01'))).toEqual({ frequencies: [limit], vision: true });
    expect(termsOn(saved, undefined)).toMatchObject({ filingDays: 120 });
  });
  test('a change is what differs; an empty list is none; what is set anew later is told', () => {
    const change: TermsChange = { filingDays: 120, vision: false, frequencies: [], attachments: [] };
    expect(changeBy(saved, { change })).toEqual({ vision: false, frequencies: null });
    expect(changeBy(saved, { change: { frequencies: [{ ...limit }], alternates: null } })).toEqual({});
    expect(setLater(saved, { change: { filingDays: 30, vision: null } })).toEqual([{ field: 'filingDays', from: '2027-01-01' }]);
    expect(setLater(saved, { from: day('2027-06-01'), change: { filingDays: 30 } })).toEqual([{ field: 'filingDays', from: '2028-01-01' }]);
  });
  test('each saving says from what to what, and how it is taken back while nothing of it was changed since', () => {
    const [fourth, third, second, first] = historyOf(saved);
    expect(first).toMatchObject({ changed: [{ before: '', after: '90' }, { after: '2 per patient in 365 days: D1110' }] });
    expect(first).not.toHaveProperty('undo');
    expect(second).toMatchObject({ changed: [{ field: 'filingDays', before: '90', after: '60' }], undo: { filingDays: 90 } });
    expect(third).toMatchObject({ changed: [{ before: '90' }, { before: '', after: 'yes' }], undo: { filingDays: 90, vision: null } });
    expect(fourth).toMatchObject({ changed: [{ before: '60', after: '' }], undo: { filingDays: 60 } });
    const back = [...saved, { change: third?.undo ?? {} }];
    expect(termsOn(back, day('2026-05-05'))).toEqual(termsOn(saved.slice(0, 2), day('2026-05-05')));
  });
});

test('the edits see benefits only where one of them is set', () => {
  expect(settingsOf({ filingDays: 90 })).toEqual({
    ...{ filingDays: 90, frequencies: [], authorizationFor: [], orderingFor: [], narrativeFor: [], attachments: [] },
  });
  expect(settingsOf({ missingTooth: true }).benefits).toEqual({ ages: [], waiting: [], missingTooth: true, alternates: [] });
});

test('each term names edits that there are, and columns are named once', () => {
  const codes = new Set(edits.map(({ code }) => code));
  for (const { id, edits: own } of termFields) for (const code of own) expect(codes.has(code), `${id}: ${code}`).toBe(true);
  expect(new Set(termFields.map(({ column }) => column)).size).toBe(termFields.length);
  for (const kind of ['limits', 'attachments', 'ages', 'waiting', 'alternates'] as const) {
    const field = termFields.find((one) => one.kind === kind)?.id ?? 'ages';
    const read = readTerm(field, termRows[kind].example);
    expect('value' in read && writeTerm(field, read.value ?? undefined)).toBe(termRows[kind].example);
  }
});

const codes = fc.uniqueArray(fc.constantFrom('D2740', 'D1110', '97110', 'crown', 'eye exam', 'D2391'), { minLength: 1, maxLength: 3 });
const count = (most: number, least = 0) => fc.integer({ min: least, max: most });
const anyValue: { readonly [field in TermField]: fc.Arbitrary<TermValues[field]> } = {
  ...{ medicare: fc.boolean(), vision: fc.boolean(), ncci: fc.boolean(), missingTooth: fc.boolean() },
  ...{ minutes: fc.constantFrom('medicare', 'ama'), replacementYears: count(50) },
  ...{ filingDays: count(3_650), correctedDays: count(3_650), secondaryDays: count(3_650), eligibilityDays: count(3_650) },
  ...{ authorizationFor: codes, orderingFor: codes, narrativeFor: codes },
  attachments: fc.array(fc.record({ of: codes, reports: fc.uniqueArray(fc.constantFrom('RB', 'P6', 'OZ'), { minLength: 1 }) }), {
    minLength: 1,
  }),
  frequencies: fc.array(
    fc.oneof(
      fc.record({ of: codes, times: count(999), days: count(3_650, 1), per: fc.constantFrom('patient', 'tooth', 'area') }),
      fc.record({ of: codes, times: count(999), calendarYear: fc.constant(true), per: fc.constantFrom('patient', 'tooth', 'area') }),
    ),
    { minLength: 1, maxLength: 4 },
  ),
  ages: fc.array(fc.oneof(fc.record({ of: codes, from: count(150) }), fc.record({ of: codes, from: count(20), to: count(150, 20) })), {
    minLength: 1,
  }),
  waiting: fc.array(fc.record({ of: codes, months: count(120, 1) }), { minLength: 1 }),
  alternates: fc.array(
    fc.oneof(
      fc.record({ of: codes }),
      fc.record({ of: codes, instead: fc.constantFrom('D2740', 'base metal'), teeth: fc.constant('posterior') }),
    ),
    { minLength: 1 },
  ),
};
const anyTerms = fc.record(anyValue, { requiredKeys: [] });

test('what is written is read again', () => {
  fc.assert(
    fc.property(anyTerms, (terms) => {
      for (const [field, value] of Object.entries(terms) as [TermField, never][])
        expect(readTerm(field, writeTerm(field, value))).toEqual({ value });
    }),
  );
});

test.each([
  ['vision', 'perhaps', 'It is yes or no.'],
  ['minutes', '8', 'It is medicare or ama.'],
  ['filingDays', '90 weeks', 'It is a whole number of days up to 3650.'],
  ['filingDays', '-1', 'It is a whole number of days up to 3650.'],
  ['replacementYears', '51', 'It is a whole number of years up to 50.'],
  ['authorizationFor', '97110; 97112', '"97110; 97112" is no code and no kind of service: codes stand with commas between.'],
  ['frequencies', 'twice a year: D1110', '"twice a year: D1110" is not as in "2 per patient in 365 days: D1110, D1120".'],
  [
    'frequencies',
    '2 per patient in 365 days: D1110; 1 per tooth in 0 days: D2740',
    'Row 2: Within how many days is a whole number from 1 to 3650, or say a calendar year.',
  ],
  ['frequencies', '2 per patient: D1110', 'It does not say within how long: in 365 days, or in a calendar year.'],
  ['frequencies', '2 per patient in days: D1110', 'It does not say within how long: in 365 days, or in a calendar year.'],
  ['frequencies', '1 per tooth in 60 months: D2740', 'Months are told in days: 60 months are 1826 days.'],
  ['frequencies', '1 per tooth in 5 years: D2740', 'Years are told in days: 5 years are 1826 days.'],
  ['frequencies', '2 per patient in 365 days:', 'It names no code and no kind of service.'],
  ['attachments', 'radiograph: D2740', '"RADIOGRAPH" is no kind of attachment: it has two letters or digits.'],
  ['ages', 'from 14 to 6: D1351', 'From 14 to 6 is no age: the first is the higher one.'],
  ['waiting', '0 months: crown', 'Months are a whole number from 1 to 120.'],
] as const)('%s "%s" is refused in words', (field, text, wrong) => {
  expect(readTerm(field, text)).toEqual({ wrong });
});

test('rows of the form are those of the value', () => {
  expect(isRows(termField.frequencies.kind)).toBe(true);
  expect(rowsOf('frequencies', [limit])).toEqual([{ times: '2', per: 'patient', within: 'days', days: '365', of: 'D1110' }]);
});

const payers = [
  { id: 'a', name: 'Harbor Mutual', ids: ['90101', 'HARB'] },
  { id: 'b', name: 'Bright Smile', ids: ['90106'] },
  { id: 'c', name: 'Twice', ids: ['7'] },
  { id: 'd', name: 'Twice', ids: ['8'] },
];
const written = (rows: readonly { readonly [column: string]: string | null }[]) =>
  csvHead(termsList.columns) + rows.map((row) => csvLine(termsList.columns, row)).join('');

test('a list that was taken out changes nothing when it is read again, and says all in an empty practice', () => {
  const saves = fc.array(fc.record({ from: fc.constantFrom(undefined, day('2026-07-01'), day('2027-01-01')), change: anyTerms }), {
    maxLength: 4,
  });
  const anySaved = fc.tuple(saves, fc.uniqueArray(fc.constantFrom(...termFields.map(({ id }) => id)), { maxLength: 3 }));
  fc.assert(
    fc.property(anySaved, ([own, gone]) => {
      const saved = [...own, { from: day('2027-01-01'), change: Object.fromEntries(gone.map((id) => [id, null])) }].map(
        ({ from, change }) => ({ change, ...(from === undefined ? {} : { from }) }),
      );
      const [payer] = payers;
      if (payer === undefined) throw new Error('no payer');
      const { rows, findings } = readTermsCsv(written(termsRows(payer, saved)), payers);
      expect(findings).toEqual([]);
      for (const row of rows) expect(changeBy(saved, row)).toEqual({});
      for (const on of [undefined, day('2026-01-01'), day('2026-08-01'), day('2027-08-01')])
        expect(settingsOf(termsOn(rows, on))).toEqual(settingsOf(termsOn(saved, on)));
    }),
  );
});

test('a list is read by its headings; what a row says wrongly is told by row and column', () => {
  const list = [
    'Payer ID,From,Filing Days,Frequencies,Vision',
    'harb,,90,"2 per patient in 365 days: D1110, D1120",',
    '90106,1/1/2027,unset,,no',
  ].join('\n');
  expect(readTermsCsv(list, payers)).toEqual({
    findings: [],
    rows: [
      { payerId: 'a', change: { filingDays: 90, frequencies: [{ of: ['D1110', 'D1120'], times: 2, days: 365, per: 'patient' }] } },
      { payerId: 'b', from: '2027-01-01', change: { filingDays: null, vision: false } },
    ],
  });
  const wrong = 'payer,payer_id,from,filing_days\n,90101,,soon\nNobody,,,90\nTwice,,2026-13-01,1\n,HARB,,30\nBright Smile,,,30,40\n';
  expect(readTermsCsv(wrong, payers).findings.map(({ at, says }) => `${at}: ${says}`)).toEqual([
    'row 2, filing_days: It is a whole number of days up to 3650.',
    'row 3, payer: No payer of the practice goes by Nobody.',
    'row 4, from: 2026-13-01 is no day, such as 2027-01-01.',
    'row 4, payer: Several payers go by Twice: Twice, Twice.',
    'row 5: Harbor Mutual stands in row 2 already, of the same days.',
    'row 6: It has more cells than there are headings.',
  ]);
  expect(readTermsCsv('payer_id,filing\n90101,3', payers).findings).toMatchObject([
    { at: 'row 1, filing', says: 'There is no term filing.' },
  ]);
  expect(readTermsCsv('payer_id', payers).findings).toMatchObject([{ says: 'No row stands below the headings.' }]);
  expect(readTermsCsv('name\nx', payers).findings).toMatchObject([{ at: 'row 1' }]);
});

test('docs/payer-terms.md names each column', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../../../../docs/payer-terms.md'), 'utf8');
  expect(termsList.columns.filter(({ name }) => !page.includes(`\`${name}\``)).map(({ name }) => name)).toEqual([]);
});
