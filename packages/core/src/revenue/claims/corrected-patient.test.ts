import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Charge, ofCorrected } from '../charges/index.ts';
import { type BillingFacts, buildClaims, changeClaim, patientChanges } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/two-parents-one-carrier/in.json');
const { charge, facts } = (JSON.parse(readFileSync(golden, 'utf8')) as { build: { charge: Charge; facts: BillingFacts } }).build;
const [first, second] = charge.coverages;
if (first === undefined || second === undefined) throw new Error('the case has two coverages');
// One is the patient's own, the other a parent's.
const parent = { last: 'Elder', first: 'Sam' };
const entered: Charge = {
  ...charge,
  coverages: [
    { ...first, relationship: '18', subscriber: charge.patient },
    { ...second, relationship: '19', subscriber: parent },
  ],
};
const patient = { ...charge.patient, last: 'Corrected' };
const members = [{ rank: 'primary', memberId: 'RIGHT1' }];

test('who is corrected is so as the subscriber of their own coverage, and nobody else is', () => {
  const now = ofCorrected(entered, patient, members);
  expect(now.patient).toBe(patient);
  expect(now.coverages.map(({ subscriber, memberId }) => [subscriber.last, memberId])).toEqual([
    ['Corrected', 'RIGHT1'],
    ['Elder', second.memberId],
  ]);
  expect({ ...now, patient: entered.patient, coverages: entered.coverages }).toEqual(entered);
});

test('a draft changed so is the claim that the corrected charge makes', () => {
  const claimOf = (one: Charge) => buildClaims(one, facts).claims[0];
  const draft = claimOf(entered);
  if (draft === undefined) throw new Error('the case makes a claim');
  const changes = patientChanges(draft, patient, members);
  expect(changes.map(({ at }) => at)).toEqual(['patient', 'coverages.0.subscriber', 'coverages.0.memberId']);
  expect(changeClaim(draft, changes)).toEqual(claimOf(ofCorrected(entered, patient, members)));
  expect(patientChanges(draft, draft.patient, [])).toEqual([]);
});
