import type { Tx } from '../../../store/store.ts';

export interface WaitingClaim {
  readonly draftId: string;
  readonly batchId: string;
  readonly clearinghouseId: string;
  readonly sentAt: Date;
}

/** Claims of the last sixty days that were sent and still count. */
export const waitingClaims = (tx: Tx, now: Date): Promise<WaitingClaim[]> =>
  tx.rows<WaitingClaim>(
    `select c.draft_id as "draftId", b.id as "batchId", b.clearinghouse_id as "clearinghouseId", b.sent_at as "sentAt"
       from submission.batch b join submission.batch_claim c on c.tenant_id = b.tenant_id and c.batch_id = b.id
      where b.tenant_id = $1 and b.state = 'sent' and c.open and b.sent_at > $2::timestamptz - interval '60 days'`,
    [tx.tenant, now],
  );

/** Silence that is open, and of how many claims. */
export async function openSilence(tx: Tx): Promise<Map<string, number>> {
  const rows = await tx.rows<{ key: string; claims: number }>(
    "select key, claims from submission.work where tenant_id = $1 and kind = 'silent' and closed_at is null",
    [tx.tenant],
  );
  return new Map(rows.map(({ key, claims }) => [key, claims]));
}

/** Batches of which a payer is silent and was not asked yet, by the work that says so. */
export async function silentUnasked(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select w.batch_id as id from submission.work w
      where w.tenant_id = $1 and w.kind = 'silent' and w.closed_at is null and w.key = 'silent:payer:' || w.batch_id::text
        and not exists (select 1 from submission.batch_claim c
                          join submission.inquiry_claim q on q.tenant_id = c.tenant_id and q.draft_id = c.draft_id and q.attempt = c.attempt
                         where c.tenant_id = w.tenant_id and c.batch_id = w.batch_id)
      order by w.id`,
    [tx.tenant],
  );
  return rows.map(({ id }) => id);
}

export interface MaybeDecided {
  readonly draftId: string;
  readonly claimId: string;
  readonly batchId: string;
  readonly attempt: number;
}

/** Claims on their way of which the books say more than that they were sent. */
export const maybeDecided = (tx: Tx): Promise<MaybeDecided[]> =>
  tx.rows<MaybeDecided>(
    `select distinct on (s.draft_id) s.draft_id as "draftId", s.claim_id as "claimId", c.batch_id as "batchId", c.attempt
       from claims.draft_standing s
       join claims.standing k on k.tenant_id = s.tenant_id and k.claim_id = s.claim_id and k.status not in ('sent', 'accepted', 'rejected', 'replaced', 'replacement-sent', 'void', 'void-sent', 'not-taken', 'unconfirmed')
       join submission.batch_claim c on c.tenant_id = s.tenant_id and c.draft_id = s.draft_id and c.open
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id and b.sent_at is not null
      where s.tenant_id = $1 and s.status in ('sent', 'received', 'accepted-by-clearinghouse', 'accepted-by-payer', 'rejected')
      order by s.draft_id, c.attempt desc limit 5000`,
    [tx.tenant],
  );
