export type { Deposit } from './deposit.ts';
