import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { ClaimKind, ClaimToSend, DraftStatus, Rank } from '@claimwright/core/revenue/claims';

export interface DraftRow {
  readonly id: string;
  readonly version: number;
  readonly status: DraftStatus;
  readonly kind: ClaimKind;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly sentAs: Rank;
  readonly frequency: string;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
}

export interface DraftView {
  readonly id: string;
  readonly status: DraftStatus;
  readonly version: number;
  /** What will be sent. */
  readonly claim: ClaimToSend;
  /** The claim of the books that it became, and the one that it was made of. */
  readonly claimId?: string;
  readonly fromClaimId?: string;
  /** What it said before, oldest first: who changed which fields, and why. */
  readonly versions: readonly {
    readonly version: number;
    readonly changed: readonly string[];
    readonly madeAt: string;
    readonly by?: string;
    readonly because?: string;
    /** The version that it says again. */
    readonly restores?: number;
  }[];
}
