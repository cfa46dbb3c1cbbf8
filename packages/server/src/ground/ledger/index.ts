export { type ExportFormat, exportBooks } from './export-books.ts';
export { exportablePostings, postingExport } from './exporting/list.ts';
export { type Opening, openingEntries } from './opening.ts';
export {
  accountBalances,
  assertBookable,
  type BookedBy,
  bookEntries,
  bookInOrder,
  chargesBooked,
  digestsOfAct,
  type LedgerDigests,
  movementsOfClaim,
  type OpenBalance,
  openBalances,
  type StandingEntries,
  standingEntries,
  standingMovements,
} from './store.ts';
export { sumUpAll } from './sums/store.ts';
export { watchBooks } from './sums/watch.ts';
