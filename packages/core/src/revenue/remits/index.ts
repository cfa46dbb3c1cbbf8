export { type BalanceFinding, type BalanceLevel, balanceClaim, balancePayment, balanceRemit, pastCounting } from './balance-remit.ts';
export { closesWrong, fileClosesWrong } from './closing.ts';
export { contentKeyOf, nearKeyOf, payerKey, paymentKeyOf } from './keys.ts';
export { readProviderAdjustments, readRemitClaim, readRemitHead } from './read-remit.ts';
export type { Adjustment, ProviderAdjustment, Remit, RemitClaim, RemitHead, RemitLine } from './remit.ts';
export { remitList } from './remit-list.ts';
export { leavesUnknown, withUnreadable } from './unreadable.ts';
