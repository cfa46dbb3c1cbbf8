import type { Finding, PlainDate } from '@claimwright/core/ground/base';
import {
  changeBy,
  type PayerNamed,
  plainChange,
  readTerm,
  readTermsCsv,
  setLater,
  type TermField,
  type TermsChange,
  type TermValues,
  termField,
  writeTerm,
} from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, Refusal } from '../../../gate/index.ts';
import { lookAround } from './effect.ts';
import { termsInput } from './input.ts';
import { keepTerms, type NewTerms, payersMeant, payersNamed, type SavedOf, savedTerms } from './store.ts';
import type { TermsCommands } from './views.ts';

type Set = TermsCommands['revenue/scrub/set-terms'];
type Import = TermsCommands['revenue/scrub/import-terms'];
type Planning = Pick<Ctx, 'newId'>;

const administers = { permission: 'practice.setup', workflow: 'scrub', consequence: 'administers', whole: "a payer's terms" } as const;
const day = z.iso.date().transform((text) => text as PlainDate);

function refuse(says: string, findings: readonly Finding[], fix: string): never {
  const told = findings.slice(0, 5).map((one) => `${one.at}: ${one.says}`);
  const more = findings.length - told.length;
  throw new Refusal('bad-input', says, { because: [...told, ...(more > 0 ? [`and ${more} more.`] : [])].join(' '), fix, findings });
}

/** The change as it is kept, in one way of saying it; what cannot be is told field by field. */
function sound(terms: TermsChange): TermsChange {
  const findings: Finding[] = [];
  const change = Object.fromEntries(
    (Object.entries(plainChange(terms)) as [TermField, TermValues[TermField] | null][]).map(([field, value]) => {
      const { label, column } = termField[field];
      const read = value === null ? { value } : readTerm(field, writeTerm(field, value));
      if ('value' in read) return [field, read.value];
      findings.push({ code: `terms.${column}`, severity: 'error', at: label, says: read.wrong });
      return [field, null];
    }),
  );
  if (findings.length > 0) refuse('These terms cannot be kept so.', findings, 'Mend them and save again; nothing was kept.');
  return change;
}

interface Known {
  readonly payerId: string;
  readonly saved: readonly SavedOf[];
}

/** Somebody else may have changed the same terms while they were being written here. */
function refuseLost({ saved }: Known, change: TermsChange, seen: string | null | undefined): void {
  if (seen === undefined) return;
  for (const { id, change: since, by } of saved) {
    const field = (Object.keys(since) as TermField[]).find((one) => change[one] !== undefined);
    if ((seen === null || id > seen) && field !== undefined)
      throw cannot(
        `${termField[field].label} was changed meanwhile.`,
        `${by || 'Somebody'} saved it after you opened these terms.`,
        'Look at what they say now, then change them.',
      );
  }
}

interface Planned {
  readonly kept?: NewTerms;
  readonly later: Set['result']['later'];
}

const setTerms = command<Set['input'], Known, Planned, Set['result']>({
  ...administers,
  name: 'revenue/scrub/set-terms',
  summary: "Set a payer's terms",
  input: z.object({
    ...{ payerId: z.uuid(), terms: termsInput, from: day.optional() },
    source: z.string().trim().max(200, 'A source has at most 200 characters.').optional(),
    seen: z.uuid().nullable().optional(),
  }) as unknown as z.ZodType<Set['input']>,
  load: async (ctx, { payerId: given }) => {
    const payerId = (await payersMeant(ctx)).get(given) ?? given;
    if (!(await payersNamed(ctx)).some(({ id }) => id === payerId)) throw notFound('payer');
    return { payerId, saved: await savedTerms(ctx, [payerId]) };
  },
  plan: (known, { terms, from, source, seen }, ctx) => {
    const days = from === undefined ? {} : { from };
    const change = changeBy(known.saved, { ...days, change: sound(terms) });
    if (Object.keys(change).length === 0) return { later: [] };
    refuseLost(known, change, seen);
    const kept = { id: ctx.newId(), payerId: known.payerId, change, ...days, ...(source ? { source } : {}) };
    return { kept, later: setLater(known.saved, kept) };
  },
  apply: async (ctx, { kept, later }) => {
    const { effect, jobs } = await lookAround(ctx, kept === undefined ? [] : [kept.payerId], () =>
      keepTerms(ctx, kept === undefined ? [] : [kept]),
    );
    const changed = Object.keys(kept?.change ?? {}) as TermField[];
    return {
      result: { ...(kept === undefined ? {} : { id: kept.id }), changed, later, effect },
      subjects: kept === undefined ? [] : [`payer:${kept.payerId}`],
      details: { terms: changed.length, ...effect },
      ...(kept === undefined ? {} : { changes: [{ topic: 'terms' }, { topic: 'drafts' }], jobs }),
    };
  },
});

interface Facts {
  readonly payers: readonly PayerNamed[];
  readonly saved: readonly SavedOf[];
}
interface PlannedList {
  readonly kept: readonly NewTerms[];
  readonly same: number;
}

/** All rows of a list, or none. A payer's row of all days counts before those from a day on, wherever it stands. */
function planList({ payers, saved }: Facts, text: string, { newId }: Planning): PlannedList {
  const { rows, findings } = readTermsCsv(text, payers);
  if (findings.length > 0) refuse('The list cannot be kept so.', findings, 'Mend these and bring it in again; nothing was kept.');
  const kept: NewTerms[] = [];
  let same = 0;
  for (const row of rows.toSorted(({ from: a = '' as PlainDate }, { from: b = '' as PlainDate }) => (a < b ? -1 : a > b ? 1 : 0))) {
    const before = [...saved, ...kept].filter(({ payerId }) => payerId === row.payerId);
    const change = changeBy(before, row);
    if (Object.keys(change).length === 0) same++;
    else kept.push({ ...row, id: newId(), change });
  }
  return { kept, same };
}

const importTerms = command<Import['input'], Facts, PlannedList, Import['result']>({
  ...administers,
  name: 'revenue/scrub/import-terms',
  summary: "Import payers' terms",
  input: z.object({ text: z.string().min(1, 'The list is empty.').max(2_000_000, 'The list is longer than two million characters.') }),
  load: async (ctx) => ({ payers: await payersNamed(ctx), saved: await savedTerms(ctx) }),
  plan: (facts, { text }, ctx) => planList(facts, text, ctx),
  apply: async (ctx, { kept, same }) => {
    const payerIds = [...new Set(kept.map(({ payerId }) => payerId))];
    const { effect, jobs } = await lookAround(ctx, payerIds, () => keepTerms(ctx, kept));
    return {
      result: { payers: payerIds.length, changes: kept.length, same, effect },
      subjects: payerIds.slice(0, 100).map((id) => `payer:${id}`),
      details: { payers: payerIds.length, changes: kept.length, same, ...effect },
      ...(kept.length === 0 ? {} : { changes: [{ topic: 'terms' }, { topic: 'drafts' }], jobs }),
    };
  },
});

export const termsCommands: readonly Command[] = [setTerms, importTerms];
