import type { Findings } from '../engine/findings.ts';
import { formatCents } from '../engine/money.ts';
import { elementRange, type Recorder } from '../engine/places.ts';

import type { Cents, RemitClaimLoop, RemitHeader, RemitLineLoop, RemitTrailer } from '../types.ts';

/** SVC02 less the line's adjustments must be SVC03. The claim is still open, so its recorder knows the places. */
export function checkLine(line: RemitLineLoop, adjusted: Cents, recorder: Recorder, findings: Findings): void {
  const expected = line.charged - adjusted;
  if (expected === line.paid) return;
  findings.report('835.balance.line', '2110 SVC03', recorder.elementRange(line.place, 3), {
    charged: formatCents(line.charged),
    adjusted: formatCents(adjusted),
    expected: formatCents(expected),
    paid: formatCents(line.paid),
    delta: formatCents(expected - line.paid),
  });
}

/** CLP03 less all adjustments, of the claim and of its lines, must be CLP04. */
export function checkClaim(claim: RemitClaimLoop, adjusted: Cents, findings: Findings): void {
  const expected = claim.charged - adjusted;
  if (expected === claim.paid) return;
  findings.report('835.balance.claim', '2100 CLP04', elementRange(claim.places, claim.place, 4), {
    charged: formatCents(claim.charged),
    adjusted: formatCents(adjusted),
    expected: formatCents(expected),
    paid: formatCents(claim.paid),
    delta: formatCents(expected - claim.paid),
  });
}

/** What the provider gets. A debit notice (BPR03 = D) asks for money: its BPR02 is what the provider owes. */
function paymentOf({ amount, creditOrDebit }: RemitHeader['payment']): Cents {
  return creditOrDebit === 'D' ? -Math.abs(amount) : amount;
}

/** The sum of CLP04 less the PLB amounts (positive lowers the payment) must be BPR02, with the sign that BPR03 gives it. */
export function checkPayment(header: RemitHeader, claims: Cents, trailer: RemitTrailer, findings: Findings): void {
  let adjusted = 0;
  for (const adjustment of trailer.providerAdjustments) adjusted += adjustment.amount;
  const expected = claims - adjusted;
  const paid = paymentOf(header.payment);
  if (expected === paid || header.payment.place === 0) return;
  findings.report('835.balance.payment', 'BPR02', elementRange(header.places, header.payment.place, 2), {
    claims: formatCents(claims),
    adjusted: formatCents(adjusted),
    expected: formatCents(expected),
    paid: formatCents(paid),
    delta: formatCents(expected - paid),
  });
}
