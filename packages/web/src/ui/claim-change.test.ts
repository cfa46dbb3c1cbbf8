import { expect, test } from 'vitest';
import { fieldWords, valueWords } from './claim-change.tsx';

test.each([
  ['lines.0.procedure.modifiers', 'Line 1, modifiers'],
  ['lines.11.note', 'Line 12, narrative'],
  ['diagnoses.1.code', 'Diagnosis 2'],
  ['billing.taxonomy', 'Billing, taxonomy'],
  ['lines.2.rendering.taxonomy', 'Line 3, taxonomy'],
  ['stay.from', 'Stay, first day'],
  ['note', 'narrative'],
])('%s is said as %s', (at, words) => expect(fieldWords(at)).toBe(words));

test('a value is said as it stands, and nothing as nothing', () => {
  expect([['25'], ['25', 'RT'], [], null, '', '2'].map(valueWords)).toEqual(['25', '25 RT', 'none', 'nothing', 'nothing', '2']);
});
