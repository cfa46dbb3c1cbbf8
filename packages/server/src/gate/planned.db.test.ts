import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import type { TrayRow } from '../revenue/posting/views.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { type Actor, approve } from './index.ts';
import { inputText } from './input-text.ts';
import type { Page, ProposalView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let remitId = '';
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  const [batch] = makeRemits({ seed: 'approvals', count: 4 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  for (const file of batch?.remits ?? []) await desk.feed(file.name, file.bytes835);
  await desk.settle();
  const { rows } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' });
  remitId = rows.find((row) => row.state === 'open')?.id ?? '';
  return () => desk.close();
});

const agent = (): Actor => ({ kind: 'agent', id: 'poster', name: 'Poster', tenant: desk.tenant, roles: ['posting-agent'] });
const propose = async (): Promise<string> =>
  (await desk.act<{ proposalId: string }>('revenue/posting/post-remit', { remitId }, agent())).result.proposalId;
const look = (proposal: string) => approve(desk.gate, desk.biller, proposal, { preview: true });
const state = async () =>
  (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' })).rows.find(({ id }) => id === remitId)?.state;
const waiting = async () => (await desk.ask<Page<ProposalView>>('gate/approvals', {})).rows.map(({ id }) => id);
/** Somebody says that a claim of the remit is not the practice's: posting it comes to something else from now on. */
async function moveTheWorld(): Promise<void> {
  const { rows } = await desk.ask<{ rows: { id: string }[] }>('revenue/posting/remit-claims', { remitId });
  await desk.act('revenue/posting/claim-not-ours', { remitClaimId: rows[0]?.id, reason: 'Another practice’s.' });
}

describe('an approval is of the plan that was seen', () => {
  test('nothing changed: the same plan is shown each time, and is carried out', async () => {
    const proposalId = await propose();
    const seen = await look(proposalId);
    expect(seen).toMatchObject({ outcome: 'previewed', plan: expect.stringMatching(/^[\w-]{16,}$/), changed: [] });
    expect((await look(proposalId)).plan).toBe(seen.plan);
    expect(await approve(desk.gate, desk.biller, proposalId, { plan: seen.plan })).toMatchObject({ outcome: 'applied' });
  });

  test('the world moved after it was looked at: it is refused with what changed, still waits, and the new plan can be approved', async () => {
    const proposalId = await propose();
    const seen = await look(proposalId);
    await moveTheWorld();
    await expect(approve(desk.gate, desk.biller, proposalId, { plan: seen.plan })).rejects.toMatchObject({
      code: 'plan-changed',
      status: 409,
      findings: expect.arrayContaining([
        expect.objectContaining({ code: 'proposal.changed', says: expect.stringMatching(/\$[\d,.]+ .*now/) }),
      ]),
    });
    expect([await waiting(), await state()]).toEqual([[proposalId], 'open']);
    const anew = await look(proposalId);
    expect(anew.plan).not.toBe(seen.plan);
    expect(anew.changed?.length).toBeGreaterThan(0);
    await approve(desk.gate, desk.biller, proposalId, { plan: anew.plan });
    expect([await waiting(), await state()]).toEqual([[], 'posted']);
  });

  test('the world moved and nobody looked: what was proposed is not what would be done, and that is refused', async () => {
    const proposalId = await propose();
    await moveTheWorld();
    await expect(approve(desk.gate, desk.biller, proposalId)).rejects.toMatchObject({ code: 'plan-changed' });
    expect([await waiting(), await state()]).toEqual([[proposalId], 'open']);
  });

  test('a plan of something else is no plan of this', async () => {
    const proposalId = await propose();
    await expect(approve(desk.gate, desk.biller, proposalId, { plan: '0'.repeat(64) })).rejects.toMatchObject({ code: 'plan-changed' });
    expect(await waiting()).toEqual([proposalId]);
  });
});

test('an input with a share in it goes through the gate', async () => {
  const limits = { minConfidence: 0.975, maxAmount: 100_000, maxAgeDays: 30 };
  await desk.act('ground/governance/set-level', { workflow: 'posting', level: 'assist', limits, because: 'we say so' });
  expect(inputText({ b: [0.5], a: 1 })).toBe('{"a":1,"b":["number 0.5"]}');
});
