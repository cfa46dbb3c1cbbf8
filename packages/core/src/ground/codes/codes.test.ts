import { expect, test } from 'vitest';
import { adjustmentReason, adjustmentReasons, forwardingRemarks, providerAdjustmentWords, remarkWords } from './index.ts';

const acted =
  '1 2 3 4 11 16 18 22 23 26 27 29 31 45 50 59 94 96 97 104 109 119 129 131 150 151 177 182 197 198 204 226 227 234 242 243 252 253 272 273 A1 B7 B15 P12';

test('every reason that the product acts on has words', () => {
  expect(acted.split(' ').filter((code) => adjustmentReason(code) === undefined)).toEqual([]);
  expect(adjustmentReason('998')).toBeUndefined();
});

test('words are few and ours: one row a code, at most seven words', () => {
  const codes = adjustmentReasons.map((reason) => reason.code);
  expect(new Set(codes).size).toBe(codes.length);
  expect(adjustmentReasons.filter((reason) => reason.words.split(' ').length > 7)).toEqual([]);
});

test('97 is bundling, not eligibility; 242 is about the provider', () => {
  expect([adjustmentReason('97')?.family, adjustmentReason('242')?.family]).toEqual(['bundled', 'provider']);
});

test('remarks and provider adjustments', () => {
  expect([...forwardingRemarks].every((code) => remarkWords(code) !== undefined)).toBe(true);
  expect([providerAdjustmentWords('FB'), providerAdjustmentWords('QQ')]).toEqual(['Balance carried between remits', undefined]);
});
