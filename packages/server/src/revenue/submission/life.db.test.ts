import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { type AnsweredEvent, readClaimToSend } from '@claimwright/core/revenue/submission';
import { type Clearinghouse, makeClaims, openClearinghouse as openTwin, serveFolder, startPartner } from '@claimwright/twin';
import { createReader } from '@claimwright/x12';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { anyTry, tryOne } from '../../../testing/sending-walk.ts';
import { type Actor, createGate, type Gate } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { watchBounds } from '../../ground/intake/sources/index.ts';
import { commands, queries } from '../../rooms.ts';
import { idSource } from '../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { keepDrafts, reviseDraft } from '../claims/index.ts';
import { decisionsOn } from '../posting/index.ts';
import { addEvents, climb } from './claim-events.ts';
import type { FirstPassClaimView, FirstPassView } from './first-pass/queries.ts';
import { sendBatch, watchSubmissions } from './index.ts';
import type { ReportFile, ReportOnClaim } from './reports/queries.ts';
import type { BatchView, LadderView, SubmissionWorkView, TonightRow } from './views.ts';

const root = mkdtempSync(join(tmpdir(), 'claimwright-life-'));
const claims: ClaimToSend[] = [];
const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)) });
reader.push(makeClaims({ seed: 21, count: 6, until: '2026-02-20', specialties: ['medical'] }).bytes837);
reader.end();

let db: FreshDatabase;
let desk: Desk;
let gate: Gate;
let house: Clearinghouse;
let serving: ReturnType<typeof serveFolder>;
let now: Date;
let jobs: { queue: string; data: { readonly [key: string]: string } }[] = [];
let drafts: string[] = [];
const opened = Date.parse('2026-03-02T08:00:00Z');
const folder = () => join(root, desk.tenant, 'house');

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
  mkdirSync(folder(), { recursive: true });
  openHouse();
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

function openHouse(manner: Parameters<typeof openTwin>[0]['manner'] = {}): void {
  house = openTwin({ seed: 1, opens: '2026-03-02', manner });
  serving = serveFolder(house, folder());
}
const act = async <T>(name: string, input: object, actor: Actor = desk.biller) =>
  (await gate.act<T>(`revenue/submission/${name}`, input, actor)).result;
const ask = <T>(name: string, input: object = {}, actor: Actor = desk.biller) =>
  gate.ask<T>(`revenue/submission/${name}`, input, actor, 'payment');
const rows = <T extends object>(sql: string) => db.store.inTenant(desk.tenant, (tx) => tx.rows<T>(sql, [desk.tenant]));
const settings = (more: object = {}) => ({
  ...{ name: 'Twin House', kind: 'folder', path: join(folder(), 'in'), answersPath: join(folder(), 'out'), active: true },
  ...{ senderId: 'LAKESIDE', senderName: 'Lakeside Family Care', contact: 'Billing', phone: '5555550100' },
  ...{ receiverId: 'TWINHOUSE', receiverName: 'Twin Clearinghouse', agreement: { kind: 'baa', signedOn: '2026-01-05' } },
  ...more,
});
const setUp = (more: object = {}) => act<{ clearinghouseId: string }>('set-clearinghouse', settings(more));
const parts = () => ({ gate, blobs: desk.blobs, bounds: watchBounds(process.env), actor: () => desk.system, milliseconds: 2000 });
async function work(): Promise<void> {
  for (let job = jobs.shift(); job; job = jobs.shift()) {
    const { tenant = '', batchId = '', ...input } = job.data;
    if (job.queue === 'read-document') await gate.act('ground/intake/read', input, desk.system);
    if (job.queue === 'submit') await sendBatch(parts(), tenant, batchId).catch(() => undefined);
  }
}
const look = () =>
  watchSubmissions({
    ...{ store: db.store, blobs: desk.blobs, gate, bounds: watchBounds(process.env), clock: () => now, decisionsOn },
    ...{ tenants: async () => [desk.tenant], log: { warn: () => undefined } },
  }).look();
async function later(hours: number): Promise<void> {
  const pump = () => serving.pump(Math.floor((now.getTime() - opened) / 60_000));
  pump();
  now = new Date(now.getTime() + hours * 3_600_000);
  pump();
  for (let i = 0; i < 2; i++) {
    await look();
    await work();
  }
  await look();
}
const batches = async () => (await ask<Page<BatchView>>('batches')).rows;
const open_ = async () => (await ask<Page<SubmissionWorkView>>('work')).rows;
async function approveAll(): Promise<void> {
  for (const { id, sha256, state } of await batches()) if (state === 'prepared') await act('approve-batch', { batchId: id, sha256 });
}
const statusOf = async (draftId: string) =>
  (await rows<{ id: string; status: string }>('select draft_id as id, status from claims.draft_standing where tenant_id = $1')).find(
    ({ id }) => id === draftId,
  )?.status;
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

