import { type ClaimToSend, withExpected } from '@claimwright/core/revenue/claims';
import type { Ctx } from '../../../gate/index.ts';
import { codeTablesFor } from '../../../ground/codes/index.ts';
import { coveragesOf } from '../../eligibility/index.ts';

interface OfPatient {
  readonly claim: ClaimToSend;
  readonly patientId: string;
}

/** The claims, in their order, with what they are expected to bring by what is known now: the payers' schedules, and the coverages. */
export async function expecting(ctx: Ctx, claims: readonly OfPatient[]): Promise<readonly ClaimToSend[]> {
  const tables = await codeTablesFor(ctx, undefined, ['fee-schedules', 'procedures']);
  const patients = [...new Set(claims.map(({ patientId }) => patientId))];
  const looks = tables.fees === undefined ? undefined : await coveragesOf(ctx, patients);
  return claims.map(({ claim, patientId }) => withExpected(claim, { tables, looks: looks?.get(patientId) ?? [] }));
}
