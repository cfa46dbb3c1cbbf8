import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { addEvents, climb } from '../claim-events.ts';
import { lockSubmission } from '../store.ts';
import type { BatchToldByMail } from '../views.ts';
import { type PrintedBatch, printedBatch, untold } from './store.ts';
import { eventOf, refuseDay } from './tell-mailed.ts';

type Claims = Awaited<ReturnType<typeof untold>>;
interface Facts {
  readonly batch: PrintedBatch | undefined;
  readonly claims: Claims;
}
interface Plan {
  readonly batch: PrintedBatch & { readonly documentId: string };
  readonly claims: Claims;
}

const input = z.object({
  batchId: z.uuid(),
  on: z.iso.date(),
  because: z.string().trim().min(3).max(500),
}) as unknown as z.ZodType<BatchToldByMail>;

/** An envelope, or a tray of them, is mailed at once: each claim in it of which nobody has told anything yet was mailed on that day. */
export const tellBatchMailed: Command = command<BatchToldByMail, Facts, Plan, { batchId: string; claims: number }>({
  name: 'revenue/submission/tell-batch-mailed',
  summary: 'Say when the claims of a batch were mailed',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  whole: 'A batch of claims',
  input,
  subjects: ({ batchId }) => [`batch:${batchId}`],
  load: async (ctx: Ctx, { batchId }) => {
    await lockSubmission(ctx.tx);
    return { batch: await printedBatch(ctx.tx, batchId), claims: await untold(ctx.tx, batchId) };
  },
  plan: ({ batch, claims }, { on }, { today }) => {
    if (!batch) throw notFound('batch that goes by mail');
    const { documentId, sentOn } = batch;
    if (documentId === null || sentOn === null)
      throw cannot('This batch was not approved yet.', `It is ${batch.state}.`, 'Approve it: whoever approves it lets it go by mail.');
    refuseDay(on, { today, sentOn });
    if (claims.length === 0)
      throw cannot(
        'This was told already.',
        'Something was told of each of its claims.',
        'Look at the way of a claim, and tell more there.',
      );
    return { batch: { ...batch, documentId }, claims };
  },
  essence: ({ batch, claims }) => ({ batch: batch.id, claims: claims.length }),
  weigh: ({ batch, claims }) => ({ payers: [batch.payerId], sites: [...new Set(claims.map(({ siteId }) => siteId ?? undefined))] }),
  apply: async (ctx, { batch, claims }, { on, because }) => {
    const mailed = claims.map(({ draftId, attempt }) => ({
      batchId: batch.id,
      key: draftId,
      event: eventOf({ what: 'mailed', on }, attempt),
    }));
    await addEvents(ctx, batch.documentId, mailed);
    const jobs = await climb(
      ctx,
      claims.map(({ draftId }) => draftId),
    );
    return {
      result: { batchId: batch.id, claims: claims.length },
      subjects: [`batch:${batch.id}`],
      because,
      details: { claims: claims.length, on },
      changes: [{ topic: 'batches', id: batch.id }, { topic: 'drafts' }],
      jobs,
    };
  },
});
