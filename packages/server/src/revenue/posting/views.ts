import type { Bytes, Cents, Finding, PlainDate } from '@claimwright/core/ground/base';
import type { ChosenPart, ClaimPlan, PlanTotals, ProviderAdjustmentPlan, WorkItem } from '@claimwright/core/revenue/posting';
import type { Page } from '../../gate/views.ts';

export type RemitState = 'open' | 'parked' | 'posted' | 'not-ours';

/** What the bank says of a remit's payment. */
export interface DepositState {
  /** 'tied': booked; 'found': the same trace and amount wait to be tied; 'differs': same trace, other amount; 'none-expected': nothing paid; 'missing'. */
  readonly state: 'tied' | 'found' | 'differs' | 'none-expected' | 'missing';
  readonly depositId?: string;
  /** What the bank received for this remit. */
  readonly amount?: Cents;
  readonly postedOn?: PlainDate;
  /** Business days since the payment date, for 'missing'. */
  readonly waitingDays?: number;
}

/** A row of the tray. */
export interface TrayRow {
  readonly id: string;
  readonly payerName: string;
  readonly traceNumber: string;
  readonly method: string;
  readonly paidOn?: PlainDate;
  readonly paid: Cents;
  readonly claims: number;
  /** Of so many claims that it is planned by a job. */
  readonly large?: boolean;
  readonly cleanClaims: number;
  readonly workClaims: number;
  readonly parkedClaims: number;
  readonly unapplied: Cents;
  readonly state: RemitState;
  readonly balanced: boolean;
  readonly nearDuplicate: boolean;
  readonly deposit: DepositState;
  readonly openWork: number;
  readonly documentId: string;
  readonly readAt: string;
  /** When it was posted, where a posting stands. */
  readonly postedAt?: string;
  /** One sentence: why it is here, and what happens if nothing is done. */
  readonly because: string;
}

export interface HistoryRow {
  readonly at: string;
  readonly by: string;
  readonly machine: boolean;
  readonly says: string;
  readonly recordSeq?: number;
}

/** One remit, opened. `totals` is the plan's when not posted, what was posted when it is. */
export interface RemitView extends TrayRow {
  readonly documentName: string;
  readonly control: string;
  readonly version: string;
  readonly payeeName: string;
  readonly payeeNpi?: string;
  readonly paidBytes: Bytes;
  readonly totals: PlanTotals;
  readonly findings: readonly Finding[];
  readonly providerAdjustments: readonly ProviderAdjustmentPlan[];
  /** What is of the whole first; of very much only some. */
  readonly work: readonly WorkView[];
  /** So much more stands with its claims. */
  readonly moreWork?: number;
  /** Of a large remit: when what posting it would do was worked out, or that it is not yet. */
  readonly plannedAt?: string;
  readonly planning?: boolean;
  readonly history: readonly HistoryRow[];
  readonly nearDuplicateOf?: string;
  /** Of its claims, how many are of other sites, where somebody is limited to some; its totals are of all. */
  readonly notShown?: number;
  /** So many findings more speak of claims that are not shown. */
  readonly findingsNotShown?: number;
  /** What this person may do now. */
  readonly can: {
    readonly post: boolean;
    readonly undo: boolean;
    readonly notOurs: boolean;
    readonly ours: boolean;
    /** To say that it is a payment beside the earlier one with its payer and trace number. */
    readonly ownPayment: boolean;
  };
  /** Why posting is not offered, in a sentence. */
  readonly cannotPostBecause?: string;
}

export interface WorkView extends WorkItem {
  readonly remitClaimId?: string;
  readonly openedAt?: string;
  readonly closedAt?: string;
  readonly closedWhy?: string;
}

/** A row in a remit's list of claims. */
export interface RemitClaimRow {
  readonly id: string;
  readonly index: number;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly payerControlNumber?: string;
  readonly status: string;
  readonly statusWords: string;
  readonly servedFrom?: PlainDate;
  readonly claimId?: string;
  readonly state: ClaimPlan['state'];
  /** How certain the match is, and why. */
  readonly certainty?: 'sure' | 'likely' | 'unsure';
  readonly matchBecause?: string;
  readonly billed: Cents;
  readonly allowed: Cents;
  readonly paid: Cents;
  readonly patient: Cents;
  readonly balance: Cents;
  readonly work: readonly string[];
}

