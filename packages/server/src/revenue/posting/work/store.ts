import type { WorkItem } from '@claimwright/core/revenue/posting';
import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '../../../gate/index.ts';
import type { Tx } from '../../../store/store.ts';
import { workItem } from '../schema.ts';

export async function addWork(ctx: Ctx, remitId: string, remitClaimIds: readonly string[], work: Iterable<WorkItem>): Promise<void> {
  await ctx.tx.copy(workItem, workRows(ctx, remitId, remitClaimIds, work));
}

export function* workRows(
  ctx: Ctx,
  remitId: string,
  remitClaimIds: readonly string[],
  work: Iterable<WorkItem>,
): Generator<typeof workItem.$inferInsert> {
  for (const item of work)
    yield {
      tenantId: ctx.tx.tenant,
      id: item.id,
      kind: item.kind,
      remitId,
      remitClaimId: item.remitClaimIndex === undefined ? null : (remitClaimIds[item.remitClaimIndex] ?? null),
      claimId: item.claimId ?? null,
      lineIndex: item.lineIndex ?? null,
      amount: item.amount,
      adjustmentGroup: item.group ?? null,
      carc: item.carc ?? null,
      says: item.says,
      because: item.because,
      fix: item.fix,
      openedAt: ctx.now,
      actId: ctx.actId,
      closedAt: null,
      closedBy: null,
      closedWhy: null,
    };
}

/** Closes open work: of a whole remit, of some of its claims, or single items. */
export async function closeWork(
  ctx: Ctx,
  which: { remitId?: string; remitClaimIds?: readonly string[]; ids?: readonly string[] },
  why: string,
): Promise<number> {
  const { tx } = ctx;
  const rows = await tx.db
    .update(workItem)
    .set({ closedAt: ctx.now, closedBy: ctx.actId, closedWhy: why })
    .where(
      and(
        eq(workItem.tenantId, tx.tenant),
        isNull(workItem.closedAt),
        which.remitId ? eq(workItem.remitId, which.remitId) : undefined,
        which.remitClaimIds ? inArray(workItem.remitClaimId, [...which.remitClaimIds]) : undefined,
        which.ids ? inArray(workItem.id, [...which.ids]) : undefined,
      ),
    )
    .returning({ id: workItem.id });
  return rows.length;
}

export type WorkRow = typeof workItem.$inferSelect;
export async function workOf(
  tx: Tx,
  which: { remitId?: string; remitClaimId?: string; claimId?: string; id?: string },
): Promise<WorkRow[]> {
  return tx.db
    .select()
    .from(workItem)
    .where(
      and(
        eq(workItem.tenantId, tx.tenant),
        which.remitId ? eq(workItem.remitId, which.remitId) : undefined,
        which.remitClaimId ? eq(workItem.remitClaimId, which.remitClaimId) : undefined,
        which.claimId ? eq(workItem.claimId, which.claimId) : undefined,
        which.id ? eq(workItem.id, which.id) : undefined,
      ),
    )
    .orderBy(asc(workItem.id));
}

/**
 * The work that a posted remit left, at most so much of it, what is of the whole first; each with the place of its claim. And how much there
 * is.
 */
export async function workLeft(
  tx: Tx,
  remitId: string,
  most: number,
): Promise<{ readonly rows: readonly { readonly item: WorkRow; readonly index: number | undefined }[]; readonly total: number }> {
  const which = and(eq(workItem.tenantId, tx.tenant), eq(workItem.remitId, remitId));
  const items = await tx.db
    .select()
    .from(workItem)
    .where(which)
    .orderBy(sql`${workItem.remitClaimId} is not null`, asc(workItem.id))
    .limit(most);
  const total = items.length < most ? items.length : await tx.db.$count(workItem, which);
  const places = await tx.rows<{ id: string; index: number }>(
    'select id, index from remits.remit_claim where tenant_id = $1 and id = any($2::uuid[])',
    [tx.tenant, items.flatMap(({ remitClaimId }) => remitClaimId ?? [])],
  );
  const index = new Map(places.map((place) => [place.id, place.index]));
  return { rows: items.map((item) => ({ item, index: item.remitClaimId === null ? undefined : index.get(item.remitClaimId) })), total };
}

/** Open work over all remits, newest first. */
export async function openWork(
  tx: Tx,
  filter: { open: boolean; kind?: string | undefined; after?: readonly [at: string, id: string] | undefined; limit: number },
): Promise<{ rows: WorkRow[]; total: number }> {
  const which = and(
    eq(workItem.tenantId, tx.tenant),
    filter.open ? isNull(workItem.closedAt) : undefined,
    filter.kind ? eq(workItem.kind, filter.kind) : undefined,
  );
  const after = filter.after
    ? sql`(${workItem.openedAt}, ${workItem.id}) < (${filter.after[0]}::timestamptz, ${filter.after[1]}::uuid)`
    : undefined;
  // First which ones, out of an index that has their order alone: asked for whole, all of a kind are read and sorted.
  const newest = [desc(workItem.openedAt), desc(workItem.id)];
  const page = await tx.db
    .select({ id: workItem.id })
    .from(workItem)
    .where(and(which, after))
    .orderBy(...newest)
    .limit(filter.limit);
  const ids = page.map(({ id }) => id);
  const rows = await tx.db
    .select()
    .from(workItem)
    .where(and(eq(workItem.tenantId, tx.tenant), sql`${workItem.id} = any(${sql.param(ids)}::uuid[])`))
    .orderBy(...newest);
  const [count] = await tx.db.select({ total: sql<number>`count(*)` }).from(workItem).where(which);
  return { rows, total: Number(count?.total ?? 0) };
}
