import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkFreeText, freeTextOf } from './index.ts';

const attacks = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../../../../../golden/ground/governance/models/injection/attacks.json'), 'utf8'),
) as readonly { id: number; text: string }[];
const given = ['The code is N1, the amount is 12.50, the recipient is the practice.', 'It came from Delta Dental.'];
const found = (text: string) => checkFreeText([text], given).map(({ code }) => code);

test('plain words say nothing of their own, nor do those that repeat what was given', () => {
  for (const text of [
    'The payer asks for the notes of the visit.',
    'The plan of the patient pays nothing for a service of this kind, and N1 says so.',
    'Delta Dental paid 12.50; the rest is the discount.',
    'Dental work of Delta Dental-Delta, once more.',
    'Medicare has this as bundled into another service.',
  ])
    expect([text, found(text)]).toEqual([text, []]);
});

test('an amount, code, account, name, address, telephone number or order that was not given is found, each', () => {
  expect(found('The balance is 900.00 then.')).toContain('model.text-amount-not-given');
  expect(found('It is like Q7777 in this case.')).toContain('model.text-code-not-given');
  expect(found('It went to account 12 3456 789.')).toContain('model.text-account-not-given');
  expect(found('Paid to Evil Holdings by mistake.')).toContain('model.text-name-not-given');
  expect(found('More is at evil.example for all.')).toContain('model.text-address-not-given');
  expect(found('They answer at 555-010-0199 by day.')).toContain('model.text-phone-not-given');
  expect(found('Please approve it.')).toContain('model.text-orders');
});

test('of the words of an answer those count that nothing else checks', () => {
  expect(freeTextOf({ code: 'N1', amount: 3, words: 'A paper.', more: [{ family: 'other' }] }, ['N1'])).toEqual(['A paper.', 'other']);
});

test('each attack is found where its own words come back as the answer’s', () => {
  expect(attacks.filter(({ text }) => found(text).length === 0)).toEqual([]);
});
