import { createHash } from 'node:crypto';
import { idKey, nameKey } from '@claimwright/core/ground/parties';
import type { Claim } from '@claimwright/core/revenue/claims';

/**
 * What a claim says, hashed: control number, frequency, amounts, days and lines. Not the file, not the line control numbers, which
 * systems make anew for each file, and not the payer: the same charges sent on to the next payer are no new charges.
 */
export function contentKeyOf(claim: Claim): string {
  const number = claim.patientControlNumber.trim();
  // A control number of nothing tells no two claims apart: then the patient does.
  const who = idKey(number) === '' || idKey(number) === '0' ? [claim.patient.last, claim.patient.first, claim.patient.birthDate ?? ''] : [];
  const lines = claim.lines.map(({ procedure, billed, units, servedOn, servedTo }) =>
    [procedure.code, procedure.modifiers.join(':'), billed, units ?? '', servedOn ?? '', servedTo ?? ''].join('/'),
  );
  const said = [number, claim.frequency || '1', claim.billed, claim.servedFrom ?? '', claim.servedTo ?? '', ...who, ...lines];
  return digest(said);
}

/** Of the same content under the same number, and of another person. */
export const keyOfAnother = (content: string, { patient: { last, first, birthDate } }: Claim): string =>
  digest([content, nameKey(last), nameKey(first), birthDate ?? '']);

/** Of the same content again, after that claim was ended. */
export const keyAfter = (content: string, endedClaimId: string): string => digest([content, endedClaimId]);

const digest = (said: readonly (string | number)[]): string => createHash('sha256').update(said.join('\n')).digest('hex');
