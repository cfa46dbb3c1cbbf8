import type { Finding } from '../../ground/base/index.ts';
import type { ClaimToSend } from './claim-to-send.ts';

/** In place of a claim that the payer has (7), or to take it back (8), under the number that the payer gave it. */
export function claimAnew(
  claim: ClaimToSend,
  as: 'replacement' | 'void',
  payerControlNumber: string | undefined,
): { claim?: ClaimToSend; findings: readonly Finding[] } {
  if (payerControlNumber === undefined || payerControlNumber.trim() === '') return { findings: [unnumbered] };
  const frequency = as === 'void' ? '8' : '7';
  return {
    claim: {
      ...claim,
      frequency,
      originalPayerControlNumber: payerControlNumber.trim(),
      // The last digit of a type of bill is the frequency.
      ...(claim.stay !== undefined && { stay: { ...claim.stay, typeOfBill: `${claim.stay.typeOfBill.slice(0, -1)}${frequency}` } }),
    },
    findings: [],
  };
}

const unnumbered: Finding = {
  ...{ code: 'claims.anew.unnumbered', severity: 'error', at: 'REF*F8', says: 'The payer’s number of the claim is not known.' },
  because: 'A payer takes a replacement or a void only under the number that it gave the claim.',
  fix: 'It comes with the payer’s acknowledgment (277CA) or remit. Until then, wait, or type in the number that the payer told.',
};
