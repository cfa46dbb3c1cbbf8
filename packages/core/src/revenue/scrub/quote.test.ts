import { expect, test } from 'vitest';
import { quote, quoteDone } from './quote.ts';

const words = (text: string, pattern: RegExp): string | undefined => {
  const found = quote({ document: 'd', text }, pattern);
  return found && new TextDecoder().decode(new TextEncoder().encode(text).slice(found.from, found.to));
};

test('a quotation is bytes of the note, whatever letters stand before it', () => {
  expect(words('Señora — naïve 👁 eye; iris hooks placed.', /iris hooks/)).toBe('iris hooks');
});

test('what the note denies is not quoted, and the next place is', () => {
  expect(words('No iris hooks were needed.', /iris hooks/)).toBeUndefined();
  expect(words('No iris hooks at first. Later iris hooks.', /iris hooks/)).toBe('iris hooks');
});

test('what unlocks payment rests on what was done that day, not on what was left or is to come', () => {
  const done = (text: string): boolean =>
    quoteDone({ document: 'd', text }, /unrelated complaint|separate complaint|separate problem|different time/) !== undefined;
  expect(done('She also has an unrelated complaint, which was not evaluated today.')).toBe(false);
  expect(done('At last visit in May she had a separate complaint.')).toBe(false);
  expect(done('Come at a different time next week for the injection.')).toBe(false);
  expect(done('Evaluated new knee pain, a separate problem not related to the vaccination.')).toBe(true);
  expect(done('The rash was not seen again. A separate problem, cough, was examined and treated.')).toBe(true);
});
