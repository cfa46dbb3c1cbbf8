import type { JournalEntry, Movement } from '@claimwright/core/ground/ledger';
import { planUndo } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import { assertBookable, bookInOrder, type LedgerDigests, standingEntries } from '../../../ground/ledger/index.ts';
import { Packed } from '../../remits/index.ts';
import { byId } from './plan-large.ts';

/** The entries of so many claims are mirrored at a time. */
const atOnce = 2_000;

export interface Mirrored {
  readonly digests: LedgerDigests;
  readonly entries: number;
  /** The claims whose money moves back. */
  readonly claimIds: ReadonlySet<string>;
}

/** Mirrors all that stands of a large remit and its claims: read and planned a part at a time, booked as one. */
export async function mirrorInParts(ctx: Ctx, sourceIds: readonly string[]): Promise<Mirrored> {
  const entries = new Packed<JournalEntry>();
  const movements = new Packed<Movement>();
  const claimIds = new Set<string>();
  for (let from = 0; from < sourceIds.length; from += atOnce) {
    const standing = await standingEntries(ctx.tx, sourceIds.slice(from, from + atOnce));
    const back = planUndo(standing.entries, standing.movements, ctx.newId, ctx.today);
    assertBookable(back.entries, back.movements);
    for (const entry of [...back.entries].sort(byId)) entries.push(entry);
    for (const movement of [...back.movements].sort(byId)) {
      movements.push(movement);
      claimIds.add(movement.claimId);
    }
  }
  return { digests: await bookInOrder(ctx.tx, ctx, entries, movements), entries: entries.length, claimIds };
}
