export { bytesPresenter } from './bytes-presenter.ts';
export { indexOldRemitClaims } from './indexing/store.ts';
export { grouped } from './many/grouped.ts';
export { lockedRemits, projectAll, type SeenContent, seenContents, wholeRemits } from './many/store.ts';
export { remitPayments, remitsForDeposits } from './payments/store.ts';
export { type Placing, placeClaims, placeRemitsAnew, sitesOfRemit, sitesOfRemits } from './placing/store.ts';
export { remitReader } from './reader.ts';
export { type FoundRemits, remitsOfClaimsPaid, remitsOfDay, remitsOfMember, remitsOfNumber, remitsOfPatients } from './searching/store.ts';
export {
  asRemitClaim,
  project,
  type RemitClaimRecord,
  type RemitRow,
  remitClaimRow,
  remitClaimRows,
  remitClaimsById,
  remitRow,
  remitsNamed,
  seenContent,
  waitingRemits,
  wholeRemit,
} from './store.ts';
export { unbalancedTraces } from './unbalanced/store.ts';
