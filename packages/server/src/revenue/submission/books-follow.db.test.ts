import { lineToPatient } from '@claimwright/core/revenue/claims';
import type { AnsweredEvent } from '@claimwright/core/revenue/submission';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { z } from 'zod';
import { within } from '../../../testing/context.ts';
import { type SubmissionDesk, submissionDesks } from '../../../testing/submission-desk.ts';
import { writeRemit } from '../../../testing/write-remit.ts';
import { type Ctx, command, createGate, verifyRecord } from '../../gate/index.ts';
import { commands, queries } from '../../rooms.ts';
import { idSource } from '../../store/new-id.ts';
import type { DraftView } from '../claims/drafts/views.ts';
import { keepDrafts } from '../claims/index.ts';
import type { ClaimView } from '../claims/views.ts';
import { addEvents, climb } from './claim-events.ts';

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

async function send(draftId: string): Promise<void> {
  await s.act('prepare-batches', { draftIds: [draftId] });
  await s.approveAll();
  await s.work();
  await s.look();
}

/** What the payer answers to the newest sending of a claim. */
async function answer(draftId: string, verdict: AnsweredEvent['verdict']): Promise<void> {
  const [last] = await s.rows<{ batchId: string; attempt: number; document: string }>(
    `select c.batch_id as "batchId", c.attempt, b.document_id as document from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id
      where c.tenant_id = $1 and c.draft_id = '${draftId}' order by c.attempt desc limit 1`,
  );
  if (last === undefined) throw new Error('it was sent');
  const causes = verdict === 'rejected' ? [{ code: 'A4:35', says: 'No such claim.', fix: 'Look at the number.' }] : [];
  const event = { kind: 'answered', set: '277CA', by: 'payer', verdict, on: '2026-03-04', causes, filed: true } as const;
  await within(s.db.store, s.desk.tenant, async (ctx) => {
    await addEvents(ctx, last.document, [{ batchId: last.batchId, key: draftId, event: { ...event, attempt: last.attempt } }]);
    await climb(ctx, [draftId]);
  });
  await s.look();
}

/** Where each claim of the books stands, oldest first; and that the books add up. */
async function books(): Promise<(string | number)[][]> {
  const rows = await s.rows<{ frequency: string; status: string; open: number }>(
    `select c.frequency, k.status, k.payer_open + k.patient_open as open from claims.claim c
       join claims.standing k on k.tenant_id = c.tenant_id and k.claim_id = c.id where c.tenant_id = $1 order by c.id`,
  );
  const [sums] = await s.rows<{ all: number; receivable: number; moved: number }>(
    `select coalesce(sum(amount), 0)::bigint as all, coalesce(sum(amount) filter (where account in ('Assets:AR:Payer', 'Assets:AR:Patient', 'Assets:AR:Allowance')), 0)::bigint as receivable,
            (select coalesce(sum(amount), 0)::bigint from ledger.movement where tenant_id = $1) as moved
       from ledger.line where tenant_id = $1`,
  );
  const open = rows.reduce((sum, row) => sum + row.open, 0);
  expect(sums).toMatchObject({ all: 0, moved: open });
  return rows.map((row) => [row.frequency, row.status, row.open]);
}

