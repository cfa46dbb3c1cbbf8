import { memberIndex } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';
import { eachOldRow } from '../../../store/keys/index-old-rows.ts';
import type { Store } from '../../../store/store.ts';
import { remitClaim } from '../schema.ts';
import { addToSearch } from '../searching/store.ts';

/** Claims of remits of before there were keys: their members were found by the numbers themselves, and nobody by name. */
export async function indexOldRemitClaims(store: Store, tenant: string): Promise<void> {
  await eachOldRow<{ id: string; last: string | null; first: string | null }>(
    store,
    tenant,
    `select c.id, c.patient_last as last, c.patient_first as first from remits.remit_claim c where c.tenant_id = $1 and c.id > $2
      and c.patient_last is not null and not exists (select 1 from remits.patient_search s where s.tenant_id = $1 and s.remit_claim_id = c.id)`,
    (tx, rows) =>
      addToSearch(
        tx,
        rows.map(({ id, last, first }) => ({
          id,
          last: shown(remitClaim.patientLast, last) ?? '',
          first: shown(remitClaim.patientFirst, first) ?? '',
        })),
      ),
  );
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
