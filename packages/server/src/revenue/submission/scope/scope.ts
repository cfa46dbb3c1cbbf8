import { z } from 'zod';
import { type Command, command, notFound, type Query, query } from '../../../gate/index.ts';
import { type ListedPayer, listedPayers, putScope, type Scope, scopeOf } from './store.ts';

const scopeInput = z.object({
  /** Nothing: all payers, those to come too. */
  payers: z.array(z.uuid()).max(500).nullable(),
  /** Of ten thousand first sendings, how many payers took before; nothing where nobody measured. */
  baseline: z.int().min(0).max(10_000).nullable(),
});

/** With which payers the practice begins. Claims to others stay where they are sent from today. */
export const setScope: Command = command<Scope, readonly ListedPayer[], null, { payers: number | null }>({
  name: 'revenue/submission/set-scope',
  summary: 'Choose whose claims are scrubbed and sent from here',
  permission: 'submissions.manage',
  workflow: 'submission',
  consequence: 'administers',
  whole: 'The choice of payers',
  input: scopeInput as unknown as z.ZodType<Scope>,
  load: ({ tx }) => listedPayers(tx),
  plan: (known, { payers }) => {
    const ids = new Set(known.map(({ id }) => id));
    if (payers?.some((id) => !ids.has(id))) throw notFound('payer');
    return null;
  },
  apply: async (ctx, _plan, { payers, baseline }) => {
    const chosen = payers === null ? null : [...new Set(payers)];
    await putScope(ctx, { payers: chosen, baseline });
    return {
      result: { payers: chosen?.length ?? null },
      subjects: (chosen ?? []).map((id) => `payer:${id}`),
      details: { all: chosen === null, payers: chosen?.length ?? 0, ...(baseline === null ? {} : { baseline }) },
      changes: [{ topic: 'batches' }],
    };
  },
});

export interface ScopeView {
  readonly all: boolean;
  readonly baseline?: number;
  readonly payers: readonly (ListedPayer & { readonly byUs: boolean })[];
}

export const scopeQuery: Query = query<Record<string, never>, ScopeView>({
  name: 'revenue/submission/scope',
  summary: 'See whose claims are scrubbed and sent from here',
  permission: 'submissions.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const { payers, baseline } = await scopeOf(tx);
    return {
      all: payers === null,
      ...(baseline === null ? {} : { baseline }),
      payers: (await listedPayers(tx)).map((row) => ({ ...row, byUs: payers === null || payers.includes(row.id) })),
    };
  },
});
