export type { Insured, LearnedCoverage } from './coverage.ts';
export { dayOf, heading, type ListKind, type ListMap, type ReadList, readList, rowFault, type SavedMap } from './list.ts';
export { createEligibilityReader } from './read-271.ts';
export { coverageList, readCoverageCsv } from './read-coverage-csv.ts';
