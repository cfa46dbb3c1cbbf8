import type { Day } from '../days.ts';

/** One line of the practice's bank account. */
export interface BankLine {
  readonly postedOn: Day;
  /** Cents; negative is money out. */
  readonly amount: number;
  readonly kind: 'ach' | 'check' | 'other';
  /** Who sent it, in the sixteen letters that a bank keeps. */
  readonly sender: string;
  /** TRN02, or the check's number; absent for other lines. */
  readonly trace?: string;
  /** TRN03. */
  readonly payerTraceId?: string;
  readonly text: string;
  /** The bank's own id. */
  readonly id: string;
}
