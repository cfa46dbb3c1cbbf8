export { type Alert, type AlertKind, dayAlerts, peerAlerts } from './alerts.ts';
export { auditDays, type DayFinding } from './audit-days.ts';
export type { BilledLine } from './billed-line.ts';
export {
  type AmountGroup,
  fewestAmounts,
  findOutliers,
  leastZ,
  type Outlier,
  type OutlierKind,
  outlierKinds,
} from './outliers.ts';
export { fewest, type Profiles, profile, standOut } from './peers.ts';
