import { z } from 'zod';
import { type Command, type Ctx, command } from '../../gate/index.ts';
import type { WriteBackJob } from '../../ground/governance/index.ts';
import { follow, type ToFollow, toFollow } from '../claims/index.ts';
import { lockSubmission } from './store.ts';

/** A port: says what is owed on claims anew, by their payments. What posts payments knows. */
export type RefreshClaims = (ctx: Ctx, claimIds: Iterable<string>) => Promise<readonly WriteBackJob[]>;

/** A replacement or void counts in the books as its payer takes it: rejected, the claim before it is owed again. */
export const followPayers = (refresh: RefreshClaims): Command =>
  command<object, readonly ToFollow[], readonly ToFollow[], { followed: number }>({
    name: 'revenue/submission/follow-payers',
    summary: 'Book replacements and voids as their payers take or reject them',
    door: 'inside',
    permission: 'submissions.send',
    workflow: 'submission',
    consequence: 'keeps-document',
    input: z.object({}) as unknown as z.ZodType<object>,
    load: async (ctx) => {
      await lockSubmission(ctx.tx);
      return toFollow(ctx.tx);
    },
    plan: (found) => found,
    essence: (found) => found.map(({ anewId, beforeId = null, anew, before }) => [anewId, anew, beforeId, before]),
    apply: async (ctx, found) => {
      const { digests, claimIds } = await follow(ctx, found);
      const jobs = await refresh(ctx, claimIds);
      return {
        result: { followed: found.length },
        subjects: claimIds.map((id) => `claim:${id}`),
        details: { followed: found.length },
        ...{ digests, jobs, changes: [{ topic: 'claims' }, { topic: 'books' }] },
      };
    },
  });
