export { holdsUntilMended } from './catalogue.ts';
export { checkClaim } from './check-claim.ts';
export { type Completion, completionsOf, onlyCompletes } from './completion.ts';
export type { Edit } from './edit.ts';
export { edits } from './edits/index.ts';
export { dentalEditsBeside } from './edits/one-tooth.ts';
export { timedUnits } from './edits/timed.ts';
export {
  type Authorization,
  type BenefitTerms,
  type ClinicalNote,
  type EligibilityEntry,
  type FrequencyLimit,
  type PayerSettings,
  plainPayer,
  type ScrubFacts,
  type ServedLine,
} from './facts.ts';
export { type EditFamily, editFamilies, foundOf, type Proposal, type ScrubFinding } from './finding.ts';
export { byGravity } from './gravity.ts';
export { type ProposedChange, proposedChanges, wordsIn } from './proposed-change.ts';
export {
  isKindOfFinding,
  isMine,
  noRouting,
  ownerOf,
  type QueueOwner,
  queueOf,
  queuesOf,
  type ReviewQueue,
  type Routing,
  reviewQueueNames,
  reviewQueues,
} from './routing.ts';
export { Allowance } from './rules/allowance.ts';
export { checkPack, checkRule, type TestOutcome, tryTests } from './rules/check-pack.ts';
export { compileRules } from './rules/compile.ts';
export { type ConditionFault, type ConditionLook, lookAtCondition } from './rules/condition.ts';
export {
  type BesideClause,
  type Clause,
  type Comparison,
  comparisons,
  type FactClause,
  type ServedClause,
  wantsValues,
  writeCondition,
} from './rules/condition-form.ts';
export { clauseInWords } from './rules/condition-words.ts';
export type { CompiledRules } from './rules/plan.ts';
export type { PayerRule, RulePack, RuleSight, RuleTest } from './rules/rule.ts';
export { packDocument } from './rules/rule-document.ts';
export { type FactKind, factAsCondition, type RuleFact, ruleFact, ruleFacts } from './rules/rule-facts.ts';
export { mostSteps, RuleRun } from './rules/rule-run.ts';
export { sightOf } from './rules/rule-sight.ts';
export { suggestTests } from './rules/suggest-tests.ts';
export { giverOf, type Taxonomies, taxonomyOf } from './same-provider.ts';
export * from './terms/index.ts';
export { type AsideOf, type ValidationIssue, type ValidationResult, validationResult } from './validation-result.ts';
