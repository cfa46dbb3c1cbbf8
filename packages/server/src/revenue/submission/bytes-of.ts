import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { type BatchFacts, claimsToWrite } from '@claimwright/core/revenue/submission';
import { createChecker, writeClaims, type X12Finding, X12WriteError } from '@claimwright/x12';

/** Why claims do not leave as they are: where on the wire, in what words, and what mends it. */
export interface NotWritten {
  readonly at: string;
  readonly says: string;
  readonly fix: string;
}

const again = 'Mend the claim at this place, then make the batch ready again.';

/** Claims as an 837 that passes our own check, or what is wrong with them first. */
export function bytesOf(claims: readonly ClaimToSend[], facts: BatchFacts): Uint8Array | NotWritten {
  try {
    const bytes = writeClaims(claimsToWrite(claims, facts));
    const fault = faultOf(bytes);
    return fault === undefined
      ? bytes
      : { at: fault.at, says: `The file would be refused at ${fault.at}: ${fault.says}`, fix: fault.fix ?? again };
  } catch (error) {
    if (!(error instanceof X12WriteError)) throw error;
    return { at: error.at, says: `The claim cannot be written: ${error.message}.`, fix: again };
  }
}

/** The first error that the check finds which everybody may put a file to (`claimwright x12 check`). */
function faultOf(bytes: Uint8Array): X12Finding | undefined {
  let fault: X12Finding | undefined;
  const checker = createChecker((finding) => {
    if (finding.severity === 'error') fault ??= finding;
  });
  checker.push(bytes);
  checker.end();
  return fault;
}
