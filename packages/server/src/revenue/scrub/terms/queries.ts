import { historyOf, termsList, termsRows } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { notFound, type Query, query } from '../../../gate/index.ts';
import { type Exportable, exportQuery } from '../../../ground/exports/index.ts';
import { payersMeant, payersNamed, savedByPayer, savedTerms } from './store.ts';
import type { PayerTermsView, TermsQueries } from './views.ts';

type Asked<N extends keyof TermsQueries> = TermsQueries[N]['input'];
type Told<N extends keyof TermsQueries> = TermsQueries[N]['answer'];

const terms = query<Asked<'revenue/scrub/terms'>, Told<'revenue/scrub/terms'>>({
  name: 'revenue/scrub/terms',
  summary: "See the payers' terms",
  permission: 'practice.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async (ctx) => {
    const saved = await savedByPayer(ctx);
    return {
      today: ctx.today,
      payers: (await payersNamed(ctx)).map((payer): PayerTermsView => {
        const own = saved.get(payer.id) ?? [];
        const last = own.at(-1);
        return {
          ...payer,
          saved: own.map(({ id, from, change }) => ({ id, change, ...(from === undefined ? {} : { from }) })),
          ...(last === undefined ? {} : { last: { at: last.at.toISOString(), by: last.by } }),
        };
      }),
    };
  },
});

const history = query<Asked<'revenue/scrub/terms-history'>, Told<'revenue/scrub/terms-history'>>({
  name: 'revenue/scrub/terms-history',
  summary: "See the history of a payer's terms",
  permission: 'practice.read',
  patientData: false,
  input: z.object({ payerId: z.uuid() }),
  read: async (ctx, { payerId: given }) => {
    const payerId = (await payersMeant(ctx)).get(given) ?? given;
    if (!(await payersNamed(ctx)).some(({ id }) => id === payerId)) throw notFound('payer');
    return {
      entries: historyOf(await savedTerms(ctx, [payerId])).map(({ saved: { id, at, by, from, source }, changed, undo }) => ({
        ...{ id, by, changed, at: at.toISOString() },
        ...(from === undefined ? {} : { from }),
        ...(source === undefined ? {} : { source }),
        ...(undo === undefined ? {} : { undo }),
      })),
    };
  },
});

/** A list of a practice's size is one piece, or a few: its rows are numbered. */
const taken = exportQuery(
  { name: 'revenue/scrub/export-terms', summary: "Take out the payers' terms", permission: 'practice.read', patientData: false },
  termsList,
  { filter: z.object({}) },
  async (ctx, _filter, { after, limit }) => {
    const saved = await savedByPayer(ctx);
    const rows = (await payersNamed(ctx)).flatMap((payer) => termsRows(payer, saved.get(payer.id) ?? []));
    const first = after === undefined ? 0 : Number(after[0]) + 1;
    return rows.slice(first, first + limit).map((values, at) => ({ values, place: [String(first + at), ''] }));
  },
);

export const exportableTerms: Exportable = { list: termsList, plain: { query: 'revenue/scrub/export-terms', right: 'practice.read' } };
export const termsQueries: readonly Query[] = [terms, history, taken];
