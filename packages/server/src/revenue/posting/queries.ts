import { cents } from '@claimwright/core/ground/base';
import { entersBy, may, type Permission } from '@claimwright/core/ground/governance';
import type { PlanTotals, ProviderAdjustmentPlan, WorkItem } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { type Ctx, notFound, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { depositsOfRemits } from '../../ground/bank/index.ts';
import { documentById, readingOf } from '../../ground/intake/index.ts';
import { type RemitRow, remitClaimRow, remitRow } from '../remits/index.ts';
import { lineCandidates } from './line-candidates.ts';
import { claimsShown } from './paging/store.ts';
import { closingFindings } from './shown/closing.ts';
import { partOfFindings } from './shown/part.ts';
import { type PlannedRemit, plannedRemit, shownPage, shownPlan } from './shown/plans.ts';
import { claimPlaces } from './shown/store.ts';
import { asideCash, type PostedRemitRow, standingPosting } from './store.ts';
import { presentHistory, presentTray, presentWork } from './tray/present.ts';
import { presentRemitClaim, presentRemitClaimRow } from './tray/present-claim.ts';
import { traySought } from './tray/search.ts';
import { candidateClaims, historyOf, remitPayers, type TrayRecord, trayPage, trayPlace, trayRecord } from './tray/store.ts';
import type { CandidateView, LineCandidateView, RemitClaimRow, RemitClaimView, RemitState, RemitView, TrayRow, WorkView } from './views.ts';
import { openWork, workLeft, workOf } from './work/store.ts';

const pageSize = 200;
const place = z.tuple([z.string(), z.string()]);

async function deposits(ctx: Ctx, rows: readonly TrayRecord[]) {
  const asked = rows.map((row) => ({ remitId: row.id, traceNumber: row.trace_number, paid: row.paid }));
  return ctx.tx.whole(() => depositsOfRemits(ctx.tx, asked));
}

type TrayInput = { view: RemitState | 'all'; search?: string | undefined; cursor?: string | undefined };
const tray = query<TrayInput, Page<TrayRow>>({
  name: 'revenue/posting/tray',
  summary: 'Look at the tray of remits',
  permission: 'remits.read',
  // Its rows name no patient: that somebody looked for one does, and what they were shown tells of them.
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'many', rows: 201, fields: ['identity', 'money'] },
  input: z.object({
    view: z.enum(['open', 'parked', 'posted', 'not-ours', 'all']),
    search: z.string().max(100).optional(),
    cursor: z.string().optional(),
  }),
  read: async (ctx, input) => {
    const sought = await traySought(ctx.tx, input.search, entersBy(ctx.actor, 'claims.read') !== undefined);
    const { rows, total } = await trayPage(ctx.tx, {
      state: input.view === 'all' ? undefined : input.view,
      sought,
      after: readCursor(place, input.cursor),
      limit: pageSize + 1,
    });
    const page = pageOf(rows, pageSize, trayPlace);
    const found = await deposits(ctx, page.rows);
    const note = sought?.onlyNewest
      ? { note: 'Many have this name: only its newest remits are looked at. Type more of it, or a number.' }
      : {};
    return { ...page, rows: page.rows.map((row) => presentTray(row, found.get(row.id), ctx.today)), total, ...note };
  },
  sought: ({ search }) => search,
  subjects: ({ rows }, { search = '' }) => (search.trim() === '' ? [] : rows.map(({ id }) => `remit:${id}`)),
});

async function known(ctx: Ctx, remitId: string): Promise<RemitRow> {
  const row = await remitRow(ctx.tx, remitId);
  if (!row) throw notFound('remit');
  return row;
}

const remit = query<{ remitId: string }, RemitView>({
  name: 'revenue/posting/remit',
  summary: 'Open a remit',
  permission: 'remits.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'many',
    rows: 1,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({ remitId: z.uuid() }),
  read: readRemit,
  subjects: (answer) => [`remit:${answer.id}`],
});

