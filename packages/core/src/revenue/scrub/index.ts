export { checkClaim } from './check-claim.ts';
export type { Edit } from './edit.ts';
export { edits } from './edits/index.ts';
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
export { type EditFamily, editFamilies, type Proposal, type ScrubFinding } from './finding.ts';
export { checkPack, checkRule } from './rules/check-pack.ts';
export { type CompiledRules, compileRules } from './rules/compile.ts';
export type { PayerRule, RulePack, RuleSight, RuleTest } from './rules/rule.ts';
export { packDocument } from './rules/rule-document.ts';
export { type ValidationIssue, type ValidationResult, validationResult } from './validation-result.ts';
