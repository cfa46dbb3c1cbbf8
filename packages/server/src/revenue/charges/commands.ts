import type { Charge } from '@claimwright/core/revenue/charges';
import { z } from 'zod';
import { type Command, command } from '../../gate/index.ts';
import { chargeInput } from './input.ts';
import { addCharges } from './store.ts';

const input = z.object({ charges: z.array(chargeInput).min(1).max(200) });

export interface ChargesAdded {
  readonly added: number;
  readonly repeated: number;
  readonly chargeIds: readonly string[];
}

/** What was done and what it costs, as a person or a practice's own system enters it. Nothing is billed by it. */
const add = command<{ charges: readonly Charge[] }, null, null, ChargesAdded>({
  name: 'revenue/charges/add',
  summary: 'Enter charges',
  permission: 'claims.prepare',
  workflow: 'charges',
  consequence: 'decides',
  whole: 'charges',
  input,
  load: async () => null,
  plan: () => null,
  weigh: () => ({}),
  apply: async (ctx, _plan, { charges }) => {
    const ids = await addCharges(ctx, charges);
    const chargeIds = ids.filter((id) => id !== undefined);
    const counts = { added: chargeIds.length, repeated: ids.length - chargeIds.length };
    return {
      result: { ...counts, chargeIds },
      subjects: chargeIds.map((id) => `charge:${id}`),
      details: counts,
      changes: [{ topic: 'charges' }],
    };
  },
});

export const chargeCommands: readonly Command[] = [add];
