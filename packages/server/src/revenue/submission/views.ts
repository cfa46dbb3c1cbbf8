import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { Alignment, ClaimKind, ExpectedTotals, Rank } from '@claimwright/core/revenue/claims';
import type { Cause, Ladder, SendingEvent, StatusMeaning, UsualHours } from '@claimwright/core/revenue/submission';
import type { Page } from '../../gate/views.ts';
import type { FirstPassClaimView, FirstPassView } from './first-pass/queries.ts';
import type { ReportFile, ReportOnClaim } from './reports/queries.ts';
import type { PayerRoutesView, RouteChangeView, RouteTried } from './routes/queries.ts';
import type { ScopeView } from './scope/scope.ts';
import type { StatusClaimsView, StatusMeaningView } from './statuses/views.ts';
import type { Tried } from './try-clearinghouse.ts';

/** Where claims go out; its key is shown to nobody. */
export interface ClearinghouseView {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly path?: string;
  readonly answersPath?: string;
  readonly host?: string;
  readonly port?: number;
  readonly username?: string;
  readonly hostKey?: string;
  readonly url?: string;
  readonly hasSecret: boolean;
  readonly senderId: string;
  readonly senderName: string;
  readonly contact: string;
  readonly phone?: string;
  readonly receiverId: string;
  readonly receiverName: string;
  readonly test: boolean;
  readonly answerIds: readonly string[];
  /** It takes the claims of every payer that has no route of its own. */
  readonly others: boolean;
  readonly mostClaims: number;
  readonly usual: UsualHours;
  readonly nightlyAt?: string;
  readonly active: boolean;
  readonly agreement?: Agreement;
  readonly stoppedAt?: string;
  readonly stoppedBecause?: string;
  /** Why nothing may leave by it today. */
  readonly why?: { readonly because: string; readonly fix: string };
}

/** Under which patients’ data may go there. */
interface Agreement {
  readonly kind: 'baa' | 'trading-partner';
  readonly signedOn: string;
  readonly endsOn?: string;
}

/** What is said of a clearinghouse when it is set up. A secret that is left out stays what it was. */
export interface ClearinghouseInput extends Omit<ClearinghouseView, 'id' | 'kind' | 'hasSecret' | 'stoppedAt' | 'stoppedBecause' | 'why'> {
  readonly clearinghouseId?: string;
  readonly kind: 'folder' | 'sftp' | 'api' | 'paper';
  readonly secret?: string;
}

/** Whether a claim can leave: held by a rule, doubtful, or clean. */
export type Light = 'red' | 'yellow' | 'green';

/** What is found of a claim before it leaves, in words. */
export interface ClaimRemark {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly says: string;
  readonly fix?: string;
  /** Where somebody set it aside. */
  readonly aside?: { readonly by: string; readonly role: string; readonly because: string };
}

/** A claim of tonight. */
export interface TonightRow {
  readonly draftId: string;
  readonly version: number;
  readonly light: Light;
  readonly remarks: readonly ClaimRemark[];
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly payerId: string;
  readonly payerName: string;
  readonly kind: ClaimKind;
  /** Who did it, or bills it. */
  readonly provider: string;
  readonly frequency: string;
  readonly sentAs: Rank;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
  /** The batch that it waits in. */
  readonly batchId?: string;
  /** Whether the practice has begun with its payer here. */
  readonly byUs: boolean;
}

export interface BatchView {
  readonly id: string;
  readonly control: number;
  readonly reference: string;
  readonly state: 'prepared' | 'approved' | 'staged' | 'sent' | 'stuck' | 'dropped';
  readonly clearinghouse: string;
  readonly payerName: string;
  readonly kind: ClaimKind;
  /** Claims that are filed, or a question how filed ones stand. */
  readonly purpose: 'claims' | 'status';
  readonly claims: number;
  readonly billed: Cents;
  readonly sha256: string;
  readonly preparedAt: string;
  readonly approvedBy?: string;
  readonly approvedAt?: string;
  readonly sentAt?: string;
  readonly trouble?: string;
  /** The practice prints and mails it. */
  readonly byMail: boolean;
  /** How many of its claims stand at which step. */
  readonly steps: { readonly [status: string]: number };
}

