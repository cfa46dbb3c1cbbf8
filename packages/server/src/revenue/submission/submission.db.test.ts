import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClaimToSend, payerToBill } from '@claimwright/core/revenue/claims';
import { readClaimToSend } from '@claimwright/core/revenue/submission';
import { type Clearinghouse, makeClaims, openClearinghouse as openTwin, serveFolder } from '@claimwright/twin';
import { createReader } from '@claimwright/x12';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type Actor, createGate, type Gate } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { watchBounds } from '../../ground/intake/sources/index.ts';
import { commands, queries } from '../../rooms.ts';
import { idSource } from '../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { keepDrafts, reviseDraft } from '../claims/index.ts';
import { decisionsOn } from '../posting/index.ts';
import { sendBatch, watchSubmissions } from './index.ts';
import type { BatchReport, BatchView, LadderView, SubmissionWorkView, TonightRow } from './views.ts';

const root = mkdtempSync(join(tmpdir(), 'claimwright-submission-'));
const stranger = join(import.meta.dirname, '../../../../../golden/revenue/submission/numbers-again-and-strangers/3.277ca');
const made = makeClaims({ seed: 21, count: 6, until: '2026-02-20', specialties: ['medical'] });
const claims: ClaimToSend[] = [];
const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)) });
reader.push(made.bytes837);
reader.end();

interface Job {
  readonly queue: string;
  readonly data: { readonly [key: string]: string };
}
let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
let house: Clearinghouse;
let folder: string;
let now: Date;
let jobs: Job[] = [];
const opened = Date.parse('2026-03-02T08:00:00Z');
const minute = () => Math.floor((now.getTime() - opened) / 60_000);
const pump = () => serving.pump(minute());
let serving: ReturnType<typeof serveFolder>;
let drafts: string[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  process.env.CLAIMWRIGHT_WATCH = root;
});
afterAll(async () => {
  delete process.env.CLAIMWRIGHT_WATCH;
  await db.drop();
  rmSync(root, { recursive: true, force: true });
});
beforeEach(async () => {
  now = new Date('2026-03-02T15:00:00Z');
  jobs = [];
  desk = await openDesk(db.store, twinPayers);
  gate = createGate({
    ...{ store: db.store, blobs: desk.blobs, commands, queries, clock: () => now, newId: idSource(Date.now) },
    enqueue: async (_tx, queue, data) => void jobs.push({ queue, data }),
    changed: () => undefined,
  });
  folder = join(root, desk.tenant, 'house');
  mkdirSync(folder, { recursive: true });
  open();
  drafts = (
    await within(db.store, desk.tenant, (ctx) =>
      keepDrafts(
        ctx,
        claims.map((claim) => ({ claim, madeOf: claim.patientControlNumber })),
      ),
    )
  ).flatMap((id) => id ?? []);
});
afterEach(() => desk.close());

function open(manner: Parameters<typeof openTwin>[0]['manner'] = {}): void {
  house = openTwin({ seed: 1, opens: '2026-03-02', manner });
  serving = serveFolder(house, folder);
}
const act = async <T>(name: string, input: object, actor: Actor = desk.biller) =>
  (await gate.act<T>(`revenue/submission/${name}`, input, actor)).result;
const ask = <T>(name: string, input: object = {}, actor: Actor = desk.biller) =>
  gate.ask<T>(`revenue/submission/${name}`, input, actor, 'payment');
const settings = () => ({
  ...{ name: 'Twin House', kind: 'folder', path: join(folder, 'in'), answersPath: join(folder, 'out'), active: true },
  ...{ senderId: 'LAKESIDE', senderName: 'Lakeside Family Care', contact: 'Billing', phone: '5555550100' },
  ...{ receiverId: 'TWINHOUSE', receiverName: 'Twin Clearinghouse' },
  agreement: { kind: 'baa', signedOn: '2026-01-05' },
});
const setUp = (more: object = {}) => act<{ clearinghouseId: string }>('set-clearinghouse', { ...settings(), ...more });
/** What waits in the queue, done once; answers how many want to come again. */
async function work(): Promise<number> {
  let again = 0;
  const parts = { gate, blobs: desk.blobs, bounds: watchBounds(process.env), actor: () => desk.system, milliseconds: 2000 };
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { tenant = '', batchId = '', ...input } = job.data;
    if (job.queue === 'read-document') await gate.act('ground/intake/read', input, desk.system);
    if (job.queue !== 'submit') continue;
    await sendBatch(parts, tenant, batchId).catch((error: { code?: string }) => {
      if (error.code !== 'submit-later') throw error;
      again += 1;
    });
  }
  return again;
}
const watch = () =>
  watchSubmissions({
    ...{ store: db.store, blobs: desk.blobs, gate, bounds: watchBounds(process.env), clock: () => now, decisionsOn },
    ...{ tenants: async () => [desk.tenant], log: { warn: (details) => expect(details).toEqual('nothing to warn of') } },
  });
