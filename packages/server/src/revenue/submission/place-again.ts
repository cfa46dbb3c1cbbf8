import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../gate/index.ts';
import { documentById, openDocument } from '../../ground/intake/index.ts';
import { heldWork } from './late/store.ts';
import { placeFile } from './read-answers.ts';
import type { WorkRow } from './store.ts';

interface Facts {
  readonly work: WorkRow | undefined;
  readonly document: Awaited<ReturnType<typeof documentById>>;
}
interface Placed {
  readonly placed: number;
  readonly unplaced: number;
}

/** An answer that was a stranger’s until somebody said under which ids the partner signs is placed anew; what it says twice counts once. */
export const placeAgain: Command = command<{ documentId: string }, Facts, NonNullable<Facts['document']>, Placed>({
  name: 'revenue/submission/place-again',
  summary: 'Place an unknown answer again',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  input: z.object({ documentId: z.uuid() }),
  subjects: ({ documentId }) => [`document:${documentId}`],
  load: async (ctx: Ctx, { documentId }) => ({
    work: await heldWork(ctx.tx, `unplaced:${documentId}`),
    document: await documentById(ctx.tx, documentId),
  }),
  plan: ({ work, document }) => {
    if (!work || !document) throw notFound('unknown answer');
    return document;
  },
  // An answer that nobody knows of is of the whole practice.
  weigh: () => ({ payers: [undefined], sites: [undefined] }),
  apply: async (ctx, document) => {
    if ((await ctx.blobs.size(ctx.tx.tenant, document.sha256)) === undefined)
      throw cannot('The file is not here any more.', 'Its time was over, or its bytes were lost.', 'Ask the clearinghouse for it again.');
    const { placed, unplaced } = await placeFile(ctx, document.id, openDocument(ctx, document));
    return {
      result: { placed: placed.length, unplaced: unplaced.length },
      subjects: [`document:${document.id}`],
      details: { placed: placed.length, unplaced: unplaced.length },
      changes: [{ topic: 'batches' }, { topic: 'drafts' }],
    };
  },
});
