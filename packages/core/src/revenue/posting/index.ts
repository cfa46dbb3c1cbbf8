export type { ClaimFact, ClaimLineFact, ManualMatch, PostingFacts, PostingSettings, PriorPosting } from './facts.ts';
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
