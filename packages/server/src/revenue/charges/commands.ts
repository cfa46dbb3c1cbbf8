import type { Charge } from '@claimwright/core/revenue/charges';
import { z } from 'zod';
import { type Command, command } from '../../gate/index.ts';
import { chargeInput } from './input.ts';
import { addCharges, type WithdrawnCharges } from './store.ts';
import type { ChargesAdded } from './views.ts';

const input = z.object({ charges: z.array(chargeInput).min(1).max(200) });

/** What was done and what it costs, as a person or a practice's own system enters it. Nothing is billed by it. */
const add = (withdrawn: WithdrawnCharges) =>
  command<{ charges: readonly Charge[] }, null, null, ChargesAdded>({
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
      const { entered, doubts } = await addCharges(ctx, charges, withdrawn);
      const chargeIds = entered.flatMap((one) => ('id' in one ? [one.id] : []));
      const refused = entered.flatMap((one) => ('finding' in one ? [one.finding] : []));
      const findings = new Map([...refused, ...doubts].map((one) => [`${one.code} ${one.at} ${one.says}`, one] as const));
      const counted = (how: (typeof entered)[number]['how']): number => entered.filter((one) => one.how === how).length;
      const notTaken = new Set(charges.filter((_, i) => entered[i]?.how === 'differing').map(({ account }) => account));
      const counts = { added: counted('added'), repeated: counted('repeated'), replaced: counted('replaced'), differing: notTaken.size };
      return {
        result: { ...counts, findings: [...findings.values()], chargeIds },
        subjects: chargeIds.map((id) => `charge:${id}`),
        details: counts,
        changes: [{ topic: 'charges' }],
      };
    },
  });

export const chargeCommands = (withdrawn: WithdrawnCharges): readonly Command[] => [add(withdrawn)];
