import type { Cents } from '@claimwright/core/ground/base';
import type { ClaimKind } from '@claimwright/core/revenue/claims';
import type { Tx } from '../../../store/store.ts';
import type { BatchState, WorkRow } from '../store.ts';

export interface ListedBatch {
  readonly id: string;
  readonly control: number;
  readonly reference: string;
  readonly state: BatchState;
  readonly clearinghouse: string;
  readonly payerName: string;
  readonly kind: ClaimKind;
  readonly purpose: 'claims' | 'status';
  readonly claims: number;
  readonly billed: Cents;
  readonly sha256: string;
  readonly preparedAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly sentAt: Date | null;
  readonly trouble: string | null;
  readonly byMail: boolean;
  readonly steps: { readonly [status: string]: number };
}

const columns = `b.id, b.control, b.reference, b.state, h.name as clearinghouse, y.name as "payerName", b.kind, b.purpose, b.claims, b.billed, b.sha256,
  b.prepared_at as "preparedAt", coalesce(m.name, b.approved_by) as "approvedBy", b.approved_at as "approvedAt", b.sent_at as "sentAt", b.trouble, h.kind = 'paper' as "byMail",
  coalesce((select jsonb_object_agg(t.status, t.claims) from (
    select s.status, count(*) as claims from submission.batch_claim c join claims.draft_standing s on s.tenant_id = c.tenant_id and s.draft_id = c.draft_id
     where c.tenant_id = b.tenant_id and c.batch_id = b.id group by s.status) t), '{}') as steps
  from submission.batch b
  join submission.clearinghouse h on h.tenant_id = b.tenant_id and h.id = b.clearinghouse_id
  join parties.payer y on y.tenant_id = b.tenant_id and y.id = b.payer_id
  left join governance.member m on m.tenant_id = b.tenant_id and m.user_id = b.approved_by`;

/** The newest first; dropped ones are left out. */
export const batchPage = (tx: Tx, { before, limit }: { before: string | undefined; limit: number }): Promise<ListedBatch[]> =>
  tx.rows<ListedBatch>(
    `select ${columns} where b.tenant_id = $1 and b.state <> 'dropped'${before === undefined ? '' : ' and b.id < $3::uuid'} order by b.id desc limit $2`,
    [tx.tenant, limit, ...(before === undefined ? [] : [before])],
  );

export async function listedBatch(tx: Tx, id: string): Promise<ListedBatch | undefined> {
  const [row] = await tx.rows<ListedBatch>(`select ${columns} where b.tenant_id = $1 and b.id = $2`, [tx.tenant, id]);
  return row;
}

export interface ListedWork extends Pick<WorkRow, 'id' | 'kind' | 'causes' | 'claims' | 'openedAt'> {
  readonly draftId: string | null;
  readonly batchId: string | null;
  readonly documentId: string | null;
  readonly payerId: string | null;
  readonly patientControlNumber: string | null;
  readonly payerName: string | null;
}

/** What is open, the oldest first. */
export const openWorkPage = (tx: Tx, { after, limit }: { after: string | undefined; limit: number }): Promise<ListedWork[]> =>
  tx.rows<ListedWork>(
    `select w.id, w.kind, w.causes, w.claims, w.opened_at as "openedAt", w.draft_id as "draftId", w.batch_id as "batchId",
            w.document_id as "documentId", w.payer_id as "payerId", d.patient_control_number as "patientControlNumber", y.name as "payerName"
       from submission.work w
       left join claims.draft d on d.tenant_id = w.tenant_id and d.id = w.draft_id
       left join submission.batch b on b.tenant_id = w.tenant_id and b.id = w.batch_id
       left join parties.payer y on y.tenant_id = w.tenant_id and y.id = coalesce(w.payer_id, d.payer_id, b.payer_id)
      where w.tenant_id = $1 and w.closed_at is null${after === undefined ? '' : ' and w.id > $3::uuid'} order by w.id limit $2`,
    [tx.tenant, limit, ...(after === undefined ? [] : [after])],
  );

/** How many there are of each list. */
export async function countOf(tx: Tx, list: 'tonight' | 'batches' | 'work'): Promise<number> {
  const from = {
    tonight: "claims.draft_standing where tenant_id = $1 and status = 'drafted'",
    batches: "submission.batch where tenant_id = $1 and state <> 'dropped'",
    work: 'submission.work where tenant_id = $1 and closed_at is null',
  };
  const [row] = await tx.rows<{ total: number }>(`select count(*) as total from ${from[list]}`, [tx.tenant]);
  return row?.total ?? 0;
}
