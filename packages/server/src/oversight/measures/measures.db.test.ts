import { cents, type PlainDate } from '@claimwright/core/ground/base';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeHistory } from '../../../../core/src/revenue/denials/testing/made-history.ts';
import { someDocument, within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import type { Ctx } from '../../gate/index.ts';
import { addClaims, keepDrafts } from '../../revenue/claims/index.ts';
import type { TonightRow } from '../../revenue/submission/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DenialsView, LikelyView, MeasuredClaimView, MeasuresView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
const payers = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => ({ name: `Payer ${letter.toUpperCase()}`, ids: [`payer-${letter}`] }));
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, payers);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const bytes = { from: 0, to: 1 };
const person = { last: 'Alder', first: 'Rowan', birthDate: '1990-04-05' as PlainDate };
const npi = '1215193883';

/** Puts what a payer decided on a claim into the books as a posting leaves it, without the road to it. */
const decide = async (ctx: Ctx, paidOn: string, decided: readonly { claimId: string; denied: boolean }[]): Promise<void> => {
  const { tx } = ctx;
  const documentId = await someDocument(ctx);
  const remitId = ctx.newId();
  const postedId = ctx.newId();
  const rest = [tx.tenant, remitId, documentId, ctx.actId, remitId, paidOn];
  await tx.rows(
    `insert into remits.remit (tenant_id, id, document_id, control, version, payer_name, payer_ids, payee_name, trace_number, payer_trace_id, method, paid_on, paid, claims, lines,
         balanced, findings, unreadable, payment_key, near_key, content_hash, byte_from, byte_to, paid_from, paid_to, read_at, act_id, state, clean_claims,
         work_claims, parked_claims, unapplied)
     values ($1, $2, $3, '1', '1', '', '{}', '', $5, '1', 'ACH', $6, 0, 0, 0, true, '[]', '[]', $5, '', $5, 0, 1, 0, 1, now(), $4, 'posted', 0, 0, 0, 0)`,
    rest,
  );
  await tx.rows(
    `insert into posting.posted_remit (tenant_id, id, remit_id, totals, provider_adjustments, findings, posted_at, posted_by, act_id)
     values ($1, $2, $3, '{}', '[]', '[]', now(), 'dana', $4)`,
    [tx.tenant, postedId, remitId, ctx.actId],
  );
  const ids = decided.map(() => ctx.newId());
  await tx.rows(
    `insert into remits.remit_claim (tenant_id, id, remit_id, index, patient_control_number, status, billed, paid, adjustments, rarcs, lines, unreadable,
         content_key, byte_from, byte_to, billed_from, billed_to, paid_from, paid_to)
     select $1, id, $2, n, 'x', '1', 0, 0, '[]', '{}', '[]', '[]', 'k', 0, 1, 0, 1, 0, 1 from unnest($3::uuid[]) with ordinality x (id, n)`,
    [tx.tenant, remitId, ids],
  );
  await tx.rows(
    `insert into posting.posted_claim (tenant_id, id, posted_remit_id, remit_claim_id, claim_id, state, plan, act_id)
     select $1, id, $2, id, claim_id, 'work', plan, $6 from unnest($3::uuid[], $4::uuid[], $5::jsonb[]) x (id, claim_id, plan)`,
    [
      ...[tx.tenant, postedId, ids, decided.map(({ claimId }) => claimId)],
      ...[decided.map(({ denied }) => JSON.stringify({ work: denied ? [{ kind: 'denial' }] : [] })), ctx.actId],
    ],
  );
};

/** Two years of claims whose chance of a denial is known, in the books with their decisions, a month in each remit. */
async function books(count: number): Promise<void> {
  const history = madeHistory(count, 3);
  const claims = history.map((one, i) => ({
    ...{ patientControlNumber: `H${i}`, frequency: '1', billed: cents(one.billedCents), patient: person, subscriber: person },
    ...{ coverages: [{ rank: 'primary' as const, payerName: one.payer, payerId: one.payer }], sentAs: 'primary' as const, billingNpi: npi },
    ...{ placeOfService: one.place, diagnoses: Array.from({ length: one.diagnoses }, () => 'I10'), sentOn: one.sentOn, bytes },
    lines: one.codes.map((code, n) => ({
      ...{ number: n + 1, procedure: { code, modifiers: one.modifiers }, billed: cents(one.billedCents), units: '1', diagnoses: [], bytes },
    })),
  }));
  await within(desk.store, desk.tenant, async (ctx) => addClaims(ctx, await someDocument(ctx), claims));
  await within(desk.store, desk.tenant, async (ctx) => {
    const rows = await ctx.tx.rows<{ id: string; n: string }>('select id, patient_control_number as n from claims.claim');
    const ids = new Map(rows.map(({ id, n }) => [n, id]));
    const monthOf = (i: number): string => history[i]?.decidedOn.slice(0, 7) ?? '';
    const months = new Set(history.map((_, i) => monthOf(i)));
    for (const month of months) {
      const own = [...history.keys()].filter((i) => monthOf(i) === month);
      await decide(
        ctx,
        `${month}-28`,
        own.map((i) => ({ claimId: ids.get(`H${i}`) ?? '', denied: history[i]?.denied === true })),
      );
    }
  });
}

