import type { ClaimToSend, Rank } from '@claimwright/core/revenue/claims';
import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../../store/store.ts';
import { draft, draftStanding, draftVersion } from '../schema.ts';

/** What was sent as a claim of the books, where it was drafted here. */
export async function contentOfClaim(tx: Tx, claimId: string): Promise<ClaimToSend | undefined> {
  const [row] = await tx.db
    .select({ content: draftVersion.content })
    .from(draftStanding)
    .innerJoin(draft, and(eq(draft.tenantId, draftStanding.tenantId), eq(draft.id, draftStanding.draftId)))
    .innerJoin(
      draftVersion,
      and(eq(draftVersion.tenantId, draft.tenantId), eq(draftVersion.draftId, draft.id), eq(draftVersion.version, draft.version)),
    )
    .where(and(eq(draftStanding.tenantId, tx.tenant), eq(draftStanding.claimId, claimId)))
    .limit(1);
  return row?.content;
}

/** Drafts that were made of a claim and wait. */
export async function standingDraftFrom(tx: Tx, claimId: string): Promise<{ frequency: string; sentAs: Rank }[]> {
  // One at a time: two who draft of it at once would each see no other.
  await tx.rows('select id from claims.claim where tenant_id = $1 and id = $2 for update', [tx.tenant, claimId]);
  return tx.rows(
    `select d.frequency, d.sent_as as "sentAs" from claims.draft d
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
      where d.tenant_id = $1 and d.from_claim_id = $2 and s.status in ('drafted', 'approved', 'rejected')`,
    [tx.tenant, claimId],
  );
}
