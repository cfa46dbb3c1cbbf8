import type { PlainDate } from '../../ground/base/index.ts';
import { type Bookings, type JournalEntry, type Movement, reverseBookings } from '../../ground/ledger/index.ts';

/** The mirror of a posting: new entries and movements that bring every balance back to where it was. Undoing an undo posts it again. */
export const planUndo = (entries: readonly JournalEntry[], movements: readonly Movement[], newId: () => string, on: PlainDate): Bookings =>
  reverseBookings({ entries, movements }, newId, on);
