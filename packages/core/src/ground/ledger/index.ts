export type { JournalEntry, JournalLine, JournalSource, Movement, MovementKind, Party } from './journal.ts';