test('a replacement or void counts in the books as its payer takes it, not as it is sent', async () => {
  await s.setUp();
  // Medicare takes no correction.
  const at = s.claims.findIndex(({ coverages }) => coverages[0]?.filingIndicator !== 'MB');
  const [draftId = '', billed = 0] = [s.drafts[at], s.claims[at]?.billed];
  await send(draftId);
  expect(await books()).toEqual([['1', 'sent', billed]]);
  await answer(draftId, 'accepted');
  expect(await books()).toEqual([['1', 'accepted', billed]]);
  const anew = async (claim: number, as: 'replacement' | 'void') => {
    const ids = await s.rows<{ id: string }>('select id from claims.claim where tenant_id = $1 order by id');
    const input = { claimId: ids[claim]?.id, as, payerControlNumber: 'P1' };
    return (await s.gate.act<{ draftId: string }>('revenue/claims/anew', input, s.desk.biller)).result.draftId;
  };

  const replacement = await anew(0, 'replacement');
  await send(replacement);
  expect(await books()).toEqual([
    ['1', 'replacement-sent', 0],
    ['7', 'sent', billed],
  ]);
  await answer(replacement, 'rejected');
  const stands = [
    ['1', 'accepted', billed],
    ['7', 'not-taken', 0],
  ];
  expect(await books()).toEqual(stands);
  await s.act('reopen', { draftId: replacement });
  await s.look();
  expect(await books()).toEqual(stands);
  await send(replacement);
  expect(await books()).toEqual([
    ['1', 'replacement-sent', 0],
    ['7', 'sent', billed],
  ]);
  await answer(replacement, 'accepted');
  const replaced = [
    ['1', 'replaced', 0],
    ['7', 'accepted', billed],
  ];
  expect(await books()).toEqual(replaced);

  const back = await anew(1, 'void');
  await send(back);
  expect(await books()).toEqual([replaced[0], ['7', 'void-sent', billed], ['8', 'void', 0]]);
  await answer(back, 'rejected');
  expect(await books()).toEqual([...replaced, ['8', 'not-taken', 0]]);
  await s.act('reopen', { draftId: back });
  await send(back);
  await answer(back, 'accepted');
  expect(await books()).toEqual([replaced[0], ['7', 'void', 0], ['8', 'void', 0]]);
  // What is withdrawn once it was rejected is owed no more: its account may be billed anew.
  const [other = ''] = s.drafts.filter((id) => id !== draftId);
  await send(other);
  await answer(other, 'rejected');
  expect((await books()).at(-1)).toEqual(['1', 'rejected', s.claims[s.drafts.indexOf(other)]?.billed]);
  await s.gate.act('revenue/claims/withdraw-draft', { draftId: other, because: 'billed anew' }, s.desk.biller);
  await s.look();
  expect((await books()).at(-1)).toEqual(['1', 'not-taken', 0]);
  // Nothing is booked over and over: the books say what the payers did.
  const acts = async () => (await s.rows("select 1 from gate.record where tenant_id = $1 and what like '%follow-payers'")).length;
  const until = await acts();
  await s.look();
  expect(await acts()).toBe(until);
  // What the program booked by itself is on the record, act by act.
  const verified = await s.db.store.inTenant(s.desk.tenant, (tx) => verifyRecord(tx, Date.now), { readOnly: true });
  expect(verified).toMatchObject({ digests: { broken: [] } });
});

test('what Medicare could not process goes again as a new claim in its place, owed once, and not twice', async () => {
  await s.setUp();
  const at = s.claims.findIndex(({ coverages }) => coverages[0]?.filingIndicator === 'MB');
  const [draftId = '', claim] = [s.drafts[at], s.claims[at]];
  if (claim === undefined) throw new Error('one is Medicare’s');
  const { billed, patient, coverages, patientControlNumber } = claim;
  await send(draftId);
  await answer(draftId, 'accepted');
  const [{ id: claimId = '' } = {}] = await s.rows<{ id: string }>('select id from claims.claim where tenant_id = $1');
  const again = () =>
    s.gate.act<{ draftId: string }>('revenue/claims/send-again', { claimId, because: 'the taxonomy was missing' }, s.desk.biller);
  await expect(again()).rejects.toThrow('Only what the payer sent back');
  const lines = claim.lines.map(({ procedure, billed: of, servedOn = '' }) => ({
    ...{ code: [procedure.code, ...procedure.modifiers].join(':'), billed: of, paid: 0, servedOn },
    adjustments: [['CO', '16', of]] as const,
  }));
  const refused = { control: patientControlNumber, status: '4', memberId: coverages[0]?.memberId ?? '', patient, lines };
  const { payerName = '', payerId = '' } = coverages[0] ?? {};
  await s.desk.feed('refused.835', writeRemit('R1', { name: payerName, id: payerId }, [refused]));
  for (const { id } of await s.rows<{ id: string }>('select id from remits.remit where tenant_id = $1'))
    await s.gate.act('revenue/posting/post-remit', { remitId: id }, s.desk.biller);
  expect(await books()).toEqual([['1', 'partly-paid', billed]]);

  const anew = (await again()).result.draftId;
  await expect(again()).rejects.toThrow('waits already');
  const other = { claimId, as: 'replacement', payerControlNumber: 'P1' };
  await expect(s.gate.act('revenue/claims/anew', other, s.desk.biller)).rejects.toThrow('waits already');
  await send(anew);
  s.pump();
  expect(new TextDecoder().decode(s.house.taken.at(-1)?.bytes)).toMatch(new RegExp(`CLM\\*${patientControlNumber}\\*[^~]*:1\\*`));
  await expect(again()).rejects.toThrow(/Only what the payer sent back|on its way/);
  expect(await books()).toEqual([
    ['1', 'replacement-sent', 0],
    ['7', 'sent', billed],
  ]);
  await answer(anew, 'rejected');
  expect(await books()).toEqual([
    ['1', 'partly-paid', billed],
    ['7', 'not-taken', 0],
  ]);
  await s.act('reopen', { draftId: anew });
  await send(anew);
  await answer(anew, 'accepted');
  expect(await books()).toEqual([
    ['1', 'replaced', 0],
    ['7', 'accepted', billed],
  ]);
});

