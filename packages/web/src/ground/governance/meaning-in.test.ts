import { expect, test } from 'vitest';
import { meaningIn } from './meaning-in.ts';

test('a proposed meaning is shown whole, and anything else is none', () => {
  expect(
    meaningIn({ carc: '997', words: 'Regional fee rule', family: 'other' })
      ?.map(({ value }) => value)
      .slice(0, 2),
  ).toEqual(['997', 'Regional fee rule']);
  expect([undefined, 'text', {}, { carc: '997', words: '', family: 'none' }].map(meaningIn)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
