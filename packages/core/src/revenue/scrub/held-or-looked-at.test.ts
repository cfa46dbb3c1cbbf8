import { expect, test } from 'vitest';
import { checkClaim, type ScrubFacts } from './index.ts';
import { type Changes, medical } from './testing/claims.ts';

const told = (facts: ScrubFacts) => checkClaim(facts).map(({ code, severity }) => `${code} ${severity}`);
const medicare: Changes = { coverage: { filingIndicator: 'MB', memberId: '1EG4TE5MK73' } };
const line = { note: 'Sample drug 10 mg into the vein' };

test.each([
  ['a contact lens for keratoconus', ['V2510'], { diagnoses: ['H18601'] }, ['materials-to-medical-payer warning']],
  ['the same to Medicare', ['V2510'], { ...medicare, diagnoses: ['H18601'] }, ['materials-to-medical-payer error']],
  ['25 on what nobody says to be a visit or none', ['Z4700-25'], {}, ['modifier-of-visits warning']],
  ['25 on what the practice says is none', ['93000-25'], {}, ['modifier-of-visits error']],
  ['25 on the yearly visit beside a tracing', ['G0439-25', '93000'], {}, []],
  ['an unclassified drug without its number', ['Z4500'], { line }, ['unclassified-drug-number error']],
  ['the same to Medicare', ['Z4500'], { ...medicare, line }, ['unclassified-drug-number warning']],
  ['an injury of which nobody says where it was', ['99213'], { diagnoses: ['S93401A'] }, []],
] satisfies [string, string[], Changes, string[]][])('%s: %j', (_, lines, changes, found) => {
  expect(told(medical(lines, changes))).toEqual(found);
});