/** One remit claim with its line ledger. */
export interface RemitClaimView extends RemitClaimRow {
  readonly remitId: string;
  readonly documentId: string;
  readonly bytes: Bytes;
  readonly billedBytes: Bytes;
  readonly paidBytes: Bytes;
  readonly plan: ClaimPlan;
  readonly posted: boolean;
  readonly workItems: readonly WorkView[];
  readonly can: {
    readonly match: boolean;
    readonly unmatch: boolean;
    readonly notOurs: boolean;
    /** Take back that it is not ours, by the same command as an unmatching. */
    readonly ours: boolean;
    readonly postAgain: boolean;
    readonly matchLine: boolean;
  };
}

/** A claim that a person may pick for a remit claim. */
export interface CandidateView {
  readonly claimId: string;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
  readonly payerName: string;
  readonly because: string;
}
/** One of our lines that a person may choose for a line of a remit. */
export interface LineCandidateView {
  readonly claimLineId: string;
  readonly number: number;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly servedOn?: PlainDate;
  readonly billed: Cents;
  /** With payers, as the books stand. */
  readonly open: Cents;
  /** The remit line is matched to it now. */
  readonly matched: boolean;
  readonly because: string;
}

/** How a line of a remit falls to the claim lines that a person chose for it. */
export interface LineDividedView {
  readonly billed: Cents;
  readonly paid: Cents;
  /** What stays open with the payer on these lines when all of the claim is posted; below zero: too much was answered. */
  readonly balance: Cents;
  /** False: the line stays parked, for another reason. */
  readonly posts: boolean;
  readonly parts: readonly ChosenPart[];
  /** What is odd about the choice, a sentence each. */
  readonly warnings: readonly string[];
}

export interface PostedView {
  readonly remitId: string;
  readonly state: RemitState;
  readonly totals: PlanTotals;
  readonly entries: number;
}

export interface PostingQueries {
  'revenue/posting/tray': {
    input: { view: 'open' | 'parked' | 'posted' | 'not-ours' | 'all'; search?: string; cursor?: string };
    answer: Page<TrayRow>;
  };
  'revenue/posting/remit': { input: { remitId: string }; answer: RemitView };
  'revenue/posting/remit-claims': { input: { remitId: string; state?: string; cursor?: string }; answer: Page<RemitClaimRow> };
  'revenue/posting/remit-claim': { input: { remitClaimId: string }; answer: RemitClaimView };
  'revenue/posting/candidates': { input: { remitClaimId: string; search?: string }; answer: { rows: readonly CandidateView[] } };
  'revenue/posting/line-candidates': {
    input: { remitClaimId: string; lineIndex: number };
    answer: { rows: readonly LineCandidateView[] };
  };
  'revenue/posting/work': {
    input: { open?: boolean; kind?: string; cursor?: string };
    answer: Page<WorkView & { remitId: string; payerName: string }>;
  };
}

export interface PostingCommands {
  'revenue/posting/post-remit': { input: { remitId: string }; result: PostedView };
  'revenue/posting/undo-remit': { input: { remitId: string; reason: string }; result: { remitId: string; entries: number } };
  'revenue/posting/match-claim': { input: { remitClaimId: string; claimId: string }; result: { remitClaimId: string; posted: boolean } };
  'revenue/posting/unmatch-claim': { input: { remitClaimId: string }; result: { remitClaimId: string } };
  'revenue/posting/claim-not-ours': { input: { remitClaimId: string; reason: string }; result: { remitClaimId: string } };
  'revenue/posting/post-again': { input: { remitClaimId: string }; result: { remitClaimId: string; posted: boolean } };
  'revenue/posting/match-line': {
    input: { remitClaimId: string; lineIndex: number; claimLineIds: readonly string[] };
    result: { remitClaimId: string; posted: boolean; line: LineDividedView };
  };
  'revenue/posting/unmatch-line': { input: { remitClaimId: string; lineIndex: number }; result: { remitClaimId: string; posted: boolean } };
  'revenue/posting/remit-not-ours': { input: { remitId: string; reason: string }; result: { remitId: string } };
  'revenue/posting/remit-ours': { input: { remitId: string; question?: 'payee' | 'earlier' }; result: { remitId: string } };
  'revenue/posting/close-work': { input: { workItemId: string; why: string }; result: { workItemId: string } };
}
