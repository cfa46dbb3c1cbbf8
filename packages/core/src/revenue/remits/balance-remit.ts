import { type Bytes, type Cents, cents, type Finding, toDecimal, zero } from '../../ground/base/index.ts';
import type { Adjustment, ProviderAdjustment, Remit, RemitClaim, RemitHead } from './remit.ts';

export type BalanceLevel = 'service' | 'claim' | 'transaction';

/** A sum of the file that does not come out. `delta` is what the file states less what its own figures come to. */
export interface BalanceFinding extends Finding {
  readonly level: BalanceLevel;
  readonly delta: Cents;
  readonly remitClaimIndex?: number;
  readonly lineIndex?: number;
}

function total(adjustments: readonly Adjustment[]): number {
  let sum = 0;
  for (const adjustment of adjustments) sum += adjustment.amount;
  return sum;
}

const FIX = {
  service: 'Ask the payer for a corrected remittance, or post this claim by hand from the paper advice.',
  claim: 'Ask the payer for a corrected remittance, or post this claim by hand from the paper advice.',
  transaction: 'Do not post. Ask the payer or clearinghouse for the complete file and compare it with the deposit.',
};

function finding(level: BalanceLevel, delta: number, at: string, bytes: Bytes, says: string, where: object): BalanceFinding {
  return {
    code: `remit.${level}-out-of-balance`,
    severity: 'error',
    snip: 3,
    at,
    bytes,
    says,
    because: `The figures in the file differ from their own sum by ${toDecimal(cents(delta))}.`,
    fix: FIX[level],
    level,
    delta: cents(delta),
    ...where,
  };
}

/** Service and claim level of one claim. Amounts in AMT are information, never part of a sum; service lines may be absent. */
export function balanceClaim(claim: RemitClaim): BalanceFinding[] {
  const findings: BalanceFinding[] = [];
  let adjusted = total(claim.adjustments);
  for (const line of claim.lines) {
    const own = total(line.adjustments);
    adjusted += own;
    const delta = line.paid - (line.billed - own);
    if (delta === 0) continue;
    const says = `Service line ${line.index + 1}: the charge less its adjustments is not what was paid.`;
    findings.push(finding('service', delta, '2110 SVC03', line.paidBytes, says, { remitClaimIndex: claim.index, lineIndex: line.index }));
  }
  const delta = claim.paid - (claim.billed - adjusted);
  if (delta !== 0) {
    const says = 'The claim charge less all its adjustments is not what was paid.';
    findings.push(finding('claim', delta, '2100 CLP04', claim.paidBytes, says, { remitClaimIndex: claim.index }));
  }
  return findings;
}

/** The payment itself: claims paid less provider adjustments is what the payer sends. */
export function balancePayment(head: RemitHead, claimsPaid: Cents, adjustments: readonly ProviderAdjustment[]): BalanceFinding[] {
  let expected: number = claimsPaid;
  for (const adjustment of adjustments) expected -= adjustment.amount;
  const delta = head.paid - expected;
  if (delta === 0) return [];
  const says = 'The claims paid less the provider adjustments are not the payment.';
  return [finding('transaction', delta, 'BPR02', head.paidBytes, says, {})];
}

const size = (amounts: readonly { readonly amount: Cents }[]): number => amounts.reduce((sum, { amount }) => sum + Math.abs(amount), 0);

/** All amounts of a claim, without sign. */
export function claimSize(claim: RemitClaim): number {
  let all = Math.abs(claim.billed) + Math.abs(claim.paid) + size(claim.adjustments);
  for (const line of claim.lines) all += Math.abs(line.billed) + Math.abs(line.paid) + size(line.adjustments);
  return all;
}

/** A remit whose amounts come to more than can be counted exactly: no sum over it can be trusted, so nothing of it is reckoned with. */
export function pastCounting(remit: Remit): BalanceFinding | undefined {
  return pastCountingWith(
    remit,
    remit.claims.reduce((all, claim) => all + claimSize(claim), 0),
  );
}

/** The same of one whose claims are not held: all that is known of them is their size. */
export function pastCountingWith(remit: Omit<Remit, 'claims'>, claimsSize: number): BalanceFinding | undefined {
  const all = Math.abs(remit.paid) + size(remit.providerAdjustments) + claimsSize;
  if (all <= Number.MAX_SAFE_INTEGER) return undefined;
  return {
    code: 'remit.past-counting',
    severity: 'error',
    snip: 3,
    at: 'BPR02',
    bytes: remit.paidBytes,
    says: 'The amounts of this remittance come to more than can be counted to the cent.',
    because: 'Together they are above 90 trillion dollars, which no payment is.',
    fix: 'Nothing of it was taken in. Ask the payer for a corrected file.',
    level: 'transaction',
    delta: zero,
  };
}

/** All three levels. For remits too big to hold, use `balanceClaim` as claims come and `balancePayment` at the end. */
export function balanceRemit(remit: Remit): BalanceFinding[] {
  const past = pastCounting(remit);
  if (past !== undefined) return [past];
  const findings: BalanceFinding[] = [];
  let paid: number = zero;
  for (const claim of remit.claims) {
    paid += claim.paid;
    for (const found of balanceClaim(claim)) findings.push(found);
  }
  for (const found of balancePayment(remit, cents(paid), remit.providerAdjustments)) findings.push(found);
  return findings;
}
