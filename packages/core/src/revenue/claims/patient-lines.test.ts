import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import {
  type ClaimToSend,
  changeClaim,
  chargedToPatient,
  type LineToSend,
  lineFromPatient,
  lineMore,
  lineToPatient,
  whyNotChanged,
  whyNotThePatients,
} from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/secondary/in.json');
const { claim: sent } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const [first] = sent.lines;
if (first === undefined) throw new Error('it has a line');
const lineOf = (number: number, billed: number): LineToSend => ({
  ...{ ...first, number, billed: cents(billed), lineControlNumber: `${sent.patientControlNumber}-${number}`, expectedAllowed: cents(1) },
});
const claimOf = (billed: readonly number[]): ClaimToSend => ({
  ...sent,
  lines: billed.map((one, i) => lineOf(i + 1, one)),
  billed: cents(billed.reduce((sum, one) => sum + one, 0)),
});
const owed = (claim: ClaimToSend) => chargedToPatient(claim).reduce((sum, { amount }) => sum + amount, 0);

test('a line that becomes the patient’s leaves the claim with its amount and its day, and without what a payer would allow', () => {
  const claim = claimOf([12_000, 4_000]);
  const turned = changeClaim(claim, lineToPatient(claim, 1)) as ClaimToSend;
  expect(turned).toMatchObject({ billed: 12_000, lines: [{ number: 1 }], patientLines: [{ number: 2, billed: 4_000, pointers: [] }] });
  expect(turned.patientLines?.[0]).not.toHaveProperty('expectedAllowed');
  expect(chargedToPatient(turned)).toEqual([{ line: 2, amount: 4_000, ...(first.servedOn && { servedOn: first.servedOn }) }]);
  expect(chargedToPatient({ ...turned, predetermination: true })).toEqual([]);
  // Its number is not given again: a line that joins is another one.
  expect((changeClaim(turned, lineMore(turned, 0, { code: '92015', billed: cents(1) })) as ClaimToSend).lines[1]?.number).toBe(3);
  const back = changeClaim(turned, lineFromPatient(turned, 0)) as ClaimToSend;
  expect(back).toMatchObject({ billed: 16_000, lines: [{ number: 1 }, { number: 3 }] });
  expect(back).not.toHaveProperty('patientLines');
});

test('whatever moves between a claim and its patient, no cent of it is lost and none is made up', () => {
  const moves = fc.array(fc.record({ back: fc.boolean(), at: fc.nat({ max: 4 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 90_000 }), { minLength: 1, maxLength: 5 }), moves, (billed, all) => {
      let claim = claimOf(billed);
      const whole = claim.billed;
      for (const { back, at } of all) {
        const changes = back ? lineFromPatient(claim, at) : lineToPatient(claim, at);
        if (changes.length === 0 || whyNotChanged(claim, changes) !== undefined) continue;
        expect(whyNotThePatients(claim, changes)).toBeUndefined();
        claim = changeClaim(claim, changes) as ClaimToSend;
        expect(claim.billed + owed(claim)).toBe(whole);
        const numbers = [...claim.lines, ...(claim.patientLines ?? [])].map(({ number }) => number);
        expect(new Set(numbers).size).toBe(numbers.length);
      }
    }),
  );
});
