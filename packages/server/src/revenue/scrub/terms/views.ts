import type { PlainDate } from '@claimwright/core/ground/base';
import type { PayerNamed, SavedTerms, TermChanged, TermField, TermsChange } from '@claimwright/core/revenue/scrub';

/** A payer with every change of its terms, in the order of saving: `termsOn` says what counts on a day. */
export interface PayerTermsView extends PayerNamed {
  readonly saved: readonly (SavedTerms & { readonly id: string })[];
  readonly last?: { readonly at: string; readonly by: string };
}

export interface TermsHistoryEntry {
  readonly id: string;
  readonly at: string;
  readonly by: string;
  readonly from?: PlainDate;
  readonly source?: string;
  readonly changed: readonly TermChanged[];
  /** What takes it back; absent where one of its terms was changed again since. */
  readonly undo?: TermsChange;
}

/** What a change of terms does to the claims that have not left. */
export interface TermsEffect {
  readonly drafts: number;
  /** Findings that are new, and that are gone. */
  readonly found: number;
  readonly gone: number;
  /** Drafts beyond those: they are looked at in the background. */
  readonly left: number;
}

export interface TermsSet {
  /** Absent where nothing was changed. */
  readonly id?: string;
  readonly changed: readonly TermField[];
  /** Terms that stay otherwise from a later day on, as they were set before. */
  readonly later: readonly { readonly field: TermField; readonly from: PlainDate }[];
  readonly effect: TermsEffect;
}

export interface TermsCommands {
  'revenue/scrub/set-terms': {
    input: {
      readonly payerId: string;
      readonly terms: TermsChange;
      readonly from?: PlainDate;
      readonly source?: string;
      /** The newest change that was seen when this one was made; null: there was none. */
      readonly seen?: string | null;
    };
    result: TermsSet;
  };
  'revenue/scrub/import-terms': {
    input: { readonly text: string };
    result: { readonly payers: number; readonly changes: number; readonly same: number; readonly effect: TermsEffect };
  };
}

export interface TermsQueries {
  'revenue/scrub/terms': {
    input: Record<string, never>;
    answer: { readonly payers: readonly PayerTermsView[]; readonly today: PlainDate };
  };
  'revenue/scrub/terms-history': {
    input: { readonly payerId: string };
    answer: { readonly entries: readonly TermsHistoryEntry[] };
  };
}
