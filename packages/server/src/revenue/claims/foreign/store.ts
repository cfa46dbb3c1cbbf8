import type { ClaimStatus } from '@claimwright/core/revenue/claims';
import type { Tx } from '../../../store/store.ts';
import type { ToFollow } from '../following/store.ts';

/** A replacement or void that another system made, of a claim that left from here. */
export interface ForeignPair {
  readonly anewId: string;
  readonly number: string;
  readonly frequency: '7' | '8';
  readonly anew: ClaimStatus;
  readonly payerId: string;
  readonly siteId: string | null;
  readonly beforeId: string;
  readonly beforeNumber: string;
  readonly before: ClaimStatus;
}

/** Those of which one of the two is this claim, the newest first. */
export const foreignAbout = (tx: Tx, claimId: string): Promise<ForeignPair[]> =>
  tx.rows<ForeignPair>(
    `select c.id as "anewId", c.patient_control_number as number, c.frequency, k.status as anew, c.payer_id as "payerId", c.site_id as "siteId",
            b.id as "beforeId", b.patient_control_number as "beforeNumber", s.status as before
       from claims.claim c
       join claims.standing k on k.tenant_id = c.tenant_id and k.claim_id = c.id
       join claims.claim b on b.tenant_id = c.tenant_id and b.id = c.replaces
       join claims.standing s on s.tenant_id = c.tenant_id and s.claim_id = b.id
      where c.tenant_id = $1 and c.frequency in ('7', '8') and (c.id = $2 or c.replaces = $2)
        and exists (select 1 from claims.draft_standing d where d.tenant_id = c.tenant_id and d.claim_id = b.id)
        and not exists (select 1 from claims.draft_standing d where d.tenant_id = c.tenant_id and d.claim_id = c.id)
      order by c.id desc`,
    [tx.tenant, claimId],
  );

/** Whether it counts; nothing where nobody has said it yet. */
export const countsNow = ({ anew }: Pick<ForeignPair, 'anew'>): boolean | undefined =>
  anew === 'unconfirmed' ? undefined : anew !== 'not-taken';

/** What the books are to say of the two. */
export function ifItCounts({ anewId, beforeId, frequency, ...pair }: ForeignPair, counts: boolean): ToFollow {
  if (counts)
    return frequency === '8' ? { anewId, beforeId, anew: 'void', before: 'void' } : { anewId, beforeId, anew: 'sent', before: 'replaced' };
  return { anewId, ...(countsNow(pair) ? { beforeId } : {}), anew: 'not-taken', before: 'stands' };
}
