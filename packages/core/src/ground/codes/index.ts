export { type AdjustmentReason, adjustmentReason, adjustmentReasons, type ReasonFamily } from './adjustment-reasons.ts';
export { providerAdjustmentWords } from './provider-adjustment-codes.ts';
export { forwardingRemarks, remarkWords } from './remark-codes.ts';
