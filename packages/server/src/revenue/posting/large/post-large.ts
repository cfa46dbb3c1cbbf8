import { cents } from '@claimwright/core/ground/base';
import type { Ctx, Done } from '../../../gate/index.ts';
import { bookInOrder } from '../../../ground/ledger/index.ts';
import { moveClaims, project } from '../../remits/index.ts';
import { refreshClaims } from '../claim-history.ts';
import { postedWith } from '../posted.ts';
import { addPostedClaims, addPosting } from '../store.ts';
import type { PostedView } from '../views.ts';
import { addWork } from '../work/store.ts';
import type { Kept, LargePlan } from './plan-large.ts';

/** The tray's figures of a remit by its plan. */
export const countsOf = ({ rest: { totals }, aside }: LargePlan) => ({
  cleanClaims: totals.clean,
  workClaims: totals.work,
  parkedClaims: totals.parked,
  unapplied: cents(totals.unapplied - aside),
});

/** Told of how much is done of a work, at most a few times a second. */
export function progressOf(ctx: Ctx, remitId: string, step: string, of: number): (done: number) => void {
  let last = 0;
  return (done) => {
    const now = performance.now();
    if (now - last < 400 && done < of) return;
    last = now;
    ctx.progress('progress', remitId, { step, done: Math.round(done), of });
  };
}

/** What `applyPosting` does, of plans that are opened a piece at a time: still one transaction, all of it or nothing. */
export async function applyLarge(ctx: Ctx, large: LargePlan): Promise<Done<PostedView>> {
  const { row, rest, kept } = large;
  if (kept === undefined) throw new Error('the plan of a remit was not kept, and cannot be posted');
  const { ids, claims, work, entries, movements, claimIds } = kept;
  const postingId = await addPosting(ctx, rest);
  const counted = counting(ctx, large, kept);
  const [digests] = await Promise.all([
    bookInOrder(ctx.tx, ctx, counted(entries), counted(movements)),
    addPostedClaims(ctx, postingId, counted(claims)),
    addWork(ctx, row.id, ids, work),
  ]);
  await project(ctx.tx, row.id, { state: 'posted', ...countsOf(large) });
  await moveClaims(ctx.tx, large.moves);
  const jobs = await refreshClaims(ctx, claimIds);
  return postedWith(ctx, row, { totals: rest.totals, claims: claims.length, entries: entries.length, digests, jobs });
}

/** Rows on their way to the database, counted as claims that are done. */
function counting(ctx: Ctx, { row }: LargePlan, { claims, entries, movements }: Kept): <T>(rows: Iterable<T>) => Iterable<T> {
  const all = 2 * entries.length + movements.length + claims.length;
  const tell = progressOf(ctx, row.id, 'posted', row.claims);
  let done = 0;
  return (rows) => ({
    *[Symbol.iterator]() {
      for (const one of rows) {
        yield one;
        done += 1;
        if (done % 1_000 === 0) tell(Math.min(row.claims, (done / all) * row.claims));
      }
    },
  });
}