/** So much of the work of a remit is told with it, what is of the whole first; all of it stands with its claims. */
const mostWork = 300;
const wholeFirst = (work: readonly WorkItem[]): readonly WorkItem[] => [
  ...work.filter((item) => item.remitClaimIndex === undefined),
  ...work.filter((item) => item.remitClaimIndex !== undefined),
];

async function readRemit(ctx: Ctx, input: { remitId: string }): Promise<RemitView> {
  const row = await known(ctx, input.remitId);
  const record = await trayRecord(ctx.tx, row.id);
  if (!record) throw notFound('remit');
  const posting = await standingPosting(ctx.tx, row.id);
  const waits = posting === undefined && row.state !== 'not-ours';
  const planned = waits ? await ctx.tx.whole(() => plannedRemit(ctx, row)) : undefined;
  const now = posting && (await ctx.tx.whole(() => totalsNow(ctx, row, posting)));
  // Of another site or payer it may not be seen.
  const earlier = row.nearDuplicateOf === null ? undefined : await remitRow(ctx.tx, row.nearDuplicateOf);
  const totals: PlanTotals = now ?? planned?.totals ?? noTotals(row);
  const seen = ctx.tx.reach === undefined ? undefined : new Set(await claimsShown(ctx.tx, row.id));
  const notShown = seen === undefined ? 0 : row.claims - seen.size;
  const left = posting ? await workLeft(ctx.tx, row.id, mostWork) : { rows: [], total: 0 };
  const toDo = wholeFirst(planned?.work ?? []).filter(
    (item) => !seen || item.remitClaimIndex === undefined || seen.has(item.remitClaimIndex),
  );
  const toDoInAll = posting ? left.total : seen ? toDo.length : (planned?.workItems ?? 0);
  const found = await findingsFor(ctx, row, posting?.findings ?? planned?.findings ?? row.findings, seen);
  const cannot = notShown > 0 ? notYours(notShown) : planned ? parkedBecause(planned) : waits ? notPlanned(row) : undefined;
  const mayNow = (right: Permission): boolean => notShown === 0 && may(ctx.actor.roles, right);
  const rights = { post: mayNow('postings.post'), undo: mayNow('postings.undo'), decide: mayNow('remits.decide') };
  return {
    ...presentTray(record, (await deposits(ctx, [record])).get(row.id), ctx.today),
    documentName: (await documentById(ctx.tx, row.documentId))?.name ?? '',
    control: row.control,
    version: row.version,
    payeeName: row.payeeName,
    ...(row.payeeNpi === null ? {} : { payeeNpi: row.payeeNpi }),
    paidBytes: { from: row.paidFrom, to: row.paidTo },
    totals,
    findings: [...closingFindings(row, (await readingOf(ctx.tx, row.documentId))?.findings ?? [], found.findings), ...found.findings],
    ...(found.notShown === 0 ? {} : { findingsNotShown: found.notShown }),
    providerAdjustments: (posting?.providerAdjustments ?? planned?.providerAdjustments ?? []).map((one) =>
      notShown === 0 ? one : withoutReference(one),
    ),
    work: posting ? left.rows.map(({ item, index }) => presentWork(item, index)) : toDo.slice(0, mostWork),
    ...(toDoInAll > mostWork ? { moreWork: toDoInAll - mostWork } : {}),
    ...(planned?.at === undefined ? {} : { plannedAt: planned.at.toISOString() }),
    ...(waits && planned === undefined ? { planning: true } : {}),
    ...(notShown === 0 ? {} : { notShown }),
    history: (await historyOf(ctx.tx, `remit:${row.id}`)).map(presentHistory),
    ...(earlier === undefined ? {} : { nearDuplicateOf: earlier.id }),
    can: {
      post: rights.post && planned !== undefined && cannot === undefined,
      undo: rights.undo && posting !== undefined,
      notOurs: rights.decide && posting === undefined && row.state !== 'not-ours',
      ours: rights.decide && (row.state === 'not-ours' || asks(planned, 'remit.other-payee')),
      ownPayment: rights.decide && asks(planned, 'remit.near-duplicate'),
    },
    ...(cannot === undefined ? {} : { cannotPostBecause: cannot }),
  };
}