/** The report on a batch before it leaves, as it is on the record by its hash. */
export interface BatchReport {
  readonly batch: BatchView;
  readonly claims: readonly {
    readonly draftId: string;
    readonly version: number;
    readonly patientName: string;
    readonly patientControlNumber: string;
    readonly servedFrom?: PlainDate;
    readonly billed: Cents;
    readonly frequency: string;
    readonly sentAs: Rank;
    readonly provider: string;
    readonly attempt: number;
    readonly light: Light;
    readonly remarks: readonly ClaimRemark[];
  }[];
  readonly totals: {
    readonly claims: number;
    readonly billed: Cents;
    readonly red: number;
    readonly yellow: number;
    readonly green: number;
    /** Where a line of them has one worked out. */
    readonly expected?: ExpectedTotals;
  };
}

/** Of what a practice prints and mails itself: what a person says became of it. */
export interface ToldByMail {
  readonly draftId: string;
  readonly what: 'mailed' | 'accepted' | 'rejected';
  readonly on: string;
  readonly because: string;
  /** The payer’s own number of the claim, where it told one. */
  readonly payerControlNumber?: string;
}

/** Of a replacement or void that another system made of a claim of here. */
export interface CountsInput {
  readonly claimId: string;
  readonly counts: boolean;
  readonly because: string;
}

/** All that is in a batch by mail was mailed at once. */
export interface BatchToldByMail {
  readonly batchId: string;
  readonly on: string;
  readonly because: string;
}

/** Of a batch by mail some of its claims for the practice's own forms, and what of them has no room there. */
export interface BatchPaperView {
  readonly batchId: string;
  /** Of the whole batch. */
  readonly claims: number;
  /** Those drafts. */
  readonly printed: readonly string[];
  readonly sheets: number;
  readonly findings: readonly {
    readonly draftId: string;
    readonly patientControlNumber: string;
    readonly at: string;
    readonly says: string;
  }[];
  readonly notPrinted: readonly { readonly draftId: string; readonly patientControlNumber: string; readonly says: string }[];
  /** Base64; empty where none of them was printed. */
  readonly pdf: string;
  /** Where the next ones begin. */
  readonly next?: number;
}

/** A claim's way out: the ladder, what happened, and which files say so. */
export interface LadderView {
  readonly draftId: string;
  /** The practice printed it: what became of it a person tells. */
  readonly byMail?: true;
  readonly ladder: Ladder;
  readonly events: readonly (SendingEvent & { readonly documentId?: string })[];
}

export interface SubmissionWorkView {
  readonly id: string;
  readonly kind: 'rejected' | 'silent' | 'stuck' | 'unplaced' | 'late' | 'paper' | 'number' | 'no-route' | 'unmapped';
  readonly draftId?: string;
  readonly batchId?: string;
  readonly documentId?: string;
  readonly payerId?: string;
  readonly patientControlNumber?: string;
  readonly payerName?: string;
  readonly claims: number;
  readonly causes: readonly Cause[];
  readonly openedAt: string;
}

type Cursor = { cursor?: string };

