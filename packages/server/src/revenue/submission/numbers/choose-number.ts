import type { ToldNumber } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { type Draft, draftsByIds } from '../../claims/index.ts';
import { climb, type Standing, standingsOf } from '../claim-events.ts';
import { lockSubmission } from '../store.ts';
import { putChoice } from './store.ts';

interface ChooseInput {
  readonly draftId: string;
  readonly number: string;
}
interface Facts {
  readonly draft: Draft | undefined;
  readonly standing: Standing | undefined;
}
interface Plan {
  readonly draft: Draft;
  readonly attempt: number;
  readonly numbers: readonly ToldNumber[];
}

/** Of several numbers that were told of a claim the one that is the payer’s. Another choice takes the place of the first. */
export const chooseNumber: Command = command<ChooseInput, Facts, Plan, { draftId: string; number: string }>({
  name: 'revenue/submission/choose-number',
  summary: 'Choose which payer control number of a claim is right',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  input: z.object({ draftId: z.uuid(), number: z.string().trim().min(1).max(50) }),
  subjects: ({ draftId }) => [`draft:${draftId}`],
  load: async (ctx: Ctx, { draftId }) => {
    await lockSubmission(ctx.tx);
    const [draft] = await draftsByIds(ctx, [draftId]);
    return { draft, standing: (await standingsOf(ctx, [draftId])).get(draftId) };
  },
  plan: ({ draft, standing }, { number }) => {
    if (!draft || !standing) throw notFound('draft of a claim');
    const { attempt, numbers } = standing.ladder;
    if (!numbers?.some((one) => one.number === number))
      throw cannot(
        'That number was not told of this claim.',
        numbers === undefined ? 'There is one number, or none.' : `Told were ${numbers.map((one) => one.number).join(' and ')}.`,
        'Choose one of those; where the payer says another, give it when the corrected claim is made.',
      );
    return { draft, attempt, numbers };
  },
  weigh: ({ draft: { payerId, siteId } }) => ({ payers: [payerId], sites: [siteId ?? undefined] }),
  apply: async (ctx, { draft: { id }, attempt, numbers }, { number }) => {
    const among = numbers.map((one) => one.number);
    await putChoice(ctx.tx, { draftId: id, attempt, number, among, at: ctx.now.toISOString() });
    await climb(ctx, [id]);
    return {
      result: { draftId: id, number },
      subjects: [`draft:${id}`],
      details: { attempt, among: among.length },
      changes: [{ topic: 'batches' }, { topic: 'drafts', id }],
    };
  },
});
