import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { ClaimKind } from '@claimwright/core/revenue/claims';
import type { Cause, Ladder, SendingEvent, UsualHours } from '@claimwright/core/revenue/submission';
import type { Page } from '../../gate/views.ts';

/** Where claims go out; its key is shown to nobody. */
export interface ClearinghouseView {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly senderId: string;
  readonly receiverId: string;
  readonly test: boolean;
  readonly payers: readonly string[];
  readonly usual: UsualHours;
  readonly nightlyAt?: string;
  readonly active: boolean;
}

/** Whether a claim can leave: held by a rule, doubtful, or clean. */
export type Light = 'red' | 'yellow' | 'green';

/** What is found of a claim before it leaves, in words. */
export interface ClaimRemark {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly says: string;
  readonly fix?: string;
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
  readonly frequency: string;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
  /** The batch that it waits in. */
  readonly batchId?: string;
}

export interface BatchView {
  readonly id: string;
  readonly control: number;
  readonly reference: string;
  readonly state: 'prepared' | 'approved' | 'staged' | 'sent' | 'stuck' | 'dropped';
  readonly clearinghouse: string;
  readonly payerName: string;
  readonly kind: ClaimKind;
  readonly claims: number;
  readonly billed: Cents;
  readonly sha256: string;
  readonly preparedAt: string;
  readonly approvedBy?: string;
  readonly approvedAt?: string;
  readonly sentAt?: string;
  readonly trouble?: string;
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
  };
}

/** A claim's way out: the ladder, what happened, and which files say so. */
export interface LadderView {
  readonly draftId: string;
  readonly ladder: Ladder;
  readonly events: readonly (SendingEvent & { readonly documentId?: string })[];
}

export interface SubmissionWorkView {
  readonly id: string;
  readonly kind: 'rejected' | 'silent' | 'stuck' | 'unplaced' | 'late' | 'paper';
  readonly draftId?: string;
  readonly batchId?: string;
  readonly documentId?: string;
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
    result: { batches: readonly string[]; claims: number; heldBack: number; notWritten: number; withoutWay: number };
  };
  'revenue/submission/approve-batch': {
    input: { batchId: string; sha256: string };
    result: { batchId: string; claims: number; billed: Cents };
  };
  'revenue/submission/drop-batch': { input: { batchId: string }; result: { batchId: string } };
  'revenue/submission/send-again': { input: { batchId: string }; result: { batchId: string } };
  'revenue/submission/reopen': { input: { draftId: string }; result: { draftId: string } };
}

export interface SubmissionQueries {
  'revenue/submission/clearinghouses': { input: Record<string, never>; answer: readonly ClearinghouseView[] };
  'revenue/submission/tonight': { input: Cursor; answer: Page<TonightRow> };
  'revenue/submission/batches': { input: Cursor; answer: Page<BatchView> };
  'revenue/submission/batch': { input: { batchId: string }; answer: BatchReport };
  'revenue/submission/ladder': { input: { draftId: string }; answer: LadderView };
  'revenue/submission/work': { input: Cursor; answer: Page<SubmissionWorkView> };
}
