import type { Bytes, Cents, PlainDate } from '@claimwright/core/ground/base';
import type { Party } from '@claimwright/core/ground/ledger';

export interface ClaimRow {
  readonly id: string;
  readonly patientName: string;
  readonly patientControlNumber: string;
  readonly payerName: string;
  readonly servedFrom?: PlainDate;
  readonly billed: Cents;
  readonly payerOpen: Cents;
  readonly patientOpen: Cents;
  readonly status: string;
  readonly statusWords: string;
}
export interface ClaimsAtSites {
  readonly sites: readonly { readonly siteId: string; readonly claims: number }[];
  /** Of no site that their numbers tell; absent for whoever is limited to some. */
  readonly nowhere?: number;
}
export interface MovementView {
  readonly id: string;
  readonly on: PlainDate;
  readonly party: Party;
  readonly kind: string;
  readonly amount: Cents;
  readonly because: string;
  readonly group?: string;
  readonly carc?: string;
  readonly claimLineId?: string;
  readonly entryId: string;
  readonly reverses?: string;
  readonly documentId?: string;
  readonly bytes?: Bytes;
}
export interface ClaimLineView {
  readonly id: string;
  readonly number: number;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units?: string;
  readonly servedOn?: PlainDate;
  readonly diagnoses: readonly string[];
  readonly billed: Cents;
  readonly paid: Cents;
  readonly adjusted: Cents;
  readonly payerOpen: Cents;
  readonly patientOpen: Cents;
  readonly bytes: Bytes;
}
export interface ClaimView extends ClaimRow {
  /** What the patient owes of the same visit for lines that left the claim before it was sent. */
  readonly patientBeside?: Cents;
  /** Another system made this replacement or void, of that claim that left from here; whether it counts, where somebody said it. */
  readonly ends?: { readonly claimId: string; readonly patientControlNumber: string; readonly counts?: boolean };
  /** One of another system that would end this claim, once somebody says that it counts. */
  readonly endedIf?: { readonly claimId: string; readonly patientControlNumber: string; readonly frequency: '7' | '8' };
  readonly birthDate?: PlainDate;
  readonly memberId?: string;
  readonly frequency: string;
  readonly placeOfService?: string;
  readonly diagnoses: readonly string[];
  readonly billingNpi?: string;
  readonly renderingNpi?: string;
  readonly coverages: readonly { readonly rank: string; readonly payerName: string }[];
  readonly documentId: string;
  readonly bytes: Bytes;
  readonly lines: readonly ClaimLineView[];
  readonly movements: readonly MovementView[];
  readonly open: { readonly [party in Party]?: Cents };
  /** What happened, oldest first. `remitId` opens the remit. */
  readonly timeline: readonly {
    readonly at: string;
    readonly says: string;
    readonly by?: string;
    readonly remitId?: string;
    readonly documentId?: string;
    readonly amount?: Cents;
  }[];
  readonly work: readonly {
    readonly id: string;
    readonly says: string;
    readonly fix: string;
    readonly amount: Cents;
    readonly closed: boolean;
  }[];
}
