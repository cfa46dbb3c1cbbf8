import type { PlainDate } from '@claimwright/core/ground/base';
import type { Tx } from '../../../store/store.ts';

interface Decision {
  readonly claimId: string;
  readonly documentId: string;
  readonly on: PlainDate;
  readonly payerControlNumber?: string;
}

/** Of these claims those that a posted remit decides and that was not taken back: by the first one, whoever paid later. */
export async function decisionsOn({ tx }: { readonly tx: Tx }, claimIds: readonly string[]): Promise<Decision[]> {
  const rows = await tx.rows<Decision & { number: string | null }>(
    `select distinct on (pc.claim_id) pc.claim_id as "claimId", r.document_id as "documentId", r.paid_on as "on",
            rc.payer_control_number as number
       from posting.posted_claim pc
       join remits.remit_claim rc on rc.tenant_id = pc.tenant_id and rc.id = pc.remit_claim_id
       join remits.remit r on r.tenant_id = rc.tenant_id and r.id = rc.remit_id
      where pc.tenant_id = $1 and pc.claim_id = any($2::uuid[]) and pc.undone_by is null and pc.reverses is null
        and pc.state in ('clean', 'work') and r.paid_on is not null
        and not exists (select 1 from posting.posted_claim back
                         where back.tenant_id = pc.tenant_id and back.reverses = pc.remit_claim_id and back.undone_by is null)
      order by pc.claim_id, pc.id`,
    [tx.tenant, claimIds],
  );
  return rows.map(({ number, ...row }) => ({ ...row, ...(number === null ? {} : { payerControlNumber: number }) }));
}
