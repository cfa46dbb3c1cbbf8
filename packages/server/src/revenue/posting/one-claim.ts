import { type Cents, cents } from '@claimwright/core/ground/base';
import {
  type ClaimPlan,
  type ManualMatch,
  type PostingFacts,
  type PostingPlan,
  planPosting,
  type WorkItem,
} from '@claimwright/core/revenue/posting';

/** What posting one claim of a remit by itself comes to: with the cash that the remit brought for it, and nothing else of the remit. */
export interface OneClaim {
  readonly claim: ClaimPlan;
  readonly entries: PostingPlan['entries'];
  readonly movements: PostingPlan['movements'];
  readonly work: readonly WorkItem[];
}

/**
 * Plans one claim of a posted remit anew, as a person now decided. The plan is that of a payment of just this claim; its place in the
 * remit stays what it was.
 */
export function planOneClaim(facts: PostingFacts, index: number, decided: ManualMatch): OneClaim | undefined {
  const whole = facts.remit.claims[index];
  const remitClaimId = facts.remitClaimIds[index];
  if (!whole || remitClaimId === undefined) return undefined;
  const paid: Cents = cents(whole.paid);
  const { nearDuplicateOf: _settled, ...rest } = facts;
  const plan = planPosting({
    ...rest,
    remit: { ...facts.remit, paid, claims: [{ ...whole, index: 0 }], providerAdjustments: [] },
    remitClaimIds: [remitClaimId],
    manual: new Map([[0, decided]]),
  });
  const claim = plan.claims[0];
  if (!claim) return undefined;
  const atHome = (item: WorkItem): WorkItem => (item.remitClaimIndex === undefined ? item : { ...item, remitClaimIndex: index });
  return {
    claim: { ...claim, remitClaimIndex: index, work: claim.work.map(atHome) },
    entries: plan.entries,
    movements: plan.movements,
    work: plan.work.map(atHome),
  };
}
