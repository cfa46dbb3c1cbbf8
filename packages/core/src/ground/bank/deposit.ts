import type { Bytes, Cents, PlainDate } from '../base/index.ts';

/** One credit (or debit, negative) that the bank reports, from BAI2, OFX/QFX, CSV or NACHA CCD+ with addenda. */
export interface Deposit {
  readonly postedOn: PlainDate;
  readonly amount: Cents;
  /** The TRN02 that the addenda, reference or description carries. */
  readonly traceNumber?: string;
  /** The TRN03 of the addenda (payer's identifier, `1` + tax id). */
  readonly payerTraceId?: string;
  /** Who sent it, as the bank says. */
  readonly originator?: string;
  readonly description: string;
  /** The bank's own id of the transaction (FITID, bank reference), for telling duplicates. */
  readonly bankReference?: string;
  /** Account number's last four digits, where the file says. */
  readonly accountLast4?: string;
  readonly kind: 'ach' | 'check' | 'card' | 'wire' | 'fee' | 'other';
  readonly bytes: Bytes;
}
