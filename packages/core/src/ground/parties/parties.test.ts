import { expect, test } from 'vitest';
import { idKey, isNpi, nameKey, sameParty } from './index.ts';

test('names and ids compare without what typing changes', () => {
  expect(nameKey("O'Néill-Smith Jr.")).toBe('oneillsmithjr');
  expect(idKey(' 00-ab 12')).toBe('AB12');
  expect(idKey('000')).toBe('0');
});

test('the same party by any id; silence says nothing', () => {
  expect(sameParty(['PAYER1'], ['x', 'payer-1'])).toBe(true);
  expect(sameParty(['A'], ['B'])).toBe(false);
  expect(sameParty([], ['B'])).toBeUndefined();
});

test('NPI check digits', () => {
  const valid = ['1234567893', '1999999984', '1215193883', '1053386219', '1679523708', '1992861900', '1760461313'];
  const invalid = ['1234567890', '2342342345', '1231231234', '3234567893', '123456789', 'abcdefghij'];
  expect(valid.filter((npi) => !isNpi(npi))).toEqual([]);
  expect(invalid.filter(isNpi)).toEqual([]);
});
