import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { isDue, isRunning } from './due.ts';
import { keysOf, order, type RotationRecord, rotationsOf } from './store.ts';

type Order = { readonly running: boolean; readonly due: boolean };
const none = z.object({});
const load = async ({ tx, now }: Ctx): Promise<Order> => {
  const [keys, rotations] = [await keysOf(tx), await rotationsOf(tx)];
  return { running: isRunning(rotations), due: isDue(keys, rotations, now) };
};

async function ordered(
  ctx: Ctx,
): Promise<{ result: { version: number }; subjects: string[]; details: { version: number }; jobs: Job[]; changes: Topic[] }> {
  const version = await order(ctx, ctx.newId());
  return {
    result: { version },
    subjects: [`data-key:${version}`],
    details: { version },
    jobs: [{ queue: 'rotate-keys', data: { tenant: ctx.tx.tenant } }],
    changes: [{ topic: 'keys' }],
  };
}
type Job = { queue: string; data: { tenant: string } };
type Topic = { topic: string };

const rotateNow = command<Record<string, never>, Order, null, { version: number }>({
  name: 'ground/governance/keys/rotate',
  summary: 'Replace the key that seals patient data',
  permission: 'keys.manage',
  workflow: 'governance',
  consequence: 'administers',
  input: none,
  load,
  plan: ({ running }) => {
    if (running) throw cannot('A key is being replaced already.', 'One at a time.', 'Wait until it is done: the page shows how far it is.');
    return null;
  },
  apply: ordered,
});

/** By the clock: what is overdue is ordered once, whoever looks. */
const rotateDue = command<Record<string, never>, Order, Order, { version?: number }>({
  name: 'ground/governance/keys/rotate-due',
  door: 'inside',
  summary: 'Replace a key whose time is over',
  permission: 'keys.watch',
  workflow: 'governance',
  consequence: 'none',
  input: none,
  load,
  plan: (facts) => facts,
  apply: async (ctx, { due }) => (due ? ordered(ctx) : { result: {}, subjects: [], details: { due: false } }),
});

/** Puts on the record what was counted and read back when a key was replaced. */
const proved = command<{ rotationId: string }, RotationRecord, RotationRecord, { version: number }>({
  name: 'ground/governance/keys/proved',
  door: 'inside',
  summary: 'Prove that all sealed data is readable under the new key',
  permission: 'keys.watch',
  workflow: 'governance',
  consequence: 'none',
  input: z.object({ rotationId: z.uuid() }),
  load: async ({ tx }, { rotationId }) => {
    const found = (await rotationsOf(tx)).find(({ id }) => id === rotationId);
    if (!found?.proof) throw notFound('replacement of a key');
    return found;
  },
  plan: (found) => found,
  apply: async (_ctx, { toVersion, resealed, proof }) => ({
    result: { version: toVersion },
    subjects: [`data-key:${toVersion}`],
    details: { version: toVersion, resealed, opened: proof?.opened ?? 0, failed: proof?.failed ?? 0 },
    changes: [{ topic: 'keys' }],
  }),
});

export const keyCommands: readonly Command[] = [rotateNow, rotateDue, proved];