test('the night’s report on a batch is written once, whatever is killed; its hash is on the record, and it is found by claim and by patient', async () => {
  await setUp({ nightlyAt: '20:00' });
  now = new Date('2026-03-03T04:00:00Z');
  // The disk is full when the first PDF is written: nothing is there, and the next look makes all of it.
  const { put } = desk.blobs;
  let puts = 0;
  Object.assign(desk.blobs, { put: (...of: Parameters<typeof put>) => (++puts === 3 ? Promise.reject(new Error('full')) : put(...of)) });
  await look();
  expect(await batches()).toEqual([]);
  Object.assign(desk.blobs, { put });
  await look();
  await look();
  const made = await rows<{ batchId: string; json: string; pdf: string; actId: string }>(
    'select batch_id as "batchId", json_sha256 as json, pdf_sha256 as pdf, act_id as "actId" from submission.batch_report where tenant_id = $1',
  );
  const all = await batches();
  expect(made.map(({ batchId }) => batchId).sort()).toEqual(all.map(({ id }) => id).sort());
  const [batch] = all;
  const own = made.find(({ batchId }) => batchId === batch?.id);
  if (!batch || !own) throw new Error('there is one');
  const file = async (as: 'json' | 'pdf') => {
    const { sha256, base64 } = await ask<ReportFile>('report', { batchId: batch.id, as });
    const bytes = Buffer.from(base64, 'base64');
    expect(hash(bytes)).toBe(sha256);
    return { sha256, text: bytes.toString('latin1') };
  };
  const [asJson, asPdf] = [await file('json'), await file('pdf')];
  expect([asJson.sha256, asPdf.sha256]).toEqual([own.json, own.pdf]);
  const [entry] = await rows<{ body: string; id: string }>(
    "select id, body from gate.record where tenant_id = $1 and chain = 'acts' and what like '%prepare-batches' order by seq desc limit 1",
  );
  expect(entry).toMatchObject({ id: own.actId, body: expect.stringContaining(own.json) });
  expect(entry?.body).toContain(own.pdf);
  const { totals, claims: told } = JSON.parse(asJson.text) as {
    totals: { claims: number; billed: number };
    claims: { patientControlNumber: string }[];
  };
  expect(totals).toMatchObject({ claims: batch.claims, billed: batch.billed });
  expect(asPdf.text).toContain(`${batch.claims} for ${(batch.billed / 100).toFixed(2)}`);
  for (const { patientControlNumber } of told) expect(asPdf.text).toContain(patientControlNumber);
  // Approved as it was: no other edition, and the same hash on that act.
  await act('approve-batch', { batchId: batch.id, sha256: batch.sha256 });
  expect(await rows('select 1 from submission.batch_report where tenant_id = $1')).toHaveLength(all.length);
  const [claim] = await rows<{ draft: string; patient: string }>(
    `select d.id as draft, d.patient_id as patient from claims.draft d join submission.batch_claim c on c.tenant_id = d.tenant_id and c.draft_id = d.id
      where d.tenant_id = $1 and c.batch_id = '${batch.id}' limit 1`,
  );
  for (const input of [{ draftId: claim?.draft }, { patientId: claim?.patient }])
    expect(await ask<ReportOnClaim[]>('reports', input)).toContainEqual(
      expect.objectContaining({ batchId: batch.id, draftId: claim?.draft, pdfSha256: own.pdf }),
    );
});

test('nothing leaves without an agreement on file, nor while somebody holds it back, nor to payers with whom nobody has begun', async () => {
  const { clearinghouseId } = await setUp({ agreement: undefined });
  const [first, ...others] = [
    ...new Set((await rows<{ id: string }>('select payer_id as id from claims.draft where tenant_id = $1')).map(({ id }) => id)),
  ];
  await act('set-scope', { payers: [first], baseline: 8_500 });
  const tonight = (await ask<Page<TonightRow>>('tonight')).rows;
  expect(new Set(tonight.filter(({ byUs }) => !byUs).map(({ payerId }) => payerId))).toEqual(new Set(others));
  const prepared = await act<{ claims: number; notByUs: number }>('prepare-batches', {});
  const chosen = tonight.filter(({ byUs }) => byUs).length;
  expect(prepared).toMatchObject({ claims: chosen, notByUs: claims.length - chosen });
  const [{ id: batchId, sha256 } = { id: '', sha256: '' }] = await batches();
  const why = () => act('approve-batch', { batchId, sha256 }).catch(({ because }: { because?: string }) => because);
  expect(await why()).toContain('No agreement with Twin House is on file');
  await setUp({ clearinghouseId, agreement: { kind: 'baa', signedOn: '2025-01-05', endsOn: '2026-03-01' } });
  expect(await why()).toContain('ended on 2026-03-01');
  await setUp({ clearinghouseId });
  await act('stop-sending', { clearinghouseId, because: 'their numbers changed' });
  expect(await why()).toContain('stopped');
  await act('resume-sending', { clearinghouseId, because: 'confirmed by phone' });
  await approveAll();
  // Stopped after the approval: what is about to leave waits, and a person is told.
  await act('stop-sending', { clearinghouseId, because: 'again' });
  await work();
  expect((await open_()).map(({ causes }) => causes[0]?.code)).toContain('send stopped');
  expect(house.taken).toEqual([]);
  expect(await ask('try-clearinghouse', { clearinghouseId })).toMatchObject({ works: true, answers: 0 });
});

