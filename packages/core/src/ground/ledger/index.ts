export { accountComponent, accounts, clearingAccount, receivableAccount, referenceAccount, unappliedAccount } from './accounts.ts';
export { checkEntry, journalOf, reverseBookings, reverseEntry, reverseMovements, trialBalance } from './book.ts';
export { toBeancount, toHledger } from './export.ts';
export type { Bookings, JournalEntry, JournalLine, JournalSource, Movement, MovementKind, Party } from './journal.ts';
export { postingList } from './posting-list.ts';