const address = { line1: '12 Orchard Way', city: 'Tampa', state: 'FL', zip: '336020001' };
const draftOf = (number: string, payerId: string, code: string, modifiers: readonly string[]): ClaimToSend => ({
  ...{ kind: 'professional', patientControlNumber: number, frequency: '1', predetermination: false, billed: cents(10_000) },
  patient: { ...person, sex: 'F', address },
  coverages: [
    { rank: 'primary', payerId, payerName: payerId, memberId: 'M1', relationship: '18', subscriber: { ...person, sex: 'F', address } },
  ],
  ...{
    sentAs: 'primary',
    billing: { entity: 'organisation', name: 'Quiet Harbor', npi, taxId: '592233445', taxIdKind: 'employer', address },
  },
  ...{
    placeOfService: '11',
    diagnoses: [{ code: 'I10', system: 'ICD-10-CM' }],
    signatureOnFile: true,
    assignment: 'A',
    benefitsAssigned: 'Y',
  },
  ...{ release: 'Y', attachments: [], missingTeeth: [] },
  lines: [
    {
      ...{ number: 1, procedure: { code, modifiers }, billed: cents(10_000), units: '1', unit: 'UN', servedOn: '2026-02-25' as PlainDate },
      ...{ pointers: [1], teeth: [], oralCavities: [], attachments: [] },
    },
  ],
});
const night = async (day: string) =>
  (await desk.act<{ foretold: number; scored: number; version: number }>('oversight/measures/count', { night: day }, desk.system)).result;
const denials = () => desk.ask<DenialsView>('oversight/measures/denials', {});

test('without a history nothing is foretold and nothing is measured, and both say what is missing', async () => {
  expect(await night('2026-03-01')).toEqual({ foretold: 0, scored: 0, version: 1 });
  expect(await denials()).toMatchObject({
    speaks: false,
    report: { silent: 'Not enough history: 0 of at least 500 decided claims.' },
    scored: 0,
  });
  const { measured = [] } = await desk.ask<MeasuresView>('oversight/measures/measures', {});
  expect(measured).toHaveLength(5);
  expect(measured.every((one) => one.difference === undefined && one.notMeasured !== undefined)).toBe(true);
});

test('of a history a model is learned that beats the base rate; a likely denial warns beside the claim, holds nothing, and is scored by the remit', async () => {
  await books(1_600);
  const [risky, safe] = await within(desk.store, desk.tenant, (ctx) =>
    keepDrafts(
      ctx,
      [draftOf('D1', 'payer-f', '97110', ['59']), draftOf('D2', 'payer-a', '66984', [])].map((claim) => ({
        claim,
        madeOf: claim.patientControlNumber,
      })),
    ),
  );
  expect(await night('2026-03-02')).toEqual({ foretold: 2, scored: 0, version: 2 });
  const view = await denials();
  expect(view).toMatchObject({ speaks: true, version: 2, waiting: 2, threshold: 0.4, report: { learnedFrom: 1_600 } });
  const { judgement } = view.report ?? {};
  expect(judgement?.aucLow).toBeGreaterThan(0.55);
  expect(judgement?.brier).toBeLessThan(judgement?.baseBrier ?? 0);
  const { rows } = await desk.ask<{ rows: LikelyView[] }>('oversight/measures/likely-denied', {});
  expect(rows).toMatchObject([{ draftId: risky, payerName: 'Payer F' }]);
  expect(rows[0]?.reasons).toHaveLength(3);
  const tonight = await desk.ask<{ rows: TonightRow[] }>('revenue/submission/tonight', {});
  const remarks = (id: string | undefined) =>
    tonight.rows.find(({ draftId }) => draftId === id)?.remarks.filter(({ code }) => code === 'likely-denied');
  expect(remarks(risky)).toMatchObject([{ severity: 'warning', says: expect.stringMatching(/^Likely to be denied, \d+ %\. /) }]);
  expect(remarks(safe)).toEqual([]);
  // A threshold of the practice's own.
  await desk.act('oversight/measures/set-denial-threshold', { probability: 0.95 });
  expect((await desk.ask<{ rows: LikelyView[] }>('oversight/measures/likely-denied', {})).rows).toEqual([]);

  // What is kept of it names nobody.
  const kept = await within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ row: string }>('select m::text as row from measures.denial_model m union all select p::text from measures.prediction p'),
  );
  const said = kept.map(({ row }) => row).join('\n');
  expect(['Alder', 'Rowan', '1990-04-05', 'M1"', 'H17', 'D1'].filter((one) => said.includes(one))).toEqual([]);

  const claimId = await within(desk.store, desk.tenant, async (ctx) => {
    const [row] = await ctx.tx.rows<{ id: string }>("select id from claims.claim where patient_control_number = 'H0'");
    await ctx.tx.rows('update claims.draft_standing set claim_id = $2 where tenant_id = $1 and draft_id = $3', [
      desk.tenant,
      row?.id,
      risky,
    ]);
    return row?.id;
  });
  expect(claimId).toBeDefined();
  expect(await night('2026-03-03')).toMatchObject({ foretold: 0, scored: 1 });
  expect(await denials()).toMatchObject({ scored: 1, waiting: 1, version: 2 });
  expect(await night('2026-03-04')).toMatchObject({ scored: 0 });
});

