import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { ClaimPlan, PostingPlan, SaidFigures } from '@claimwright/core/revenue/posting';
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import type { Tx } from '../../store/store.ts';
import type { RemitClaimRecord } from '../remits/index.ts';
import { decision, postedClaim, postedRemit } from './schema.ts';

/** One posting at a time for a tenant: claims, references and clearing accounts are read and written as one. */
export async function lockPosting(tx: Tx): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('posting/' || $1::text, 7))", [tx.tenant]);
}

export type DecisionRow = typeof decision.$inferSelect;

/** What people said of a remit and its claims, oldest first; a later word on the same thing replaces an earlier one. */
export async function decisions(tx: Tx, remitId: string): Promise<DecisionRow[]> {
  return tx.db
    .select()
    .from(decision)
    .where(and(eq(decision.tenantId, tx.tenant), eq(decision.remitId, remitId)))
    .orderBy(asc(decision.decidedAt), asc(decision.id));
}

export async function addDecision(
  ctx: Ctx,
  row: {
    remitId: string;
    remitClaimId?: string;
    kind: string;
    claimId?: string;
    lineIndex?: number;
    claimLineId?: string;
    reason?: string;
  },
): Promise<void> {
  await ctx.tx.db.insert(decision).values({
    tenantId: ctx.tx.tenant,
    id: ctx.newId(),
    remitId: row.remitId,
    remitClaimId: row.remitClaimId ?? null,
    kind: row.kind,
    claimId: row.claimId ?? null,
    lineIndex: row.lineIndex ?? null,
    claimLineId: row.claimLineId ?? null,
    reason: row.reason ?? null,
    decidedAt: ctx.now,
    decidedBy: ctx.actor.name,
    actId: ctx.actId,
  });
}

export interface PriorRow {
  readonly remit_claim_id: string;
  readonly claim_id: string;
  readonly patient_control_number: string;
  readonly payer_control_number: string | null;
  readonly status: string;
  readonly billed: Cents;
  readonly paid: Cents;
  readonly served_from: PlainDate | null;
  readonly content_key: string;
  readonly adjustments: SaidFigures['adjustments'];
  readonly lines: SaidFigures['lines'];
  readonly reversed_by: string | null;
}

/** Standing postings of other remits that speak of the same control numbers; for one claim of a remit (`only`), those of its other claims too. */
export async function priorPostings(
  tx: Tx,
  remitId: string,
  claims: readonly RemitClaimRecord[],
  only: string | undefined,
): Promise<PriorRow[]> {
  const numbers = [...new Set(claims.map((claim) => claim.patientControlNumber))];
  const payers = [
    ...new Set(claims.flatMap((claim) => [claim.payerControlNumber, claim.originalReference]).filter((number) => number !== null)),
  ];
  return tx.rows<PriorRow>(
    `select pc.remit_claim_id, pc.claim_id, rc.patient_control_number, rc.payer_control_number, rc.status, rc.billed, rc.paid, rc.served_from, rc.content_key, rc.adjustments, rc.lines,
            (select back.remit_claim_id from posting.posted_claim back
              where back.tenant_id = pc.tenant_id and back.reverses = pc.remit_claim_id and back.undone_by is null limit 1) as reversed_by
       from (select id from remits.remit_claim where tenant_id = $1 and patient_control_number = any($3)
             union select id from remits.remit_claim where tenant_id = $1 and payer_control_number = any($4)) hit
       join remits.remit_claim rc on rc.tenant_id = $1 and rc.id = hit.id and (rc.remit_id <> $2 or rc.id <> $5)
       join posting.posted_claim pc on pc.tenant_id = $1 and pc.remit_claim_id = rc.id and pc.undone_by is null and pc.claim_id is not null
      where pc.state in ('clean', 'work')
      order by pc.id`,
    [tx.tenant, remitId, numbers, payers, only ?? null],
  );
}

/** Keeps that a remit is posted; its claims and the work that it opens follow. Answers the posting's id. */
export async function addPosting(ctx: Ctx, plan: PostingPlan): Promise<string> {
  const { tx } = ctx;
  const id = ctx.newId();
  await tx.db.insert(postedRemit).values({
    tenantId: tx.tenant,
    id,
    remitId: plan.remitId,
    totals: plan.totals,
    providerAdjustments: plan.providerAdjustments,
    findings: plan.findings,
    postedAt: ctx.now,
    postedBy: ctx.actor.name,
    actId: ctx.actId,
  });
  return id;
}

export async function addPostedClaims(ctx: Ctx, postedRemitId: string, claims: Iterable<ClaimPlan>): Promise<void> {
  const { tx } = ctx;
  await tx.copy(postedClaim, postedClaimRows(ctx, postedRemitId, claims));
}