test('a silent payer is asked once a person lets the question go; its answer climbs, a posted remit decides, and the practice system is told', async () => {
  openHouse({ silent: ['payer'] });
  await setUp({ usual: { received: 1, clearinghouse: 6, payer: 24 } });
  const partner = await startPartner({ anyNumber: true });
  const models = 'ground/governance/models';
  const { vendorId } = (await gate.act<{ vendorId: string }>(`${models}/add-vendor`, { name: 'Elm' }, desk.biller)).result;
  const of = { vendorId, product: 'Elm PM' };
  await gate.act(`${models}/file-agreement`, { ...of, kind: 'baa', purposes: ['posting'], signedOn: '2026-01-01' }, desk.biller);
  const told = {
    ...of,
    protocol: 'claim-notes',
    url: partner.url,
    secret: partner.key,
    kinds: ['claim-status'],
    active: true,
    name: 'Elm',
  };
  await gate.act('ground/governance/write-back/set-partner', told, desk.biller);
  await act('prepare-batches', {});
  await approveAll();
  await work();
  await later(30);
  const questions = (await batches()).filter(({ purpose }) => purpose === 'status');
  expect(questions.map(({ state }) => state)).toEqual(questions.map(() => 'prepared'));
  expect(questions.reduce((sum, one) => sum + one.claims, 0)).toBe(claims.length);
  await later(30);
  expect((await batches()).filter(({ purpose }) => purpose === 'status')).toHaveLength(questions.length);
  expect(house.taken.filter(({ name }) => name.endsWith('.276'))).toEqual([]);
  await approveAll();
  await work();
  await later(12);
  expect(house.taken.filter(({ name }) => name.endsWith('.276'))).toHaveLength(questions.length);
  const { ladder, events } = await ask<LadderView>('ladder', { draftId: drafts[0] });
  expect(ladder).toMatchObject({ step: 'accepted by the payer', payerControlNumber: expect.stringMatching(/^T/) });
  expect(ladder.filed).toBeUndefined();
  expect(events.at(-1)).toMatchObject({ set: '277', by: 'payer', verdict: 'pending' });
  expect(await open_()).toEqual([]);
  // Told of each step, held until a person lets it go, without a patient in it.
  const held = await rows<{ state: string; kind: string }>('select state, kind from governance.write_back where tenant_id = $1');
  expect(held.length).toBeGreaterThanOrEqual(2 * claims.length);
  expect(new Set(held.map(({ state, kind }) => `${kind} ${state}`))).toEqual(new Set(['claim-status held']));
  await partner.close();
});

test('the ladder ends with a posted remit; how many were taken at first is counted by payer and month, with the claims behind it', async () => {
  await setUp();
  await act('set-scope', { payers: null, baseline: 8_000 });
  await act('prepare-batches', {});
  await approveAll();
  await work();
  await later(20 * 24);
  for (const { id } of await rows<{ id: string }>('select id from remits.remit where tenant_id = $1'))
    await gate.act('revenue/posting/post-remit', { remitId: id }, desk.biller).catch(() => undefined);
  await look();
  await look();
  const decided = await rows<{ id: string }>(
    'select distinct s.draft_id as id from posting.posted_claim p join claims.draft_standing s on s.tenant_id = p.tenant_id and s.claim_id = p.claim_id where p.tenant_id = $1',
  );
  expect(decided.length).toBeGreaterThan(0);
  for (const { id } of decided) expect(await statusOf(id)).toBe('adjudicated');
  const { ladder, events } = await ask<LadderView>('ladder', { draftId: decided[0]?.id });
  expect([ladder.step, events.at(-1)]).toMatchObject(['adjudicated', { set: '835', by: 'payer', documentId: expect.any(String) }]);
  const view = await ask<FirstPassView>('first-pass');
  expect(view).toMatchObject({ baseline: 8_000, total: { sent: claims.length, accepted: claims.length, rejected: 0, share: 10_000 } });
  const [row] = view.rows;
  expect(row?.month).toBe('2026-03');
  const behind = await ask<FirstPassClaimView[]>('first-pass-claims', { payerId: row?.payerId, month: row?.month });
  expect(behind.map(({ outcome }) => outcome)).toEqual(Array.from({ length: row?.sent ?? 0 }, () => 'accepted'));
});

