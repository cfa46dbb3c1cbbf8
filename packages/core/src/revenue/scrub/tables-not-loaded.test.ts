import { expect, test } from 'vitest';
import { checkClaim } from './index.ts';
import { day, medical } from './testing/claims.ts';
import { sampleRows } from './testing/rows.ts';
import { tablesOf } from './testing/tables.ts';

const facts = medical(['99213', '93000', '99213', '92014', '93000']);
const days = ['2026-03-10', '2026-03-10', '2026-04-02', '2026-03-11', '2026-03-10'];
const lines = facts.claim.lines.map((line, i) => ({ ...line, servedOn: day(days[i] ?? '') }));
const told = (frequency: string, tables = tablesOf(sampleRows, day('2026-04-01'))) =>
  checkClaim({ ...facts, tables, claim: { ...facts.claim, lines, frequency } }).filter(({ code }) => code === 'tables-not-loaded');

test('every line that a missing edition left unchecked is named, in one finding, and leads to it', () => {
  const [found, ...more] = told('1');
  expect(more).toEqual([]);
  expect(found?.says).toMatch(
    /^Lines 1, 2, 4, 5, of 2026-03-10, 2026-03-11: not checked, as no edition of that date is loaded: procedures,/,
  );
  expect(found?.lines).toEqual([1, 2, 4, 5]);
});

test('lines of which other tables are missing are told apart', () => {
  const [ofDay, later] = [tablesOf(sampleRows, day('2016-01-01')), tablesOf(sampleRows, day('2026-04-01'))];
  const pair: typeof later.pair = (setting, a, b, on) => (on === '2026-03-11' ? later : ofDay).pair(setting, a, b, on);
  const unitLimit: typeof later.unitLimit = (setting, code, on) => (on === '2026-03-10' ? later : ofDay).unitLimit(setting, code, on);
  expect(told('1', { ...ofDay, pair, unitLimit }).map((found) => [found.lines, found.values?.missing])).toEqual([
    [[1, 2, 5], 'unit limits (MUE)'],
    [[4], 'procedure pairs (NCCI)'],
  ]);
});

test('a void is looked at by no table, and none is missed', () => {
  expect(told('8')).toEqual([]);
});
