import { expect, test } from 'vitest';
import { quote } from './quote.ts';

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
