import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '@claimwright/core/revenue/charges';
import { type BillingFacts, lineFromPatient, lineToPatient } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { agentActor } from '../../../gate/index.ts';
import { verifyRecord } from '../../../gate/verify.ts';
import { addSetting } from '../../../ground/governance/autonomy/store.ts';
import type { AccountRow, JournalEntryView, TieOutView } from '../../../ground/ledger/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { DraftView } from '../../claims/drafts/views.ts';
import type { ChargeDetail } from '../views.ts';

const { charge, facts } = (
  JSON.parse(readFileSync(join(import.meta.dirname, '../../../../../../golden/revenue/claims/split-by-payer/in.json'), 'utf8')) as {
    build: { charge: Charge; facts: BillingFacts };
  }
).build;
const [service] = charge.lines;
if (service === undefined) throw new Error('it has a line');
const { payerId: _, ...line } = service;
const each = line.charged;

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
  await desk.act('revenue/claims/set-billing', facts);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const chargeOf = (account: string, ...billed: readonly Charge['lines'][number]['billed'][]): Charge => ({
  ...{ ...charge, account, lines: billed.map((to, i) => ({ ...line, billed: to, note: `LINE ${i + 1}` })) },
});
const add = (one: Charge) =>
  desk.act<{ chargeIds: string[] }>('revenue/charges/add', { charges: [one] }).then(({ result }) => result.chargeIds[0] ?? '');
const build = (chargeId: string) =>
  desk.act<{ draftIds: string[] }>('revenue/claims/build', { chargeIds: [chargeId] }).then(({ result }) => result.draftIds[0] ?? '');
const look = (draftId: string) => desk.ask<DraftView>('revenue/claims/draft', { draftId });
const owedOf = (chargeId: string) => desk.ask<ChargeDetail>('revenue/charges/charge', { chargeId }).then((one) => one.patientOwes);

/** What patients owe by the ledger; the books tie out, and the record says of each entry which act booked it. */
async function books(): Promise<number> {
  const { rows } = await desk.ask<{ rows: AccountRow[] }>('ground/ledger/accounts', {});
  const balance = (name: string): number => rows.find(({ account }) => account === name)?.balance ?? 0;
  const { rows: compared } = await desk.ask<TieOutView>('ground/ledger/tie-out', {});
  expect(compared.map(({ name, difference }) => [name, difference])).toEqual(compared.map(({ name }) => [name, 0]));
  expect(compared.find(({ name }) => name === 'patient-receivables')?.left.amount).toBe(balance('Assets:AR:Patient'));
  expect(balance('Income:Charges') + balance('Assets:AR:Patient')).toBe(0);
  const verdict = await desk.store.inTenant(desk.tenant, (tx) => verifyRecord(tx, () => performance.now()), { readOnly: true });
  expect([verdict.ok, verdict.digests.broken]).toEqual([true, []]);
  return balance('Assets:AR:Patient');
}

test('a line turned to the patient is owed by them from then on, once; taken back, or with its claim withdrawn, it is owed no more', async () => {
  const draftId = await build(await add(chargeOf('P1', 'insurance', 'insurance')));
  const first = await look(draftId);
  const turn = { draftId, version: 1, changes: lineToPatient(first.claim, 1) };
  await expect(desk.act('revenue/claims/change-draft', turn)).rejects.toThrow('with a reason');
  await desk.act('revenue/claims/change-draft', { ...turn, because: 'the plan pays no refraction' });
  const turned = await look(draftId);
  expect(turned).toMatchObject({ patientOwes: each, claim: { billed: each, lines: [{ number: 1 }], patientLines: [{ number: 2 }] } });
  expect(turned.versions.at(-1)?.because).toBe('the plan pays no refraction');
  expect(await books()).toBe(each);
  await expect(desk.act('revenue/claims/change-draft', { ...turn, because: 'once more' })).rejects.toThrow('changed meanwhile');
  expect(await books()).toBe(each);
  const { rows } = await desk.ask<{ rows: JournalEntryView[] }>('ground/ledger/journal', { account: 'Assets:AR:Patient' });
  expect(rows).toMatchObject([{ sourceKind: 'patient-charge', description: 'Charged to the patient', on: line.servedOn }]);

  await desk.act('revenue/claims/undo-change', { draftId, version: 2 });
  expect([await books(), (await look(draftId)).patientOwes]).toEqual([0, undefined]);
  // What took it back is taken back itself, and again it is owed once.
  await desk.act('revenue/claims/undo-change', { draftId, version: 3 });
  expect([await books(), (await look(draftId)).patientOwes]).toEqual([each, each]);
  const back = { draftId, version: 4, changes: lineFromPatient((await look(draftId)).claim, 0), because: 'the plan pays it after all' };
  await desk.act('revenue/claims/change-draft', back);
  expect(await look(draftId)).toMatchObject({ claim: { billed: 2 * each, lines: [{ number: 1 }, { number: 3 }] } });
  expect(await books()).toBe(0);
  const again = lineToPatient((await look(draftId)).claim, 0);
  await desk.act('revenue/claims/change-draft', { draftId, version: 5, changes: again, because: 'this one it does not' });
  expect(await books()).toBe(each);
  await desk.act('revenue/claims/withdraw-draft', { draftId, because: 'entered twice' });
  expect(await books()).toBe(0);
});

