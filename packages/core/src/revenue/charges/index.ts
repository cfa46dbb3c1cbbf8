export type { Billed, Charge, ChargedCoverage, ChargedPerson, ChargeLine } from './charge.ts';
