import type { Tx } from '../../../store/store.ts';

/** The newest sending of a draft, where the practice printed it: with the file of what was printed. */
export interface Printed {
  readonly batchId: string;
  readonly documentId: string;
  readonly attempt: number;
  readonly sentOn: string;
}

export async function lastPrinted(tx: Tx, draftId: string): Promise<Printed | undefined> {
  const [row] = await tx.rows<Printed & { kind: string; open: boolean }>(
    `select b.id as "batchId", b.document_id as "documentId", c.attempt, c.open, h.kind, to_char(b.sent_at at time zone 'UTC', 'YYYY-MM-DD') as "sentOn"
       from submission.batch_claim c
       join submission.batch b on b.tenant_id = c.tenant_id and b.id = c.batch_id and b.sent_at is not null and b.document_id is not null
       join submission.clearinghouse h on h.tenant_id = b.tenant_id and h.id = b.clearinghouse_id
      where c.tenant_id = $1 and c.draft_id = $2::uuid order by c.attempt desc limit 1`,
    [tx.tenant, draftId],
  );
  if (row === undefined || row.kind !== 'paper' || !row.open) return undefined;
  const { kind: _, open: __, ...printed } = row;
  return printed;
}

/** A batch that the practice prints and mails itself: with the file of what it prints, once it was let go. */
export interface PrintedBatch {
  readonly id: string;
  readonly payerId: string;
  readonly state: string;
  readonly documentId: string | null;
  readonly sentOn: string | null;
}

/** Nothing where the batch is none of claims, or goes by a file. */
export async function printedBatch(tx: Tx, batchId: string): Promise<PrintedBatch | undefined> {
  const [row] = await tx.rows<PrintedBatch>(
    `select b.id, b.payer_id as "payerId", b.state, b.document_id as "documentId", to_char(b.sent_at at time zone 'UTC', 'YYYY-MM-DD') as "sentOn"
       from submission.batch b
       join submission.clearinghouse h on h.tenant_id = b.tenant_id and h.id = b.clearinghouse_id and h.kind = 'paper'
      where b.tenant_id = $1 and b.id = $2 and b.purpose = 'claims'`,
    [tx.tenant, batchId],
  );
  return row;
}

/** Of a batch the claims of which nobody has told anything yet, and which nobody took up again. */
export const untold = (tx: Tx, batchId: string): Promise<{ draftId: string; attempt: number; siteId: string | null }[]> =>
  tx.rows(
    `select c.draft_id as "draftId", c.attempt, d.site_id as "siteId"
       from submission.batch_claim c
       join claims.draft d on d.tenant_id = c.tenant_id and d.id = c.draft_id
      where c.tenant_id = $1 and c.batch_id = $2 and c.open
        and not exists (select 1 from submission.claim_event e where e.tenant_id = c.tenant_id and e.draft_id = c.draft_id and e.batch_id = c.batch_id)
      order by c.draft_id`,
    [tx.tenant, batchId],
  );
