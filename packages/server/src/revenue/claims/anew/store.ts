import type { ClaimToSend, DraftStatus, Rank } from '@claimwright/core/revenue/claims';
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

/** The content of a draft as it stands. */
export async function contentOfDraft(tx: Tx, draftId: string): Promise<ClaimToSend | undefined> {
  const [row] = await tx.db
    .select({ content: draftVersion.content })
    .from(draft)
    .innerJoin(
      draftVersion,
      and(eq(draftVersion.tenantId, draft.tenantId), eq(draftVersion.draftId, draft.id), eq(draftVersion.version, draft.version)),
    )
    .where(and(eq(draft.tenantId, tx.tenant), eq(draft.id, draftId)));
  return row?.content;
}

export interface MadeOf {
  readonly draftId: string;
  readonly frequency: string;
  readonly sentAs: Rank;
  readonly status: DraftStatus;
  readonly since: Date;
  readonly patientControlNumber: string;
  readonly payerName: string;
}

/**
 * What was made of a claim and stands in the way of the same again: drafts that wait or were rejected, claims that no payer has answered,
 * and those to a next payer whatever it answered: it is billed once.
 */
export async function draftsMadeOf(tx: Tx, claimId: string, sentAs: Rank): Promise<MadeOf[]> {
  // One at a time: two who draft of it at once would each see no other.
  await tx.rows('select id from claims.claim where tenant_id = $1 and id = $2 for update', [tx.tenant, claimId]);
  return tx.rows<MadeOf>(
    `select d.id as "draftId", d.frequency, d.sent_as as "sentAs", s.status, s.since, d.patient_control_number as "patientControlNumber", y.name as "payerName"
       from claims.draft d
       join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
       join parties.payer y on y.tenant_id = d.tenant_id and y.id = d.payer_id
      where d.tenant_id = $1 and d.from_claim_id = $2 and s.status <> 'withdrawn'
        and (d.frequency = '1' or d.sent_as <> $3 or s.status not in ('accepted-by-payer', 'adjudicated'))
      order by d.id desc`,
    [tx.tenant, claimId, sentAs],
  );
}

/** What a draft made of a claim of the books is of it: in its place, on to the next payer, or the claim for what it asked. */
export type Made = 'claim' | 'onward' | 'again';
export const madeOfClaim = (how: Made, claimId: string, actId: string): string => `${how} ${claimId} ${actId}`;
