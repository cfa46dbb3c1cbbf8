import { tableNames } from '@claimwright/core/ground/codes';
import { expect, test } from 'vitest';
import { readMap, rowInWords, tableOf, tableWords } from './words.ts';

test('every table has a name of its own', () => {
  expect(new Set(Object.values(tableWords)).size).toBe(tableNames.length);
  expect(tableOf({ table: 'procedures', part: 'CDT' })).toBe('Procedures, CDT');
});

test('a mapping is read line by line', () => {
  expect(readMap(' units = Limit = day\nnothing\ncode=Code')).toBe('{"units":"Limit = day","code":"Code"}');
  expect(readMap('')).toBeUndefined();
});

test('a row is told as somebody would say it', () => {
  expect(rowInWords('units-practitioner', 'units 2, adjudication 3')).toBe('At most 2 units, by day, more with documentation');
  expect(rowInWords('procedures', 'system CPT, words office visit, family office visit, subject evaluation=yes')).toBe(
    'office visit, kind: office visit, counts as an evaluation',
  );
  expect(rowInWords('diagnoses', 'billable yes')).toBe('billable yes');
});
