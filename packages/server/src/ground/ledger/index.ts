export { type ExportFormat, exportBooks, exportFormats } from './export-books.ts';
export { type Opening, openingEntries } from './opening.ts';
export {
  accountBalances,
  type BookedBy,
  bookEntries,
  digestsOfAct,
  entriesOfAct,
  type LedgerDigests,
  loadEntries,
  movementsOfClaim,
  type OpenBalance,
  openBalances,
  type StandingEntries,
  standingEntries,
  standingMovements,
} from './store.ts';
