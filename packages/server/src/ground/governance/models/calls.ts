import type { Finding } from '@claimwright/core/ground/base';
import { z } from 'zod';
import { type Command, cannot, command, notFound, Refusal } from '../../../gate/index.ts';
import { begin } from './begin.ts';
import { type CallParts, inside, taskOf } from './call-parts.ts';
import { end, withoutInterruption, wrong } from './end.ts';
import { type CallRow, closeStale, heldCall, openCall, openCallOn, setCall } from './store.ts';

/** What a question is about is told by its address, so that nobody's words or names come to stand beside it. */
const subject = z.string().regex(/^[a-z]{2,20}:[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, 'An address such as claim:0190… or carc:N77.');
const askInput = z.object({ task: z.string().max(60), subject });
const ask = (parts: CallParts): Command =>
  command<z.infer<typeof askInput>, string | undefined, null, { callId: string }>({
    name: 'ground/governance/models/ask',
    summary: 'Ask a model',
    permission: 'models.ask',
    workflow: 'intake',
    consequence: 'none',
    input: askInput,
    subjects: ({ subject }) => [subject],
    load: (ctx, { task, subject }) => {
      const { name, subjects } = taskOf(parts, task);
      if (!subjects.test(subject))
        throw new Refusal('bad-input', 'This is nothing that this question can be about.', { fix: 'Ask from the work itself.' });
      return openCallOn(ctx.tx, name, subject, ctx.now);
    },
    plan: (open) => {
      if (open === undefined) return null;
      throw cannot('A model is being asked this already.', 'One answer is enough.', 'Wait for it under Models.');
    },
    apply: async (ctx, _plan, { task: name, subject }) => {
      const { workflow, purpose } = taskOf(parts, name);
      await closeStale(ctx, name, subject);
      const callId = await openCall(ctx, { task: name, workflow, purpose, subject });
      return {
        result: { callId },
        subjects: [`model-call:${callId}`, subject],
        details: { task: name, purpose },
        jobs: [{ queue: 'ask-model', data: { tenant: ctx.tx.tenant, callId } }],
        changes: [{ topic: 'models' }],
      };
    },
  });

const proposedInput = z.object({
  callId: z.uuid(),
  proposalId: z.uuid().optional(),
  refused: z.object({ says: z.string(), fix: z.string().optional() }).optional(),
});
type ProposedInput = z.infer<typeof proposedInput>;

/** Closes a call whose proposal stands among the others, or that the gate would not take. */
const proposed = command<ProposedInput, CallRow | undefined, CallRow, { callId: string }>({
  name: 'ground/governance/models/proposed',
  summary: 'Note what became of a model’s proposal',
  ...inside,
  input: proposedInput as unknown as z.ZodType<ProposedInput>,
  load: (ctx, { callId }) => heldCall(ctx.tx, callId),
  plan: (call) => {
    if (!call) throw notFound('question to a model');
    return call;
  },
  apply: async (ctx, call, { callId, proposalId, refused }) => {
    await setCall(ctx.tx, callId, {
      proposing: null,
      ...(proposalId === undefined ? {} : { proposalId }),
      ...(refused || call.state !== 'needs-person' ? {} : { state: 'answered', findings: withoutInterruption(call.findings as Finding[]) }),
      ...(refused
        ? {
            state: 'needs-person',
            findings: [...withoutInterruption(call.findings as Finding[]), wrong('model.not-taken', refused.says, refused.fix)],
          }
        : {}),
    });
    return {
      result: { callId },
      subjects: [`model-call:${callId}`, ...(proposalId === undefined ? [] : [`proposal:${proposalId}`])],
      changes: [{ topic: 'models' }],
    };
  },
});

/** What a call is about, for the egress to read its material. */
const due = command<{ callId: string }, CallRow | undefined, CallRow, { task: string; subject: string }>({
  name: 'ground/governance/models/due',
  summary: 'Take up a question to a model',
  ...inside,
  input: z.object({ callId: z.uuid() }),
  load: (ctx, { callId }) => heldCall(ctx.tx, callId),
  plan: (call) => {
    if (!call) throw notFound('question to a model');
    return call;
  },
  apply: async (_ctx, call) => ({ result: { task: call.task, subject: call.subject }, subjects: [`model-call:${call.id}`] }),
});

export const callCommands = (parts: CallParts): readonly Command[] => [ask(parts), due, begin(parts), end(parts), proposed];
