import type { PlainDate } from '@claimwright/core/ground/base';
import type { LearnedCoverage } from '@claimwright/core/revenue/eligibility';
import type { Authorization, ScrubFinding, ValidationResult } from '@claimwright/core/revenue/scrub';

/** A finding with the words that it rests on, for those who may read them. */
export interface FindingView extends Omit<ScrubFinding, 'evidence'> {
  readonly quotes: readonly string[];
  /** What tells it from others of its code at its place. */
  readonly found: string;
  /** Nobody sets it aside: it holds until it is mended. */
  readonly untilMended?: true;
  /** Where somebody set it aside. */
  readonly aside?: { readonly by: string; readonly role: string; readonly because: string };
}

export interface FindingsView {
  readonly draftId: string;
  readonly version: number;
  readonly today: PlainDate;
  readonly result: ValidationResult;
  readonly findings: readonly FindingView[];
}

/** What a person knows of the patient or the visit, told at a draft. */
export interface TellCommands {
  'revenue/scrub/tell': {
    input: {
      draftId: string;
      fact:
        | { kind: 'coverage'; entry: LearnedCoverage['entry'] }
        | { kind: 'authorization'; authorization: Authorization }
        | { kind: 'note'; text: string };
    };
    result: { id: string };
  };
}

/** Which edits speak of two codes beside each other; of codes whose kind the practice's list does not say, none can. */
export interface BesideView {
  readonly unknown: readonly string[];
  readonly edits: readonly { readonly code: string; readonly says: string; readonly because: string; readonly fix: string }[];
}