test('what was rejected and withdrawn is owed once it is entered and sent again with the same content', async () => {
  await s.setUp();
  const [draftId = ''] = s.drafts;
  const [claim] = s.claims;
  if (claim === undefined) throw new Error('there is one');
  await send(draftId);
  await answer(draftId, 'rejected');
  await s.gate.act('revenue/claims/withdraw-draft', { draftId, because: 'not sure yet' }, s.desk.biller);
  await s.look();
  expect(await books()).toEqual([['1', 'not-taken', 0]]);
  const [anew = ''] = await within(s.db.store, s.desk.tenant, (ctx) => keepDrafts(ctx, [{ claim, madeOf: 'entered again' }]));
  await send(anew);
  expect(await books()).toEqual([
    ['1', 'not-taken', 0],
    ['1', 'sent', claim.billed],
  ]);
  await answer(anew, 'accepted');
  expect((await books()).at(-1)).toEqual(['1', 'accepted', claim.billed]);
});

/** Straight into the tables, on a claim that a machine may book on: what a careless command of that consequence could do. */
const bookedOn = async ({ tx, actId, now, newId }: Ctx, claimId: string, amount: number): Promise<void> => {
  const entryId = newId();
  await tx.rows(
    `insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id)
     values ($1, $2, '2026-03-02', 'claim', $3, 'x', $4, $5)`,
    [tx.tenant, entryId, claimId, now, actId],
  );
  await tx.rows(
    `insert into ledger.line (tenant_id, entry_id, n, account, amount) values
     ($1, $2, 0, 'Assets:AR:Payer', ${amount}), ($1, $2, 1, 'Income:Charges', ${-amount})`,
    [tx.tenant, entryId],
  );
  await tx.rows(
    `insert into ledger.movement (tenant_id, id, entry_id, claim_id, party, kind, amount, account, because)
     values ($1, $2, $3, $4, 'primary', 'charge', ${amount}, 'Income:Charges', 'x')`,
    [tx.tenant, newId(), entryId, claimId],
  );
};

test('on the two claims of a replacement a machine books no sum of its own: neither more nor less than was charged', async () => {
  await s.setUp();
  const at = s.claims.findIndex(({ coverages }) => coverages[0]?.filingIndicator !== 'MB');
  const draftId = s.drafts[at] ?? '';
  await send(draftId);
  await answer(draftId, 'accepted');
  const ids = () => s.rows<{ id: string }>('select id from claims.claim where tenant_id = $1 order by id');
  const input = { claimId: (await ids())[0]?.id, as: 'replacement', payerControlNumber: 'P1' };
  await send((await s.gate.act<{ draftId: string }>('revenue/claims/anew', input, s.desk.biller)).result.draftId);
  const before = await books();
  for (const { id } of await ids())
    for (const amount of [500, -500, 1]) {
      const lies = command<object, null, null, null>({
        ...{ name: 'revenue/collections/forgive-quietly', consequence: 'keeps-document', summary: 'Look after things' },
        ...{ permission: 'remits.read', workflow: 'posting', input: z.object({}) },
        load: async () => null,
        plan: () => null,
        apply: async (ctx) => {
          await bookedOn(ctx, id, amount);
          return { result: null, subjects: [] };
        },
      });
      const gate = createGate({
        ...{ store: s.db.store, blobs: s.desk.blobs, queries, commands: [...commands, lies], newId: idSource(Date.now) },
        ...{ clock: () => s.now, enqueue: async () => undefined, changed: () => undefined },
      });
      await expect(gate.act(lies.name, {}, s.desk.system)).rejects.toThrow(/a sum of its own/);
    }
  expect(await books()).toEqual(before);
});

