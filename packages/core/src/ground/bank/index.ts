export type { BankAccount, BankFile, BankFileKind } from './bank-file.ts';
export type { CsvMapping } from './csv-columns.ts';
export type { Deposit } from './deposit.ts';
export type {
  DepositException,
  DepositMatch,
  DepositMatching,
  RemitPayment,
  UnmatchedDeposit,
  UnmatchedRemit,
} from './deposit-matching.ts';
export { matchDeposits } from './match-deposits.ts';
export { readBai2 } from './read-bai2.ts';
export { readBankFile } from './read-bank-file.ts';
export { readDepositCsv } from './read-deposit-csv.ts';
export { readNacha } from './read-nacha.ts';
export { readOfx } from './read-ofx.ts';
export { sniffBankFile } from './sniff-bank-file.ts';
export { comparableTrace, traceIn } from './trace.ts';
