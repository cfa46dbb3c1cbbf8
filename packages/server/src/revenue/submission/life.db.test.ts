import { createHash } from 'node:crypto';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import type { AnsweredEvent } from '@claimwright/core/revenue/submission';
import { startPartner } from '@claimwright/twin';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { payerSays } from '../../../testing/payer-says.ts';
import { anyTry, tryOne } from '../../../testing/sending-walk.ts';
import { type SubmissionDesk, sixClaims, submissionDesks } from '../../../testing/submission-desk.ts';
import { person } from '../../gate/person.ts';
import type { Page } from '../../gate/views.ts';
import { keepDrafts, refreshOpen, reviseDraft } from '../claims/index.ts';
import { addEvents, climb } from './claim-events.ts';
import type { FirstPassClaimView, FirstPassView } from './first-pass/queries.ts';
import type { ReportFile, ReportOnClaim } from './reports/queries.ts';
import { whyWaits } from './statuses/unmapped.ts';
import type { StatusClaimsView, StatusMeaningView } from './statuses/views.ts';
import type { LadderView, TonightRow } from './views.ts';

const claims = sixClaims();
let desks: Awaited<ReturnType<typeof submissionDesks>>;
let s: SubmissionDesk;

beforeAll(async () => {
  desks = await submissionDesks();
});
afterAll(() => desks.end());
beforeEach(async () => {
  s = await desks.begin();
});
afterEach(() => s.desk.close());

const statusOf = async (draftId: string) =>
  (await s.rows<{ id: string; status: string }>('select draft_id as id, status from claims.draft_standing where tenant_id = $1')).find(
    ({ id }) => id === draftId,
  )?.status;
