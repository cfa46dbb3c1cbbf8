import { cents, type PlainDate } from '@claimwright/core/ground/base';
import { billedBy, expectedTotals } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Ctx, notFound, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import { draftsByIds } from '../claims/index.ts';
import { standingsOf } from './claim-events.ts';
import { firstPass, firstPassList } from './first-pass/queries.ts';
import { withLate } from './late/with-late.ts';
import { batchPage, countOf, type ListedBatch, listedBatch, openWorkPage } from './listing/store.ts';
import { providerOf, tonight } from './listing/tonight.ts';
import { printBatch } from './mail/print-batch.ts';
import { lastPrinted } from './mail/store.ts';
import { whyNotSent } from './may-send.ts';
import { segments } from './on-wire/queries.ts';
import { lightOf, type RemarksOf } from './remarks.ts';
import { extract, report, reports } from './reports/queries.ts';
import { routeHistory, routes, tryRoute } from './routes/queries.ts';
import { scopeQuery } from './scope/scope.ts';
import { statusClaims, statusMeanings } from './statuses/queries.ts';
import { type ClearinghouseRow, claimsOfBatch, clearinghouseRows } from './store.ts';
import { tryClearinghouse } from './try-clearinghouse.ts';
import type { BatchReport, BatchView, ClearinghouseView, LadderView, Light, SubmissionWorkView } from './views.ts';

const pageSize = 100;
const place = z.tuple([z.uuid()]);
const listInput = z.object({ cursor: z.string().max(500).optional() });
type ListInput = z.infer<typeof listInput>;
type Page<Row> = { readonly rows: readonly Row[]; readonly next?: string; readonly total: number };
const payment = ['payment', 'operations', 'audit'] as const;

const order: { readonly [light in Light]: number } = { red: 0, yellow: 1, green: 2 };

/** A row with what it says nothing of left out. */
type Known<Row> = { readonly [key in keyof Row as null extends Row[key] ? never : key]: Row[key] } & {
  readonly [key in keyof Row as null extends Row[key] ? key : never]?: NonNullable<Row[key]>;
};
const known = <Row extends object>(row: Row): Known<Row> =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as Known<Row>;

function presentClearinghouse(row: ClearinghouseRow, today: PlainDate): ClearinghouseView {
  const { tenantId: _tenant, actId: _act, secret, setAt: _set, lastNight: _night, stoppedAt, ...rest } = row;
  const { agreement: kind, agreementSignedOn: signedOn, agreementEndsOn: endsOn, ...own } = rest;
  const why = whyNotSent(row, today);
  return {
    ...known(own),
    hasSecret: secret !== null,
    ...(stoppedAt === null ? {} : { stoppedAt: stoppedAt.toISOString() }),
    ...(kind === null || signedOn === null ? {} : { agreement: { kind, signedOn, ...(endsOn === null ? {} : { endsOn }) } }),
    ...(why === undefined ? {} : { why: { because: why.because, fix: why.fix } }),
  };
}

const clearinghouses = query<Record<string, never>, readonly ClearinghouseView[]>({
  name: 'revenue/submission/clearinghouses',
  summary: 'See where claims go out',
  permission: 'submissions.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx, today }) => (await clearinghouseRows(tx)).map((row) => presentClearinghouse(row, today)),
});

const present = ({ preparedAt, approvedBy, approvedAt, sentAt, trouble, ...row }: ListedBatch): BatchView => ({
  ...row,
  preparedAt: preparedAt.toISOString(),
  ...(approvedBy === null ? {} : { approvedBy }),
  ...(approvedAt === null ? {} : { approvedAt: approvedAt.toISOString() }),
  ...(sentAt === null ? {} : { sentAt: sentAt.toISOString() }),
  ...(trouble === null ? {} : { trouble }),
});

const batches = query<ListInput, Page<BatchView>>({
  name: 'revenue/submission/batches',
  summary: 'See batches of claims',
  permission: 'submissions.audit',
  patientData: false,
  input: listInput as unknown as z.ZodType<ListInput>,
  read: async ({ tx }, { cursor }) => {
    const [before] = readCursor(place, cursor) ?? [];
    const page = pageOf(await batchPage(tx, { before, limit: pageSize + 1 }), pageSize, ({ id }) => [id]);
    return { ...page, rows: page.rows.map(present), total: await countOf(tx, 'batches') };
  },
});