test('a void that goes by mail counts once a person says that the payer took it, and not before', async () => {
  const { clearinghouseId } = await s.setUp();
  const at = s.claims.findIndex(({ coverages }) => coverages[0]?.filingIndicator !== 'MB');
  const [draftId = '', billed = 0] = [s.drafts[at], s.claims[at]?.billed];
  await send(draftId);
  await answer(draftId, 'accepted');
  const tell = (id: string, what: string, on: string) =>
    s.act('tell-mailed', { draftId: id, what, on, because: 'their letter', ...(what === 'accepted' && { payerControlNumber: 'V9' }) });
  await expect(tell(draftId, 'accepted', '2026-03-02')).rejects.toThrow('did not go by mail');
  await s.act('stop-sending', { clearinghouseId, because: 'all by mail' });
  await s.setUp({ clearinghouseId, active: false });
  await s.setUp({ name: 'The mail', kind: 'paper', agreement: undefined });
  const [{ id: claimId = '' } = {}] = await s.rows<{ id: string }>('select id from claims.claim where tenant_id = $1');
  const input = { claimId, as: 'void', payerControlNumber: 'P1' };
  const back = (await s.gate.act<{ draftId: string }>('revenue/claims/anew', input, s.desk.biller)).result.draftId;
  await send(back);
  const waiting = [
    ['1', 'void-sent', billed],
    ['8', 'void', 0],
  ];
  expect(await books()).toEqual(waiting);
  s.now = new Date('2026-03-20T15:00:00Z');
  await expect(tell(back, 'mailed', '2026-04-20')).rejects.toThrow('lies in the future');
  await expect(tell(back, 'mailed', '2026-02-20')).rejects.toThrow('before it was let go');
  await tell(back, 'mailed', '2026-03-03');
  await expect(tell(back, 'mailed', '2026-03-03')).rejects.toThrow('told already');
  await s.look();
  expect(await books()).toEqual(waiting);
  await expect(
    s.act('tell-mailed', { draftId: back, what: 'accepted', on: '2026-03-18', because: 'x y' }, s.desk.system),
  ).rejects.toThrow();
  await tell(back, 'rejected', '2026-03-15');
  await s.look();
  expect(await books()).toEqual([
    ['1', 'accepted', billed],
    ['8', 'not-taken', 0],
  ]);
  await tell(back, 'accepted', '2026-03-18');
  await s.look();
  expect(await books()).toEqual([
    ['1', 'void', 0],
    ['8', 'void', 0],
  ]);
});

test('what the patient pays of a visit leaves for no payer: it stands in the books beside the claim, whatever becomes of that one', async () => {
  await s.setUp();
  const at = s.claims.findIndex(({ lines }) => lines.length > 1);
  const draftId = s.drafts[at] ?? '';
  const look = () => s.gate.ask<DraftView>('revenue/claims/draft', { draftId }, s.desk.biller, 'payment');
  const { claim } = await look();
  const paid = claim.lines.at(-1);
  const changes = lineToPatient(claim, claim.lines.length - 1);
  await s.gate.act('revenue/claims/change-draft', { draftId, version: 1, changes, because: 'the plan pays none' }, s.desk.biller);
  const [beside] = await s.rows<{ id: string; owes: number }>(
    `select p.id, sum(m.amount)::bigint as owes from charges.patient_charge p
       join ledger.movement m on m.tenant_id = p.tenant_id and m.claim_id = p.id where p.tenant_id = $1 group by 1`,
  );
  expect(beside?.owes).toBe(paid?.billed);
  await send(draftId);
  const { claimId = '' } = await look();
  const ofBooks = () => s.gate.ask<ClaimView>('revenue/claims/claim', { claimId }, s.desk.biller, 'payment');
  const billed = claim.billed - (paid?.billed ?? 0);
  expect(await ofBooks()).toMatchObject({ billed, payerOpen: billed, patientOpen: 0, patientBeside: paid?.billed });
  expect((await ofBooks()).lines).toHaveLength(claim.lines.length - 1);
  const [sums] = await s.rows<{ all: number; payer: number; patient: number }>(
    `select sum(amount)::bigint as all, sum(amount) filter (where account = 'Assets:AR:Payer')::bigint as payer,
            sum(amount) filter (where account = 'Assets:AR:Patient')::bigint as patient from ledger.line where tenant_id = $1`,
  );
  expect(sums).toEqual({ all: 0, payer: billed, patient: paid?.billed });
  // Rejected and withdrawn, nothing of it is billed, to nobody.
  await answer(draftId, 'rejected');
  await s.gate.act('revenue/claims/withdraw-draft', { draftId, because: 'billed anew' }, s.desk.biller);
  await s.look();
  expect((await books()).at(-1)).toEqual(['1', 'not-taken', 0]);
  expect(await ofBooks()).not.toHaveProperty('patientBeside');
  const verified = await s.db.store.inTenant(s.desk.tenant, (tx) => verifyRecord(tx, Date.now), { readOnly: true });
  expect(verified).toMatchObject({ ok: true, digests: { broken: [] } });
});
