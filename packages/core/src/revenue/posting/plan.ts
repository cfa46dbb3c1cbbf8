import type { Bytes, Cents, Finding } from '../../ground/base/index.ts';
import type { JournalEntry, Movement, Party } from '../../ground/ledger/index.ts';

export type MatchHow = 'control-number' | 'payer-control-number' | 'member-date-charge' | 'altered-control-number' | 'reversal' | 'by-hand';
export type Certainty = 'sure' | 'likely' | 'unsure';

/** Which claim a remit claim speaks of, and why we think so. */
export interface Match {
  readonly claimId: string;
  readonly how: MatchHow;
  readonly certainty: Certainty;
  /** One sentence a biller would say; no patient data. */
  readonly because: string;
  /** Other claims that came close. */
  readonly others: readonly string[];
}

/** What posting does with one adjustment. */
export type Treatment =
  | 'contractual'
  | 'sequestration'
  | 'withhold'
  | 'capitation'
  | 'patient'
  | 'next-payer'
  | 'stays-open'
  | 'restates'
  | 'parked'
  | 'reversed';

export interface AdjustmentPlan {
  readonly group: string;
  readonly carc: string;
  readonly rarcs: readonly string[];
  readonly amount: Cents;
  readonly treatment: Treatment;
  /** In plain words: `Contract write-off`, `Deductible: patient owes`, `Denied for no authorization: stays open with the payer`. */
  readonly says: string;
  readonly bytes: Bytes;
}

/** What of a remit line falls to one of the claim lines that it speaks of. */
export interface LinePart {
  readonly claimLineId: string;
  readonly billed: Cents;
  readonly paid: Cents;
  readonly adjusted: Cents;
}

/** The line ledger: billed → allowed → adjustments → paid → patient → balance. */
export interface LinePlan {
  /** Index of the remit line; -1 for the claim as a whole (no service lines in the file). */
  readonly index: number;
  readonly claimLineId?: string;
  readonly claimLineIds: readonly string[];
  /** Where they are several: how its amounts are divided over them, to the cent. */
  readonly parts?: readonly LinePart[];
  readonly matchedBy?: 'line-control-number' | 'billed-procedure' | 'procedure' | 'charge-and-date' | 'bundled' | 'by-hand' | 'whole-claim';
  readonly because: string;
  readonly code?: string;
  readonly modifiers: readonly string[];
  readonly billed: Cents;
  /** paid + patient responsibility + sequestration; derived, never AMT*B6. */
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly patient: Cents;
  readonly nextPayer: Cents;
  /** What stays open with this payer after the posting. */
  readonly balance: Cents;
  readonly adjustments: readonly AdjustmentPlan[];
  readonly state: 'posts' | 'parked';
  readonly billedBytes?: Bytes;
  readonly paidBytes?: Bytes;
}

export type WorkKind =
  | 'unmatched'
  | 'unsure-match'
  | 'denial'
  | 'short-pay'
  | 'unknown-code'
  | 'duplicate-claim'
  | 'reversal-without-original'
  | 'out-of-balance'
  | 'line-not-found'
  | 'over-contract'
  | 'no-capitation'
  | 'credit-balance'
  | 'not-ours'
  | 'forwarded'
  | 'secondary-due'
  | 'provider-adjustment'
  | 'changed-code'
  | 'patient-not-recognised'
  | 'payer-not-billed'
  | 'post-again';

/** Something a person has to look at. `blocks` means that nothing of it was posted to the claim. */
export interface WorkItem {
  readonly id: string;
  readonly kind: WorkKind;
  readonly blocks: boolean;
  readonly remitClaimIndex?: number;
  readonly lineIndex?: number;
  readonly claimId?: string;
  readonly amount: Cents;
  /** What, why, and what to do, in a biller's words; no patient data. */
  readonly says: string;
  readonly because: string;
  readonly fix: string;
  readonly group?: string;
  readonly carc?: string;
}

/** `clean` posts by one click; `work` posts and leaves something to do; `parked` posts its cash to Liabilities:Unapplied until worked. */
export type ClaimState = 'clean' | 'work' | 'parked' | 'not-ours';

export interface ClaimPlan {
  readonly remitClaimIndex: number;
  readonly remitClaimId: string;
  readonly state: ClaimState;
  readonly match?: Match;
  /** Claims that came close, best first, where none was taken for sure: what a person chooses from. */
  readonly candidates?: readonly string[];
  /** Who is speaking: the rank of the payer for this claim. */
  readonly as: Exclude<Party, 'patient'>;
  readonly billed: Cents;
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly patient: Cents;
  readonly nextPayer: Cents;
  readonly balance: Cents;
  readonly lines: readonly LinePlan[];
  readonly work: readonly WorkItem[];
  /** Paid − what lines, parking and reversals account for: 0, or a bug. */
  readonly unexplained: Cents;
  /** The posting that this one undoes (status 22). */
  readonly reverses?: string;
}

export interface ProviderAdjustmentPlan {
  readonly index: number;
  readonly code: string;
  readonly reference?: string;
  readonly amount: Cents;
  readonly account: string;
  readonly says: string;
  /** What this reference still has open after this remit. */
  readonly leftOpen?: Cents;
  readonly bytes: Bytes;
}

/** Where every cent of BPR02 goes. */
export interface PlanTotals {
  readonly paid: Cents;
  readonly applied: Cents;
  readonly unapplied: Cents;
  readonly providerAdjustments: Cents;
  /** paid − applied − unapplied + providerAdjustments: 0, or nothing is posted. */
  readonly unexplained: Cents;
  readonly clean: number;
  readonly work: number;
  readonly parked: number;
}

export interface PostingPlan {
  readonly remitId: string;
  /** `parked`: nothing is posted at all (out of balance, near-duplicate, nothing to post to). */
  readonly disposition: 'post' | 'parked';
  /** Why it is parked, and other remarks on the remit as a whole. */
  readonly findings: readonly Finding[];
  readonly claims: readonly ClaimPlan[];
  readonly providerAdjustments: readonly ProviderAdjustmentPlan[];
  readonly work: readonly WorkItem[];
  readonly totals: PlanTotals;
  /** Empty when parked. */
  readonly entries: readonly JournalEntry[];
  readonly movements: readonly Movement[];
}

/** What some claims of a remit come to, in cents and in counts. */
export interface PartSums {
  readonly claimsPaid: number;
  readonly applied: number;
  readonly unapplied: number;
  readonly clean: number;
  readonly work: number;
  readonly parked: number;
}

/** Some claims of a large remit, planned: its entries and movements as they are where the remit is posted. */
export interface PartPlan extends Pick<PostingPlan, 'claims' | 'work' | 'findings' | 'entries' | 'movements'> {
  readonly sums: PartSums;
}
