import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ClaimToSend, payerToBill } from '@claimwright/core/revenue/claims';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import { type SubmissionDesk, sixClaims, submissionDesks } from '../../../testing/submission-desk.ts';
import type { Actor } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { reviseDraft } from '../claims/index.ts';
import type { PayerRoutesView, RouteChangeView } from './routes/queries.ts';
import type { BatchReport, LadderView, TonightRow } from './views.ts';

const stranger = join(import.meta.dirname, '../../../../../golden/revenue/submission/numbers-again-and-strangers/3.277ca');
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

const statuses = async () =>
  Object.fromEntries(
    (
      await s.db.store.inTenant(s.desk.tenant, (tx) =>
        tx.rows<{ status: string; n: number }>(
          'select status, count(*)::int as n from claims.draft_standing where tenant_id = $1 group by 1',
          [s.desk.tenant],
        ),
      )
    ).map(({ status, n }) => [status, n]),
  );

describe('a batch', () => {
  test('goes from draft to the payer and back, once, and is owed in the books', async () => {
    await s.setUp();
    const prepared = await s.act<{ claims: number; withoutWay: number }>('prepare-batches', {});
    expect(prepared).toMatchObject({ claims: claims.length, withoutWay: 0 });
    expect(await s.act('prepare-batches', {})).toMatchObject({ claims: 0 });
    const rows = await s.batches();
    expect(new Set(rows.map(({ control }) => control)).size).toBe(rows.length);
    const { totals } = await s.ask<BatchReport>('batch', { batchId: rows[0]?.id });
    expect(totals).toMatchObject({ claims: rows[0]?.claims, billed: rows[0]?.billed, red: 0 });
    expect((await s.ask<Page<TonightRow>>('tonight')).rows.every(({ batchId }) => batchId !== undefined)).toBe(true);
    await s.approveAll();
    expect(await s.work()).toBe(0);
    expect(await statuses()).toEqual({ sent: claims.length });
    s.pump();
    expect(s.house.taken).toHaveLength(rows.length);
    await s.later(30);
    expect(await statuses()).toEqual({ 'accepted-by-payer': claims.length });
    const { ladder, events } = await s.ask<LadderView>('ladder', { draftId: s.drafts[0] });
    expect(ladder).toMatchObject({ step: 'accepted by the payer', attempt: 1, filed: { attempt: 1 } });
    expect(events.map((event) => (event.kind === 'answered' ? `${event.set} ${event.by}` : event.kind))).toEqual(
      expect.arrayContaining(['drafted', 'approved', 'sent', 'TA1 receiver', '999 receiver', '277CA clearinghouse', '277CA payer']),
    );
    expect(await s.openWork()).toEqual([]);
    const booked = await s.db.store.inTenant(s.desk.tenant, (tx) =>
      tx.rows<{ id: string }>(
        'select c.id from claims.claim c join claims.draft_standing s on s.tenant_id = c.tenant_id and s.claim_id = c.id where c.tenant_id = $1',
        [s.desk.tenant],
      ),
    );
    expect(booked).toHaveLength(claims.length);
    // Before any remit, the payer's acknowledgment says the number under which a claim is taken back.
    const [{ id: claimId } = { id: '' }] = booked;
    const { result: back } = await s.desk.act<{ draftId: string }>('revenue/claims/anew', { claimId, as: 'void' });
    const { claim: undone } = await s.desk.ask<{ claim: ClaimToSend }>('revenue/claims/draft', { draftId: back.draftId });
    expect([undone.frequency, undone.originalPayerControlNumber]).toEqual(['8', expect.stringMatching(/^\w/)]);
    // Two weeks later it is paid, and the remits find their claims.
    await s.later(20 * 24);
    const remits = await s.db.store.inTenant(s.desk.tenant, (tx) =>
      tx.rows('select 1 from remits.remit where tenant_id = $1', [s.desk.tenant]),
    );
    expect(remits.length).toBeGreaterThan(0);
  });

  test('goes without the claim that cannot be written, which waits with its cause', async () => {
    await s.setUp();
    const [first] = claims;
    if (!first) throw new Error('there are claims');
    const claim = { ...first, coverages: first.coverages.map((one) => ({ ...one, groupName: 'Lake*Side' })) };
    await within(s.db.store, s.desk.tenant, (ctx) =>
      reviseDraft(ctx, { id: s.drafts[0] ?? '', from: 1, claim, changed: ['coverages.0.groupName'] }),
    );
    // It is found before; somebody sets that aside, and still no other claim of its batch stays behind.
    const of = { draftId: s.drafts[0], version: 2, code: 'sign-that-divides' };
    const { findings } = await s.desk.ask<{ findings: readonly { code: string; at: string }[] }>('revenue/scrub/findings', {
      draftId: of.draftId,
    });
    const { at } = findings.find(({ code }) => code === of.code) ?? {};
    const [role] = s.desk.biller.roles;
    await s.gate.act('revenue/scrub/override', { ...of, at, role, because: 'to see what becomes of it' }, s.desk.biller);
    expect(await s.act('prepare-batches', {})).toMatchObject({ claims: claims.length - 1, notWritten: 1 });
    const rows = await s.batches();
    expect(rows.reduce((total, { billed }) => total + billed, 0)).toBe(claims.slice(1).reduce((total, { billed }) => total + billed, 0));
    expect(await s.openWork()).toMatchObject([
      { kind: 'stuck', claims: 1, causes: [{ says: expect.stringContaining('cannot be written') }] },
    ]);
    await within(s.db.store, s.desk.tenant, (ctx) =>
      reviseDraft(ctx, { id: s.drafts[0] ?? '', from: 2, claim: first, changed: ['coverages.0.groupName'] }),
    );
    expect(await s.act('prepare-batches', {})).toMatchObject({ claims: 1, notWritten: 0 });
    await s.approveAll();
    expect(await s.openWork()).toEqual([]);
  });

  test('is let go by a person alone: no machine approves, none is sent before, and what was changed since is not what is sent', async () => {
    await s.setUp();
    await s.act('prepare-batches', {}, s.desk.system);
    const [first] = await s.batches();
    const { id: batchId = '', sha256 = '' } = first ?? {};
    await expect(s.act('approve-batch', { batchId, sha256 }, s.desk.system)).rejects.toMatchObject({ code: 'not-allowed' });
    const agent: Actor = { kind: 'agent', id: 'submission-agent', name: 'Agent', tenant: s.desk.tenant, roles: ['submission-agent'] };
    await expect(s.act('approve-batch', { batchId, sha256 }, agent)).rejects.toMatchObject({ code: 'not-allowed' });
    const coder: Actor = { ...s.desk.biller, roles: ['coder'] } as Actor;
    await expect(s.act('approve-batch', { batchId, sha256 }, coder)).rejects.toMatchObject({ code: 'not-allowed' });
    // Whatever asks for it, nothing leaves that nobody approved; and the database itself keeps no such row.
    s.jobs.push({ queue: 'submit', data: { tenant: s.desk.tenant, batchId } });
    await s.work();
    expect(existsSync(join(s.folder, 'in')) ? readdirSync(join(s.folder, 'in')) : []).toEqual([]);
    await expect(
      s.db.store.inTenant(s.desk.tenant, (tx) =>
        tx.rows("update submission.batch set state = 'sent' where tenant_id = $1", [s.desk.tenant]),
      ),
    ).rejects.toThrow(/batch_approved/);
    await expect(s.act('approve-batch', { batchId, sha256: '0'.repeat(64) })).rejects.toThrow('not the batch that was shown');
    const report = await s.ask<BatchReport>('batch', { batchId });
    const changed = claims.find(({ patientControlNumber }) => patientControlNumber === report.claims[0]?.patientControlNumber);
    if (!changed) throw new Error('it is one of these');
    await within(s.db.store, s.desk.tenant, (ctx) =>
      reviseDraft(ctx, {
        id: report.claims[0]?.draftId ?? '',
        from: 1,
        claim: { ...changed, placeOfService: '22' },
        changed: ['placeOfService'],
      }),
    );
    await expect(s.act('approve-batch', { batchId, sha256 })).rejects.toThrow('was changed since');
    await s.act('drop-batch', { batchId });
    expect(await s.act('prepare-batches', {})).toMatchObject({ claims: report.totals.claims });
  });

  test('approved and changed at the same moment, what leaves is what stands', async () => {
    await s.setUp();
    await s.act('prepare-batches', {});
    for (const { id: batchId, sha256 } of await s.batches()) {
      const { claims: own } = await s.ask<BatchReport>('batch', { batchId });
      const change = { draftId: own[0]?.draftId, version: own[0]?.version, changes: [{ at: 'note', to: 'CHANGED AT THE LAST MOMENT' }] };
      const done = await Promise.allSettled([
        s.act('approve-batch', { batchId, sha256 }),
        s.gate.act('revenue/claims/change-draft', change, s.desk.biller),
      ]);
      expect(done.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    }
  });

  test('is not let go when something was learned since that holds one of its claims', async () => {
    await s.setUp();
    await s.act('prepare-batches', {});
    const [row] = await s.batches();
    const { claims: own } = await s.ask<BatchReport>('batch', { batchId: row?.id });
    const payerId = claims.find(({ patientControlNumber }) => patientControlNumber === own[0]?.patientControlNumber)?.coverages[0]?.payerId;
    const fact = { kind: 'coverage', entry: { payerId, active: false, checkedOn: '2026-03-01' } };
    await s.gate.act('revenue/scrub/tell', { draftId: own[0]?.draftId, fact }, s.desk.biller);
    await expect(s.act('approve-batch', { batchId: row?.id, sha256: row?.sha256 })).rejects.toThrow('is held now');
  });

  test('that the partner cannot be given waits, is taken up where it stood, and after long opens work', async () => {
    const { clearinghouseId } = await s.setUp();
    await s.act('prepare-batches', { draftIds: s.drafts.slice(0, 1) });
    rmSync(join(s.folder, 'in'), { recursive: true });
    await s.approveAll();
    await s.work();
    expect(await s.openWork()).toMatchObject([{ kind: 'stuck', causes: [{ code: 'send not-there' }] }]);
    mkdirSync(join(s.folder, 'in'));
    await s.setUp({ clearinghouseId });
    await s.act('send-again', { batchId: (await s.batches())[0]?.id });
    await s.work();
    expect([await s.openWork(), (await s.batches())[0]?.state]).toEqual([[], 'sent']);
  });
});

describe('what comes back', () => {
  test('twice and out of order changes nothing wrongly; a rejection opens work, and the claim mended and sent again is owed once', async () => {
    s.openHouse({ duplicated: true, outOfOrder: true });
    await s.setUp();
    // Of a payer whose members' numbers have no form by which it would be held before.
    const at = claims.findIndex((one) => payerToBill(one)?.filingIndicator !== 'MB');
    const wrong = claims[at];
    if (!wrong) throw new Error('there is one');
    const bad = { ...wrong, coverages: wrong.coverages.map((one) => (one === payerToBill(wrong) ? { ...one, memberId: 'A1' } : one)) };
    await within(s.db.store, s.desk.tenant, (ctx) =>
      reviseDraft(ctx, { id: s.drafts[at] ?? '', from: 1, claim: bad, changed: ['coverages'] }),
    );
    await s.act('prepare-batches', {});
    await s.approveAll();
    await s.work();
    await s.later(3 * 24);
    expect(await statuses()).toEqual({ 'accepted-by-payer': claims.length - 1, rejected: 1 });
    const [item] = await s.openWork();
    expect(item).toMatchObject({
      kind: 'rejected',
      draftId: s.drafts[at],
      causes: [{ code: 'A7:164:IL', says: expect.stringContaining('member number') }],
    });
    await s.act('reopen', { draftId: s.drafts[at] });
    expect(await s.openWork()).toEqual([]);
    await within(s.db.store, s.desk.tenant, (ctx) =>
      reviseDraft(ctx, { id: s.drafts[at] ?? '', from: 2, claim: wrong, changed: ['coverages'] }),
    );
    expect(await s.act('prepare-batches', {})).toMatchObject({ claims: 1 });
    await s.approveAll();
    await s.work();
    await s.later(3 * 24);
    const { ladder } = await s.ask<LadderView>('ladder', { draftId: s.drafts[at] });
    expect(ladder).toMatchObject({ step: 'accepted by the payer', attempt: 2, filed: { attempt: 2 } });
    const owed = await s.db.store.inTenant(s.desk.tenant, (tx) =>
      tx.rows<{ open: number }>(
        'select s.payer_open as open from claims.standing s join claims.claim c on c.tenant_id = s.tenant_id and c.id = s.claim_id where c.tenant_id = $1 and c.patient_control_number = $2 and s.payer_open <> 0',
        [s.desk.tenant, wrong.patientControlNumber],
      ),
    );
    expect(owed).toEqual([{ open: wrong.billed }]);
  });

  test('too late opens work by the partner’s usual time, and closes it when it comes', async () => {
    s.openHouse({ silent: ['payer'] });
    await s.setUp({ usual: { received: 1, clearinghouse: 6, payer: 24 } });
    await s.act('prepare-batches', {});
    await s.approveAll();
    await s.work();
    s.now = new Date(s.now.getTime() + 2 * 3_600_000);
    await s.look();
    const sent = await s.batches();
    expect((await s.openWork()).map(({ causes }) => causes[0]?.code)).toEqual(sent.map(() => 'silence received'));
    await s.later(5);
    expect(await s.openWork()).toEqual([]);
    await s.later(20);
    expect((await s.openWork()).map(({ causes }) => causes[0]?.code)).toEqual(sent.map(() => 'silence payer'));
    // Somebody else's answer is not tied to anybody.
    copyFileSync(stranger, join(s.folder, 'out', 'stranger.277ca'));
    await s.later(1);
    expect((await s.openWork()).map(({ kind }) => kind)).toContain('unplaced');
  });

  test('the night’s batches are made ready at their hour, after downtime too, and once', async () => {
    await s.setUp({ nightlyAt: '20:00' });
    await s.look();
    expect(await s.batches()).toEqual([]);
    s.now = new Date('2026-03-04T07:00:00Z');
    await s.look();
    const ready = await s.batches();
    expect(ready.every(({ state }) => state === 'prepared')).toBe(true);
    expect(ready.reduce((sum, one) => sum + one.claims, 0)).toBe(claims.length);
    await s.look();
    expect(await s.batches()).toHaveLength(ready.length);
  });
});

describe('whose word it is', () => {
  const answersIn = () =>
    readdirSync(join(s.folder, 'out')).map((name) => ({ name, text: readFileSync(join(s.folder, 'out', name), 'utf8') }));
  const lay = (name: string, text: string) => writeFileSync(join(s.folder, 'out', name), text);

  test('an answer under another sender moves nothing, until a person says that the partner signs so; under another member it never does', async () => {
    const { clearinghouseId } = await s.setUp();
    await s.act('prepare-batches', { draftIds: s.drafts.slice(0, 1) });
    await s.approveAll();
    await s.work();
    s.pump();
    s.now = new Date(s.now.getTime() + 30 * 3_600_000);
    s.pump();
    const real = answersIn();
    for (const { name } of real) rmSync(join(s.folder, 'out', name));
    const elsewhere = (text: string) => text.replaceAll('*TWINHOUSE', '*ELSEHOUSE');
    for (const { name, text } of real) lay(`else-${name}`, elsewhere(text));
    await s.later(0);
    expect(await statuses()).toEqual({ drafted: claims.length - 1, sent: 1 });
    const strangers = (await s.openWork()).filter(({ kind }) => kind !== 'silent');
    expect(strangers.map(({ kind, causes }) => [kind, causes[0]?.code])).toEqual(real.map(() => ['unplaced', 'answer.other-sender']));
    await s.setUp({ clearinghouseId, answerIds: ['ELSEHOUSE'] });
    for (const { documentId } of strangers) await s.act('place-again', { documentId });
    await s.look();
    expect([await statuses(), await s.openWork()]).toEqual([{ drafted: claims.length - 1, 'accepted-by-payer': 1 }, []]);
    const refusing = real.find(({ text }) => text.includes('NM1*PR') && text.includes('REF*1K'));
    lay('other-member', (refusing?.text ?? '').replace(/\*MI\*[^~]+~/, '*MI*SOMEBODYELSE~').replace(/STC\*A2:20/, 'STC*A3:21'));
    await s.later(1);
    expect(await statuses()).toEqual({ drafted: claims.length - 1, 'accepted-by-payer': 1 });
    expect((await s.openWork()).map(({ causes }) => causes[0]?.code)).toEqual(['answer.other-member']);
  });

  test('a second number of the payer is a person’s to choose: before that no void goes by either', async () => {
    await s.setUp();
    await s.act('prepare-batches', { draftIds: s.drafts.slice(0, 1) });
    await s.approveAll();
    await s.work();
    await s.later(30);
    const told = answersIn().find(({ text }) => text.includes('NM1*PR') && text.includes('REF*1K'));
    const first = /REF\*1K\*([^~]+)~/.exec(told?.text ?? '')?.[1] ?? '';
    lay('other-number', (told?.text ?? '').replace(/REF\*1K\*[^~]+~/, 'REF*1K*FOREIGN8~'));
    await s.later(1);
    const [item] = await s.openWork();
    expect(item).toMatchObject({ kind: 'number', draftId: s.drafts[0], causes: [{ says: expect.stringContaining(first) }] });
    expect(item?.causes[0]?.says).toContain('FOREIGN8');
    const { ladder } = await s.ask<LadderView>('ladder', { draftId: s.drafts[0] });
    expect([ladder.payerControlNumber, ladder.numbers?.map(({ number }) => number).sort()]).toEqual([
      undefined,
      ['FOREIGN8', first].sort(),
    ]);
    const [{ id: claimId } = { id: '' }] = await s.rows<{ id: string }>(
      'select claim_id as id from claims.draft_standing where tenant_id = $1 and claim_id is not null',
    );
    const asVoid = () => s.desk.act<{ draftId: string }>('revenue/claims/anew', { claimId, as: 'void' });
    await expect(asVoid()).rejects.toThrow('in doubt');
    await expect(s.act('choose-number', { draftId: s.drafts[0], number: 'NEITHER' })).rejects.toThrow('was not told');
    await s.act('choose-number', { draftId: s.drafts[0], number: first });
    expect(await s.openWork()).toEqual([]);
    const { result } = await asVoid();
    const { claim } = await s.desk.ask<{ claim: ClaimToSend }>('revenue/claims/draft', { draftId: result.draftId });
    expect(claim.originalPayerControlNumber).toBe(first);
  });
});

describe('by whom claims leave', () => {
  test('a payer without a route is work; routed, under its number there, it is booked as the payer it is, and a change is taken back', async () => {
    const { clearinghouseId: first } = await s.setUp({ others: false, nightlyAt: '20:00' });
    const { clearinghouseId: second } = await s.setUp({ name: 'Tooth Net', receiverId: 'TOOTHNET', others: false });
    const { clearinghouseId: paper } = await s.setUp({ name: 'The mail', kind: 'paper', others: false, agreement: undefined });
    const byPayer = (await s.ask<readonly PayerRoutesView[]>('routes')).filter(({ waiting }) => waiting.length > 0);
    expect(await s.act('prepare-batches', {})).toMatchObject({ claims: 0, withoutWay: claims.length });
    const stranded = await s.openWork();
    expect(stranded.map(({ kind, payerId }) => `${kind} ${payerId}`).sort()).toEqual(
      byPayer.map(({ payerId }) => `no-route ${payerId}`).sort(),
    );
    const [own, mailed, ...others] = byPayer;
    if (!own || !mailed) throw new Error('there are two payers and more');
    const kinds = ['professional', 'institutional', 'dental'];
    const payers = () => s.rows('select 1 from parties.payer where tenant_id = $1');
    const known = (await payers()).length;
    await s.act('set-route', { payerId: own.payerId, kinds, clearinghouseId: second, payerNumber: 'TN077' });
    await s.act('set-route', { payerId: mailed.payerId, kinds, clearinghouseId: paper });
    for (const { payerId } of others) await s.act('set-route', { payerId, kinds, clearinghouseId: first });
    expect(await s.openWork()).toEqual([]);
    const tried = { payerId: own.payerId, kind: 'professional' };
    expect(await s.ask('try-route', tried)).toMatchObject({ works: true, says: expect.stringContaining('Tooth Net, under number TN077') });
    // The first one’s night takes what is routed to it, and leaves the others’ where they are.
    s.now = new Date('2026-03-04T07:00:00Z');
    await s.look();
    const ofNight = await s.batches();
    expect(new Set(ofNight.map(({ clearinghouse }) => clearinghouse))).toEqual(new Set(others.length > 0 ? ['Twin House'] : []));
    await s.act('prepare-batches', {});
    await s.approveAll();
    const byMail = (await s.batches()).filter(({ clearinghouse }) => clearinghouse === 'The mail');
    expect(byMail.map(({ state }) => state)).toEqual(byMail.map(() => 'sent'));
    await s.work();
    expect(await statuses()).toEqual({ sent: claims.length });
    const there = readdirSync(join(s.folder, 'in')).map((name) => readFileSync(join(s.folder, 'in', name), 'utf8'));
    expect(there.filter((text) => text.includes('*PI*TN077~'))).toHaveLength(1);
    expect((await payers()).length).toBe(known);
    await s.act('set-route', { payerId: own.payerId, kinds: ['dental'], clearinghouseId: null });
    const history = () => s.ask<readonly RouteChangeView[]>('route-history', { payerId: own.payerId });
    expect((await history()).filter(({ kind }) => kind === 'dental').map(({ clearinghouse }) => clearinghouse)).toEqual([
      undefined,
      'Tooth Net',
    ]);
    await s.act('undo-route', { payerId: own.payerId, kind: 'dental', version: 2 });
    expect((await history())[0]).toMatchObject({
      kind: 'dental',
      version: 3,
      clearinghouse: 'Tooth Net',
      payerNumber: 'TN077',
      newest: true,
    });
    await expect(s.act('undo-route', { payerId: own.payerId, kind: 'dental', version: 2 })).rejects.toThrow('not the newest');
  });

  test('tonight is searched by account and provider, and the preview says what each claim is sent as', async () => {
    await s.setUp();
    const [first] = claims;
    const search = async (text: string) => (await s.ask<Page<TonightRow>>('tonight', { search: text })).rows;
    const [row, ...more] = await search(first?.patientControlNumber.toLowerCase() ?? '');
    expect([row?.draftId, more]).toEqual([s.drafts[0], []]);
    const ofProvider = await search(row?.provider ?? 'nobody');
    expect(ofProvider.map(({ provider }) => provider)).toEqual(ofProvider.map(() => row?.provider));
    expect(ofProvider.length).toBeGreaterThan(0);
    expect(await search('nobody has this name')).toEqual([]);
    await s.act('prepare-batches', {});
    const [batch] = await s.batches();
    const { claims: told } = await s.ask<BatchReport>('batch', { batchId: batch?.id });
    expect(told[0]).toMatchObject({ frequency: '1', sentAs: expect.any(String), provider: expect.stringMatching(/\w/) });
  });
});
