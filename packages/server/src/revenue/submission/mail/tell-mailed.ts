import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import type { AnsweredEvent } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { type Draft, draftsByIds } from '../../claims/index.ts';
import { addEvents, climb } from '../claim-events.ts';
import { lockSubmission } from '../store.ts';
import type { ToldByMail } from '../views.ts';
import { lastPrinted, type Printed } from './store.ts';

interface Facts {
  readonly draft: Draft | undefined;
  readonly printed: Printed | undefined;
}
interface Plan {
  readonly draft: Draft;
  readonly printed: Printed;
  readonly event: AnsweredEvent;
}

const input = z.object({
  draftId: z.uuid(),
  what: z.enum(['mailed', 'accepted', 'rejected']),
  on: z.iso.date(),
  because: z.string().trim().min(3).max(500),
  payerControlNumber: z.string().trim().min(1).max(50).optional(),
}) as unknown as z.ZodType<ToldByMail>;

const rejected = {
  code: 'told',
  says: 'The payer said that it does not take this claim.',
  fix: 'The reason stands on the record, as a person told it. Mend the claim and send it again, or withdraw it.',
} as const;

/** What is told happened, and after it was let go. */
export function refuseDay(told: string, { today, sentOn }: { readonly today: PlainDate; readonly sentOn: string }): void {
  const on = plainDate(told);
  if (on === undefined || on > today)
    throw cannot('The day lies in the future.', 'Only what happened is told.', 'Give the day on which it was.');
  if (on < sentOn)
    throw cannot('That was before it was let go.', `It was approved to be printed on ${sentOn}.`, 'Give the day on which it was.');
}

export function eventOf({ what, on, payerControlNumber }: Omit<ToldByMail, 'draftId' | 'because'>, attempt: number): AnsweredEvent {
  const by = what === 'mailed' ? 'receiver' : 'payer';
  const verdict = what === 'mailed' ? 'received' : what;
  const number = payerControlNumber === undefined ? {} : { payerControlNumber };
  // What a person says proves no timely filing: a receipt of the mail does, and lies with them.
  return {
    kind: 'answered',
    set: 'told',
    filed: false,
    causes: what === 'rejected' ? [rejected] : [],
    attempt,
    by,
    verdict,
    on,
    ...number,
  };
}

/** What goes by mail nobody acknowledges by a file: a person says when it was mailed, and what the payer said. The books follow that. */
export const tellMailed: Command = command<ToldByMail, Facts, Plan, { draftId: string }>({
  name: 'revenue/submission/tell-mailed',
  summary: 'Say what became of a claim that went by mail',
  permission: 'submissions.prepare',
  workflow: 'submission',
  consequence: 'decides',
  input,
  subjects: ({ draftId }) => [`draft:${draftId}`],
  load: async (ctx: Ctx, { draftId }) => {
    await lockSubmission(ctx.tx);
    const [draft] = await draftsByIds(ctx, [draftId]);
    return { draft, printed: await lastPrinted(ctx.tx, draftId) };
  },
  plan: ({ draft, printed }, told, { today }) => {
    if (!draft) throw notFound('draft of a claim');
    if (!printed)
      throw cannot(
        'This claim did not go by mail.',
        'Its payer answers by files, and those say where it stands.',
        'Wait for the answer, or ask the payer.',
      );
    refuseDay(told.on, { today, sentOn: printed.sentOn });
    return { draft, printed, event: eventOf(told, printed.attempt) };
  },
  essence: ({ draft: { id }, event }) => ({ id, verdict: event.verdict, on: event.on }),
  weigh: ({ draft: { payerId, siteId } }) => ({ payers: [payerId], sites: [siteId ?? undefined] }),
  apply: async (ctx, { draft: { id }, printed, event }, { because, what, on }) => {
    const added = await addEvents(ctx, printed.documentId, [{ batchId: printed.batchId, key: id, event }]);
    if (added === 0) throw cannot('This was told already.', 'Nothing would change.', 'Look at the way of the claim.');
    const jobs = await climb(ctx, [id]);
    const changes = [{ topic: 'batches' }, { topic: 'drafts', id }];
    return { result: { draftId: id }, subjects: [`draft:${id}`], because, details: { what, on }, changes, jobs };
  },
});