/** What is in a batch and what is found of it: looked at before it is approved, and kept by its hash when it is. */
export async function reportOn(ctx: Ctx, remarksOf: RemarksOf, batchId: string): Promise<BatchReport | undefined> {
  const row = await listedBatch(ctx.tx, batchId);
  if (!row) return undefined;
  const own = await claimsOfBatch(ctx.tx, batchId);
  const ids = own.map(({ draftId }) => draftId);
  const drafts = new Map((await draftsByIds(ctx, ids)).map((draft) => [draft.id, draft]));
  const remarks = await remarksOf(ctx, ids);
  const claims = own.map(({ draftId, version, patientControlNumber, billed, attempt }) => {
    const found = remarks.get(draftId) ?? [];
    const { claim } = drafts.get(draftId) ?? {};
    const { patient, lines = [], frequency = '1', sentAs = 'primary' } = claim ?? {};
    const [servedFrom] = lines.flatMap((line): PlainDate[] => (line.servedOn === undefined ? [] : [line.servedOn])).sort();
    return {
      ...{
        draftId,
        version,
        patientControlNumber,
        attempt,
        billed: claim === undefined ? billed : billedBy(claim),
        light: lightOf(found),
        remarks: found,
      },
      ...{ frequency, sentAs, provider: claim === undefined ? '' : providerOf(claim) },
      patientName: [patient?.last, patient?.first].filter((part) => part !== undefined && part !== '').join(', '),
      ...(servedFrom === undefined ? {} : { servedFrom }),
    };
  });
  const count = (light: Light) => claims.filter((claim) => claim.light === light).length;
  const billed = cents(claims.reduce((sum, claim) => sum + claim.billed, 0));
  const asking = own.flatMap(({ draftId }) => drafts.get(draftId)?.claim ?? []).filter(({ predetermination }) => !predetermination);
  const expected = expectedTotals(asking.flatMap(({ lines }) => lines));
  return {
    batch: present(row),
    claims,
    totals: {
      ...{ claims: claims.length, billed, red: count('red'), yellow: count('yellow'), green: count('green') },
      ...(expected === undefined ? {} : { expected }),
    },
  };
}

const one = (remarksOf: RemarksOf): Query =>
  query<{ batchId: string }, BatchReport>({
    name: 'revenue/submission/batch',
    summary: 'See a batch of claims',
    permission: 'submissions.read',
    patientData: true,
    serves: { purposes: payment, patients: 'many', rows: pageSize + 1, fields: ['identity', 'coverage', 'money'] },
    input: z.object({ batchId: z.uuid() }),
    read: async (ctx, { batchId }) => {
      const report = await reportOn(ctx, remarksOf, batchId);
      if (!report) throw notFound('batch');
      // The totals are of all; shown are those that need a look first.
      return { ...report, claims: report.claims.toSorted((a, b) => order[a.light] - order[b.light]).slice(0, pageSize) };
    },
    subjects: ({ batch, claims }) => [`batch:${batch.id}`, ...claims.map(({ draftId }) => `draft:${draftId}`)],
  });

const ladder = query<{ draftId: string }, LadderView>({
  name: 'revenue/submission/ladder',
  summary: 'See how far a claim has come',
  permission: 'submissions.read',
  patientData: true,
  serves: { purposes: payment, patients: 'one', rows: 1, fields: ['money'] },
  input: z.object({ draftId: z.uuid() }),
  read: async (ctx, { draftId }) => {
    const [draft] = await draftsByIds(ctx, [draftId]);
    const standing = (await standingsOf(ctx, [draftId])).get(draftId);
    if (!draft || !standing) throw notFound('draft of a claim');
    const documents = new Map(standing.answers.map(({ event, documentId }) => [event, documentId]));
    const events = standing.events.map((event) => {
      // What a person told stands in no file.
      const documentId = event.kind === 'answered' && event.set !== 'told' ? documents.get(event) : undefined;
      return { ...event, ...(documentId === undefined ? {} : { documentId }) };
    });
    const printed = await lastPrinted(ctx.tx, draftId);
    return { draftId, ladder: standing.ladder, events, ...(printed && { byMail: true }) };
  },
  subjects: (_answer, { draftId }) => [`draft:${draftId}`],
});

const work = query<ListInput, Page<SubmissionWorkView>>({
  name: 'revenue/submission/work',
  summary: 'See what sent claims leave to do',
  permission: 'submissions.read',
  patientData: true,
  serves: { purposes: payment, patients: 'many', rows: pageSize, fields: ['coverage'] },
  input: listInput as unknown as z.ZodType<ListInput>,
  read: async ({ tx }, { cursor }) => {
    const [after] = readCursor(place, cursor) ?? [];
    const page = pageOf(await openWorkPage(tx, { after, limit: pageSize + 1 }), pageSize, ({ id }) => [id]);
    const rows = page.rows.map(({ id, kind, causes, claims, openedAt, ...about }): SubmissionWorkView => {
      const said = Object.entries(about).filter(([, value]) => value !== null);
      return { id, kind, causes, claims, openedAt: openedAt.toISOString(), ...Object.fromEntries(said) };
    });
    return { ...page, rows, total: await countOf(tx, 'work') };
  },
  subjects: ({ rows }) => rows.flatMap(({ draftId }) => (draftId === undefined ? [] : [`draft:${draftId}`])),
});

export const submissionQueries = (port: RemarksOf): readonly Query[] => {
  const remarksOf = withLate(port);
  return [
    ...[clearinghouses, tryClearinghouse, scopeQuery, tonight(remarksOf), batches, one(remarksOf), report, reports, extract],
    ...[ladder, segments, work, firstPass, firstPassList, routes, routeHistory, tryRoute],
    ...[statusMeanings, statusClaims, printBatch],
  ];
};
