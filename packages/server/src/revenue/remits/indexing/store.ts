import { memberIndex } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';
import { eachOldRow } from '../../../store/keys/index-old-rows.ts';
import type { Store } from '../../../store/store.ts';
import { remitClaim } from '../schema.ts';

/** Claims of remits of before there were keys: their members were found by the numbers themselves. */
export async function indexOldRemitClaims(store: Store, tenant: string): Promise<void> {
  await eachOldRow<{ id: string; patient: string | null; subscriber: string | null }>(
    store,
    tenant,
    `select id, patient_member_id as patient, subscriber_member_id as subscriber from remits.remit_claim
      where tenant_id = $1 and id > $2 and patient_member_index is null and subscriber_member_index is null`,
    (tx, rows) =>
      tx.rows(
        `update remits.remit_claim c set patient_member_index = u.patient, subscriber_member_index = u.subscriber
           from unnest($2::uuid[], $3::text[], $4::text[]) as u (id, patient, subscriber) where c.tenant_id = $1 and c.id = u.id`,
        [
          tx.tenant,
          rows.map(({ id }) => id),
          rows.map(({ patient }) => memberIndex(tx, shown(remitClaim.patientMemberId, patient))),
          rows.map(({ subscriber }) => memberIndex(tx, shown(remitClaim.subscriberMemberId, subscriber))),
        ],
      ),
  );
}
