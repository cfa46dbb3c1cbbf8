import type { Cents, Evidence, PlainDate } from '../base/index.ts';

/** One side of an entry: a debit is positive, a credit negative. `account` is a full name such as `Assets:Clearing:1999999999:71700666`. */
export interface JournalLine {
  readonly account: string;
  readonly amount: Cents;
  readonly claimId?: string;
  readonly evidence?: Evidence;
}

/** `patient-charge`: a service that the patient pays, of which no claim asks. */
export type JournalSource = 'claim' | 'patient-charge' | 'remit' | 'remit-claim' | 'deposit' | 'opening';

/** A balanced entry: its lines sum to zero. Never changed, only mirrored by an entry that names it in `reverses`. */
export interface JournalEntry {
  readonly id: string;
  readonly on: PlainDate;
  readonly source: { readonly kind: JournalSource; readonly id: string };
  /** In a bookkeeper's words, without patient data. */
  readonly description: string;
  readonly lines: readonly JournalLine[];
  readonly reverses?: string;
  /** Which agent, in which writing of its rules, where the entry booked itself. */
  readonly madeBy?: string;
}

/** Entries and movements that one act makes: booked together, undone together. */
export interface Bookings {
  readonly entries: readonly JournalEntry[];
  readonly movements: readonly Movement[];
}

/** Who owes an open amount of a claim. */
export type Party = 'primary' | 'secondary' | 'tertiary' | 'patient';

/** `allowance`: two movements that cancel, the contract's share set aside in Assets:AR:Allowance or released from it. */
export type MovementKind =
  | 'charge'
  | 'payment'
  | 'contractual'
  | 'allowance'
  | 'sequestration'
  | 'withhold'
  | 'capitation'
  | 'transfer'
  | 'opening';

/**
 * One movement of the receivables sub-ledger: by how much what `party` owes for a claim's line changed, and against which account.
 * A transfer is two movements, one for each party, each with the other party's account as contra.
 */
export interface Movement {
  readonly id: string;
  /** The journal entry that books it. */
  readonly entryId: string;
  /** Or the patient charge, where no claim asks for it. */
  readonly claimId: string;
  /** Absent: the claim as a whole. */
  readonly claimLineId?: string;
  readonly party: Party;
  readonly kind: MovementKind;
  /** Change of the amount owed. */
  readonly amount: Cents;
  readonly account: string;
  readonly group?: string;
  readonly carc?: string;
  readonly remitClaimId?: string;
  readonly evidence?: Evidence;
  /** One sentence that a biller would say. */
  readonly because: string;
  readonly reverses?: string;
}
