import { expect, test } from 'vitest';
import { type PlainDate, plainDate } from '../base/index.ts';
import { answersUntil, codesWithoutFamily, pairVerdict, rowsInWords, TableReading } from './index.ts';

const day = (text: string): PlainDate => plainDate(text) ?? expect.fail(text);

test('a row is told as somebody would say it: limits with their MAI, an add-on code with all it stands beside, an article with its diagnoses', () => {
  expect(rowsInWords('units-practitioner', ['units 2, adjudication 3, rationale made up'])).toEqual([
    'At most 2 units, by day, more with documentation (MAI 3)',
  ]);
  expect(rowsInWords('units-supplier', ['units 1, adjudication 1'])).toEqual(['At most 1 unit, by line (MAI 1)']);
  expect(rowsInWords('add-ons', ['type 1, primary 99213', 'type 1, primary 99214'])).toEqual([
    'Add-on code (type 1), only beside 99213, 99214',
  ]);
  expect(rowsInWords('add-ons', ['type 2, primary CCCCC'])).toEqual(['Add-on code (type 2), beside which codes, the payer says']);
  expect(rowsInWords('coverage', ['id A1234, jurisdictions FL J-N, covered I10 E119, times 1, days 365'])).toEqual([
    'A1234 (FL, J-N): covered for I10, E119; at most 1 in 365 days',
  ]);
  expect(rowsInWords('coverage', ['id N210, notCovered R05'])).toEqual(['N210 (national): not covered for R05']);
  expect(rowsInWords('procedures', ['system CPT, words office visit, family office visit, subject evaluation=yes'])).toEqual([
    'office visit, kind: office visit, counts as an evaluation',
  ]);
  expect(rowsInWords('diagnoses', ['billable yes'])).toEqual(['billable yes']);
});

test('two codes have one verdict: never, with a modifier, beside each other, or nobody knows', () => {
  const edition = { table: 'pairs-practitioner' as const, name: 'q', source: 'made up' };
  const found = (indicator: 0 | 1 | 9) => ({
    is: 'found' as const,
    row: { column1: '92014', column2: '99213', indicator },
    edition,
  });
  const absent = { is: 'absent' as const, edition };
  const none = { is: 'no-edition' as const, table: 'pairs-practitioner' as const };
  const of = (first: ReturnType<typeof found> | typeof absent | typeof none, a = '92014', unknown: readonly string[] = []) =>
    pairVerdict({ a, b: '99213', day: 'that day', unknown, settings: [{ setting: 'practitioner', answers: [first, first] }] }).is;
  expect([found(0), found(1), found(9), absent, none].map((one) => of(one))).toEqual([
    'never',
    'with-modifier',
    'beside',
    'beside',
    'no-edition',
  ]);
  expect([of(absent, 'D1110'), of(absent, 'X9999', ['X9999'])]).toEqual(['dental', 'unknown']);
});

test('an edition without an end counts until the next begins, and not at all where a later import took all of its days', () => {
  const head = (from: string, to?: string, part = '') => ({
    ...{ table: 'procedures' as const, part, from: day(from) },
    ...(to === undefined ? {} : { to: day(to) }),
  });
  const first = head('2020-01-01');
  const second = head('2026-02-01');
  const other = head('2026-01-01', undefined, 'CDT');
  expect(answersUntil(first, [first, other, second])).toEqual({ until: '2026-01-31' });
  expect(answersUntil(second, [first, other, second])).toEqual({});
  const again = head('2020-01-01');
  expect(answersUntil(first, [first, again])).toEqual({ replacedBy: again });
  expect(answersUntil(again, [first, again])).toEqual({});
  // One that ends takes only its own days of an open one.
  const short = head('2020-01-01', '2020-06-30');
  expect(answersUntil(first, [first, short])).toEqual({});
  expect(answersUntil(short, [short, first])).toEqual({ replacedBy: first });
  const dated = head('2026-01-01', '2026-12-31');
  expect(answersUntil(dated, [dated, second])).toEqual({});
});

test('codes of one’s own list without a family are named, as it is read and afterwards', () => {
  const codes = 'D1110 D1120 D1351 D2330 D2391 D2392 D2394 D2750 D2930 D3310 D3330 D4341'.split(' ');
  const reading = new TableReading({ table: 'procedures' });
  reading.begin('ours.csv');
  reading.push(`code,words,family\nD2740,ours,crown\nD0120,ours,check-up\n${codes.map((code) => `${code},ours,\n`).join('')}`);
  reading.end();
  const told = reading.findings.find(({ code }) => code === 'codes.without-family');
  expect(told?.says).toBe(
    `12 codes of this list have no family: edits that ask for one pass over them (${codes.slice(0, 10).join(', ')} and 2 more).`,
  );
  const [edition] = reading.build({ name: 'one', from: day('2026-01-01') });
  expect(edition && codesWithoutFamily(edition.bytes)).toEqual([{ code: 'D0120', said: 'check-up' }, ...codes.map((code) => ({ code }))]);
});
