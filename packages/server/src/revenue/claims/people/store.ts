import type { PlainDate } from '@claimwright/core/ground/base';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { claim } from '../schema.ts';

export interface OfWhat {
  readonly draftId?: string | undefined;
  readonly claimId?: string | undefined;
  readonly chargeId?: string | undefined;
}

/** Whose a draft, a claim of the books or a charge is. */
export async function patientOf(tx: Tx, { draftId, claimId, chargeId }: OfWhat): Promise<string | undefined> {
  const table = draftId !== undefined ? 'claims.draft' : claimId !== undefined ? 'claims.claim' : 'charges.charge';
  const [row] = await tx.rows<{ id: string }>(`select patient_id as id from ${table} where tenant_id = $1 and id = $2`, [
    tx.tenant,
    draftId ?? claimId ?? chargeId,
  ]);
  return row?.id;
}

/** Of a patient how many claims the books hold, and of the last one the member number, the payer and the day. */
export async function inBooks(tx: Tx, patientId: string) {
  const [row] = await tx.rows<{ claims: number; memberId: string | null; payerName: string | null; seenOn: PlainDate | null }>(
    `select (select count(*)::int from claims.claim where tenant_id = $1 and patient_id = $2) as claims,
            c.member_id as "memberId", y.name as "payerName", c.served_from as "seenOn"
       from (select 1) as always
       left join lateral (select * from claims.claim where tenant_id = $1 and patient_id = $2 order by served_from desc nulls last, id desc limit 1) c on true
       left join parties.payer y on y.tenant_id = c.tenant_id and y.id = c.payer_id`,
    [tx.tenant, patientId],
  );
  const memberId = shown(claim.memberId, row?.memberId ?? null);
  return { claims: row?.claims ?? 0, memberId, payerName: row?.payerName ?? '', seenOn: row?.seenOn ?? undefined };
}

/** Drafts of these patients that can still be changed. */
export async function draftedOf(tx: Tx, patientIds: readonly string[]): Promise<string[]> {
  const rows = await tx.rows<{ id: string }>(
    `select d.id from claims.draft d join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
      where d.tenant_id = $1 and d.patient_id = any($2::uuid[]) and s.status = 'drafted' order by d.id limit 500`,
    [tx.tenant, patientIds],
  );
  return rows.map(({ id }) => id);
}
