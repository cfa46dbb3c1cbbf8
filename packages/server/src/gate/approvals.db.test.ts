import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { type Desk, openDesk } from '../../testing/desk.ts';
import type { TrayRow } from '../revenue/posting/views.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { type Actor, approve } from './index.ts';
import type { Page, ProposalView, RecordRow, VerifyView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let remitId: string;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  const [batch] = makeRemits({ seed: 'approvals', count: 4 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  for (const file of batch?.remits ?? []) await desk.feed(file.name, file.bytes835);
  await desk.settle();
  remitId = (await tray()).find((row) => row.state === 'open')?.id ?? '';
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const tray = async () => (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' })).rows;
const waiting = async () => (await desk.ask<Page<ProposalView>>('gate/approvals', {})).rows;
const agent = (): Actor => ({ kind: 'agent', id: 'poster', name: 'Poster', tenant: desk.tenant, roles: ['posting-agent'] });
const entries = async () =>
  (await desk.ask<{ rows: { lines: number }[] }>('ground/ledger/accounts', {})).rows.reduce((total, row) => total + row.lines, 0);
const propose = async (): Promise<string> => {
  const acted = await desk.act<{ proposalId: string }>('revenue/posting/post-remit', { remitId }, agent());
  expect(acted.outcome).toBe('parked');
  return acted.result.proposalId;
};

describe('a machine’s proposal', () => {
  test('waits, moves nothing, and is declined with a reason', async () => {
    const before = await entries();
    const proposalId = await propose();
    expect(await waiting()).toMatchObject([
      {
        id: proposalId,
        command: 'revenue/posting/post-remit',
        summary: 'Post a remit',
        input: { remitId },
        proposedBy: 'poster',
        state: 'waiting',
        about: { says: expect.stringMatching(/, trace \S+, \d+ claims?$/), amount: expect.any(Number), subject: `remit:${remitId}` },
      },
    ]);
    expect(await entries()).toBe(before);
    await desk.act('gate/decline', { proposalId, reason: 'not today' });
    expect(await waiting()).toEqual([]);
    const { rows } = await desk.ask<Page<ProposalView>>('gate/approvals', { state: 'declined' });
    expect(rows).toMatchObject([{ id: proposalId, state: 'declined', decidedBy: 'dana', decidedAt: '2026-03-02T15:00:00.000Z' }]);
    await expect(approve(desk.gate, desk.biller, proposalId)).rejects.toThrow(/decided already/);
    await expect(desk.act('gate/decline', { proposalId, reason: 'again' })).rejects.toThrow(/decided already/);
    expect(await entries()).toBe(before);
  });

  test('that it makes again gets the one that waits, with whatever key, and another one when that was decided', async () => {
    const make = (idempotencyKey: string) =>
      desk.gate.act<{ proposalId: string }>('revenue/posting/post-remit', { remitId }, agent(), { idempotencyKey });
    const [first, ...others] = await Promise.all(['one', 'two', 'three'].map(make));
    expect(others.map(({ result, recordId }) => [result, recordId])).toEqual(others.map(() => [first?.result, first?.recordId]));
    expect((await waiting()).map(({ id }) => id)).toEqual([first?.result.proposalId]);
    const elsewhere = await desk.act<{ proposalId: string }>('revenue/posting/post-remit', { remitId }, {
      ...agent(),
      id: 'other',
    } as Actor);
    expect(elsewhere.result.proposalId).not.toBe(first?.result.proposalId);
    for (const { id } of await waiting()) await desk.act('gate/decline', { proposalId: id, reason: 'not today' });
    const again = await make('four');
    expect(again.result.proposalId).not.toBe(first?.result.proposalId);
    await desk.act('gate/decline', { proposalId: again.result.proposalId, reason: 'not today' });
  });

  test('is approved as that person’s act, exactly once, and only as it was proposed', async () => {
    const proposalId = await propose();
    await expect(approve(desk.gate, agent(), proposalId)).rejects.toThrow();
    await expect(approve(desk.gate, { ...desk.biller, roles: ['compliance-officer'] }, proposalId)).rejects.toThrow(/may not/);
    const other = (await tray()).find((row) => row.id !== remitId)?.id;
    await expect(desk.gate.act('revenue/posting/post-remit', { remitId: other }, desk.biller, { proposal: proposalId })).rejects.toThrow(
      /not what was proposed/,
    );
    expect((await waiting()).map((row) => row.id)).toEqual([proposalId]);

    const preview = await approve(desk.gate, desk.biller, proposalId, { preview: true });
    expect(preview.outcome).toBe('previewed');
    expect((await waiting()).map((row) => row.id)).toEqual([proposalId]);

    const acted = await approve(desk.gate, desk.biller, proposalId);
    expect(acted.outcome).toBe('applied');
    expect(await waiting()).toEqual([]);
    expect((await tray()).find((row) => row.id === remitId)?.state).toBe('posted');
    await expect(approve(desk.gate, desk.biller, proposalId)).rejects.toThrow(/decided already/);
    const { rows } = await desk.ask<Page<RecordRow>>('gate/record', { chain: 'acts', subject: `remit:${remitId}` });
    expect(rows[0]).toMatchObject({ says: 'Posted a remit', outcome: 'applied', actor: { id: 'dana' } });
    expect(JSON.parse(rows[0]?.body ?? '{}').details.proposal).toBe(proposalId);
  });
});

describe('the record', () => {
  test('is shown newest first, page by page, and verifies', async () => {
    for (let i = 0; i < 60; i++) await desk.ask('revenue/claims/claims', {});
    const first = await desk.ask<Page<RecordRow>>('gate/record', { chain: 'reads' });
    const second = await desk.ask<Page<RecordRow>>('gate/record', { chain: 'reads', cursor: first.next });
    expect(first.rows).toHaveLength(50);
    expect(second.rows[0]?.seq).toBe((first.rows[49]?.seq ?? 0) - 1);
    expect(first.rows[0]).toMatchObject({ says: 'Saw the list of claims', purpose: 'payment' });
    const verdict = await desk.ask<VerifyView>('gate/verify', {});
    expect(verdict).toMatchObject({ ok: true, digests: { broken: [] } });
    expect(verdict.digests.checked).toBeGreaterThanOrEqual(6);
  });

  test('tells when a ledger row was changed behind its back', async () => {
    await withAdmin(db.adminUrl, (client) =>
      client.query("update ledger.movement set because = 'something else' where id = (select id from ledger.movement order by id limit 1)"),
    );
    const verdict = await desk.ask<VerifyView>('gate/verify', {});
    expect(verdict.ok).toBe(false);
    expect(verdict.digests.broken).toHaveLength(1);
  });
});
