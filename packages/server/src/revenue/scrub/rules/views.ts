import type { PlainDate } from '@claimwright/core/ground/base';
import type { PayerRule, RuleSight } from '@claimwright/core/revenue/scrub';

/** What a person writes of a rule; its version, author and day are the program's to say. */
export type WrittenRule = Omit<PayerRule, 'version' | 'author' | 'writtenOn'>;

export interface RuleView {
  readonly rule: PayerRule;
  /** The version that is on. */
  readonly on?: number;
}

export interface RulesView {
  readonly rules: readonly RuleView[];
  /** What they say, as a page for people. */
  readonly page: string;
}

/** What the rules find of the claims of the last ninety days: those that are on as they are on, the others as they stand. */
export interface RuleFinds {
  readonly claims: number;
  /** There are more claims than were looked at: these are the newest. */
  readonly more: boolean;
  readonly found: { readonly [ruleId: string]: number };
}

export interface RuleHistory {
  readonly versions: readonly { readonly rule: PayerRule; readonly at: string }[];
  readonly switches: readonly {
    readonly version: number;
    readonly active: boolean;
    readonly by: string;
    readonly at: string;
    readonly because: string;
  }[];
}

/** What one rule would have found, switched on or not. */
export interface RulePreview {
  readonly claims: number;
  readonly hits: number;
  /** Of the hits, claims that it could not be asked of. */
  readonly failed: number;
  /** Of the hits, claims served before it is in force: it leaves them as they are. */
  readonly early: number;
  /** Some of the claims that it found, and some that it did not. */
  readonly found: readonly string[];
  readonly passed: readonly string[];
}

export interface PreviewedClaim {
  readonly draftId: string;
  /** It has not left yet. */
  readonly waits: boolean;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly billed: number;
  readonly servedFrom?: PlainDate;
  readonly procedures: readonly string[];
}

export interface RuleCommands {
  'revenue/scrub/save-rule': {
    input: { readonly rule: WrittenRule; readonly from?: number };
    result: { readonly ruleId: string; readonly version: number };
  };
  'revenue/scrub/import-rules': {
    input: { readonly rules: readonly WrittenRule[] };
    result: { readonly saved: number; readonly same: number };
  };
  'revenue/scrub/switch-rule': {
    input: {
      readonly ruleId: string;
      readonly version: number;
      readonly active: boolean;
      readonly previewed?: number;
      readonly because: string;
    };
    result: { readonly hits: number };
  };
}

export interface RuleQueries {
  'revenue/scrub/rules': { input: Record<string, never>; answer: RulesView };
  'revenue/scrub/rule-finds': { input: Record<string, never>; answer: RuleFinds };
  'revenue/scrub/rule-history': { input: { readonly ruleId: string }; answer: RuleHistory };
  'revenue/scrub/preview-rule': { input: { readonly rule: WrittenRule }; answer: RulePreview };
  'revenue/scrub/previewed-claims': {
    input: { readonly draftIds: readonly string[] };
    answer: { readonly rows: readonly PreviewedClaim[] };
  };
  'revenue/scrub/claim-sight': {
    input: { readonly draftId: string; readonly asked: readonly string[] };
    answer: { readonly draftId: string; readonly sight: RuleSight };
  };
}
