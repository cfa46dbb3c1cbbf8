import type { Cents, PlainDate } from '../base/index.ts';
import type { Deposit } from './deposit.ts';

/** What matching needs of a remit: the payment as the 835 states it. */
export interface RemitPayment {
  readonly id: string;
  /** TRN02. */
  readonly traceNumber: string;
  /** TRN03. */
  readonly payerTraceId?: string;
  readonly payerName: string;
  /** BPR02. */
  readonly amount: Cents;
  /** BPR16. */
  readonly paidOn?: PlainDate;
  /** BPR04: ACH, CHK, NON, FWT, BOP. */
  readonly method: string;
}

/** Deposits of the store carry an id; those fresh from a reader do not yet. Both are handed back as they came. */
export interface DepositMatch<D extends Deposit = Deposit, R extends RemitPayment = RemitPayment> {
  readonly deposits: readonly D[];
  readonly remits: readonly R[];
  readonly how: 'trace' | 'trace-altered' | 'amount-and-payer' | 'sum-of-remits' | 'sum-of-deposits';
  /** Never sure without trace, amount and date all agreeing. */
  readonly certainty: 'sure' | 'likely';
  readonly because: string;
  /** Business days from the payment date of the remit to the deposit; negative when the bank was first. */
  readonly businessDays?: number;
}

/** The trace agrees and the money does not. */
export interface DepositException<D extends Deposit = Deposit, R extends RemitPayment = RemitPayment> {
  readonly deposits: readonly D[];
  readonly remits: readonly R[];
  /** Deposits − remits: negative when the bank received too little. */
  readonly difference: Cents;
  readonly says: string;
  readonly because: string;
  readonly fix: string;
}

export interface UnmatchedDeposit<D extends Deposit = Deposit, R extends RemitPayment = RemitPayment> {
  readonly deposit: D;
  readonly reason: 'no-remit-with-trace' | 'no-remit-found' | 'several-candidates' | 'payer-unknown' | 'money-out' | 'repeated';
  readonly because: string;
  /** Remits that a person may choose from. */
  readonly candidates: readonly R[];
  /** Business days since the deposit. */
  readonly waitingDays: number;
  /** Past the three business days in which the 835 should come (CAQH CORE 370). */
  readonly late: boolean;
}

export interface UnmatchedRemit<D extends Deposit = Deposit, R extends RemitPayment = RemitPayment> {
  readonly remit: R;
  readonly reason: 'not-deposited-yet' | 'several-candidates' | 'payer-unknown';
  readonly because: string;
  readonly candidates: readonly D[];
  /** Business days since the payment date; absent when the remit has none. */
  readonly waitingDays?: number;
  readonly late: boolean;
}

/** Every deposit and every remit stands in exactly one of these lists. */
export interface DepositMatching<D extends Deposit = Deposit, R extends RemitPayment = RemitPayment> {
  readonly matches: readonly DepositMatch<D, R>[];
  readonly exceptions: readonly DepositException<D, R>[];
  /** Zero-pay remits (BPR04 NON, or 0.00): no deposit is to come. */
  readonly noDepositDue: readonly R[];
  readonly unmatchedDeposits: readonly UnmatchedDeposit<D, R>[];
  readonly unmatchedRemits: readonly UnmatchedRemit<D, R>[];
}