export function* postedClaimRows(ctx: Ctx, postedRemitId: string, claims: Iterable<ClaimPlan>): Generator<typeof postedClaim.$inferInsert> {
  for (const claim of claims)
    yield {
      tenantId: ctx.tx.tenant,
      id: ctx.newId(),
      postedRemitId,
      remitClaimId: claim.remitClaimId,
      claimId: claim.match?.claimId ?? null,
      state: claim.state,
      reverses: claim.reverses ?? null,
      plan: claim,
      actId: ctx.actId,
      undoneBy: null,
    };
}

export type PostedRemitRow = typeof postedRemit.$inferSelect;
export type PostedClaimRow = typeof postedClaim.$inferSelect;

/** The standing posting of a remit, if it has one. */
export async function standingPosting(tx: Tx, remitId: string): Promise<PostedRemitRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(postedRemit)
    .where(and(eq(postedRemit.tenantId, tx.tenant), eq(postedRemit.remitId, remitId), isNull(postedRemit.undoneBy)));
  return row;
}

export async function postedClaims(tx: Tx, postedRemitId: string): Promise<PostedClaimRow[]> {
  return tx.db
    .select()
    .from(postedClaim)
    .where(and(eq(postedClaim.tenantId, tx.tenant), eq(postedClaim.postedRemitId, postedRemitId), isNull(postedClaim.undoneBy)));
}

export async function standingPostedClaim(tx: Tx, remitClaimId: string): Promise<PostedClaimRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(postedClaim)
    .where(and(eq(postedClaim.tenantId, tx.tenant), eq(postedClaim.remitClaimId, remitClaimId), isNull(postedClaim.undoneBy)));
  return row;
}

export async function endPosting(ctx: Ctx, postedRemitId: string): Promise<string[]> {
  const { tx } = ctx;
  await tx.db
    .update(postedRemit)
    .set({ undoneBy: ctx.actId })
    .where(and(eq(postedRemit.tenantId, tx.tenant), eq(postedRemit.id, postedRemitId)));
  const ended = await tx.db
    .update(postedClaim)
    .set({ undoneBy: ctx.actId })
    .where(and(eq(postedClaim.tenantId, tx.tenant), eq(postedClaim.postedRemitId, postedRemitId), isNull(postedClaim.undoneBy)))
    .returning({ claimId: postedClaim.claimId });
  return ended.flatMap((row) => row.claimId ?? []);
}

export async function endPostedClaim(ctx: Ctx, postedClaimId: string): Promise<void> {
  const { tx } = ctx;
  await tx.db
    .update(postedClaim)
    .set({ undoneBy: ctx.actId })
    .where(and(eq(postedClaim.tenantId, tx.tenant), eq(postedClaim.id, postedClaimId)));
}

/** Standing postings, but for those of one remit's posting, that took these remit claims back. */
export async function dependents(tx: Tx, remitClaimIds: readonly string[], exceptPosting?: string): Promise<number> {
  const [row] = await tx.rows<{ count: number }>(
    'select count(*) as count from posting.posted_claim where tenant_id = $1 and reverses = any($2) and undone_by is null and ($3::uuid is null or posted_remit_id <> $3)',
    [tx.tenant, remitClaimIds, exceptPosting ?? null],
  );
  return row?.count ?? 0;
}

interface LaterRemit {
  readonly remitId: string;
  readonly trace: string;
  readonly claims: number;
}

/** Remits that were posted after this posting and moved money on claims of it, in their order: their traces, and on how many claims. */
export async function laterOn(tx: Tx, postedRemitId: string): Promise<LaterRemit[]> {
  return tx.rows<LaterRemit>(
    `select r.id as "remitId", r.trace_number as trace, count(distinct later.claim_id)::int as claims
       from posting.posted_claim mine
       join posting.posted_claim later on later.tenant_id = mine.tenant_id and later.claim_id = mine.claim_id and later.posted_remit_id > mine.posted_remit_id
       join posting.posted_remit p on p.tenant_id = later.tenant_id and p.id = later.posted_remit_id
       join remits.remit r on r.tenant_id = p.tenant_id and r.id = p.remit_id
      where mine.tenant_id = $1 and mine.posted_remit_id = $2 and mine.undone_by is null and later.undone_by is null
        and exists (select 1 from ledger.entry e where e.tenant_id = later.tenant_id and e.source_kind = 'remit-claim' and e.source_id = later.remit_claim_id)
      group by p.id, r.id, r.trace_number order by p.id desc`,
    [tx.tenant, postedRemitId],
  );
}

