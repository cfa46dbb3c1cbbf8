import type { OwnReason } from '@claimwright/core/ground/codes';
import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import type { Tx } from '../../store/store.ts';
import { reason } from './schema.ts';

type ReasonRow = typeof reason.$inferSelect;

/** What the practice says of reason codes now. */
export async function ownReasons(tx: Tx): Promise<ReasonRow[]> {
  return tx.db
    .select()
    .from(reason)
    .where(and(eq(reason.tenantId, tx.tenant), isNull(reason.droppedAt)))
    .orderBy(asc(reason.carc));
}

/** A later word on a code replaces the earlier one. */
export async function putReasons(ctx: Ctx, reasons: readonly OwnReason[]): Promise<void> {
  if (reasons.length === 0) return;
  const { tx } = ctx;
  const by = { tenantId: tx.tenant, setAt: ctx.now, setBy: ctx.actor.name, actId: ctx.actId, droppedAt: null };
  await tx.db
    .insert(reason)
    .values(reasons.map((one) => ({ ...one, ...by })))
    .onConflictDoUpdate({
      target: [reason.tenantId, reason.carc],
      set: {
        words: sql`excluded.words`,
        family: sql`excluded.family`,
        setAt: sql`excluded.set_at`,
        setBy: sql`excluded.set_by`,
        actId: sql`excluded.act_id`,
        droppedAt: null,
      },
    });
}

export async function dropReason(ctx: Ctx, carc: string): Promise<void> {
  await ctx.tx.db
    .update(reason)
    .set({ droppedAt: ctx.now, setBy: ctx.actor.name, actId: ctx.actId })
    .where(and(eq(reason.tenantId, ctx.tx.tenant), eq(reason.carc, carc)));
}
