import { plainDate, sum } from '@claimwright/core/ground/base';
import { billedBy, payerToBill } from '@claimwright/core/revenue/claims';
import { asRouted, type ClaimToBatch, controlsOf, type PlannedBatches, planBatches } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../gate/index.ts';
import { type Draft, draftPage, draftsByIds } from '../claims/index.ts';
import { bytesOf, type NotWritten } from './bytes-of.ts';
import { partnerFacts } from './partner-facts.ts';
import { lightOf, type RemarksOf } from './remarks.ts';
import { keepReports } from './reports/keep-report.ts';
import { destinationsOf, routesOf } from './routes/destinations.ts';
import { noteWithoutWay } from './routes/no-route.ts';
import { type RouteRow, routeRows } from './routes/store.ts';
import { isByUs, type Scope, scopeOf } from './scope/store.ts';
import {
  addBatches,
  attemptsOf,
  type ClearinghouseRow,
  clearinghouseRows,
  lockSubmission,
  memberKey,
  noteNight,
  openAmong,
  openWork,
  takeControls,
} from './store.ts';
import type { ClaimRemark } from './views.ts';

const prepareInput = z.object({
  /** Nothing said: all that are ready. */
  draftIds: z.array(z.uuid()).min(1).max(5_000).optional(),
  /** The night that it is for, where the clock asks. */
  night: z.object({ clearinghouseId: z.uuid(), day: z.iso.date() }).optional(),
});
type PrepareInput = z.infer<typeof prepareInput>;

interface Facts {
  readonly drafts: readonly Draft[];
  readonly held: ReadonlySet<string>;
  readonly open: ReadonlySet<string>;
  readonly attempts: ReadonlyMap<string, number>;
  readonly partners: readonly ClearinghouseRow[];
  readonly routes: readonly RouteRow[];
  readonly remarks: ReadonlyMap<string, readonly ClaimRemark[]>;
  readonly scope: Scope;
}

export interface Prepared {
  readonly batches: readonly string[];
  readonly claims: number;
  readonly heldBack: number;
  /** Of batches that could not be written: work says why. */
  readonly notWritten: number;
  /** For whose payer there is no way out. */
  readonly withoutWay: number;
  /** To payers with whom the practice has not begun here. */
  readonly notByUs: number;
}

interface Plan extends PlannedBatches {
  readonly heldBack: number;
  readonly notByUs: number;
  /** What was looked at, whether it has a way out or not. */
  readonly looked: readonly ClaimToBatch[];
  readonly remarks: Facts['remarks'];
}

const most = 5_000;

const prepared: z.ZodType<Prepared> = z.object({
  batches: z.array(z.uuid()),
  ...{ claims: z.int(), heldBack: z.int(), notWritten: z.int(), withoutWay: z.int(), notByUs: z.int() },
});

/**
 * Makes tonight’s batches ready: by destination, payer and kind, under numbers that no other has. It moves nothing and tells nobody; the
 * clock may do it, and what it made waits for a person.
 */
