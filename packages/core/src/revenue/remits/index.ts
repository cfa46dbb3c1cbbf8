export {
  type BalanceFinding,
  type BalanceLevel,
  balanceClaim,
  balancePayment,
  balanceRemit,
  claimSize,
  pastCounting,
  pastCountingWith,
} from './balance-remit.ts';
export { closesWrong, fileClosesWrong } from './closing.ts';
export { contentKeyOf, nearKeyOf, payerKey, paymentKeyOf } from './keys.ts';
export { priorDecision } from './prior-decision.ts';
export { readProviderAdjustments, readRemitClaim, readRemitHead } from './read-remit.ts';
export type { Adjustment, ProviderAdjustment, Remit, RemitClaim, RemitHead, RemitLine } from './remit.ts';
export { remitList } from './remit-list.ts';
export { leavesUnknown, unreadableIn, withUnreadable } from './unreadable.ts';
