import { type Cents, cents } from '@claimwright/core/ground/base';
import type { Tx } from '../../../store/store.ts';
import { patientOwes } from '../../charges/index.ts';

/** What the patient owes for lines that left a claim of the books before it was sent; nothing where they owe none. */
export async function owedBeside(tx: Tx, claimId: string): Promise<Cents | undefined> {
  const rows = await tx.rows<{ id: string }>('select draft_id as id from claims.draft_standing where tenant_id = $1 and claim_id = $2', [
    tx.tenant,
    claimId,
  ]);
  const owed = await patientOwes(
    tx,
    rows.map(({ id }) => id),
  );
  return owed.size === 0 ? undefined : cents([...owed.values()].reduce((sum, one) => sum + one, 0));
}
