import type { Bytes, Cents, PlainDate } from '@claimwright/core/ground/base';

/** Said where somebody is limited to some sites or payers: what is shown is not the whole of the books. */
export interface PartOfBooks {
  readonly part?: string;
}
export interface AccountRow {
  readonly account: string;
  readonly debit: Cents;
  readonly credit: Cents;
  readonly balance: Cents;
  readonly lines: number;
  /** So many accounts below it came to zero: they stand together here. */
  readonly settled?: number;
}
export interface JournalLineView {
  readonly account: string;
  readonly amount: Cents;
  readonly claimId?: string;
  readonly documentId?: string;
  readonly bytes?: Bytes;
}
export interface RemitOfEntry {
  readonly remitId: string;
  readonly remitClaimId?: string;
  readonly traceNumber: string;
  readonly payerName: string;
}
export interface JournalEntryView {
  readonly id: string;
  readonly on: PlainDate;
  readonly description: string;
  readonly sourceKind: string;
  readonly sourceId: string;
  readonly reverses?: string;
  readonly reversedBy?: string;
  /** The remit that it was booked from, as a whole or by one of its claims. */
  readonly remit?: RemitOfEntry;
  readonly lines: readonly JournalLineView[];
}
/** Each row is one thing that must be equal; `difference` is 0 when it is. */
export interface TieOutView {
  /** Why nothing of it is shown, to whoever sees a part of the practice. */
  readonly notShown?: string;
  readonly rows: readonly {
    readonly name: string;
    readonly says: string;
    readonly left: { readonly label: string; readonly amount: Cents };
    readonly right: { readonly label: string; readonly amount: Cents };
    readonly difference: Cents;
  }[];
  /** Clearing accounts that are not zero yet, the oldest of them, with the reason as far as it is known. */
  readonly clearing: readonly {
    readonly account: string;
    readonly traceNumber: string;
    readonly balance: Cents;
    readonly remitId?: string;
    readonly because: string;
    /** When its last entry was booked: the day of the posting or of the tie, whatever day the money is of. */
    readonly bookedAt: string;
  }[];
  /** All of them. */
  readonly clearingTotal: { readonly accounts: number; readonly balance: Cents };
  /** Forwarded and recouped balances still open, by reference. */
  readonly references: readonly { readonly account: string; readonly balance: Cents }[];
}
