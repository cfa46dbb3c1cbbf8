import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { type Draft, draftsByIds, moveDrafts, versionsOf } from '../../claims/index.ts';
import { lateKey, standingsOf, statusBy } from '../claim-events.ts';
import { closeWork, lockSubmission, openAmong, type WorkRow } from '../store.ts';
import { countAgain, heldWork, lastSent, lateAmong } from './store.ts';

interface Facts {
  readonly draft: Draft | undefined;
  readonly late: boolean;
  readonly waits: boolean;
  readonly sent: { readonly batchId: string; readonly version: number } | undefined;
  /** What stands there now is what was sent. */
  readonly same: boolean;
}
interface Plan {
  readonly draft: Draft;
  readonly batchId: string;
}

async function factsOf(ctx: Ctx, { draftId }: { draftId: string }): Promise<Facts> {
  await lockSubmission(ctx.tx);
  const [draft] = await draftsByIds(ctx, [draftId]);
  const sent = await lastSent(ctx.tx, draftId);
  const told = (await versionsOf(ctx, draftId)).find(({ version }) => version === sent?.version);
  return {
    ...{ draft, sent },
    late: (await lateAmong(ctx.tx, [draftId])).has(draftId),
    waits: (await openAmong(ctx.tx, [draftId])).length > 0,
    same: draft !== undefined && JSON.stringify(told?.claim) === JSON.stringify(draft.claim),
  };
}

/** A claim that was taken after somebody took it up again stays as it was sent. */
export const keepSending: Command = command<{ draftId: string }, Facts, Plan, { draftId: string }>({
  name: 'revenue/submission/keep-sending',
  summary: 'Let the first sending of a claim stand',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  input: z.object({ draftId: z.uuid() }),
  subjects: ({ draftId }) => [`draft:${draftId}`],
  load: factsOf,
  plan: ({ draft, late, waits, sent, same }) => {
    if (!draft) throw notFound('draft of a claim');
    if (!late || !sent || draft.status !== 'drafted')
      throw cannot('No first sending waits for this.', `The claim stands at ${draft.status}.`, 'Look at the way of the claim.');
    if (waits) throw cannot('It waits in a batch.', 'It would be sent a second time.', 'Drop that batch first.');
    if (!same)
      throw cannot(
        'The claim was changed since it was sent.',
        'The payer has it as it was.',
        'Take the changes back on the claim; then change it by a corrected claim.',
      );
    return { draft, batchId: sent.batchId };
  },
  weigh: ({ draft: { payerId, siteId } }) => ({ payers: [payerId], sites: [siteId ?? undefined] }),
  apply: async (ctx, { draft: { id }, batchId }) => {
    await countAgain(ctx.tx, batchId, id);
    const standing = (await standingsOf(ctx, [id])).get(id);
    if (standing) await moveDrafts(ctx, [id], { from: ['drafted'], to: statusBy(standing.ladder) });
    await closeWork(ctx, [lateKey(id)]);
    return { result: { draftId: id }, subjects: [`draft:${id}`], changes: [{ topic: 'batches' }, { topic: 'drafts', id }] };
  },
});

/** What a person says is done or means nothing. What an answer closes, nobody closes by hand. */
const byHand = ['late', 'paper', 'unplaced'] as const;
const closeInput = z.object({
  kind: z.enum(byHand),
  /** The draft that it is about; of an answer that is of nothing that was sent its file. */
  about: z.uuid(),
  because: z.string().trim().min(1).max(500),
});
type CloseInput = z.infer<typeof closeInput>;

export const closeByHand: Command = command<
  CloseInput,
  { work: WorkRow | undefined; draft: Draft | undefined },
  WorkRow,
  { workId: string }
>({
  name: 'revenue/submission/close-work',
  summary: 'Close what a sent claim left to do',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  input: closeInput,
  subjects: ({ kind, about }) => [kind === 'unplaced' ? `document:${about}` : `draft:${about}`],
  load: async (ctx, { kind, about }) => {
    const [draft] = kind === 'unplaced' ? [] : await draftsByIds(ctx, [about]);
    return { work: await heldWork(ctx.tx, `${kind}:${about}`), draft };
  },
  plan: ({ work }) => {
    if (!work) throw notFound('work');
    return work;
  },
  // An answer that nobody knows of is of the whole practice.
  weigh: (_work, { draft }) => ({ payers: [draft?.payerId], sites: [draft?.siteId ?? undefined] }),
  apply: async (ctx, { id, key, kind }, { because }) => {
    await closeWork(ctx, [key]);
    return { result: { workId: id }, subjects: [], because, details: { kind }, changes: [{ topic: 'batches' }] };
  },
});