const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/** Once it is sent: what lies on one account, and what the compliance officer sees. */
async function onAccountsAlone(batchId: string, batches: number): Promise<void> {
  // On one patient's account stand the rows of that patient alone.
  await s.approveAll();
  await s.work();
  const booked = await s.rows<{ id: string; draftId: string; batchId: string; patientId: string; size: number }>(
    `select t.claim_id as id, t.draft_id as "draftId", c.batch_id as "batchId", d.patient_id as "patientId", b.claims as size from claims.draft_standing t
       join claims.draft d on d.tenant_id = t.tenant_id and d.id = t.draft_id
       join submission.batch_claim c on c.tenant_id = t.tenant_id and c.draft_id = t.draft_id
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id where t.tenant_id = $1 order by b.claims desc`,
  );
  const [account] = booked;
  expect(account?.size).toBeGreaterThan(1);
  const own = booked
    .filter((one) => one.batchId === account?.batchId && one.patientId === account?.patientId)
    .map(({ draftId }) => draftId);
  const input = { batchId: account?.batchId, claimId: account?.id, as: 'json' };
  const officer = person('test', { id: 'ola', name: 'Ola', tenant: s.desk.tenant, roles: ['compliance-officer'] });
  for (const actor of [s.desk.biller, officer]) {
    const { base64 } = await s.ask<ReportFile>('report-extract', input, actor);
    const extract: { claims: { draftId: string }[]; extractOf: object } = JSON.parse(Buffer.from(base64, 'base64').toString('utf8'));
    expect(extract.claims.map(({ draftId }) => draftId).sort()).toEqual(own.sort());
    expect(extract.extractOf).toMatchObject({ claims: account?.size });
  }
  // The compliance officer sees what was set aside and what was kept before it left; what waits and who sends is not theirs.
  expect(await s.gate.ask('revenue/scrub/overrides', {}, officer, 'audit')).toMatchObject({ tally: [] });
  expect(await s.gate.ask<{ total: number }>('revenue/submission/batches', {}, officer, 'audit')).toMatchObject({ total: batches });
  await expect(s.ask('tonight', {}, officer)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(s.act('drop-batch', { batchId }, officer)).rejects.toMatchObject({ code: 'not-allowed' });
}

test('the night’s report on a batch is written once, whatever is killed; its hash is on the record, and it is found by claim and by patient', async () => {
  await s.setUp({ nightlyAt: '20:00' });
  s.now = new Date('2026-03-03T04:00:00Z');
  // The disk is full when the first PDF is written: nothing is there, and the next look makes all of it.
  const { put } = s.desk.blobs;
  let puts = 0;
  Object.assign(s.desk.blobs, { put: (...of: Parameters<typeof put>) => (++puts === 3 ? Promise.reject(new Error('full')) : put(...of)) });
  await s.look();
  expect(await s.batches()).toEqual([]);
  Object.assign(s.desk.blobs, { put });
  await s.look();
  await s.look();
  const made = await s.rows<{ batchId: string; json: string; pdf: string; actId: string }>(
    'select batch_id as "batchId", json_sha256 as json, pdf_sha256 as pdf, act_id as "actId" from submission.batch_report where tenant_id = $1',
  );
  const all = await s.batches();
  expect(made.map(({ batchId }) => batchId).sort()).toEqual(all.map(({ id }) => id).sort());
  const [batch] = all;
  const own = made.find(({ batchId }) => batchId === batch?.id);
  if (!batch || !own) throw new Error('there is one');
  const file = async (as: 'json' | 'pdf') => {
    const { sha256, base64 } = await s.ask<ReportFile>('report', { batchId: batch.id, as });
    const bytes = Buffer.from(base64, 'base64');
    expect(hash(bytes)).toBe(sha256);
    return { sha256, text: bytes.toString('latin1') };
  };
  const [asJson, asPdf] = [await file('json'), await file('pdf')];
  expect([asJson.sha256, asPdf.sha256]).toEqual([own.json, own.pdf]);
  const [entry] = await s.rows<{ body: string; id: string }>(
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
  await s.act('approve-batch', { batchId: batch.id, sha256: batch.sha256 });
  expect(await s.rows('select 1 from submission.batch_report where tenant_id = $1')).toHaveLength(all.length);
  const [claim] = await s.rows<{ draft: string; patient: string }>(
    `select d.id as draft, d.patient_id as patient from claims.draft d join submission.batch_claim c on c.tenant_id = d.tenant_id and c.draft_id = d.id
      where d.tenant_id = $1 and c.batch_id = '${batch.id}' limit 1`,
  );
  for (const input of [{ draftId: claim?.draft }, { patientId: claim?.patient }])
    expect(await s.ask<ReportOnClaim[]>('reports', input)).toContainEqual(
      expect.objectContaining({ batchId: batch.id, draftId: claim?.draft, pdfSha256: own.pdf }),
    );
  await onAccountsAlone(batch.id, all.length);
});

test('nothing leaves without an agreement on file, nor while somebody holds it back, nor to payers with whom nobody has begun', async () => {
  const { clearinghouseId } = await s.setUp({ agreement: undefined });
  const [first, ...others] = [
    ...new Set((await s.rows<{ id: string }>('select payer_id as id from claims.draft where tenant_id = $1')).map(({ id }) => id)),
  ];
  await s.act('set-scope', { payers: [first], baseline: 8_500 });
  const tonight = (await s.ask<Page<TonightRow>>('tonight')).rows;
  expect(new Set(tonight.filter(({ byUs }) => !byUs).map(({ payerId }) => payerId))).toEqual(new Set(others));
  const prepared = await s.act<{ claims: number; notByUs: number }>('prepare-batches', {});
  const chosen = tonight.filter(({ byUs }) => byUs).length;
  expect(prepared).toMatchObject({ claims: chosen, notByUs: claims.length - chosen });
  const [{ id: batchId, sha256 } = { id: '', sha256: '' }] = await s.batches();
  const why = () => s.act('approve-batch', { batchId, sha256 }).catch(({ because }: { because?: string }) => because);
  expect(await why()).toContain('No agreement with Twin House is on file');
  await s.setUp({ clearinghouseId, agreement: { kind: 'baa', signedOn: '2025-01-05', endsOn: '2026-03-01' } });
  expect(await why()).toContain('ended on 2026-03-01');
  await s.setUp({ clearinghouseId });
  await s.act('stop-sending', { clearinghouseId, because: 'their numbers changed' });
  expect(await why()).toContain('stopped');
  await s.act('resume-sending', { clearinghouseId, because: 'confirmed by phone' });
  await s.approveAll();
  // Stopped after the approval: what is about to leave waits, and a person is told.
  await s.act('stop-sending', { clearinghouseId, because: 'again' });
  await s.work();
  expect((await s.openWork()).map(({ causes }) => causes[0]?.code)).toContain('send stopped');
  expect(s.house.taken).toEqual([]);
  expect(await s.ask('try-clearinghouse', { clearinghouseId })).toMatchObject({ works: true, answers: 0 });
});

test('a night that cannot be made ready keeps no answer away', async () => {
  await s.setUp();
  await s.act('prepare-batches', { draftIds: s.drafts.slice(0, 1) });
  await s.approveAll();
  await s.work();
  await s.setUp({ name: 'Of the night', nightlyAt: '20:00', others: false });
  await s.rows('update submission.counter set last = 999999999 where tenant_id = $1');
  s.now = new Date('2026-03-03T04:00:00Z');
  s.pump();
  await s.later(30);
  expect(await statusOf(s.drafts[0] ?? '')).toBe('accepted-by-payer');
  expect((await s.batches()).length).toBe(1);
});

test('a silent payer is asked once a person lets the question go; its answer climbs, a posted remit decides, and the practice system is told', async () => {
  s.openHouse({ silent: ['payer'] });
  await s.setUp({ usual: { received: 1, clearinghouse: 6, payer: 24 } });
  const partner = await startPartner({ anyNumber: true });
  const models = 'ground/governance/models';
  const { vendorId } = (await s.gate.act<{ vendorId: string }>(`${models}/add-vendor`, { name: 'Elm' }, s.desk.biller)).result;
  const of = { vendorId, product: 'Elm PM' };
  await s.gate.act(`${models}/file-agreement`, { ...of, kind: 'baa', purposes: ['posting'], signedOn: '2026-01-01' }, s.desk.biller);
  const told = {
    ...of,
    protocol: 'claim-notes',
    url: partner.url,
    secret: partner.key,
    kinds: ['claim-status'],
    active: true,
    name: 'Elm',
  };
  await s.gate.act('ground/governance/write-back/set-partner', told, s.desk.biller);
  await s.act('prepare-batches', {});
  await s.approveAll();
  await s.work();
  await s.later(30);
  const questions = (await s.batches()).filter(({ purpose }) => purpose === 'status');
  expect(questions.map(({ state }) => state)).toEqual(questions.map(() => 'prepared'));
  expect(questions.reduce((sum, one) => sum + one.claims, 0)).toBe(claims.length);
  await s.later(30);
  expect((await s.batches()).filter(({ purpose }) => purpose === 'status')).toHaveLength(questions.length);
  expect(s.house.taken.filter(({ name }) => name.endsWith('.276'))).toEqual([]);
  await s.approveAll();
  await s.work();
  await s.later(12);
  expect(s.house.taken.filter(({ name }) => name.endsWith('.276'))).toHaveLength(questions.length);
  const { ladder, events } = await s.ask<LadderView>('ladder', { draftId: s.drafts[0] });
  expect(ladder).toMatchObject({ step: 'accepted by the payer', payerControlNumber: expect.stringMatching(/^T/) });
  expect(ladder.filed).toBeUndefined();
  expect(events.at(-1)).toMatchObject({ set: '277', by: 'payer', verdict: 'pending' });
  expect(await s.openWork()).toEqual([]);
  // Told of each step, held until a person lets it go, without a patient in it.
  const held = await s.rows<{ state: string; kind: string }>('select state, kind from governance.write_back where tenant_id = $1');
  expect(held.length).toBeGreaterThanOrEqual(2 * claims.length);
  expect(new Set(held.map(({ state, kind }) => `${kind} ${state}`))).toEqual(new Set(['claim-status held']));
  await partner.close();
});

test('the ladder ends with a posted remit; how many were taken at first is counted by payer and month, with the claims behind it', async () => {
  await s.setUp();
  await s.act('set-scope', { payers: null, baseline: 8_000 });
  await s.act('prepare-batches', {});
  await s.approveAll();
  await s.work();
  await s.later(20 * 24);
  for (const { id } of await s.rows<{ id: string }>('select id from remits.remit where tenant_id = $1'))
    await s.gate.act('revenue/posting/post-remit', { remitId: id }, s.desk.biller).catch(() => undefined);
  await s.look();
  await s.look();
  const decided = await s.rows<{ id: string }>(
    'select distinct s.draft_id as id from posting.posted_claim p join claims.draft_standing s on s.tenant_id = p.tenant_id and s.claim_id = p.claim_id where p.tenant_id = $1',
  );
  expect(decided.length).toBeGreaterThan(0);
  for (const { id } of decided) expect(await statusOf(id)).toBe('adjudicated');
  const { ladder, events } = await s.ask<LadderView>('ladder', { draftId: decided[0]?.id });
  expect([ladder.step, events.at(-1)]).toMatchObject(['adjudicated', { set: '835', by: 'payer', documentId: expect.any(String) }]);
  const view = await s.ask<FirstPassView>('first-pass');
  expect(view).toMatchObject({ baseline: 8_000, total: { sent: claims.length, accepted: claims.length, rejected: 0, share: 10_000 } });
  const [row] = view.rows;
  expect(row?.month).toBe('2026-03');
  const behind = await s.ask<FirstPassClaimView[]>('first-pass-claims', { payerId: row?.payerId, month: row?.month });
  expect(behind.map(({ outcome }) => outcome)).toEqual(Array.from({ length: row?.sent ?? 0 }, () => 'accepted'));
});

test('a claim that was taken after somebody took it up again is held, and its first sending stands', async () => {
  await s.setUp();
  const [draftId = ''] = s.drafts;
  await s.act('prepare-batches', { draftIds: [draftId] });
  await s.approveAll();
  await s.work();
  const [batch] = await s.batches();
  const [{ document } = { document: '' }] = await s.rows<{ document: string }>(
    'select document_id as document from submission.batch where tenant_id = $1',
  );
  const say = (event: Pick<AnsweredEvent, 'by' | 'verdict' | 'on'>) =>
    within(s.db.store, s.desk.tenant, async (ctx) => {
      const causes = event.verdict === 'rejected' ? [{ code: 'A3:21', says: 'No.', fix: 'Mend it.' }] : [];
      const whole = { kind: 'answered', attempt: 1, set: '277CA', causes, filed: event.by === 'payer', ...event } as const;
      await addEvents(ctx, document, [{ batchId: batch?.id ?? '', key: draftId, event: whole }]);
      await climb(ctx, [draftId]);
    });
  await say({ by: 'clearinghouse', verdict: 'rejected', on: '2026-03-03' });
  expect(await statusOf(draftId)).toBe('rejected');
  await s.act('reopen', { draftId });
  await say({ by: 'payer', verdict: 'accepted', on: '2026-03-04' });
  expect([await statusOf(draftId), (await s.openWork()).map(({ kind }) => kind)]).toEqual(['drafted', ['late']]);
  const row = (await s.ask<Page<TonightRow>>('tonight')).rows.find((one) => one.draftId === draftId);
  expect(row).toMatchObject({
    light: 'red',
    remarks: expect.arrayContaining([expect.objectContaining({ code: 'submission.taken-after-all' })]),
  });
  expect(await s.act('prepare-batches', { draftIds: [draftId] })).toMatchObject({ claims: 0, heldBack: 1 });
  await s.act('keep-sending', { draftId });
  expect([await statusOf(draftId), await s.openWork()]).toEqual(['accepted-by-payer', []]);
  // What was rejected at first stays rejected at first.
  expect((await s.ask<FirstPassView>('first-pass')).total).toMatchObject({ sent: 1, accepted: 0, rejected: 1 });
});

test('what a payer says in words of its own waits for a person; once it is mapped it counts at once, earlier and later, and taken back it waits again', async () => {
  await s.setUp();
  const [draftId = ''] = s.drafts;
  await s.act('prepare-batches', { draftIds: [draftId] });
  await s.approveAll();
  await s.work();
  const unknown = 'X7:999*DAY*WQ*0********SEE PORTAL';
  await s.desk.feed('x7.277ca', await payerSays(s, draftId, 901, '20260303', unknown));
  const before = await statusOf(draftId);
  const [work] = await s.openWork();
  expect(work).toMatchObject({ kind: 'unmapped', claims: 1, payerId: expect.any(String), causes: [{ code: 'X7:999' }] });
  expect(JSON.stringify(work)).not.toContain('PORTAL');
  // People read on the claim what stands beside it.
  expect((await s.ask<LadderView>('ladder', { draftId })).events.at(-1)).toMatchObject({
    ...{ verdict: 'unmapped', unmapped: { code: 'X7:999', message: 'SEE PORTAL' } },
  });
  const of = { payerId: work?.payerId ?? '', code: 'X7:999' };
  // Which claims wait on it, by name; and what was said of it, version by version.
  const waiting = await s.ask<StatusClaimsView>('status-claims', of);
  expect(waiting).toMatchObject({ total: 1, rows: [{ draftId, patientName: expect.stringMatching(/\w, \w/) }] });
  const meanings = async () => (await s.ask<StatusMeaningView[]>('status-meanings', { payerId: of.payerId }))[0];
  expect(await meanings()).toEqual({ code: 'X7:999', claims: 1, history: [] });
  const why = () => within(s.db.store, s.desk.tenant, (ctx) => whyWaits(ctx, of.payerId));
  expect(await why()).toContain('X7:999');
  const rejected = { verdict: 'rejected', says: 'The plan is closed.', fix: 'Find the new plan.' };
  await expect(s.act('map-status', { ...of, code: 'X8:1', meaning: rejected })).rejects.toMatchObject({ code: 'not-found' });
  expect(await s.act('map-status', { ...of, meaning: rejected })).toEqual({ claims: 1 });
  await expect(s.act('map-status', { ...of, meaning: rejected })).rejects.toThrow('Nothing would change');
  expect([await statusOf(draftId), await why()]).toEqual(['rejected', undefined]);
  expect(await s.openWork()).toMatchObject([{ kind: 'rejected', causes: [{ code: 'X7:999', says: 'The plan is closed.' }] }]);
  const accepted = { verdict: 'accepted', says: 'It is in their queue.', fix: 'Wait.' };
  await s.act('map-status', { ...of, meaning: accepted });
  await s.desk.feed('x7-again.277ca', await payerSays(s, draftId, 902, '20260304', unknown));
  expect([await statusOf(draftId), await s.openWork()]).toEqual(['accepted-by-payer', []]);
  await s.act('map-status', { ...of, meaning: null });
  expect((await meanings())?.history.map(({ meaning }) => meaning)).toEqual([undefined, accepted, rejected]);
  expect([before, await statusOf(draftId), (await s.openWork()).map(({ kind }) => kind)]).toEqual([
    'accepted-by-clearinghouse',
    before,
    ['unmapped'],
  ]);
  expect(await why()).toContain('X7:999');
});

test('whatever people and machines try in whatever order, nothing leaves but the very bytes that a person approved before', async () => {
  const { clearinghouseId } = await s.setUp({ nightlyAt: '20:00' });
  const reviseTo = async (draftId: string, placeOfService: string): Promise<unknown> => {
    const [{ version = 1 } = {}] = await s.rows<{ version: number }>(
      `select version from claims.draft where tenant_id = $1 and id = '${draftId}'`,
    );
    const claim = { ...(claims[s.drafts.indexOf(draftId)] ?? claims[0]), placeOfService } as ClaimToSend;
    return within(s.db.store, s.desk.tenant, (ctx) => reviseDraft(ctx, { id: draftId, from: version, claim, changed: ['placeOfService'] }));
  };
  const { desk, drafts, act, batches, work, look, later, send } = s;
  const at = { desk, drafts, clearinghouseId, act, batches, work, look, later, send, reviseTo };
  let seen = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(anyTry, { minLength: 50, maxLength: 50 }), async (walk) => {
      for (const one of walk) await tryOne(at, one).catch(() => undefined);
      s.pump();
      const approvals = await s.rows<{ body: string; kind: string; outcome: string }>(
        "select body, actor_kind as kind, outcome from gate.record where tenant_id = $1 and chain = 'acts' and what = 'revenue/submission/approve-batch'",
      );
      for (const { bytes } of s.house.taken) {
        const by = approvals.filter(({ body, outcome }) => outcome === 'applied' && body.includes(hash(bytes)));
        expect(by.map(({ kind }) => kind)).toEqual(['person']);
      }
      // No sending is on the books that is not one of these, and no claim is on its way twice.
      const out = await s.rows<{ sha256: string }>("select sha256 from submission.batch where tenant_id = $1 and state = 'sent'");
      expect(out.every(({ sha256 }) => s.house.taken.some(({ bytes }) => hash(bytes) === sha256))).toBe(true);
      const twice = await s.rows(
        'select 1 from submission.batch_claim where tenant_id = $1 and open group by tenant_id, draft_id having count(*) > 1',
      );
      expect(twice).toEqual([]);
      seen = s.house.taken.length;
    }),
    { seed: 20_260_302, numRuns: 2, endOnFailure: true },
  );
  expect(seen).toBeGreaterThan(2);
});

