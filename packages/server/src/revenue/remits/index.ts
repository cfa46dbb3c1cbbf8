export { bytesPresenter } from './bytes-presenter.ts';
export { indexOldRemitClaims } from './indexing/store.ts';
export { grouped } from './many/grouped.ts';
export { lockedRemits, projectAll, type SeenContent, seenContents, wholeRemits } from './many/store.ts';
export { Packed } from './packed.ts';
export { remitPayments, remitsForDeposits } from './payments/store.ts';
export { moveClaims, placeRemitsAnew, type SiteMove, sitesOfRemit, sitesOfRemits } from './placing/store.ts';
export { remitReader } from './reader.ts';
export { type FoundRemits, remitsOfClaimsPaid, remitsOfDay, remitsOfMember, remitsOfNumber, remitsOfPatients } from './searching/store.ts';
export {
  asRemit,
  asRemitClaim,
  idsOfClaims,
  project,
  providerAdjustments,
  type RemitClaimRecord,
  type RemitRow,
  remitClaimRow,
  remitClaimRows,
  remitClaimsAt,
  remitClaimsById,
  remitRow,
  remitsNamed,
  seenContent,
  waitingRemits,
} from './store.ts';
export { unbalancedTraces } from './unbalanced/store.ts';