test('a claim that was taken after somebody took it up again is held, and its first sending stands', async () => {
  await setUp();
  const [draftId = ''] = drafts;
  await act('prepare-batches', { draftIds: [draftId] });
  await approveAll();
  await work();
  const [batch] = await batches();
  const [{ document } = { document: '' }] = await rows<{ document: string }>(
    'select document_id as document from submission.batch where tenant_id = $1',
  );
  const say = (event: Pick<AnsweredEvent, 'by' | 'verdict' | 'on'>) =>
    within(db.store, desk.tenant, async (ctx) => {
      const causes = event.verdict === 'rejected' ? [{ code: 'A3:21', says: 'No.', fix: 'Mend it.' }] : [];
      const whole = { kind: 'answered', attempt: 1, set: '277CA', causes, filed: event.by === 'payer', ...event } as const;
      await addEvents(ctx, document, [{ batchId: batch?.id ?? '', key: draftId, event: whole }]);
      await climb(ctx, [draftId]);
    });
  await say({ by: 'clearinghouse', verdict: 'rejected', on: '2026-03-03' });
  expect(await statusOf(draftId)).toBe('rejected');
  await act('reopen', { draftId });
  await say({ by: 'payer', verdict: 'accepted', on: '2026-03-04' });
  expect([await statusOf(draftId), (await open_()).map(({ kind }) => kind)]).toEqual(['drafted', ['late']]);
  const row = (await ask<Page<TonightRow>>('tonight')).rows.find((one) => one.draftId === draftId);
  expect(row).toMatchObject({
    light: 'red',
    remarks: expect.arrayContaining([expect.objectContaining({ code: 'submission.taken-after-all' })]),
  });
  expect(await act('prepare-batches', { draftIds: [draftId] })).toMatchObject({ claims: 0, heldBack: 1 });
  await act('keep-sending', { draftId });
  expect([await statusOf(draftId), await open_()]).toEqual(['accepted-by-payer', []]);
  // What was rejected at first stays rejected at first.
  expect((await ask<FirstPassView>('first-pass')).total).toMatchObject({ sent: 1, accepted: 0, rejected: 1 });
});

test('whatever people and machines try in whatever order, nothing leaves but the very bytes that a person approved before', async () => {
  const { clearinghouseId } = await setUp({ nightlyAt: '20:00' });
  const reviseTo = async (draftId: string, placeOfService: string): Promise<unknown> => {
    const [{ version = 1 } = {}] = await rows<{ version: number }>(
      `select version from claims.draft where tenant_id = $1 and id = '${draftId}'`,
    );
    const claim = { ...(claims[drafts.indexOf(draftId)] ?? claims[0]), placeOfService } as ClaimToSend;
    return within(db.store, desk.tenant, (ctx) => reviseDraft(ctx, { id: draftId, from: version, claim, changed: ['placeOfService'] }));
  };
  const send = (batchId: string) => sendBatch(parts(), desk.tenant, batchId);
  const at = { desk, drafts, clearinghouseId, act, batches, work, look, later, send, reviseTo };
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyTry, { minLength: 50, maxLength: 50 }), async (walk) => {
      for (const one of walk) await tryOne(at, one).catch(() => undefined);
      serving.pump(Math.floor((now.getTime() - opened) / 60_000));
      const approvals = await rows<{ body: string; kind: string; outcome: string }>(
        "select body, actor_kind as kind, outcome from gate.record where tenant_id = $1 and chain = 'acts' and what = 'revenue/submission/approve-batch'",
      );
      for (const { bytes } of house.taken) {
        const by = approvals.filter(({ body, outcome }) => outcome === 'applied' && body.includes(hash(bytes)));
        expect(by.map(({ kind }) => kind)).toEqual(['person']);
      }
      // No sending is on the books that is not one of these, and no claim is on its way twice.
      const out = await rows<{ sha256: string }>("select sha256 from submission.batch where tenant_id = $1 and state = 'sent'");
      expect(out.every(({ sha256 }) => house.taken.some(({ bytes }) => hash(bytes) === sha256))).toBe(true);
      const twice = await rows(
        'select 1 from submission.batch_claim where tenant_id = $1 and open group by tenant_id, draft_id having count(*) > 1',
      );
      expect(twice).toEqual([]);
      seen = house.taken.length;
    }),
    { seed: 20_260_302, numRuns: 2, endOnFailure: true },
  );
  expect(seen).toBeGreaterThan(2);
});