/** The tray's projections of a posted remit, counted from its standing claims and from what of its cash waits in Unapplied. */
export async function postedTotals(
  tx: Tx,
  postedRemitId: string,
): Promise<{ cleanClaims: number; workClaims: number; parkedClaims: number; unapplied: Cents }> {
  const [row] = await tx.rows<{ clean: number; work: number; parked: number; unapplied: Cents }>(
    `select count(*) filter (where pc.state = 'clean') as clean, count(*) filter (where pc.state = 'work') as work, count(*) filter (where pc.state = 'parked') as parked,
            coalesce(sum(-waiting.amount), 0)::bigint as unapplied
       from posting.posted_claim pc
       left join lateral (
         select sum(l.amount) as amount from ledger.entry e join ledger.line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
          where e.tenant_id = pc.tenant_id and e.source_kind = 'remit-claim' and e.source_id = pc.remit_claim_id and l.account like 'Liabilities:Unapplied%') waiting on true
      where pc.tenant_id = $1 and pc.posted_remit_id = $2 and pc.undone_by is null`,
    [tx.tenant, postedRemitId],
  );
  return {
    cleanClaims: row?.clean ?? 0,
    workClaims: row?.work ?? 0,
    parkedClaims: row?.parked ?? 0,
    unapplied: row?.unapplied ?? (0 as Cents),
  };
}

/** Which of these remit claims stand posted as parked: they have said nothing on the books yet. */
export async function parkedAmong(tx: Tx, remitClaimIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (remitClaimIds.length === 0) return new Set();
  const rows = await tx.rows<{ id: string }>(
    "select remit_claim_id as id from posting.posted_claim where tenant_id = $1 and remit_claim_id = any($2::uuid[]) and undone_by is null and state = 'parked'",
    [tx.tenant, remitClaimIds],
  );
  return new Set(rows.map((row) => row.id));
}

/** Cash of a posting's claims that a person set aside as not ours: it is owed back to the payer. */
export async function asideCash(tx: Tx, postedRemitId: string): Promise<Cents> {
  const [row] = await tx.rows<{ cash: Cents }>(
    `select coalesce(sum((plan->>'paid')::bigint), 0)::bigint as cash from posting.posted_claim
      where tenant_id = $1 and posted_remit_id = $2 and undone_by is null and state = 'not-ours'`,
    [tx.tenant, postedRemitId],
  );
  return row?.cash ?? (0 as Cents);
}

/** Cash of posted remits that waits for a person, as the postings count it. */
export async function parkedCash(tx: Tx): Promise<Cents> {
  const [row] = await tx.rows<{ cash: Cents }>(
    "select coalesce(sum(unapplied), 0)::bigint as cash from remits.remit where tenant_id = $1 and state = 'posted' and unapplied <> 0",
    [tx.tenant],
  );
  return row?.cash ?? (0 as Cents);
}

/** What the newest standing posting of each claim said, for where the claim stands now. */
export async function spokenOf(
  tx: Tx,
  claimIds: readonly string[],
): Promise<{ claimId: string; denied: boolean; forwarded: boolean; reversal: boolean }[]> {
  return tx.rows(
    `select distinct on (pc.claim_id) pc.claim_id as "claimId", pc.plan->'work' @> '[{"kind":"denial"}]' as denied,
            rc.status in ('19', '20', '21') or rc.crossover_id is not null or rc.crossover_name is not null as forwarded, pc.reverses is not null as reversal
       from posting.posted_claim pc join remits.remit_claim rc on rc.tenant_id = pc.tenant_id and rc.id = pc.remit_claim_id
      where pc.tenant_id = $1 and pc.claim_id = any($2::uuid[]) and pc.undone_by is null and pc.state in ('clean', 'work')
      order by pc.claim_id, pc.id desc`,
    [tx.tenant, claimIds],
  );
}

/** Remits that spoke of a claim and what became of them, oldest first. */
export async function postingsOfClaim(
  tx: Tx,
  claimId: string,
): Promise<
  {
    at: Date;
    by: string;
    remit_id: string;
    document_id: string;
    payer_name: string;
    trace_number: string;
    paid: Cents;
    state: string;
    undone: boolean;
    undone_at: Date | null;
    undone_by: string | null;
  }[]
> {
  return tx.rows(
    `select p.posted_at as at, p.posted_by as by, r.id as remit_id, r.document_id, r.payer_name, r.trace_number, (pc.plan->>'paid')::bigint as paid, pc.state,
            pc.undone_by is not null as undone, g.at as undone_at, coalesce(m.name, g.actor_id) as undone_by
       from posting.posted_claim pc
       join posting.posted_remit p on p.tenant_id = pc.tenant_id and p.id = pc.posted_remit_id
       join remits.remit r on r.tenant_id = p.tenant_id and r.id = p.remit_id
       left join gate.record g on g.tenant_id = pc.tenant_id and g.id = pc.undone_by
       left join governance.member m on m.tenant_id = g.tenant_id and m.user_id = g.actor_id
      where pc.tenant_id = $1 and pc.claim_id = $2 order by p.posted_at, pc.id`,
    [tx.tenant, claimId],
  );
}
