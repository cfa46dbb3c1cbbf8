export type { Adjustment, ProviderAdjustment, Remit, RemitClaim, RemitHead, RemitLine } from './remit.ts';
