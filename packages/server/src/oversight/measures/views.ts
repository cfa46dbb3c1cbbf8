import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { Measured, MonthShare } from '@claimwright/core/oversight/measures';
import type { Judgement, Learned } from '@claimwright/core/revenue/denials';

export interface Counted {
  readonly measured: readonly Measured[];
  readonly months: { readonly [id in 'clean-claims' | 'first-pass' | 'denials']: readonly MonthShare[] };
}
export interface MeasuresView extends Partial<Counted> {
  readonly night?: PlainDate;
}

/** A claim behind a bar. */
export interface MeasuredClaimView {
  readonly id: string;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly billed: Cents;
  readonly yes: boolean;
  /** Its claim of the books, once it is one. */
  readonly claimId?: string;
}

export interface DenialsView {
  readonly threshold: number;
  readonly version?: number;
  readonly learnedAt?: string;
  /** What was learned, and how well the last part of the history would have been foretold. */
  readonly report?: Omit<Learned, 'model'>;
  readonly speaks: boolean;
  /** What was really foretold, held against the remits that came; absent while too few have come. */
  readonly measured?: Judgement;
  readonly scored: number;
  readonly waiting: number;
}

export interface LikelyView {
  readonly draftId: string;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly billed: Cents;
  readonly probability: number;
  readonly reasons: readonly string[];
}

type Nothing = Record<string, never>;
export interface MeasuresQueries {
  'oversight/measures/measures': { input: Nothing; answer: MeasuresView };
  'oversight/measures/claims': {
    input: { measure: keyof Counted['months']; month: string };
    answer: { rows: readonly MeasuredClaimView[] };
  };
  'oversight/measures/denials': { input: Nothing; answer: DenialsView };
  'oversight/measures/likely-denied': { input: Nothing; answer: { rows: readonly LikelyView[] } };
}
export interface MeasuresCommands {
  'oversight/measures/set-denial-threshold': { input: { probability: number }; result: { probability: number } };
}
