import type { BilledClaim, BilledLine, ClaimCoverage } from '../claims/claim.ts';
import type { Payer } from '../practice/practice.ts';
import { hashOf } from '../random.ts';
import type { Reason } from './remit.ts';

/** A line as the contract and the patient's benefits settle it; all in cents. paid + contractual + share = billed. */
export interface Settled {
  readonly line: BilledLine;
  readonly allowed: number;
  readonly contractual: number;
  readonly share: readonly Reason[];
  readonly paid: number;
}

const portion = (amount: number, thousandths: number): number => Math.floor((amount * thousandths + 500) / 1000);

/** What the payer allows for a line: its rate, moved by up to 8 % for each code, the same in every year and for every patient. */
export function allowedFor(payer: Payer, line: BilledLine): number {
  const own = (hashOf(`${payer.id}/${line.code}`) % 161) - 80;
  return Math.min(line.billed, portion(line.billed, payer.rate + own));
}

type Benefit = 'copay' | 'coinsurance' | 'deductible';

/** The patient's plan: fixed by the member id, so that one patient is always treated alike. */
function benefitOf(cover: ClaimCoverage): Benefit {
  if (cover.payer.kind === 'medicare') return 'coinsurance';
  return (['copay', 'copay', 'coinsurance', 'deductible'] as const)[hashOf(cover.memberId) % 4] ?? 'copay';
}

const COPAY = 2_500;

function shareOf(benefit: Benefit, allowed: number, first: boolean): Reason[] {
  if (benefit === 'copay') return first && allowed > 0 ? [{ group: 'PR', code: '3', amount: Math.min(COPAY, allowed) }] : [];
  if (benefit === 'coinsurance') return [{ group: 'PR', code: '2', amount: portion(allowed, 200) }].filter((r) => r.amount > 0);
  const deductible = portion(allowed, 300);
  return [
    { group: 'PR', code: '1', amount: deductible },
    { group: 'PR', code: '2', amount: portion(allowed - deductible, 200) },
  ].filter((r) => r.amount > 0);
}

/** The claim's lines by contract and benefit. */
export function settle(claim: BilledClaim, cover: ClaimCoverage): Settled[] {
  const benefit = benefitOf(cover);
  return claim.lines.map((line, i) => {
    const allowed = allowedFor(cover.payer, line);
    const share = shareOf(benefit, allowed, i === 0);
    return { line, allowed, contractual: line.billed - allowed, share, paid: allowed - share.reduce((sum, r) => sum + r.amount, 0) };
  });
}

/** The contract's and the patient's part as reasons of a CAS. */
export const reasonsOf = (settled: Settled): Reason[] => [
  ...(settled.contractual === 0 ? [] : [{ group: 'CO', code: '45', amount: settled.contractual }]),
  ...settled.share,
];

export { portion };
