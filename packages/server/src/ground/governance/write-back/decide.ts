import { z } from 'zod';
import { type Command, cannot, command, notFound } from '../../../gate/index.ts';
import { sendJob } from './outbox.ts';
import { heldWriteBack, nextWaiting, setWriteBack, type WriteBackRow } from './store.ts';

const decideInput = z.object({
  writeBackId: z.uuid(),
  how: z.enum(['send', 'drop']),
  reason: z.string().trim().min(1).max(500).optional(),
});
type DecideInput = z.infer<typeof decideInput>;

/** A person lets go what a machine's act would tell, sends again what got stuck, or drops it. It keeps its key, so it is never there twice. */
export const decide: Command = command<DecideInput, WriteBackRow | undefined, WriteBackRow, { writeBackId: string }>({
  name: 'ground/governance/write-back/decide',
  summary: 'Decide on a write-back to a partner system',
  permission: 'write-backs.decide',
  workflow: 'posting',
  consequence: 'write-back',
  input: decideInput as unknown as z.ZodType<DecideInput>,
  subjects: ({ writeBackId }) => [`write-back:${writeBackId}`],
  load: (ctx, { writeBackId }) => heldWriteBack(ctx.tx, writeBackId),
  plan: (row, { how, reason }) => {
    if (!row) throw notFound('write-back');
    if (row.state === 'done' || row.state === 'dropped')
      throw cannot('This write-back is over.', `It is ${row.state}.`, 'Look at the claim’s history.');
    if (how === 'drop' && reason === undefined)
      throw cannot('A reason is missing.', 'The partner will not be told of this posting.', 'Say why it is dropped.');
    if (how === 'drop' && row.state === 'sent')
      throw cannot('This write-back is under way.', 'It may be written at this moment.', 'Wait until it ended or waits again.');
    return row;
  },
  apply: async (ctx, row, { how, reason }) => {
    const { tenant } = ctx.tx;
    const again = { state: 'waiting', tries: 0, accountId: null, version: null, notBefore: null, findings: [] } as const;
    const dropped = { state: 'dropped', endedAt: ctx.now, endedBy: ctx.actor.id } as const;
    await setWriteBack(ctx.tx, row.id, how === 'send' ? again : dropped);
    const next = how === 'send' ? row.id : await nextWaiting(ctx.tx, row);
    return {
      result: { writeBackId: row.id },
      subjects: [`write-back:${row.id}`, row.subject],
      details: { how, was: row.state },
      ...(reason === undefined ? {} : { because: reason }),
      jobs: next === undefined ? [] : [sendJob(tenant, next)],
      changes: [{ topic: 'write-backs' }],
    };
  },
});