export interface SubmissionCommands {
  'revenue/submission/prepare-batches': {
    input: { draftIds?: readonly string[] };
    result: { batches: readonly string[]; claims: number; heldBack: number; notWritten: number; withoutWay: number; notByUs: number };
  };
  'revenue/submission/approve-batch': {
    input: { batchId: string; sha256: string };
    result: { batchId: string; claims: number; billed: Cents };
  };
  'revenue/submission/drop-batch': { input: { batchId: string }; result: { batchId: string } };
  'revenue/submission/send-again': { input: { batchId: string }; result: { batchId: string } };
  'revenue/submission/prepare-inquiry': {
    input: { draftIds?: readonly string[]; batchId?: string };
    result: { batches: readonly { readonly batchId: string; readonly sha256: string; readonly claims: number }[] };
  };
  'revenue/submission/set-clearinghouse': { input: ClearinghouseInput; result: { clearinghouseId: string } };
  'revenue/submission/set-route': {
    input: { payerId: string; kinds: readonly ClaimKind[]; clearinghouseId: string | null; payerNumber?: string };
    result: { payerId: string };
  };
  'revenue/submission/undo-route': { input: { payerId: string; kind: ClaimKind; version: number }; result: { payerId: string } };
  'revenue/submission/stop-sending': { input: { clearinghouseId: string; because: string }; result: { clearinghouseId: string } };
  'revenue/submission/resume-sending': { input: { clearinghouseId: string; because: string }; result: { clearinghouseId: string } };
  'revenue/submission/set-scope': {
    input: { payers: readonly string[] | null; baseline: number | null };
    result: { payers: number | null };
  };
  /** Of the scrubbing room, done from the list of tonight. */
  'revenue/scrub/override': {
    input: { draftId: string; version: number; code: string; at: string; found?: string; role: string; because: string };
    result: { overrideId: string };
  };
  'revenue/submission/keep-sending': { input: { draftId: string }; result: { draftId: string } };
  'revenue/submission/close-work': {
    input: { kind: 'late' | 'paper' | 'unplaced'; about: string; because: string };
    result: { workId: string };
  };
  'revenue/submission/choose-number': { input: { draftId: string; number: string }; result: { draftId: string; number: string } };
  'revenue/submission/map-status': {
    input: { payerId: string; code: string; meaning: StatusMeaning | null };
    result: { claims: number };
  };
  'revenue/submission/tell-mailed': { input: ToldByMail; result: { draftId: string } };
  'revenue/submission/tell-batch-mailed': { input: BatchToldByMail; result: { batchId: string; claims: number } };
  'revenue/submission/count-replacement': { input: CountsInput; result: { claimId: string; counts: boolean } };
  'revenue/submission/place-again': { input: { documentId: string }; result: { placed: number; unplaced: number } };
  'revenue/submission/reopen': { input: { draftId: string }; result: { draftId: string } };
}

export interface SubmissionQueries {
  'revenue/submission/clearinghouses': { input: Record<string, never>; answer: readonly ClearinghouseView[] };
  'revenue/submission/try-clearinghouse': { input: { clearinghouseId: string }; answer: Tried };
  'revenue/submission/routes': { input: Record<string, never>; answer: readonly PayerRoutesView[] };
  'revenue/submission/route-history': { input: { payerId: string }; answer: readonly RouteChangeView[] };
  'revenue/submission/status-meanings': { input: { payerId: string }; answer: readonly StatusMeaningView[] };
  'revenue/submission/status-claims': { input: { payerId: string; code: string }; answer: StatusClaimsView };
  'revenue/submission/try-route': { input: { payerId: string; kind: ClaimKind }; answer: RouteTried };
  'revenue/submission/scope': { input: Record<string, never>; answer: ScopeView };
  'revenue/submission/report': { input: { batchId: string; as: 'json' | 'pdf'; from?: number }; answer: ReportFile };
  'revenue/submission/report-extract': { input: { batchId: string; claimId: string; as: 'json' | 'pdf' }; answer: ReportFile };
  'revenue/submission/reports': { input: { draftId?: string; patientId?: string; claimId?: string }; answer: readonly ReportOnClaim[] };
  'revenue/submission/first-pass': { input: Record<string, never>; answer: FirstPassView };
  'revenue/submission/first-pass-claims': { input: { payerId: string; month: string }; answer: readonly FirstPassClaimView[] };
  'revenue/submission/tonight': { input: Cursor & { search?: string }; answer: Page<TonightRow> };
  'revenue/submission/batches': { input: Cursor; answer: Page<BatchView> };
  'revenue/submission/batch': { input: { batchId: string }; answer: BatchReport };
  'revenue/submission/batch-paper': { input: { batchId: string; from?: number } & Partial<Alignment>; answer: BatchPaperView };
  'revenue/submission/ladder': { input: { draftId: string }; answer: LadderView };
  'revenue/submission/work': { input: Cursor; answer: Page<SubmissionWorkView> };
}
