export type { Insured, LearnedCoverage } from './coverage.ts';
export type { ListMap, SavedMap } from './list.ts';
export { firstToPay, type OrderRule } from './order-of-benefits.ts';
export { createEligibilityReader } from './read-271.ts';
export { authorizationList, type LearnedAuthorization, readAuthorizationCsv } from './read-authorization-csv.ts';
export { coverageList, readCoverageCsv } from './read-coverage-csv.ts';
