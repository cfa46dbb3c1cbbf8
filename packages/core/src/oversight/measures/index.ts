export type { Difference } from './interval.ts';
export { type Arm, byMonth, type ClaimOut, type Measured, type MeasureId, type MonthShare, measure, measureIds } from './measure.ts';
