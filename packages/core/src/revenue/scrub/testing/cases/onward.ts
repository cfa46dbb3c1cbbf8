import { cents } from '../../../../ground/base/index.ts';
import type { AdjustmentToSend, ClaimToSend, CoverageToSend, PriorDecision, Rank } from '../../../claims/index.ts';
import { type Changes, day, medical } from '../claims.ts';

export const decisionOf = (paid: number, adjustments: readonly AdjustmentToSend[] = [], decidedOn = '2026-01-10'): PriorDecision => ({
  decidedOn: day(decidedOn),
  paid: cents(paid),
  adjustments,
  lines: [],
});
export const adjust = (amount: number): AdjustmentToSend => ({ group: 'CO', reason: '45', amount: cents(amount) });

/** A claim that goes on to a next payer. */
export function onward(sentAs: Rank, ranks: readonly (readonly [Rank, PriorDecision?])[], changes: Changes = {}) {
  const facts = medical(['99213'], changes);
  const [base] = facts.claim.coverages;
  if (base === undefined) throw new Error('a claim has a coverage');
  const coverages: CoverageToSend[] = ranks.map(([rank, decision]) => ({
    ...base,
    rank,
    payerId: rank === sentAs ? 'P100' : `P-${rank}`,
    ...(decision ? { decision } : {}),
  }));
  const claim: ClaimToSend = { ...facts.claim, sentAs, coverages };
  return { ...facts, claim };
}