/** Those of claims that are not shown are counted, and told to nobody who may not see them. */
async function findingsFor({ tx }: Ctx, row: RemitRow, findings: RemitView['findings'], seen: ReadonlySet<number> | undefined) {
  if (seen === undefined || seen.size === row.claims || findings.length === 0) return { findings, notShown: 0 };
  return partOfFindings(findings, await tx.whole(() => claimPlaces(tx, row.id)), seen);
}

/** What a person has to say of it first. */
const asks = (planned: PlannedRemit | undefined, finding: string): boolean =>
  planned?.findings.some(({ code }) => code === finding) ?? false;

const notYours = (claims: number): string =>
  claims === 1 ? 'One claim of it is of another site, and not shown.' : `${claims} claims of it are of other sites, and not shown.`;

/** It may be the control number of a claim that is not shown. */
const withoutReference = ({ reference: _, account, ...rest }: ProviderAdjustmentPlan): ProviderAdjustmentPlan => ({
  ...rest,
  // Below its first two names an account has the payer and the reference.
  account: account.split(':').slice(0, 2).join(':'),
});

/** What was posted, as claims that were worked since have changed it. */
async function totalsNow(ctx: Ctx, row: RemitRow, { id, totals }: PostedRemitRow): Promise<PlanTotals> {
  const unapplied = cents(row.unapplied + (await asideCash(ctx.tx, id)));
  const applied = cents(totals.applied + totals.unapplied - unapplied);
  return { ...totals, applied, unapplied, clean: row.cleanClaims, work: row.workClaims, parked: row.parkedClaims };
}

const noTotals = (row: RemitRow): PlanTotals => {
  const zero = 0 as PlanTotals['paid'];
  return { paid: row.paid, applied: zero, unapplied: zero, providerAdjustments: zero, unexplained: zero, clean: 0, work: 0, parked: 0 };
};

const notPlanned = ({ claims }: RemitRow): string =>
  `What posting it would do is being worked out: it has ${claims.toLocaleString('en-US')} claims.`;

function parkedBecause({ disposition, findings }: PlannedRemit): string | undefined {
  if (disposition === 'post') return undefined;
  const worst = findings.find((finding) => finding.severity === 'error') ?? findings[0];
  return worst ? [worst.says, worst.because].filter(Boolean).join(' ') : 'Nothing of it can be posted.';
}

type ClaimsInput = { remitId: string; state?: string | undefined; cursor?: string | undefined };
const remitClaims = query<ClaimsInput, Page<RemitClaimRow>>({
  name: 'revenue/posting/remit-claims',
  summary: 'Look at the claims of a remit',
  permission: 'remits.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'many',
    rows: 201,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({ remitId: z.uuid(), state: z.string().optional(), cursor: z.string().optional() }),
  read: async (ctx, input) => {
    const row = await known(ctx, input.remitId);
    const [from] = readCursor(z.tuple([z.number().int()]), input.cursor) ?? [-1];
    const state = input.state === 'all' ? undefined : input.state;
    const { rows, total } = await shownPage(ctx, row, { state, from, limit: pageSize + 1 });
    const page = pageOf(rows, pageSize, ({ plan }) => [plan.remitClaimIndex]);
    return { ...page, rows: page.rows.map(({ claim, plan }) => presentRemitClaimRow(claim, plan)), total };
  },
  subjects: (answer, input) => [`remit:${input.remitId}`, ...answer.rows.flatMap((row) => (row.claimId ? [`claim:${row.claimId}`] : []))],
});

async function planOf(ctx: Ctx, remitClaimId: string) {
  const claim = await remitClaimRow(ctx.tx, remitClaimId);
  if (!claim) throw notFound('claim of a remit');
  const row = await known(ctx, claim.remitId);
  const shown = await shownPlan(ctx, row, claim);
  if (!shown) throw notFound('claim of a remit');
  return { claim, row, ...shown };
}

