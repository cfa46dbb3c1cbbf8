import { type Bytes, cents, type Finding, type Severity, toDecimal } from '../base/index.ts';
import type { Deposit } from './deposit.ts';

export type BankFileKind = 'bai2' | 'nacha' | 'ofx' | 'csv';

/** The account that the file speaks of, where it speaks of one only. */
export interface BankAccount {
  readonly last4?: string;
  /** Routing number of the bank. */
  readonly routing?: string;
  readonly currency?: string;
}

/** A bank's file, read. Where any finding is an error, `deposits` is empty: nothing of a doubtful file is kept. */
export interface BankFile {
  readonly kind: BankFileKind;
  readonly account?: BankAccount;
  /** Credits positive, debits negative, in the order of the file. */
  readonly deposits: readonly Deposit[];
  readonly findings: readonly Finding[];
}

/** Collects what a reader finds, and closes the file: errors leave no deposits behind. */
export interface BankReading {
  readonly deposits: Deposit[];
  readonly accounts: BankAccount[];
  note(code: string, severity: Severity, at: string, says: string, because: string, fix: string, bytes?: Bytes): void;
  readonly failed: boolean;
  close(): BankFile;
}

/** A damaged file may have a thousand bad records; a person needs the first few and the number. */
const KEPT_FINDINGS = 50;

export function startReading(kind: BankFileKind): BankReading {
  const deposits: Deposit[] = [];
  const accounts: BankAccount[] = [];
  const findings: Finding[] = [];
  let dropped = 0;
  let failed = false;
  return {
    deposits,
    accounts,
    note(code, severity, at, says, because, fix, bytes) {
      if (severity === 'error') failed = true;
      if (findings.length >= KEPT_FINDINGS) dropped++;
      else findings.push({ code, severity, at, says, because, fix, ...(bytes ? { bytes: { from: bytes.from, to: bytes.to } } : {}) });
    },
    get failed() {
      return failed;
    },
    close() {
      if (dropped > 0)
        findings.push({
          code: 'bank.more-findings',
          severity: 'info',
          at: 'file',
          says: `${dropped} more findings like these are not listed.`,
        });
      const [account, ...others] = distinct(accounts);
      return { kind, deposits: failed ? [] : deposits, findings, ...(account && others.length === 0 ? { account } : {}) };
    },
  };
}

function distinct(accounts: readonly BankAccount[]): BankAccount[] {
  return [...new Map(accounts.map((a) => [`${a.routing}/${a.last4}`, a])).values()];
}

/** Two digits of a year: banks write no date before 2000 in a file that somebody still posts. */
export const fullYear = (twoDigits: string): string => `20${twoDigits}`;

/** Undefined for text that is no YYMMDD date at all, before the calendar is asked. */
export function dateOfSixDigits(text: string): string | undefined {
  return /^\d{6}$/.test(text) ? `${fullYear(text.slice(0, 2))}-${text.slice(2, 4)}-${text.slice(4, 6)}` : undefined;
}

/** Account number's last four characters; banks mask the rest in different ways. */
export const lastFour = (account: string): string | undefined => {
  const digits = account.replace(/[^0-9A-Za-z]/g, '');
  return digits.length >= 4 ? digits.slice(-4) : undefined;
};

/** An amount for a finding's words; a forged file can add up to more than a number holds. */
export const spoken = (amount: number): string => (Number.isSafeInteger(amount) ? toDecimal(cents(amount)) : 'an impossible amount');
