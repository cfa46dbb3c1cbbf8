export { indexOldDeposits } from './indexing/store.ts';
export type { RemitOfDeposit, RemitsByTrace } from './match-open.ts';
export { bankReader } from './reader.ts';
export { type DepositOfRemit, depositsOfRemits, type StoredDeposit } from './store.ts';
