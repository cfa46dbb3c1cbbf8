export { indexOldDeposits } from './indexing/store.ts';
export type { RemitOfDeposit, RemitsByTrace } from './match-open.ts';
export { bankReader } from './reader.ts';
export { type DepositOfRemit, depositsOfRemits, lockTies, type StoredDeposit, tiesOfRemits } from './store.ts';
