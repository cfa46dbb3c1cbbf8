import type { PlainDate } from '../../ground/base/index.ts';
import type { CodeTables } from '../../ground/codes/index.ts';
import type { ClaimToSend } from '../claims/index.ts';
import type { CompiledRules } from './rules/plan.ts';
import type { RuleRun } from './rules/rule-run.ts';
import type { Taxonomies } from './same-provider.ts';

/** A service given to the patient before, or on another claim. */
export interface ServedLine {
  /** The claim that it stands on, by its patient control number; none where it is known from elsewhere. */
  readonly claim?: string;
  readonly code: string;
  /** The practice's word for its kind, as the tables had it that day. */
  readonly family?: string;
  readonly modifiers: readonly string[];
  readonly units: number;
  /** Of a service that is paid by time, where they are known. */
  readonly minutes?: number;
  readonly on: PlainDate;
  readonly tooth?: string;
  /** All of them, where it was done on several. */
  readonly teeth?: readonly string[];
  readonly surfaces?: readonly string[];
  readonly area?: string;
  /** NPI of who gave it. */
  readonly provider?: string;
  /** NPI of who billed it. */
  readonly group?: string;
  /** Specialty of who gave it. */
  readonly taxonomy?: string;
}

/** A prior authorization, however it came here. */
export interface Authorization {
  readonly number: string;
  readonly payerId: string;
  /** Codes or families that it is for; none listed is any. */
  readonly covers: readonly string[];
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly units?: number;
  readonly used?: number;
}

/** What is known of the patient's coverage by a payer: entered by hand, from a list, or from a 271. */
export interface EligibilityEntry {
  readonly payerId: string;
  readonly from?: PlainDate;
  readonly to?: PlainDate;
  readonly active: boolean;
  /** Whom the payer names as paying first. */
  readonly primaryPayerId?: string;
  readonly checkedOn: PlainDate;
  readonly memberId?: string;
}

/** `of` in the settings: a code, or a family. */
export interface FrequencyLimit {
  readonly of: readonly string[];
  readonly times: number;
  /** One of both: so many days back, or within the calendar year. */
  readonly days?: number;
  readonly calendarYear?: boolean;
  readonly per: 'patient' | 'tooth' | 'area';
}

export interface BenefitTerms {
  readonly ages: readonly { readonly of: readonly string[]; readonly from?: number; readonly to?: number }[];
  readonly waiting: readonly { readonly of: readonly string[]; readonly months: number }[];
  /** Replacing teeth that were lost before the coverage began is not paid. */
  readonly missingTooth: boolean;
  /** What is paid instead of what was done: a code or words; where neither is said, what the practice's own list names as its alternate. */
  readonly alternates: readonly { readonly of: readonly string[]; readonly instead?: string; readonly teeth?: 'posterior' | 'any' }[];
  /** Years until a prosthesis is replaced. */
  readonly replacementYears?: number;
}

/** What a practice knows of a payer's ways. All of it is data that a practice changes. */
export interface PayerSettings {
  readonly payerId: string;
  readonly medicare?: boolean;
  /** A vision plan: pays routine eye care and materials. */
  readonly vision?: boolean;
  readonly filingDays?: number;
  readonly correctedDays?: number;
  /** From the primary's decision. */
  readonly secondaryDays?: number;
  readonly minutes?: 'medicare' | 'ama';
  /** Whether pairs and unit limits of NCCI are followed; yes where nothing is said. */
  readonly ncci?: boolean;
  readonly frequencies: readonly FrequencyLimit[];
  readonly authorizationFor: readonly string[];
  readonly orderingFor: readonly string[];
  readonly narrativeFor: readonly string[];
  readonly attachments: readonly { readonly of: readonly string[]; readonly reports: readonly string[] }[];
  readonly benefits?: BenefitTerms;
  /** How old the last look at the coverage may be on the day of service. */
  readonly eligibilityDays?: number;
}

/** The clinical note of the visit; evidence is bytes of it. */
export interface ClinicalNote {
  readonly document: string;
  readonly text: string;
}

export interface ScrubFacts {
  readonly claim: ClaimToSend;
  readonly tables: CodeTables;
  readonly history: readonly ServedLine[];
  /** Of the practice's providers, for those whose taxonomy a claim does not say. */
  readonly taxonomies?: Taxonomies;
  readonly authorizations: readonly Authorization[];
  readonly eligibility: readonly EligibilityEntry[];
  readonly payer: PayerSettings;
  /** State or contractor whose coverage decisions bind. */
  readonly jurisdiction?: string;
  readonly note?: ClinicalNote;
  readonly rules?: CompiledRules;
  /** What the rules have taken of this run over claims. */
  readonly run?: RuleRun;
  readonly today: PlainDate;
}

const none: readonly never[] = [];

/** A payer of whom nothing is known: nothing of his own is checked. */
export const plainPayer = (payerId: string): PayerSettings => ({
  payerId,
  frequencies: none,
  authorizationFor: none,
  orderingFor: none,
  narrativeFor: none,
  attachments: none,
});
