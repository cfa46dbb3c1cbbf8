import { tableNames } from '@claimwright/core/ground/codes';
import { expect, test } from 'vitest';
import { readMap, tableOf, tableWords } from './words.ts';

test('every table has a name of its own', () => {
  expect(new Set(Object.values(tableWords)).size).toBe(tableNames.length);
  expect(tableOf({ table: 'procedures', part: 'CDT' })).toBe('Procedures, CDT');
});

test('a mapping is read line by line', () => {
  expect(readMap(' units = Limit = day\nnothing\ncode=Code')).toBe('{"units":"Limit = day","code":"Code"}');
  expect(readMap('')).toBeUndefined();
});
