import { personRoles, type Role } from '@claimwright/core/ground/governance';
import { isKindOfFinding, type Routing, reviewQueueNames } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { type Command, command, Refusal } from '../../../gate/index.ts';
import { colleagues, keepRouting } from './store.ts';

const owner = z.union([
  z.strictObject({
    role: z.string().refine((name): name is Role => personRoles.some((role) => role === name), 'This is no role of a person.'),
  }),
  z.strictObject({ person: z.string().min(1).max(100) }),
]);
const queue = z.enum(reviewQueueNames);
const input = z.strictObject({
  owners: z.partialRecord(queue, owner),
  kinds: z.record(z.string().refine(isKindOfFinding, 'This is no kind of finding.'), queue),
});

const setRouting = command<Routing, ReadonlyMap<string, string>, { id: string }, { id: string }>({
  name: 'revenue/scrub/set-routing',
  summary: 'Say with whom held claims wait',
  permission: 'practice.setup',
  workflow: 'scrub',
  consequence: 'administers',
  whole: 'with whom claims wait',
  input: input as unknown as z.ZodType<Routing>,
  load: (ctx) => colleagues(ctx),
  plan: (people, { owners }, { newId }) => {
    const stranger = Object.values(owners).find((one) => 'person' in one && !people.has(one.person));
    if (stranger !== undefined)
      throw new Refusal('bad-input', 'One of them works here no more.', { because: 'A queue is a role’s, or a colleague’s.' });
    return { id: newId() };
  },
  apply: async (ctx, { id }, content) => {
    await keepRouting(ctx, id, content);
    return {
      result: { id },
      subjects: [`routing:${id}`],
      details: { owners: Object.keys(content.owners).length, kinds: Object.keys(content.kinds).length },
      changes: [{ topic: 'drafts' }],
    };
  },
});

export const queueCommands: readonly Command[] = [setRouting];