test('what was scrubbed here is held against what was not, and each bar opens its claims', async () => {
  await within(desk.store, desk.tenant, async (ctx) => {
    const { tx } = ctx;
    const claims = Array.from({ length: 60 }, (_, i) => draftOf(`S${i}`, 'payer-b', '99213', []));
    const ids = await keepDrafts(
      ctx,
      claims.map((claim) => ({ claim, madeOf: claim.patientControlNumber })),
    );
    const [house, batchId] = [ctx.newId(), ctx.newId()];
    const [payer] = await tx.rows<{ id: string }>("select id from parties.payer where 'PAYER-B' = any(ids)");
    await tx.rows(
      `insert into submission.clearinghouse (tenant_id, id, name, kind, sender_id, sender_name, contact, receiver_id, receiver_name, test, most_claims, usual, active, set_at, act_id)
       values ($1, $2, 'Twin', 'folder', 'S', 'S', 'C', 'R', 'R', true, 100, '{}', false, now(), $3)`,
      [tx.tenant, house, ctx.actId],
    );
    await tx.rows(
      `insert into submission.batch (tenant_id, id, clearinghouse_id, payer_id, kind, control, reference, state, sha256, size, claims, billed, prepared_at, approved_by, approved_at, tries, sent_at, act_id)
       values ($1, $2, $3, $4, 'professional', 1, 'B1', 'sent', 'x', 1, 60, 600000, $5, 'dana', $5, 1, $5, $6)`,
      [tx.tenant, batchId, house, payer?.id, ctx.now, ctx.actId],
    );
    for (const [i, id] of ids.entries()) {
      await tx.rows(
        `insert into submission.batch_claim (tenant_id, batch_id, draft_id, version, patient_control_number, billed, attempt, open, outcome)
         values ($1, $2, $3, 1, $4, 10000, 1, true, $5)`,
        [tx.tenant, batchId, id, `S${i}`, (i < 30 ? i < 3 : i < 45) ? 'rejected' : 'accepted'],
      );
      if (i < 30)
        await tx.rows(
          `insert into scrub.checked (tenant_id, id, draft_id, version, findings, checked_at, act_id) values ($1, $2, $3, 1, '[]', $4, $5)`,
          [...[tx.tenant, ctx.newId(), id, new Date(ctx.now.getTime() - 60_000), ctx.actId]],
        );
    }
  });
  await night('2026-03-05');
  const { measured = [], months } = await desk.ask<MeasuresView>('oversight/measures/measures', {});
  const first = measured.find(({ id }) => id === 'first-pass');
  expect(first).toMatchObject({ own: { n: 30, value: 0.9 }, control: { n: 30, value: 0.5 }, difference: { by: expect.closeTo(0.4) } });
  expect(first?.difference?.low).toBeGreaterThan(0.1);
  expect(measured.find(({ id }) => id === 'clean-claims')).toMatchObject({
    own: { n: 30, value: 0.9 },
    notMeasured: expect.stringContaining('no control'),
  });
  expect(months?.['first-pass']).toEqual([{ month: '2026-03', of: 27, n: 30 }]);
  const bar = await desk.ask<{ rows: MeasuredClaimView[] }>('oversight/measures/claims', { measure: 'first-pass', month: '2026-03' });
  expect(bar.rows.map(({ yes }) => yes).filter(Boolean)).toHaveLength(27);
  expect(bar.rows[0]).toMatchObject({ yes: false, payerName: 'Payer B' });
});
