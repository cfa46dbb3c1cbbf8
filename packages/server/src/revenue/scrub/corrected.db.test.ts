import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '@claimwright/core/revenue/charges';
import { type BillingFacts, patientChanges } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { recordWords } from '../../gate/schema.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { ChargeDetail, ChargeRow, ChargesAdded, PatientCorrected } from '../charges/views.ts';
import type { DraftView } from '../claims/drafts/views.ts';
import { draftsByIds } from '../claims/index.ts';
import { scrubFacts } from './facts.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/facility-elsewhere/in.json');
const { charge, facts }: { charge: Charge; facts: BillingFacts } = JSON.parse(readFileSync(golden, 'utf8')).build;
const [cover] = charge.coverages;
const address = { line1: '1 First St', city: 'Mockton', state: 'OH', zip: '44000' };
const entered: Charge = {
  ...{ ...charge, patient: { ...charge.patient, last: 'Wrongly', address } },
  coverages: charge.coverages.map((one) => ({ ...one, relationship: '18', subscriber: { ...charge.patient, last: 'Wrongly', address } })),
};
const right = { ...entered.patient, last: 'Rightly' };

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: cover?.payerName ?? '', ids: [cover?.payerId ?? ''] }]);
  await desk.act('revenue/claims/set-billing', facts);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const enter = async (one: Charge): Promise<string> =>
  (await desk.act<ChargesAdded>('revenue/charges/add', { charges: [one] })).result.chargeIds[0] ?? '';
const correct = (chargeId: string, more: object = {}) =>
  desk.act<PatientCorrected>('revenue/charges/correct-patient', {
    chargeId,
    patient: right,
    members: [],
    because: 'As on the card.',
    ...more,
  });
const held = (state: string) => desk.ask<{ rows: ChargeRow[] }>('revenue/charges/charges', { state });
const patients = () =>
  within(db.store, desk.tenant, ({ tx }) =>
    tx.rows<{ charges: number; drafts: number }>(
      `select (select count(*)::int from charges.charge c where c.patient_id = p.id) as charges,
              (select count(*)::int from claims.draft d where d.patient_id = p.id) as drafts
         from parties.patient p order by p.id`,
    ),
  );

test('a held charge is corrected in its patient with a reason, of every visit of the account that waits, and makes its claim', async () => {
  const uncovered = { ...entered, account: 'ACCT', coverages: [] };
  const id = await enter({ ...uncovered, visit: 'A' });
  await enter({ ...uncovered, visit: 'B', lines: entered.lines.map((line) => ({ ...line, servedOn: '2026-01-20' as never })) });
  await desk.act('revenue/claims/build', {});
  expect((await held('held')).rows.map(({ patientName }) => patientName)).toEqual(
    ['Wrongly, Sam', 'Wrongly, Sam'].map(() => expect.stringMatching(/^Wrongly/)),
  );

  await expect(correct(id, { because: '' })).rejects.toThrow();
  const { result } = await correct(id);
  expect(result).toMatchObject({ chargeId: id, charges: 2, findings: [] });
  expect((await held('ready')).rows.map(({ patientName }) => patientName)).toEqual([
    expect.stringMatching(/^Rightly/),
    expect.stringMatching(/^Rightly/),
  ]);
  expect((await desk.ask<ChargeDetail>('revenue/charges/charge', { chargeId: id })).charge.patient).toEqual(right);
  // Another name is another patient: nobody's history is another's.
  expect(await patients()).toEqual([
    { charges: 0, drafts: 0 },
    { charges: 2, drafts: 0 },
  ]);
  const kept = await within(db.store, desk.tenant, ({ tx }) => tx.db.select().from(recordWords));
  expect(kept.map(({ words }) => words)).toContain('As on the card.');
  await expect(correct(id)).rejects.toThrow('Nothing is corrected by this.');
});

test('who came with another member id and another address is the same person where somebody corrected both', async () => {
  const id = await enter({ ...entered, account: 'BOTH', patient: { ...entered.patient, last: 'Both' } });
  const moved = { ...entered.patient, last: 'Both', address: { ...address, line1: '99 Other Rd' } };
  const before = (await patients()).length;
  const { result } = await correct(id, { patient: moved, members: [{ rank: 'primary', memberId: 'NEW7700' }] });
  expect(result.findings).toEqual([]);
  expect((await patients()).length).toBe(before);
  const { charge: now } = await desk.ask<ChargeDetail>('revenue/charges/charge', { chargeId: id });
  expect(now.coverages[0]).toMatchObject({ memberId: 'NEW7700', subscriber: moved });
});

test('of a charge of which claims were made the claim is corrected: looked at anew, its notes kept, and what was approved never', async () => {
  const id = await enter({ ...entered, account: 'DRAFT', patient: { ...entered.patient, last: 'Draftly' } });
  const { result } = await desk.act<{ draftIds: string[] }>('revenue/claims/build', { chargeIds: [id] });
  const draftId = result.draftIds[0] ?? '';
  await expect(correct(id)).rejects.toThrow('Claims were made of this charge.');
  await desk.act('revenue/scrub/tell', { draftId, fact: { kind: 'note', text: 'Seen for a follow up.' } });
  const draft = () => desk.ask<DraftView>('revenue/claims/draft', { draftId });
  const whose = async () =>
    (
      await within(db.store, desk.tenant, ({ tx }) =>
        tx.rows<{ id: string }>('select patient_id as id from claims.draft where id = $1', [draftId]),
      )
    )[0]?.id;
  const [before, was] = [await draft(), await whose()];
  const changes = patientChanges(before.claim, right, []);
  await desk.act('revenue/claims/change-draft', { draftId, version: before.version, changes, because: 'As on the card.' });
  const now = await draft();
  expect(now.claim.patient).toEqual(right);
  expect(now.versions.at(-1)).toMatchObject({ because: 'As on the card.' });
  expect(await whose()).not.toBe(was);
  const known = await within(db.store, desk.tenant, async (ctx) => scrubFacts(ctx, await draftsByIds(ctx, [draftId])));
  expect(known[0]?.note?.text).toBe('Seen for a follow up.');
  // Taken back, it is of whom it was.
  await desk.act('revenue/claims/undo-change', { draftId, version: now.version });
  expect(await whose()).toBe(was);
});
