export type {
  ChosenLines,
  ClaimFact,
  ClaimLineFact,
  ManualMatch,
  PostingFacts,
  PostingSettings,
  PriorPosting,
  Reason,
  SaidFigures,
} from './facts.ts';
export { type ChosenPart, type LineChoice, lineChoice } from './line-choice.ts';
export { type MatchFacts, type MatchOutcome, matchRemit } from './match-remit.ts';
export type {
  AdjustmentPlan,
  Certainty,
  ClaimPlan,
  ClaimState,
  LinePart,
  LinePlan,
  Match,
  MatchHow,
  PartPlan,
  PartSums,
  PlanTotals,
  PostingPlan,
  ProviderAdjustmentPlan,
  Treatment,
  WorkItem,
  WorkKind,
} from './plan.ts';
export { type ClaimAnew, factsWithout, mayComeOutOtherwise, planClaimAnew, sameOutcome } from './plan-claim-anew.ts';
export { planBesideParts, planPart, planPosting } from './plan-posting.ts';
export { planUndo } from './plan-undo.ts';
export { type NamedClaim, type NamedInRemit, type NamedPrior, type RemitPart, RemitParts } from './remit-parts.ts';
export { defaultPostingSettings, settingsWith } from './settings.ts';
