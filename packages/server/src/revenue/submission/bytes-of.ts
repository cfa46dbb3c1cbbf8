import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { type BatchFacts, claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims, X12WriteError } from '@claimwright/x12';

/** Claims as an 837, or why they cannot be written. */
export function bytesOf(claims: readonly ClaimToSend[], facts: BatchFacts): Uint8Array | X12WriteError {
  try {
    return writeClaims(claimsToWrite(claims, facts));
  } catch (error) {
    if (!(error instanceof X12WriteError)) throw error;
    return error;
  }
}
