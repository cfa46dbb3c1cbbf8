import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '../../../store/store.ts';
import { lateKey } from '../claim-events.ts';
import { batchClaim, work } from '../schema.ts';
import type { WorkRow } from '../store.ts';

/** Of these drafts those that were taken after somebody took them up again, while nobody has decided what that means. */
export async function lateAmong(tx: Tx, draftIds: readonly string[]): Promise<Map<string, WorkRow['causes']>> {
  if (draftIds.length === 0) return new Map();
  const rows = await tx.db
    .select({ draftId: work.draftId, causes: work.causes })
    .from(work)
    .where(and(eq(work.tenantId, tx.tenant), inArray(work.key, draftIds.map(lateKey)), isNull(work.closedAt)));
  return new Map(rows.flatMap(({ draftId, causes }) => (draftId === null ? [] : [[draftId, causes] as const])));
}

/** The newest sending of a draft that left: which version of it. */
export async function lastSent(tx: Tx, draftId: string): Promise<{ batchId: string; version: number } | undefined> {
  const [row] = await tx.rows<{ batchId: string; version: number }>(
    `select c.batch_id as "batchId", c.version from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id and b.sent_at is not null
      where c.tenant_id = $1 and c.draft_id = $2::uuid order by c.attempt desc limit 1`,
    [tx.tenant, draftId],
  );
  return row;
}

/** That sending counts again. */
export async function countAgain(tx: Tx, batchId: string, draftId: string): Promise<void> {
  await tx.db
    .update(batchClaim)
    .set({ open: true })
    .where(and(eq(batchClaim.tenantId, tx.tenant), eq(batchClaim.batchId, batchId), eq(batchClaim.draftId, draftId)));
}

/** Work that is open, held until the transaction ends. */
export async function heldWork(tx: Tx, key: string): Promise<WorkRow | undefined> {
  const [row] = await tx.db
    .select()
    .from(work)
    .where(and(eq(work.tenantId, tx.tenant), eq(work.key, key), isNull(work.closedAt)))
    .for('update');
  return row;
}
