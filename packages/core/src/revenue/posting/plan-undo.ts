import type { PlainDate } from '../../ground/base/index.ts';
import { type JournalEntry, type Movement, reverseEntry, reverseMovements } from '../../ground/ledger/index.ts';
import type { Bookings } from '../claims/index.ts';

/** The mirror of a posting: new entries and movements that bring every balance back to where it was. Undoing an undo posts it again. */
export function planUndo(entries: readonly JournalEntry[], movements: readonly Movement[], newId: () => string, on: PlainDate): Bookings {
  const entryIds = new Map<string, string>();
  const mirrored = entries.map((entry) => {
    const mirror = reverseEntry(entry, newId(), on);
    entryIds.set(entry.id, mirror.id);
    return mirror;
  });
  return { entries: mirrored, movements: reverseMovements(movements, entryIds, newId) };
}