const remitClaim = query<{ remitClaimId: string }, RemitClaimView>({
  name: 'revenue/posting/remit-claim',
  summary: 'Look at one claim of a remit, line by line',
  permission: 'remits.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'treatment', 'patient-request', 'legal', 'emergency'],
    patients: 'one',
    rows: 2,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({ remitClaimId: z.uuid() }),
  read: async (ctx, input) => {
    const { claim, row, plan, posted } = await planOf(ctx, input.remitClaimId);
    const work = posted ? (await workOf(ctx.tx, { remitClaimId: claim.id })).map((item) => presentWork(item, claim.index)) : plan.work;
    return presentRemitClaim({
      claim,
      plan,
      documentId: row.documentId,
      posted,
      work,
      mayDecide: may(ctx.actor.roles, 'remits.decide'),
      mayPost: may(ctx.actor.roles, 'postings.post'),
      setAside: row.state === 'not-ours',
    });
  },
  subjects: (answer) => [`remit:${answer.remitId}`, ...(answer.claimId ? [`claim:${answer.claimId}`] : [])],
});

const candidates = query<{ remitClaimId: string; search?: string | undefined }, { rows: readonly CandidateView[] }>({
  name: 'revenue/posting/candidates',
  summary: 'Look for the claim that a payer means',
  permission: 'remits.decide',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'emergency'], patients: 'many', rows: 50, fields: ['identity', 'coverage', 'money'] },
  input: z.object({ remitClaimId: z.uuid(), search: z.string().max(100).optional() }),
  read: async (ctx, input) => {
    const rows = await candidateClaims(ctx.tx, input.remitClaimId, input.search);
    return {
      rows: rows.map((row) => ({
        claimId: row.id,
        patientName: `${row.last}, ${row.first}`,
        patientControlNumber: row.patient_control_number,
        ...(row.served_from === null ? {} : { servedFrom: row.served_from }),
        billed: row.billed,
        payerName: row.payer_name,
        because:
          [row.same_member ? 'same member number' : '', row.same_day ? 'same day' : '', row.same_charge ? 'same charge' : '']
            .filter((part) => part !== '')
            .join(', ') || 'found by what you typed',
      })),
    };
  },
  sought: ({ search }) => search,
  subjects: (answer) => answer.rows.map((row) => `claim:${row.claimId}`),
});

const lines = query<{ remitClaimId: string; lineIndex: number }, { claimId: string | undefined; rows: readonly LineCandidateView[] }>({
  name: 'revenue/posting/line-candidates',
  summary: 'Look for the line that a payer means',
  permission: 'remits.decide',
  patientData: true,
  serves: { purposes: ['payment', 'operations', 'emergency'], patients: 'one', rows: 1, fields: ['clinical', 'money'] },
  input: z.object({ remitClaimId: z.uuid(), lineIndex: z.number().int().min(0) }),
  read: async (ctx, input) => {
    const { plan } = await planOf(ctx, input.remitClaimId);
    return { claimId: plan.match?.claimId, rows: await lineCandidates(ctx, plan, input.lineIndex) };
  },
  subjects: (answer) => (answer.claimId === undefined ? [] : [`claim:${answer.claimId}`]),
});

type WorkInput = { open?: boolean | undefined; kind?: string | undefined; cursor?: string | undefined };
const work = query<WorkInput, Page<WorkView & { remitId: string; payerName: string }>>({
  name: 'revenue/posting/work',
  summary: 'List the work that postings left',
  permission: 'remits.read',
  patientData: false,
  input: z.object({ open: z.boolean().optional(), kind: z.string().optional(), cursor: z.string().optional() }),
  read: async (ctx, input) => {
    const { rows, total } = await openWork(ctx.tx, {
      open: input.open ?? true,
      kind: input.kind,
      after: readCursor(place, input.cursor),
      limit: pageSize + 1,
    });
    const page = pageOf(rows, pageSize, (row) => [row.openedAt.toISOString(), row.id]);
    const payers = await remitPayers(ctx.tx, [...new Set(page.rows.map((row) => row.remitId))]);
    return {
      ...page,
      rows: page.rows.map((row) => ({ ...presentWork(row, undefined), remitId: row.remitId, payerName: payers.get(row.remitId) ?? '' })),
      total,
    };
  },
});

export const queries: readonly Query[] = [tray, remit, remitClaims, remitClaim, candidates, lines, work];
