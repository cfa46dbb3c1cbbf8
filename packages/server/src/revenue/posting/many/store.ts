import type { PostingPlan } from '@claimwright/core/revenue/posting';
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { grouped } from '../../remits/index.ts';
import { decision, postedClaim, postedRemit, workItem } from '../schema.ts';
import { type DecisionRow, postedClaimRows } from '../store.ts';
import { workRows } from '../work/store.ts';

/** By remit: what people said of it and its claims, oldest first. */
export async function decisionsOn(tx: Tx, remitIds: readonly string[]): Promise<Map<string, DecisionRow[]>> {
  const rows = await tx.db
    .select()
    .from(decision)
    .where(and(eq(decision.tenantId, tx.tenant), inArray(decision.remitId, [...remitIds])))
    .orderBy(asc(decision.decidedAt), asc(decision.id));
  return grouped(rows, ({ remitId }) => remitId);
}

/** Of these remits, those that stand posted. */
export async function postedAmong(tx: Tx, remitIds: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.rows<{ id: string }>(
    'select remit_id as id from posting.posted_remit where tenant_id = $1 and remit_id = any($2::uuid[]) and undone_by is null',
    [tx.tenant, remitIds],
  );
  return new Set(rows.map(({ id }) => id));
}

export interface PlannedRemit {
  readonly remitClaimIds: readonly string[];
  readonly plan: PostingPlan;
}

/** Keeps that remits are posted, with their claims and the work that they open: what `addPosting` and its fellows do for one. */
export async function addPostings(ctx: Ctx, planned: readonly PlannedRemit[]): Promise<void> {
  const { tx } = ctx;
  const posted = planned.map((one) => ({ ...one, id: ctx.newId() }));
  await tx.copy(
    postedRemit,
    posted.map(({ id, plan }) => ({
      ...{ tenantId: tx.tenant, id, remitId: plan.remitId, totals: plan.totals, providerAdjustments: plan.providerAdjustments },
      ...{ findings: plan.findings, postedAt: ctx.now, postedBy: ctx.actor.name, actId: ctx.actId },
    })),
  );
  await tx.copy(postedClaim, claimRows(ctx, posted));
  await tx.copy(
    workItem,
    posted.flatMap(({ plan, remitClaimIds }) => [...workRows(ctx, plan.remitId, remitClaimIds, plan.work)]),
  );
}

function* claimRows(ctx: Ctx, posted: readonly (PlannedRemit & { readonly id: string })[]) {
  for (const { id, plan } of posted) yield* postedClaimRows(ctx, id, plan.claims);
}
