export { accountComponent, accounts, clearingAccount, receivableAccount, referenceAccount, unappliedAccount } from './accounts.ts';
export { checkEntry, journalOf, reverseEntry, reverseMovements, trialBalance } from './book.ts';
export { toBeancount, toHledger } from './export.ts';
export type { JournalEntry, JournalLine, JournalSource, Movement, MovementKind, Party } from './journal.ts';
