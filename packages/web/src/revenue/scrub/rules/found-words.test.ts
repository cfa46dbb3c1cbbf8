import { expect, test } from 'vitest';
import { foundHead, foundNote, foundWords } from './found-words.ts';

test('counts among the newest claims say so wherever they stand', () => {
  const all = { claims: 1_200, more: false, found: { a: 3 } };
  const newest = { claims: 2_000, more: true, found: { a: 3 } };
  expect([foundHead(undefined), foundHead(all), foundHead(newest)]).toEqual(['Found, 90 days', 'Found, 90 days', 'Of last 2,000']);
  expect([foundWords(all, 'a'), foundWords(newest, 'a'), foundWords(newest, 'b')]).toEqual([
    'finds 3 claims',
    'finds 3 of the last 2,000',
    'finds 0 of the last 2,000',
  ]);
  expect(foundNote(newest)).toBe('Counted among the last 2,000 claims only; a rule’s preview counts all of the last 90 days.');
});
