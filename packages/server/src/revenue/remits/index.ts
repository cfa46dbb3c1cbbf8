export { bytesPresenter } from './bytes-presenter.ts';
export { indexOldRemitClaims } from './indexing/store.ts';
export { remitReader } from './reader.ts';
export { remitsOfNumber, remitsOfPatients } from './searching/store.ts';
export {
  asRemitClaim,
  project,
  type RemitClaimRecord,
  type RemitRow,
  remitClaimRow,
  remitClaimRows,
  remitPayments,
  remitRow,
  remitsForDeposits,
  remitsNamed,
  seenContent,
  waitingRemits,
  wholeRemit,
} from './store.ts';