export const prepareBatches = (remarksOf: RemarksOf): Command =>
  command<PrepareInput, Facts, Plan, Prepared>({
    name: 'revenue/submission/prepare-batches',
    summary: 'Make batches of claims ready',
    permission: 'submissions.prepare',
    workflow: 'submission',
    consequence: 'keeps-document',
    whole: 'A batch of claims',
    input: prepareInput as unknown as z.ZodType<PrepareInput>,
    answers: prepared,
    subjects: ({ draftIds = [] }) => draftIds.map((id) => `draft:${id}`),
    load: (ctx, input) => factsOf(ctx, input, remarksOf),
    plan: ({ drafts, held, open, partners, routes, remarks, scope }, { night }) => {
      const waiting = drafts.filter(({ id, status }) => status === 'drafted' && !open.has(id));
      const ready = waiting.filter(({ payerId }) => isByUs(scope, payerId));
      const destinations = destinationsOf(partners);
      if (destinations.length === 0)
        throw cannot('There is no way out yet.', 'No clearinghouse is set up and active.', 'Set one up under Clearinghouses.');
      const looked = ready.filter(({ id }) => !held.has(id)).map(toBatch);
      const { batches, left } = planBatches(looked, destinations, routesOf(routes));
      return {
        ...{ left, looked },
        batches: batches.filter(({ destinationId }) => night === undefined || night.clearinghouseId === destinationId),
        heldBack: ready.filter(({ id }) => held.has(id)).length,
        notByUs: waiting.length - ready.length,
        remarks,
      };
    },
    essence: ({ batches, left, heldBack: held }) => ({
      batches: batches.map(({ destinationId, kind, payerId, claims, billed }) => ({
        destinationId,
        kind,
        payerId,
        billed,
        ids: claims.map(({ id }) => id),
      })),
      left: left.map(({ id }) => id),
      held,
    }),
    weigh: (_plan, { drafts }) => ({
      payers: [...new Set(drafts.map(({ payerId }) => payerId))],
      sites: [...new Set(drafts.map(({ siteId }) => siteId ?? undefined))],
    }),
    apply: async (ctx, plan, { night }) => {
      const { ids, claims } = await keep(ctx, plan);
      await noteWithoutWay(ctx, plan.left, plan.looked);
      const reports = await keepReports(ctx, ids, async () => plan.remarks);
      if (night) await noteNight(ctx.tx, night.clearinghouseId, plainDate(night.day) ?? null);
      const notWritten = plan.batches.reduce((sum, one) => sum + one.claims.length, 0) - claims;
      return {
        result: { batches: ids, claims, heldBack: plan.heldBack, notWritten, withoutWay: plan.left.length, notByUs: plan.notByUs },
        subjects: [...ids.map((id) => `batch:${id}`), ...reports.subjects],
        evidence: reports.evidence,
        details: {
          batches: ids.length,
          claims,
          heldBack: plan.heldBack,
          notWritten,
          withoutWay: plan.left.length,
          notByUs: plan.notByUs,
          ...(night ? { night: night.day } : {}),
        },
        changes: ids.length > 0 ? [{ topic: 'batches' }] : [],
      };
    },
  });

const toBatch = ({ id, payerId, claim }: Draft): ClaimToBatch => ({
  ...{ id, payerId, kind: claim.kind, patientControlNumber: claim.patientControlNumber, billed: billedBy(claim) },
});

async function factsOf(ctx: Ctx, { draftIds }: PrepareInput, remarksOf: RemarksOf): Promise<Facts> {
  await lockSubmission(ctx.tx);
  const ids = draftIds ?? (await draftPage(ctx, { status: 'drafted', limit: most })).map(({ id }) => id);
  const scope = await scopeOf(ctx.tx);
  const drafts = await draftsByIds(ctx, ids);
  const byUs = drafts.filter(({ payerId }) => isByUs(scope, payerId)).map(({ id }) => id);
  const [remarks, open, attempts, partners, routes] = [
    await remarksOf(ctx, byUs),
    await openAmong(ctx.tx, ids),
    await attemptsOf(ctx.tx, ids),
    await clearinghouseRows(ctx.tx),
    await routeRows(ctx.tx),
  ];
  if (draftIds !== undefined && drafts.length < new Set(draftIds).size) throw notFound('draft of a claim');
  const held = new Set([...remarks].flatMap(([id, found]) => (lightOf(found) === 'red' ? [id] : [])));
  return {
    drafts: drafts.sort((a, b) => (a.id < b.id ? -1 : 1)),
    held,
    open: new Set(open.map(({ draftId }) => draftId)),
    attempts,
    partners,
    routes,
    remarks,
    scope,
  };
}

