import type { Findings } from '../engine/findings.ts';
import { formatCents } from '../engine/money.ts';
import { elementRange } from '../engine/places.ts';
import type { ClaimLoop } from '../types.ts';

/** CLM02 must be the sum of the lines' charges: SV102, SV203 or SV302. */
export function checkClaim(claim: ClaimLoop, findings: Findings): void {
  let lines = 0;
  for (const line of claim.lines) lines += line.charged;
  if (lines === claim.charged) return;
  findings.report('837.balance.claim', '2300 CLM02', elementRange(claim.places, claim.place, 2), {
    charged: formatCents(claim.charged),
    lines: formatCents(lines),
    delta: formatCents(claim.charged - lines),
  });
}
