import type { Cents } from '@claimwright/core/ground/base';
import type { DraftStatus } from '@claimwright/core/revenue/claims';
import type { StatusMeaning } from '@claimwright/core/revenue/submission';

/** A status of a payer's own: what it means now, nothing where nobody has said it, and what was said of it, the newest first. */
export interface StatusMeaningView {
  readonly code: string;
  readonly claims: number;
  readonly meaning?: StatusMeaning;
  readonly history: readonly { readonly version: number; readonly meaning?: StatusMeaning; readonly by: string; readonly at: string }[];
}

export interface StatusClaimsView {
  readonly total: number;
  readonly rows: readonly {
    readonly draftId: string;
    readonly patientName: string;
    readonly patientControlNumber: string;
    readonly status: DraftStatus;
    readonly billed: Cents;
  }[];
}
