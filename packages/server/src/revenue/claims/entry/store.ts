import type { Tx } from '../../../store/store.ts';

/** Of a patient, by all ids of theirs, the claim that was made last to go out. */
export async function lastDraftOf(tx: Tx, patientIds: readonly string[]): Promise<string | undefined> {
  const [row] = await tx.rows<{ id: string }>(
    'select id from claims.draft where tenant_id = $1 and patient_id = any($2::uuid[]) order by id desc limit 1',
    [tx.tenant, patientIds],
  );
  return row?.id;
}