/** So many hours later the partner has worked, answers are fetched and read. */
async function later(hours: number): Promise<void> {
  pump();
  now = new Date(now.getTime() + hours * 3_600_000);
  pump();
  await watch().look();
  await work();
  await watch().look();
}
const batches = async () => (await ask<Page<BatchView>>('batches')).rows.filter(({ purpose }) => purpose === 'claims');
const open_ = async () => (await ask<Page<SubmissionWorkView>>('work')).rows;
async function approveAll(actor: Actor = desk.biller): Promise<void> {
  for (const { id, sha256, state } of await batches()) if (state === 'prepared') await act('approve-batch', { batchId: id, sha256 }, actor);
}
const statuses = async () =>
  Object.fromEntries(
    (
      await db.store.inTenant(desk.tenant, (tx) =>
        tx.rows<{ status: string; n: number }>(
          'select status, count(*)::int as n from claims.draft_standing where tenant_id = $1 group by 1',
          [desk.tenant],
        ),
      )
    ).map(({ status, n }) => [status, n]),
  );

describe('a batch', () => {
  test('goes from draft to the payer and back, once, and is owed in the books', async () => {
    await setUp();
    const prepared = await act<{ claims: number; withoutWay: number }>('prepare-batches', {});
    expect(prepared).toMatchObject({ claims: claims.length, withoutWay: 0 });
    expect(await act('prepare-batches', {})).toMatchObject({ claims: 0 });
    const rows = await batches();
    expect(new Set(rows.map(({ control }) => control)).size).toBe(rows.length);
    const { totals } = await ask<BatchReport>('batch', { batchId: rows[0]?.id });
    expect(totals).toMatchObject({ claims: rows[0]?.claims, billed: rows[0]?.billed, green: rows[0]?.claims });
    expect((await ask<Page<TonightRow>>('tonight')).rows.every(({ batchId }) => batchId !== undefined)).toBe(true);
    await approveAll();
    expect(await work()).toBe(0);
    expect(await statuses()).toEqual({ sent: claims.length });
    pump();
    expect(house.taken).toHaveLength(rows.length);
    await later(30);
    expect(await statuses()).toEqual({ 'accepted-by-payer': claims.length });
    const { ladder, events } = await ask<LadderView>('ladder', { draftId: drafts[0] });
    expect(ladder).toMatchObject({ step: 'accepted by the payer', attempt: 1, filed: { attempt: 1 } });
    expect(events.map((event) => (event.kind === 'answered' ? `${event.set} ${event.by}` : event.kind))).toEqual(
      expect.arrayContaining(['drafted', 'approved', 'sent', 'TA1 receiver', '999 receiver', '277CA clearinghouse', '277CA payer']),
    );
    expect(await open_()).toEqual([]);
    const booked = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ id: string }>(
        'select c.id from claims.claim c join claims.draft_standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id where c.tenant_id = $1',
        [desk.tenant],
      ),
    );
    expect(booked).toHaveLength(claims.length);
    // Before any remit, the payer's acknowledgment says the number under which a claim is taken back.
    const [{ id: claimId } = { id: '' }] = booked;
    const { result: back } = await desk.act<{ draftId: string }>('revenue/claims/anew', { claimId, as: 'void' });
    const { claim: undone } = await desk.ask<{ claim: ClaimToSend }>('revenue/claims/draft', { draftId: back.draftId });
    expect([undone.frequency, undone.originalPayerControlNumber]).toEqual(['8', expect.stringMatching(/^\w/)]);
    // Two weeks later it is paid, and the remits find their claims.
    await later(20 * 24);
    const remits = await db.store.inTenant(desk.tenant, (tx) => tx.rows('select 1 from remits.remit where tenant_id = $1', [desk.tenant]));
    expect(remits.length).toBeGreaterThan(0);
  });

  test('goes without the claim that cannot be written, which waits with its cause', async () => {
    await setUp();
    const [first] = claims;
    if (!first) throw new Error('there are claims');
    const claim = { ...first, coverages: first.coverages.map((one) => ({ ...one, groupName: 'Lake*Side' })) };
    await within(db.store, desk.tenant, (ctx) =>
      reviseDraft(ctx, { id: drafts[0] ?? '', from: 1, claim, changed: ['coverages.0.groupName'] }),
    );
    expect(await act('prepare-batches', {})).toMatchObject({ claims: claims.length - 1, notWritten: 1 });
    const rows = await batches();
    expect(rows.reduce((total, { billed }) => total + billed, 0)).toBe(claims.slice(1).reduce((total, { billed }) => total + billed, 0));
    expect(await open_()).toMatchObject([{ kind: 'stuck', claims: 1, causes: [{ says: expect.stringContaining('cannot be written') }] }]);
    await within(db.store, desk.tenant, (ctx) =>
      reviseDraft(ctx, { id: drafts[0] ?? '', from: 2, claim: first, changed: ['coverages.0.groupName'] }),
    );
    expect(await act('prepare-batches', {})).toMatchObject({ claims: 1, notWritten: 0 });
    await approveAll();
    expect(await open_()).toEqual([]);
  });

  test('is let go by a person alone: no machine approves, none is sent before, and what was changed since is not what is sent', async () => {
    await setUp();
    await act('prepare-batches', {}, desk.system);
    const [first] = await batches();
    const { id: batchId = '', sha256 = '' } = first ?? {};
    await expect(act('approve-batch', { batchId, sha256 }, desk.system)).rejects.toMatchObject({ code: 'not-allowed' });
    const agent: Actor = { kind: 'agent', id: 'submission-agent', name: 'Agent', tenant: desk.tenant, roles: ['submission-agent'] };
    await expect(act('approve-batch', { batchId, sha256 }, agent)).rejects.toMatchObject({ code: 'not-allowed' });
    const coder: Actor = { ...desk.biller, roles: ['coder'] } as Actor;
    await expect(act('approve-batch', { batchId, sha256 }, coder)).rejects.toMatchObject({ code: 'not-allowed' });
    // Whatever asks for it, nothing leaves that nobody approved; and the database itself keeps no such row.
    jobs.push({ queue: 'submit', data: { tenant: desk.tenant, batchId } });
    await work();
    expect(existsSync(join(folder, 'in')) ? readdirSync(join(folder, 'in')) : []).toEqual([]);
    await expect(
      db.store.inTenant(desk.tenant, (tx) => tx.rows("update submission.batch set state = 'sent' where tenant_id = $1", [desk.tenant])),
    ).rejects.toThrow(/batch_approved/);
    await expect(act('approve-batch', { batchId, sha256: '0'.repeat(64) })).rejects.toThrow('not the batch that was shown');
    const report = await ask<BatchReport>('batch', { batchId });
    const changed = claims.find(({ patientControlNumber }) => patientControlNumber === report.claims[0]?.patientControlNumber);
    if (!changed) throw new Error('it is one of these');
    await within(db.store, desk.tenant, (ctx) =>
      reviseDraft(ctx, {
        id: report.claims[0]?.draftId ?? '',
        from: 1,
        claim: { ...changed, placeOfService: '22' },
        changed: ['placeOfService'],
      }),
    );
    await expect(act('approve-batch', { batchId, sha256 })).rejects.toThrow('was changed since');
    await act('drop-batch', { batchId });
    expect(await act('prepare-batches', {})).toMatchObject({ claims: report.totals.claims });
  });

  test('approved and changed at the same moment, what leaves is what stands', async () => {
    await setUp();
    await act('prepare-batches', {});
    for (const { id: batchId, sha256 } of await batches()) {
      const { claims: own } = await ask<BatchReport>('batch', { batchId });
      const change = { draftId: own[0]?.draftId, version: own[0]?.version, changes: [{ at: 'note', to: 'CHANGED AT THE LAST MOMENT' }] };
      const done = await Promise.allSettled([
        act('approve-batch', { batchId, sha256 }),
        gate.act('revenue/claims/change-draft', change, desk.biller),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('is not let go when something was learned since that holds one of its claims', async () => {
    await setUp();
    await act('prepare-batches', {});
    const [row] = await batches();
    const { claims: own } = await ask<BatchReport>('batch', { batchId: row?.id });
    const payerId = claims.find(({ patientControlNumber }) => patientControlNumber === own[0]?.patientControlNumber)?.coverages[0]?.payerId;
    const fact = { kind: 'coverage', entry: { payerId, active: false, checkedOn: '2026-03-01' } };
    await gate.act('revenue/scrub/tell', { draftId: own[0]?.draftId, fact }, desk.biller);
    await expect(act('approve-batch', { batchId: row?.id, sha256: row?.sha256 })).rejects.toThrow('is held now');
  });

  test('that the partner cannot be given waits, is taken up where it stood, and after long opens work', async () => {
    const { clearinghouseId } = await setUp();
    await act('prepare-batches', { draftIds: drafts.slice(0, 1) });
    rmSync(join(folder, 'in'), { recursive: true });
    await approveAll();
    await work();
    expect(await open_()).toMatchObject([{ kind: 'stuck', causes: [{ code: 'send not-there' }] }]);
    mkdirSync(join(folder, 'in'));
    await setUp({ clearinghouseId });
    await act('send-again', { batchId: (await batches())[0]?.id });
    await work();
    expect([await open_(), (await batches())[0]?.state]).toEqual([[], 'sent']);
  });
});

describe('what comes back', () => {
  test('twice and out of order changes nothing wrongly; a rejection opens work, and the claim mended and sent again is owed once', async () => {
    open({ duplicated: true, outOfOrder: true });
    await setUp();
    // Of a payer whose members' numbers have no form by which it would be held before.
    const at = claims.findIndex((one) => payerToBill(one)?.filingIndicator !== 'MB');
    const wrong = claims[at];
    if (!wrong) throw new Error('there is one');
    const bad = { ...wrong, coverages: wrong.coverages.map((one) => (one === payerToBill(wrong) ? { ...one, memberId: 'A1' } : one)) };
    await within(db.store, desk.tenant, (ctx) => reviseDraft(ctx, { id: drafts[at] ?? '', from: 1, claim: bad, changed: ['coverages'] }));
    await act('prepare-batches', {});
    await approveAll();
    await work();
    await later(3 * 24);
    expect(await statuses()).toEqual({ 'accepted-by-payer': claims.length - 1, rejected: 1 });
    const [item] = await open_();
    expect(item).toMatchObject({
      kind: 'rejected',
      draftId: drafts[at],
      causes: [{ code: 'A7:164:IL', says: expect.stringContaining('member number') }],
    });
    await act('reopen', { draftId: drafts[at] });
    expect(await open_()).toEqual([]);
    await within(db.store, desk.tenant, (ctx) => reviseDraft(ctx, { id: drafts[at] ?? '', from: 2, claim: wrong, changed: ['coverages'] }));
    expect(await act('prepare-batches', {})).toMatchObject({ claims: 1 });
    await approveAll();
    await work();
    await later(3 * 24);
    const { ladder } = await ask<LadderView>('ladder', { draftId: drafts[at] });
    expect(ladder).toMatchObject({ step: 'accepted by the payer', attempt: 2, filed: { attempt: 2 } });
    const owed = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ open: number }>(
        'select s.payer_open as open from claims.standing s join claims.claim c on c.tenant_id = s.tenant_id and c.id = s.claim_id where c.tenant_id = $1 and c.patient_control_number = $2 and s.payer_open <> 0',
        [desk.tenant, wrong.patientControlNumber],
      ),
    );
    expect(owed).toEqual([{ open: wrong.billed }]);
  });

  test('too late opens work by the partner’s usual time, and closes it when it comes', async () => {
    open({ silent: ['payer'] });
    await setUp({ usual: { received: 1, clearinghouse: 6, payer: 24 } });
    await act('prepare-batches', {});
    await approveAll();
    await work();
    now = new Date(now.getTime() + 2 * 3_600_000);
    await watch().look();
    expect((await open_()).map(({ causes }) => causes[0]?.code)).toEqual((await batches()).map(() => 'silence received'));
    await later(5);
    expect(await open_()).toEqual([]);
    await later(20);
    expect((await open_()).map(({ causes }) => causes[0]?.code)).toEqual((await batches()).map(() => 'silence payer'));
    // Somebody else's answer is not tied to anybody.
    copyFileSync(stranger, join(folder, 'out', 'stranger.277ca'));
    await later(1);
    expect((await open_()).map(({ kind }) => kind)).toContain('unplaced');
  });

  test('the night’s batches are made ready at their hour, after downtime too, and once', async () => {
    await setUp({ nightlyAt: '20:00' });
    await watch().look();
    expect(await batches()).toEqual([]);
    now = new Date('2026-03-04T07:00:00Z');
    await watch().look();
    const ready = await batches();
    expect(ready.every(({ state }) => state === 'prepared')).toBe(true);
    expect(ready.reduce((sum, one) => sum + one.claims, 0)).toBe(claims.length);
    await watch().look();
    expect(await batches()).toHaveLength(ready.length);
  });
});