/** Writes the bytes of each batch and keeps them; what cannot be written stays a draft, with work that says why. */
async function keep(ctx: Ctx, { batches }: Plan): Promise<{ ids: string[]; claims: number }> {
  const all = batches.flatMap(({ claims }) => claims.map(({ id }) => id));
  const drafts = new Map((await draftsByIds(ctx, all)).map((draft) => [draft.id, draft]));
  const attempts = await attemptsOf(ctx.tx, all);
  const partners = new Map((await clearinghouseRows(ctx.tx)).map((row) => [row.id, row]));
  let control = await takeControls(ctx.tx, batches.length, ctx.now);
  const rows: Parameters<typeof addBatches>[1][number][] = [];
  const claimRows: Parameters<typeof addBatches>[2][number][] = [];
  for (const planned of batches) {
    const partner = partners.get(planned.destinationId);
    const wanted = planned.claims.flatMap(({ id }) => drafts.get(id) ?? []);
    const sent = partner === undefined ? undefined : await written(ctx, wanted, partner, planned.payerNumber, control);
    if (partner === undefined || sent === undefined) continue;
    const { drafts: own, bytes } = sent;
    const id = ctx.newId();
    const kept = await ctx.blobs.put(ctx.tx.tenant, bytes);
    rows.push({
      ...{
        id,
        clearinghouseId: partner.id,
        payerId: planned.payerId,
        payerNumber: planned.payerNumber ?? null,
        kind: planned.kind,
        control,
        reference: controlsOf(control).reference,
      },
      ...{ state: 'prepared', ...kept, claims: own.length, billed: sum(own.map(({ claim }) => billedBy(claim))) },
      ...{ preparedAt: ctx.now, tries: 0 },
    });
    claimRows.push(
      ...own.map((draft) => ({
        ...{ batchId: id, draftId: draft.id, version: draft.version, patientControlNumber: draft.claim.patientControlNumber },
        ...{
          billingNpi: draft.claim.billing.npi ?? null,
          member: memberOf(ctx, draft),
          billed: draft.claim.billed,
          attempt: (attempts.get(draft.id) ?? 0) + 1,
          open: true,
        },
      })),
    );
    control += 1;
  }
  await addBatches(ctx, rows, claimRows);
  return { ids: rows.map(({ id }) => id), claims: claimRows.length };
}

function memberOf(ctx: Ctx, { claim }: Draft): string | null {
  const member = payerToBill(claim)?.memberId;
  return member === undefined || member === '' ? null : memberKey(ctx.tx, member);
}

interface Written {
  readonly drafts: readonly Draft[];
  readonly bytes: Uint8Array;
}

/** A claim that cannot be written stays behind alone, and does not keep the others of its batch. */
async function written(
  ctx: Ctx,
  drafts: readonly Draft[],
  partner: ClearinghouseRow,
  payerNumber: string | undefined,
  control: number,
): Promise<Written | undefined> {
  const facts = partnerFacts(ctx, partner, control);
  const writing = (some: readonly Draft[]): Uint8Array | NotWritten =>
    bytesOf(
      some.map(({ claim }) => asRouted(claim, payerNumber)),
      facts,
    );
  const whole = writing(drafts);
  if (whole instanceof Uint8Array) return { drafts, bytes: whole };
  const alone = drafts.map((draft) => ({ draft, bytes: writing([draft]) }));
  const left = alone.flatMap(({ draft, bytes }) => (bytes instanceof Uint8Array ? [] : [{ draft, why: bytes }]));
  const rest = drafts.filter((draft) => left.every((one) => one.draft !== draft));
  const bytes = rest.length === 0 ? whole : writing(rest);
  const isLeft = bytes instanceof Uint8Array;
  await openWork(
    ctx,
    (isLeft || left.length > 0 ? left : drafts.slice(0, 1).map((draft) => ({ draft, why: whole }))).map(({ draft: { id }, why }) => ({
      ...({ kind: 'stuck', key: `unwritable:${id}`, draftId: id, claims: left.length > 0 ? 1 : drafts.length } as const),
      causes: [{ code: `write ${why.at}`, says: why.says, fix: why.fix }],
    })),
  );
  return isLeft ? { drafts: rest, bytes } : undefined;
}
