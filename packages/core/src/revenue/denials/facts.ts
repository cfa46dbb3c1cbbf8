import type { PlainDate } from '../../ground/base/index.ts';

/** What is known of a claim before it goes out, and tells of no person: nothing else may be learned from. */
export interface DenialFacts {
  readonly payer: string;
  readonly codes: readonly string[];
  /** The practice's words for them, where its tables have one. */
  readonly families: readonly string[];
  readonly modifiers: readonly string[];
  readonly place: string;
  readonly provider: string;
  /** From the first day of service to the day it goes out. */
  readonly days: number;
  readonly billedCents: number;
  readonly diagnoses: number;
  /** Unknown of claims that did not go out from here. */
  readonly authorization?: boolean;
  readonly warned?: number;
}

/** The same of a claim that went out, with what became of it. */
export interface PastClaim extends DenialFacts {
  readonly sentOn: PlainDate;
  /** The day on which the practice learned of it. */
  readonly decidedOn: PlainDate;
  readonly denied: boolean;
}
