import type { DraftStatus } from '@claimwright/core/revenue/claims';
import type { Tx } from '../../../store/store.ts';

/** What a draft of a claim was made of, where it was made of a charge. */
export const madeOfCharge = (chargeId: string, number: string): string => `charge ${chargeId} ${number}`;

/** Of these charges those of which drafts were made and every one was withdrawn: nothing of them is billed, nor ever will be. */
export async function withdrawnCharges(
  tx: Tx,
  charges: readonly { readonly id: string; readonly patientId: string }[],
): Promise<ReadonlySet<string>> {
  if (charges.length === 0) return new Set();
  // All of them, or what another site bills would be billed twice.
  const drafts = await tx.whole(() =>
    tx.rows<{ patientId: string; number: string; key: string; status: DraftStatus }>(
      `select d.patient_id as "patientId", d.patient_control_number as number, d.made_key as key, s.status from claims.draft d
         join claims.draft_standing s on s.tenant_id = d.tenant_id and s.draft_id = d.id
        where d.tenant_id = $1 and d.patient_id = any($2::uuid[])`,
      [tx.tenant, [...new Set(charges.map(({ patientId }) => patientId))]],
    ),
  );
  const all = charges.filter(({ id, patientId }) => {
    const own = drafts.filter((one) => one.patientId === patientId && one.key === tx.blind('claim-content', madeOfCharge(id, one.number)));
    return own.length > 0 && own.every(({ status }) => status === 'withdrawn');
  });
  return new Set(all.map(({ id }) => id));
}