test('the patient is charged what leaves the claim, and nothing that somebody thinks up; a machine only proposes it', async () => {
  const draftId = await build(await add(chargeOf('P2', 'insurance', 'insurance')));
  const { claim } = await look(draftId);
  const [off, ...more] = lineToPatient(claim, 1);
  const change = (changes: readonly object[], actor = desk.biller) =>
    desk.act('revenue/claims/change-draft', { draftId, version: 1, changes, because: 'they pay it' }, actor);
  const said = more.at(-1)?.to as readonly object[];
  for (const changes of [
    [{ at: 'patientLines', to: said }],
    [off ?? {}, { at: 'patientLines', to: [{ ...said[0], billed: each + 1 }] }],
    [off ?? {}, { at: 'patientLines', to: [...said, ...said] }],
    [off ?? {}, { at: 'patientLines', to: [null] }],
    [off ?? {}, ...more, { at: 'patientLines.0.billed', to: 1 }],
  ])
    await expect(change(changes)).rejects.toThrow('not changed here');
  await within(desk.store, desk.tenant, (ctx) =>
    addSetting(ctx, {
      workflow: 'scrub',
      level: 'guided',
      limits: { minConfidence: 0, maxAmount: 1e9, maxAgeDays: 1e4 },
      because: 'as high as it goes',
    }),
  );
  const parked = await change(lineToPatient(claim, 1), agentActor(desk.tenant, 'scrub-agent', '1'));
  expect(parked.outcome).toBe('parked');
  expect(await books()).toBe(0);
  await desk.act('revenue/claims/withdraw-draft', { draftId, because: 'only a test' });
});

test('what a charge says the patient pays is owed once it is entered, alone or beside insurance; entered otherwise, that is owed instead', async () => {
  const alone = chargeOf('P3', 'self-pay', 'self-pay');
  const chargeId = await add(alone);
  expect([await books(), await owedOf(chargeId)]).toEqual([2 * each, 2 * each]);
  await add(alone);
  await desk.act('revenue/claims/build', { chargeIds: [chargeId] });
  expect(await books()).toBe(2 * each);
  await add(chargeOf('P3', 'self-pay', 'employer-pay'));
  expect([await books(), await owedOf(chargeId)]).toEqual([each, each]);
  await add({ ...alone, predetermination: true });
  expect(await books()).toBe(0);

  const mixed = await add(chargeOf('P4', 'self-pay', 'insurance'));
  const draftId = await build(mixed);
  expect([await books(), await owedOf(mixed), (await look(draftId)).patientOwes]).toEqual([each, each, undefined]);
  // With its only claim the charge is billed to nobody; entered again, it is another one.
  await desk.act('revenue/claims/withdraw-draft', { draftId, because: 'of another visit' });
  expect(await books()).toBe(0);
  const anew = await add(chargeOf('P4', 'self-pay', 'insurance'));
  expect([anew === mixed, await books()]).toEqual([false, each]);
});
