import { keptFrom, retentionClassNames, retentionOf } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Query, query } from '../../../gate/index.ts';
import { destructionsOf, holdsOf, rulesOf } from './store.ts';
import type { DestructionView, HoldView, ScheduleRow } from './views.ts';

const nothing = z.object({}) as unknown as z.ZodType<Record<string, never>>;
type Nothing = Record<string, never>;
const about = { permission: 'retention.read', patientData: false, input: nothing } as const;

const schedule = query<Nothing, { rows: readonly ScheduleRow[] }>({
  ...about,
  name: 'ground/governance/retention/schedule',
  summary: 'See how long what is kept',
  read: async ({ tx, today }) => {
    const own = new Map((await rulesOf(tx)).map((rule) => [rule.class, rule]));
    return {
      rows: retentionClassNames.map((name) => {
        const rule = own.get(name);
        const text = retentionOf(name);
        const years = rule?.years ?? text.years;
        return {
          ...{ class: name, ...text, years, basis: rule?.basis ?? text.basis, keptFrom: keptFrom(today, years) },
          ...(rule ? { setBy: rule.setBy, setAt: rule.setAt.toISOString() } : {}),
        };
      }),
    };
  },
});

const holds = query<Nothing, { rows: readonly HoldView[] }>({
  ...about,
  name: 'ground/governance/retention/holds',
  summary: 'See the legal holds',
  read: async ({ tx }) => ({
    rows: (await holdsOf(tx)).map(({ placedAt, liftedBy, liftedAt, ...row }) => ({
      ...row,
      placedAt: placedAt.toISOString(),
      ...(liftedBy !== null && liftedAt ? { liftedBy, liftedAt: liftedAt.toISOString() } : {}),
    })),
  }),
});

const destructions = query<Nothing, { rows: readonly DestructionView[] }>({
  ...about,
  name: 'ground/governance/retention/destructions',
  summary: 'See what was destroyed',
  read: async ({ tx }) => ({
    rows: (await destructionsOf(tx)).map((row) => ({
      ...{ id: row.id, class: row.class, before: row.before, items: row.items, state: row.state, holds: retentionOf(row.class).holds },
      ...{ proposedBy: row.proposedBy, proposer: row.proposer ?? row.proposedBy, proposedAt: row.proposedAt.toISOString() },
      ...(row.decidedBy !== null && row.decidedAt
        ? { decidedBy: row.decidedBy, decider: row.decider ?? row.decidedBy, decidedAt: row.decidedAt.toISOString() }
        : {}),
      ...(row.certificate ? { certificate: row.certificate } : {}),
    })),
  }),
});

export const retentionQueries: readonly Query[] = [schedule, holds, destructions];
