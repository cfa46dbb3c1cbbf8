import type { Tx } from '../../../store/store.ts';

/** Of a patient the claim that was made last to go out. */
export async function lastDraftOf(tx: Tx, patientId: string): Promise<string | undefined> {
  const [row] = await tx.rows<{ id: string }>(
    'select id from claims.draft where tenant_id = $1 and patient_id = $2 order by id desc limit 1',
    [tx.tenant, patientId],
  );
  return row?.id;
}
