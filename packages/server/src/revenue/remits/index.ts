export { remitReader } from './reader.ts';
export {
  asRemitClaim,
  project,
  type RemitClaimRecord,
  type RemitRow,
  remitClaimRow,
  remitClaimRows,
  remitRow,
  seenContent,
  waitingRemits,
  wholeRemit,
} from './store.ts';
