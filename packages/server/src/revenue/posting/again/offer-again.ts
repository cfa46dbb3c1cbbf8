import { sameOutcome } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import { loadOneClaim, planChange } from '../one-claim.ts';
import { workOf } from '../work/store.ts';
import { sayOfWork } from './store.ts';

/**
 * Says of claims that were posted parked whether they could be posted by now: what keeps them then asks to post them again, and what no
 * longer does says again what it said.
 */
export async function offerAgain(ctx: Ctx, remitClaimIds: readonly string[]): Promise<void> {
  for (const remitClaimId of remitClaimIds) {
    const one = await loadOneClaim(ctx, remitClaimId);
    if (one.posted === undefined || one.posted.dependents > 0) continue;
    const next = planChange(one, undefined).next?.claim;
    const now = next !== undefined && next.state !== 'parked' && !sameOutcome(next, one.plan);
    const first = new Map(one.plan.work.map((item) => [item.id, item]));
    for (const { id, kind, closedAt } of await workOf(ctx.tx, { remitClaimId })) {
      const said = first.get(id);
      if (closedAt !== null || said?.blocks !== true) continue;
      if (now) await sayOfWork(ctx.tx, id, { ...canBePosted, because: next.match?.because ?? canBePosted.because });
      else if (kind === canBePosted.kind) await sayOfWork(ctx.tx, id, said);
    }
  }
}

const canBePosted = {
  kind: 'post-again',
  says: 'This claim can be posted now: what it waited for is here.',
  because: 'It was parked when the remit was posted.',
  fix: 'Post it again.',
} as const;
