import type { NumberChosen } from '@claimwright/core/revenue/submission';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../../store/store.ts';
import { draftStanding } from '../../claims/index.ts';
import { batchClaim } from '../schema.ts';

/** Keeps which of several numbers a person chose for a sending. */
export async function putChoice(
  tx: Tx,
  { draftId, attempt, ...numberChosen }: { readonly draftId: string } & Omit<NumberChosen, 'kind'>,
): Promise<void> {
  await tx.db
    .update(batchClaim)
    .set({ numberChosen })
    .where(and(eq(batchClaim.tenantId, tx.tenant), eq(batchClaim.draftId, draftId), eq(batchClaim.attempt, attempt)));
}

/** The draft that became a claim of the books. */
export async function draftOfClaim(tx: Tx, claimId: string): Promise<string | undefined> {
  const [row] = await tx.db
    .select({ draftId: draftStanding.draftId })
    .from(draftStanding)
    .where(and(eq(draftStanding.tenantId, tx.tenant), eq(draftStanding.claimId, claimId)))
    .limit(1);
  return row?.draftId;
}
