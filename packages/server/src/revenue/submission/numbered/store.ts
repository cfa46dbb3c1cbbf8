import { and, desc, eq } from 'drizzle-orm';
import { draftStanding, type SentClaims } from '../../claims/index.ts';

import { claimEvent } from '../schema.ts';

/** The number that the payer gave a claim in its newest acknowledgment that says one (277CA). */
export const numberedOf: SentClaims['numbered'] = async ({ tx }, claimId) => {
  const rows = await tx.db
    .select({ event: claimEvent.event })
    .from(claimEvent)
    .innerJoin(draftStanding, and(eq(draftStanding.tenantId, claimEvent.tenantId), eq(draftStanding.draftId, claimEvent.draftId)))
    .where(and(eq(claimEvent.tenantId, tx.tenant), eq(draftStanding.claimId, claimId)))
    .orderBy(desc(claimEvent.at), desc(claimEvent.id));
  return rows.map(({ event }) => event.payerControlNumber).find((number) => number !== undefined);
};
