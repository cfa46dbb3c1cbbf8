export { accountBalances, type BookedBy, bookEntries, digestsOfAct, type LedgerDigests } from './store.ts';