test('what is asked beforehand is taken and owed by nobody; done, it goes as a claim under the number of the answer, and is owed once', async () => {
  await s.setUp();
  const [first] = claims;
  if (!first) throw new Error('there are claims');
  const crown = {
    procedure: { code: 'D2740', modifiers: [] },
    teeth: [{ tooth: '30', surfaces: [] }],
    prosthesis: 'I',
    note: 'Cusp cracked.',
  };
  const lines = first.lines.slice(0, 1).map(({ servedOn: _, ...line }) => ({ ...line, ...crown }));
  const billed = lines[0]?.billed ?? first.billed;
  const asked: ClaimToSend = { ...first, kind: 'dental', predetermination: true, patientControlNumber: 'ASK1', billed, lines };
  const [draftId = ''] = await within(s.db.store, s.desk.tenant, (ctx) => keepDrafts(ctx, [{ claim: asked, madeOf: 'asked' }]));
  const leave = async (id: string) => {
    expect(await s.act('prepare-batches', { draftIds: [id] })).toMatchObject({ claims: 1, heldBack: 0 });
    const [batch] = await s.batches();
    await s.approveAll();
    await s.work();
    await s.later(30);
    return { batch, text: new TextDecoder().decode(s.house.taken.at(-1)?.bytes) };
  };
  const owed = async () =>
    (await s.rows<{ owed: number }>('select coalesce(sum(amount), 0)::int as owed from ledger.movement where tenant_id = $1'))[0]?.owed;
  const standing = () =>
    s.rows<{ id: string; status: string }>('select claim_id as id, status from claims.standing where tenant_id = $1 order by claim_id');
  expect((await leave(draftId)).batch).toMatchObject({ claims: 1, billed: 0 });
  expect((await s.ask<LadderView>('ladder', { draftId })).ladder.step).toBe('accepted by the payer');
  const [{ id: claimId = '', status = '' } = {}] = await standing();
  expect([status, await owed(), await s.openWork()]).toEqual(['asked', 0, []]);
  // What is worked out anew of it stays so.
  await within(s.db.store, s.desk.tenant, ({ tx }) => refreshOpen(tx, [claimId]));
  expect((await standing())[0]?.status).toBe('asked');
  const send = (more: object) =>
    s.gate.act<{ draftId: string }>('revenue/claims/send-as-claim', { claimId, servedOn: '2026-03-03', ...more }, s.desk.biller);
  await expect(send({ servedOn: '2026-12-01' })).rejects.toThrow('lies in the future');
  const { result } = await send({});
  await expect(send({})).rejects.toThrow('waits already');
  const { batch, text } = await leave(result.draftId);
  expect(batch).toMatchObject({ claims: 1, billed });
  expect(text).toMatch(/REF\*G3\*T\d{11}~/);
  expect(text).toMatch(/NTE\*ADD\*#30 D2740 - Cusp cracked\.~/);
  expect(text.slice(text.indexOf('LX*'))).not.toContain('NTE*');
  expect([(await standing()).map((one) => one.status), await owed()]).toEqual([
    ['replaced', expect.stringMatching(/sent|accepted/)],
    billed,
  ]);
});
