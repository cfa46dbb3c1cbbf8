import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { Ctx } from '../../../gate/index.ts';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { draft } from '../../claims/index.ts';

export interface Outcome {
  readonly draftId: string;
  readonly attempt: number;
  readonly outcome: 'accepted' | 'rejected';
}

/** What became of sendings. Who rejected one once, rejected it, whatever came after; what was taken can be rejected still. */
export async function noteOutcomes({ tx }: Ctx, outcomes: readonly Outcome[]): Promise<void> {
  if (outcomes.length === 0) return;
  await tx.rows(
    `update submission.batch_claim c set outcome = o.outcome
       from unnest($2::uuid[], $3::int[], $4::text[]) o (draft_id, attempt, outcome), submission.batch b
      where c.tenant_id = $1 and c.draft_id = o.draft_id and c.attempt = o.attempt and c.outcome is distinct from o.outcome
        and c.outcome is distinct from 'rejected' and b.tenant_id = c.tenant_id and b.id = c.batch_id and b.sent_at is not null`,
    [tx.tenant, outcomes.map(({ draftId }) => draftId), outcomes.map(({ attempt }) => attempt), outcomes.map(({ outcome }) => outcome)],
  );
}

export interface FirstPassRow {
  readonly payerId: string;
  readonly payerName: string;
  /** YYYY-MM in which they were sent. */
  readonly month: string;
  readonly sent: number;
  readonly accepted: number;
  readonly rejected: number;
}

/** First sendings by payer and month, the newest month first. */
export const firstPassRows = (tx: Tx): Promise<FirstPassRow[]> =>
  tx.rows<FirstPassRow>(
    `select b.payer_id as "payerId", y.name as "payerName", to_char(b.sent_at at time zone 'UTC', 'YYYY-MM') as month, count(*)::int as sent,
            (count(*) filter (where c.outcome = 'accepted'))::int as accepted, (count(*) filter (where c.outcome = 'rejected'))::int as rejected
       from submission.batch b
       join submission.batch_claim c on c.tenant_id = b.tenant_id and c.batch_id = b.id and c.attempt = 1
       join parties.payer y on y.tenant_id = b.tenant_id and y.id = b.payer_id
      where b.tenant_id = $1 and b.state = 'sent' group by 1, 2, 3 order by 3 desc, 2, 1 limit 600`,
    [tx.tenant],
  );

export interface FirstPassClaim {
  readonly draftId: string;
  readonly batchId: string;
  readonly reference: string;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly servedFrom: PlainDate | null;
  readonly billed: Cents;
  readonly outcome: Outcome['outcome'] | null;
}

/** The claims that such a row counts: rejected ones first. */
export async function firstPassClaims(
  tx: Tx,
  { payerId, month, limit }: { readonly payerId: string; readonly month: string; readonly limit: number },
): Promise<FirstPassClaim[]> {
  const rows = await tx.rows<Omit<FirstPassClaim, 'patientName'> & { readonly patientName: string }>(
    `select c.draft_id as "draftId", b.id as "batchId", b.reference, d.patient_name as "patientName",
            c.patient_control_number as "patientControlNumber", d.served_from as "servedFrom", c.billed, c.outcome
       from submission.batch b
       join submission.batch_claim c on c.tenant_id = b.tenant_id and c.batch_id = b.id and c.attempt = 1
       join claims.draft d on d.tenant_id = c.tenant_id and d.id = c.draft_id
      where b.tenant_id = $1 and b.state = 'sent' and b.payer_id = $2::uuid and to_char(b.sent_at at time zone 'UTC', 'YYYY-MM') = $3
      order by (c.outcome = 'rejected') desc nulls last, (c.outcome is null) desc, c.draft_id limit $4`,
    [tx.tenant, payerId, month, limit],
  );
  return rows.map((row) => ({ ...row, patientName: shown(draft.patientName, row.patientName) ?? '' }));
}
