import { endedStatuses } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../gate/index.ts';
import { countsNow, type ForeignPair, follow, foreignAbout, ifItCounts } from '../claims/index.ts';
import type { RefreshClaims } from './follow-payers.ts';
import { lockSubmission } from './store.ts';
import type { CountsInput } from './views.ts';

const input = z.object({
  claimId: z.uuid(),
  counts: z.boolean(),
  because: z.string().trim().min(3).max(500),
}) as unknown as z.ZodType<CountsInput>;

function refuseWrong(pair: ForeignPair, counts: boolean): void {
  const ended: readonly string[] = endedStatuses;
  if (countsNow(pair) === counts)
    throw cannot('This was said already.', counts ? 'It counts.' : 'It does not count.', 'Nothing needs to be done.');
  if (counts && ended.includes(pair.before))
    throw cannot(
      `Claim ${pair.beforeNumber} is ended already.`,
      'Another one stands in its place, or its void.',
      'Look at that one first: of one visit one claim stands.',
    );
  if (!counts && pair.frequency === '7' && ended.includes(pair.anew) && countsNow(pair) === true)
    throw cannot('A newer claim stands in the place of this one.', 'It was replaced or voided since.', 'Take that one back first.');
}

/**
 * A replacement or void that another system made, of a claim that left from here: whether its payer has it and took it no answer says that
 * comes here. A person does, and may say otherwise later; the books follow that as they follow a payer.
 */
export const countReplacement = (refresh: RefreshClaims): Command =>
  command<CountsInput, ForeignPair | undefined, ForeignPair, { claimId: string; counts: boolean }>({
    name: 'revenue/submission/count-replacement',
    summary: 'Say whether a replacement or void that came in a file counts',
    permission: 'submissions.prepare',
    workflow: 'submission',
    consequence: 'decides',
    input,
    subjects: ({ claimId }) => [`claim:${claimId}`],
    load: async (ctx: Ctx, { claimId }) => {
      await lockSubmission(ctx.tx);
      return (await foreignAbout(ctx.tx, claimId)).find(({ anewId }) => anewId === claimId);
    },
    plan: (pair, { counts }) => {
      if (pair === undefined) throw notFound('replacement or void of another system');
      refuseWrong(pair, counts);
      return pair;
    },
    essence: ({ anewId, anew, beforeId, before }) => ({ anewId, anew, beforeId, before }),
    weigh: ({ payerId, siteId }) => ({ payers: [payerId], sites: [siteId ?? undefined] }),
    apply: async (ctx, pair, { counts, because }) => {
      const { digests, claimIds } = await follow(ctx, [ifItCounts(pair, counts)]);
      const jobs = await refresh(ctx, claimIds);
      return {
        result: { claimId: pair.anewId, counts },
        subjects: [`claim:${pair.anewId}`, `claim:${pair.beforeId}`],
        because,
        details: { counts, frequency: pair.frequency },
        ...{ digests, jobs, changes: [{ topic: 'claims' as const }, { topic: 'books' as const }] },
      };
    },
  });
