import { idKey, isNpi } from '@claimwright/core/ground/parties';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../gate/index.ts';
import { addPayer, addProvider, addSite, type PayerRow, payerById, payersOf, setPayer } from './store.ts';

/** A name or an address as a person typed it. */
const text = (most: number) => z.string().trim().min(1).max(most);
export const npi = z.string().trim().refine(isNpi, 'This is no NPI: ten digits, of which the last one checks the others.');
export const timeZone = z
  .string()
  .trim()
  .refine((zone) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone.length > 0;
    } catch {
      return false;
    }
  }, 'This is no time zone, such as America/New_York.');

export const payerInput = z.object({ name: text(120), ids: z.array(text(80)).max(50), inNetwork: z.boolean() });
export const siteInput = z.object({ name: text(120), timeZone, address: text(300).optional() });
export const providerInput = z.object({ name: text(120), npi, taxonomy: text(20).optional() });
const payerChange = z.object({ payerId: z.uuid(), name: text(120).optional(), inNetwork: z.boolean().optional() });
type Id = { readonly id: string };

const administers = { permission: 'practice.setup', workflow: 'intake', consequence: 'administers' } as const;
const done = (kind: string, id: string) => ({ result: { id }, subjects: [`${kind}:${id}`] });

const add = command<z.infer<typeof payerInput>, readonly PayerRow[], Id, Id>({
  name: 'ground/parties/add-payer',
  summary: 'Add a payer',
  ...administers,
  input: payerInput,
  load: (ctx) => payersOf(ctx.tx),
  plan: (known, input, ctx) => {
    const keys = new Set(input.ids.map(idKey));
    const holder = known.find((payer) => payer.ids.some((id) => keys.has(idKey(id))));
    if (holder) throw cannot('A payer with one of these ids is here already.', `It is ${holder.name}.`, 'Change that one instead.');
    return { id: ctx.newId() };
  },
  apply: async (ctx, { id }, input) => {
    await addPayer(ctx.tx, { id, name: input.name, ids: [...input.ids], inNetwork: input.inNetwork, unconfirmed: false });
    return { ...done('payer', id), details: { inNetwork: input.inNetwork } };
  },
});

/** A person who sets anything of a payer has looked at it: it counts as confirmed. */
const set = command<z.infer<typeof payerChange>, PayerRow, PayerRow, Id>({
  name: 'ground/parties/set-payer',
  summary: 'Change a payer',
  ...administers,
  // Whether the contract binds us decides what posting may write off.
  consequence: 'change-contract',
  input: payerChange,
  load: async (ctx: Ctx, input) => {
    const row = await payerById(ctx.tx, input.payerId);
    if (!row) throw notFound('payer');
    return row;
  },
  plan: (row, input) => ({ ...row, name: input.name ?? row.name, inNetwork: input.inNetwork ?? row.inNetwork, unconfirmed: false }),
  apply: async (ctx, row) => {
    await setPayer(ctx.tx, row.id, { name: row.name, inNetwork: row.inNetwork, unconfirmed: false });
    return { ...done('payer', row.id), details: { inNetwork: row.inNetwork } };
  },
});

const site = command<z.infer<typeof siteInput>, null, Id, Id>({
  name: 'ground/parties/add-site',
  summary: 'Add a site',
  ...administers,
  input: siteInput,
  load: async () => null,
  plan: (_, __, ctx) => ({ id: ctx.newId() }),
  apply: async (ctx, { id }, input) => {
    await addSite(ctx.tx, { id, name: input.name, timeZone: input.timeZone, address: input.address ?? null });
    return done('site', id);
  },
});

const provider = command<z.infer<typeof providerInput>, null, Id, Id>({
  name: 'ground/parties/add-provider',
  summary: 'Add a provider',
  ...administers,
  input: providerInput,
  load: async () => null,
  plan: (_, __, ctx) => ({ id: ctx.newId() }),
  apply: async (ctx, { id }, input) => {
    const added = await addProvider(ctx.tx, { id, name: input.name, npi: input.npi, taxonomy: input.taxonomy ?? null });
    if (!added) throw cannot('A provider with this NPI is here already.', 'Each number belongs to one provider.', 'Check the number.');
    return done('provider', id);
  },
});

export const commands: readonly Command[] = [add, set, site, provider];
