import type { Cents, Finding, PlainDate } from '@claimwright/core/ground/base';
import type { Alignment, ClaimKind, ClaimToSend, DraftStatus, FormName, Rank } from '@claimwright/core/revenue/claims';
import type { Page } from '../../../gate/views.ts';
import type { AlignedPrinter } from '../printers/store.ts';

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
  /** What the books say that the patient owes for lines that left it because they pay them. */
  readonly patientOwes?: Cents;
  /** The claim of the books that it became, and the one that it was made of. */
  readonly claimId?: string;
  readonly fromClaimId?: string;
  /** What it said before, oldest first: who changed which fields, and why. */
  readonly versions: readonly {
    readonly version: number;
    readonly changed: readonly string[];
    /** The same, with what stood there and what stands there since; nothing where nothing stood. */
    readonly changes: readonly { readonly at: string; readonly from?: unknown; readonly to?: unknown }[];
    readonly madeAt: string;
    readonly by?: string;
    /** The machine that proposed it, where one did and a person let it. */
    readonly machine?: string;
    readonly because?: string;
    /** The version that it says again. */
    readonly restores?: number;
  }[];
}

/** A draft for the practice's own forms. */
export interface PaperView {
  readonly draftId: string;
  readonly form: FormName;
  readonly pages: number;
  /** What has no room on them. */
  readonly findings: readonly Finding[];
  /** Base64. */
  readonly pdf: string;
}

type Changed = { readonly draftId: string; readonly version: number; readonly changed: readonly string[] };

export interface DraftCommands {
  'revenue/claims/change-draft': {
    input: { draftId: string; version: number; changes: readonly { at: string; to: unknown }[]; because?: string };
    result: Changed;
  };
  'revenue/claims/undo-change': { input: { draftId: string; version: number }; result: Changed };
  /** Without an alignment the printer is taken away. */
  'revenue/claims/set-printer': {
    input: { printer: string; form: FormName; alignment: Alignment | null };
    result: { printer: string };
  };
  'revenue/claims/withdraw-draft': { input: { draftId: string; because: string }; result: { draftId: string } };
  'revenue/claims/anew': {
    input: { claimId: string; as: 'replacement' | 'void'; payerControlNumber?: string };
    result: { draftId: string };
  };
  'revenue/claims/next-payer': { input: { claimId: string; payerControlNumber?: string }; result: { draftId: string } };
  'revenue/claims/send-again': { input: { claimId: string; because: string }; result: { draftId: string } };
  'revenue/claims/send-as-claim': {
    input: { claimId: string; servedOn: string; lines?: readonly number[]; predeterminationNumber?: string };
    result: { draftId: string };
  };
  /** Without ids: the oldest that wait, or again those that were held; `next` is asked for where there are more. */
  'revenue/claims/build': {
    input: { chargeIds?: readonly string[]; held?: boolean; after?: string };
    result: { draftIds: readonly string[]; held: number; notInsurance: number; next?: { held?: true; after: string } };
  };
}

export interface DraftQueries {
  'revenue/claims/drafts': { input: { status: DraftStatus; payerId?: string; search?: string; cursor?: string }; answer: Page<DraftRow> };
  'revenue/claims/drafts-numbered': {
    input: { number: string };
    answer: { readonly rows: readonly { readonly draftId: string; readonly status: DraftStatus }[] };
  };
  'revenue/claims/draft': { input: { draftId: string }; answer: DraftView };
  /** For a printer that is off by so much, in points and percent. */
  'revenue/claims/paper': { input: { draftId: string } & Partial<Alignment>; answer: PaperView };
  'revenue/claims/printers': { input: Record<string, never>; answer: { readonly printers: readonly AlignedPrinter[] } };
  'revenue/claims/test-print': { input: { form: FormName } & Alignment; answer: { readonly pdf: string } };
}
