export type { Benefit, Insured, LearnedCoverage } from './coverage.ts';
export type { ListMap, SavedMap } from './list.ts';
export { type CoverageLook, coversDays, lookOn, looksOn, outsideDays, type ServedDays } from './look-on.ts';
export { firstToPay, type OrderRule } from './order-of-benefits.ts';
export { type Share, type ShareKind, type SharePart, Sharing } from './patient-share.ts';
export { createEligibilityReader } from './read-271.ts';
export { authorizationList, type LearnedAuthorization, readAuthorizationCsv } from './read-authorization-csv.ts';
export { coverageList, readCoverageCsv } from './read-coverage-csv.ts';
