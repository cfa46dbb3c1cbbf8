import type { PlainDate } from '@claimwright/core/ground/base';
import type { PlacedAnswer } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { type Command, type Ctx, command } from '../../gate/index.ts';
import { addEvents, climb } from './claim-events.ts';
import { grouped } from './grouped.ts';
import { lockSubmission } from './store.ts';
import { maybeDecided } from './waiting/store.ts';

/** A payer’s decision on a claim of the books, as its remit was posted. */
export interface PostedDecision {
  readonly claimId: string;
  /** The file of the remit. */
  readonly documentId: string;
  readonly on: PlainDate;
  readonly payerControlNumber?: string;
}

/** A port: of these claims those that a posted remit decides. What posts payments knows. */
export type DecisionsOn = (ctx: Pick<Ctx, 'tx'>, claimIds: readonly string[]) => Promise<readonly PostedDecision[]>;

interface Decided extends PlacedAnswer {
  readonly documentId: string;
}

/** Claims on their way that a posted remit has decided meanwhile, and that do not say so yet. */
export async function newlyDecided(ctx: Pick<Ctx, 'tx'>, decisionsOn: DecisionsOn): Promise<Decided[]> {
  const waiting = await maybeDecided(ctx.tx);
  if (waiting.length === 0) return [];
  const byClaim = new Map(waiting.map((row) => [row.claimId, row]));
  const decisions = await decisionsOn(
    ctx,
    waiting.map(({ claimId }) => claimId),
  );
  return decisions.flatMap(({ claimId, documentId, on, payerControlNumber }) => {
    const row = byClaim.get(claimId);
    if (!row) return [];
    const number = payerControlNumber === undefined ? {} : { payerControlNumber };
    const event = {
      kind: 'answered',
      attempt: row.attempt,
      set: '835',
      by: 'payer',
      verdict: 'decided',
      on,
      causes: [],
      filed: false,
    } as const;
    return [{ documentId, batchId: row.batchId, key: row.draftId, event: { ...event, ...number } }];
  });
}

/** A remit that was posted decides the claim that it matched: the top of the ladder. */
export const noteDecided = (decisionsOn: DecisionsOn): Command =>
  command<object, readonly Decided[], readonly Decided[], { decided: number }>({
    name: 'revenue/submission/note-decided',
    summary: 'Note which sent claims a posted remit decides',
    door: 'inside',
    permission: 'submissions.send',
    workflow: 'submission',
    consequence: 'keeps-document',
    input: z.object({}) as unknown as z.ZodType<object>,
    load: async (ctx) => {
      await lockSubmission(ctx.tx);
      return newlyDecided(ctx, decisionsOn);
    },
    plan: (decided) => decided,
    essence: (decided) => decided.map(({ key }) => key),
    apply: async (ctx, decided) => {
      for (const [documentId, placed] of grouped(decided, (one) => one.documentId))
        await addEvents(
          ctx,
          documentId,
          placed.map(({ documentId: _file, ...one }) => one),
        );
      const ids = [...new Set(decided.map(({ key }) => key))];
      await climb(ctx, ids);
      return {
        result: { decided: ids.length },
        subjects: ids.map((id) => `draft:${id}`),
        details: { decided: ids.length },
        changes: [{ topic: 'batches' }, { topic: 'drafts' }],
      };
    },
  });
