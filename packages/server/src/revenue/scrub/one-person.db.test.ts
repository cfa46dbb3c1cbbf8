import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import type { Charge } from '@claimwright/core/revenue/charges';
import { type BillingFacts, buildClaims } from '@claimwright/core/revenue/claims';
import { type BatchFacts, claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { ChargesAdded } from '../charges/views.ts';
import type { PatientBefore } from '../claims/entry/views.ts';
import { draftsByIds } from '../claims/index.ts';
import type { Namesakes } from '../claims/people/views.ts';
import type { ClaimRow } from '../claims/views.ts';
import { scrubFacts } from './facts.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/facility-elsewhere/in.json');
const { charge, facts }: { charge: Charge; facts: BillingFacts } = JSON.parse(readFileSync(golden, 'utf8')).build;
const [cover] = charge.coverages;
const payerId = cover?.payerId ?? '';
const at = (account: string, memberId: string, line1: string, last = 'Twice'): Charge => {
  const patient = { ...charge.patient, last, address: { line1, city: 'Mockton', state: 'OH', zip: '44000' } };
  const coverages = charge.coverages.map((one) => ({ ...one, memberId, relationship: '18', subscriber: patient }));
  return { ...charge, account, patient, coverages };
};
const [one, other] = [at('T1', 'AA111111', '1 First St'), at('T2', 'BB222222', '999 Other Rd')];

let db: FreshDatabase;
let desk: Desk;
let charges: readonly string[] = [];
let drafts: readonly string[] = [];
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: cover?.payerName ?? '', ids: [payerId] }]);
  await desk.act('revenue/claims/set-billing', facts);
  charges = (await desk.act<ChargesAdded>('revenue/charges/add', { charges: [one, other] })).result.chargeIds;
  for (const id of charges)
    drafts = [...drafts, ...(await desk.act<{ draftIds: string[] }>('revenue/claims/build', { chargeIds: [id] })).result.draftIds];
  const entry = { payerId, active: true, checkedOn: '2026-01-05', memberId: 'AA111111' };
  await desk.act('revenue/scrub/tell', { draftId: drafts[0], fact: { kind: 'coverage', entry } });
  const authorization = { number: 'AU-1', payerId, covers: [] };
  await desk.act('revenue/scrub/tell', { draftId: drafts[0], fact: { kind: 'authorization', authorization } });
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const namesakes = (of: object) => desk.ask<Namesakes>('revenue/claims/namesakes', of);
/** What is known for the second one’s draft: how much coverage, how many authorizations, and of which claims it has a history. */
const known = () =>
  within(db.store, desk.tenant, async (ctx) => {
    const [seen] = await scrubFacts(ctx, await draftsByIds(ctx, [drafts[1] ?? '']));
    return [seen?.eligibility?.length, seen?.authorizations?.length, [...new Set(seen?.history?.map(({ claim }) => claim))].sort()];
  });
const whose = () =>
  within(db.store, desk.tenant, ({ tx }) => tx.rows<{ id: string }>('select patient_id as id from claims.draft order by id'));

test('two who are kept apart are told at each, with what tells them apart, until a person says what they are', async () => {
  const { own, others } = await namesakes({ chargeId: charges[0] });
  expect(others).toHaveLength(1);
  expect(own).toMatchObject({ last: 'Twice', members: [{ memberId: 'AA111111' }], address: { line1: '1 First St' } });
  expect(others[0]).toMatchObject({ members: [{ memberId: 'BB222222' }], address: { line1: '999 Other Rd' } });
  expect(others[0]?.said).toBeUndefined();
  expect((await namesakes({ draftId: drafts[1] })).others[0]?.patientId).toBe(own.patientId);
  await expect(namesakes({})).rejects.toThrow('Name one claim or charge.');
});

test('said to be one, what is known of one counts for the other, and nothing is rewritten; taken back, they are two as before', async () => {
  const { own, others } = await namesakes({ draftId: drafts[0] });
  const two = { patientId: own.patientId, otherId: others[0]?.patientId };
  const before = await whose();
  expect(new Set(before.map(({ id }) => id)).size).toBe(2);
  expect(await known()).toEqual([0, 0, ['T2']]);

  await expect(desk.act('revenue/claims/same-patient', two)).rejects.toThrow();
  await desk.act('revenue/claims/same-patient', { ...two, because: 'Moved, and has a new card.' });
  expect(await known()).toEqual([1, 1, ['T1', 'T2']]);
  expect((await namesakes({ draftId: drafts[1] })).others[0]?.said).toBe('one');
  expect(await whose()).toEqual(before);
  // Whoever is charged for next brings what was said last of either.
  const now = await desk.ask<PatientBefore>('revenue/claims/patient-before', { patientId: own.patientId });
  expect(now.coverages[0]?.memberId).toBe('BB222222');
  await expect(desk.act('revenue/claims/same-patient', { ...two, because: 'Again.' })).rejects.toThrow('That was said already.');

  await desk.act('revenue/claims/other-patient', { ...two, because: 'They came together today.' });
  expect(await known()).toEqual([0, 0, ['T2']]);
  expect((await namesakes({ draftId: drafts[1] })).others[0]?.said).toBe('two');
  const nobody = { patientId: own.patientId, otherId: '0190aaaa-0000-7000-8000-000000000000', because: 'As they say.' };
  await expect(desk.act('revenue/claims/same-patient', nobody)).rejects.toThrow();
});

test('so are those of claims that were read from an 837', async () => {
  const claims = [at('F1', 'CC333333', '3 Third St', 'File'), at('F2', 'DD444444', '4 Fourth St', 'File')].flatMap(
    (each) => buildClaims(each, facts).claims,
  );
  const writing: BatchFacts = {
    ...{ interchangeControl: '000000007', groupControl: '7', control: '0001', reference: 'B7' },
    ...{ on: '2026-03-02' as PlainDate, at: '21:00', test: true },
    submitter: { name: 'QUIET HARBOR', id: 'QUIET', contact: 'BILLING', phone: '5555550100' },
    receiver: { name: 'HARBOR CLEARING', id: 'HARBOR' },
  };
  await desk.feed('claims.837', writeClaims(claimsToWrite(claims, writing)));
  const { rows } = await desk.ask<{ rows: ClaimRow[] }>('revenue/claims/claims', { search: 'File' });
  expect(rows).toHaveLength(2);
  const { own, others } = await namesakes({ claimId: rows[0]?.id });
  expect([own, ...others].map(({ members, claims: count }) => [members[0]?.memberId, count]).sort()).toEqual([
    ['CC333333', 1],
    ['DD444444', 1],
  ]);
});
