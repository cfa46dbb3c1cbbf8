export { remitReader } from './reader.ts';
export {
  asRemitClaim,
  project,
  type RemitClaimRecord,
  type RemitPaymentRow,
  type RemitRow,
  remitClaimRow,
  remitClaimRows,
  remitPayments,
  remitRow,
  remitsForDeposits,
  seenContent,
  waitingRemits,
  wholeRemit,
} from './store.ts';
