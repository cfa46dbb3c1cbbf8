export type { ClaimFact, ClaimLineFact, ManualMatch, PostingFacts, PostingSettings, PriorPosting } from './facts.ts';
export { type MatchFacts, type MatchOutcome, matchRemit } from './match-remit.ts';
export type {
  AdjustmentPlan,
  Certainty,
  ClaimPlan,
  ClaimState,
  LinePlan,
  Match,
  MatchHow,
  PlanTotals,
  PostingPlan,
  ProviderAdjustmentPlan,
  Treatment,
  WorkItem,
  WorkKind,
} from './plan.ts';
export { type NotOursFacts, type ParkedClaimPlan, planNotOurs, planParkedClaim } from './plan-parked-claim.ts';
export { planPosting } from './plan-posting.ts';
export { planUndo } from './plan-undo.ts';
export { defaultPostingSettings } from './settings.ts';
