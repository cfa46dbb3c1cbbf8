import { idKey, isNpi } from '@claimwright/core/ground/parties';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound, refuseLimited } from '../../gate/index.ts';
import {
  addPayer,
  addProvider,
  addSite,
  type PayerRow,
  payerById,
  payerRow,
  payersOf,
  type SiteRow,
  setPayer,
  setSite,
  sitesOf,
} from './store.ts';

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
/** What a site is recognised by in claims; a practice with one site needs none. */
const siteNumbers = { npi: npi.optional(), billingNpi: npi.optional() };
export const siteInput = z.object({ name: text(120), timeZone, address: text(300).optional(), ...siteNumbers });
export const providerInput = z.object({ name: text(120), npi, taxonomy: text(20).optional() });
const payerChange = z.object({
  payerId: z.uuid(),
  name: text(120).optional(),
  inNetwork: z.boolean().optional(),
  capitation: z.boolean().optional(),
});
const whichPayer = z.object({ payerId: z.uuid() });
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
  places: async (_ctx, { payerId }) => ({ payers: [payerId], sites: [] }),
  load: async (ctx: Ctx, input) => {
    const row = await payerById(ctx.tx, input.payerId);
    if (!row) throw notFound('payer');
    return row;
  },
  plan: (row, input) => ({
    ...row,
    name: input.name ?? row.name,
    inNetwork: input.inNetwork ?? row.inNetwork,
    capitation: input.capitation ?? row.capitation,
    unconfirmed: false,
  }),
  apply: async (ctx, { id, name, inNetwork, capitation }) => {
    await setPayer(ctx.tx, id, { name, inNetwork, capitation, unconfirmed: false });
    return { ...done('payer', id), details: { inNetwork, capitation }, ...planAnew(ctx) };
  },
});

/** What waits to be posted may come out otherwise now. */
const planAnew = ({ tx }: Ctx) => ({ jobs: [{ queue: 'propose', data: { tenant: tx.tenant } }], changes: [{ topic: 'remits' }] });

interface Likeness {
  /** Met in a file under another's name. */
  readonly row: PayerRow;
  readonly other: PayerRow;
}

async function likeness({ tx }: Ctx, { payerId }: z.infer<typeof whichPayer>): Promise<Likeness> {
  const row = await payerRow(tx, payerId);
  if (!row) throw notFound('payer');
  const other = row.likelySameAs === null ? undefined : await payerRow(tx, row.likelySameAs);
  if (!other) throw cannot('This payer bears no other’s name.', 'It was never taken for another one.', 'Change it as it is.');
  return { row, other };
}

// Whoever is limited to a payer reaches whatever counts as the same one.
const onePayer = 'Which payers count as one';

/** It goes by that one's contract from now on, and is found by its ids; what was kept under it stays where it is. */
const samePayer = command<z.infer<typeof whichPayer>, Likeness, Likeness, Id>({
  name: 'ground/parties/same-payer',
  summary: 'Say that a payer is one that is known',
  ...administers,
  consequence: 'change-contract',
  whole: onePayer,
  input: whichPayer,
  reversal: 'ground/parties/other-payer',
  load: likeness,
  plan: (facts) => {
    if (facts.row.sameAs !== null)
      throw cannot('That was said already.', 'They count as one payer.', 'Say that it is another one, if it is.');
    return facts;
  },
  apply: async (ctx, { row, other }) => {
    await setPayer(ctx.tx, row.id, { sameAs: other.id, unconfirmed: false });
    await setPayer(ctx.tx, other.id, { ids: [...new Set([...other.ids, ...row.ids])] });
    return { ...done('payer', other.id), subjects: [`payer:${row.id}`, `payer:${other.id}`], ...planAnew(ctx) };
  },
});

const otherPayer = command<z.infer<typeof whichPayer>, Likeness, Likeness, Id>({
  name: 'ground/parties/other-payer',
  summary: 'Say that a payer only bears the name of one that is known',
  ...administers,
  consequence: 'change-contract',
  whole: onePayer,
  input: whichPayer,
  reversal: 'ground/parties/same-payer',
  load: likeness,
  plan: (facts) => {
    if (facts.row.sameAs === null && !facts.row.unconfirmed)
      throw cannot('That was said already.', 'They count as two payers.', 'Say that it is the same one, if it is.');
    return facts;
  },
  apply: async (ctx, { row, other }) => {
    await setPayer(ctx.tx, row.id, { sameAs: null, unconfirmed: false });
    if (row.sameAs !== null) await setPayer(ctx.tx, other.id, { ids: other.ids.filter((id) => !row.ids.includes(id)) });
    return { ...done('payer', row.id), subjects: [`payer:${row.id}`, `payer:${other.id}`], ...planAnew(ctx) };
  },
});

/** A site as it is kept, of what a person typed. */
export const siteRowOf = (id: string, given: z.infer<typeof siteInput>): Parameters<typeof addSite>[1] => ({
  ...{ id, name: given.name, timeZone: given.timeZone },
  ...{ address: given.address ?? null, npi: given.npi ?? null, billingNpi: given.billingNpi ?? null },
});

/** A number that two sites go by tells neither. */
function refuseShared(given: Partial<z.infer<typeof siteInput>>, others: readonly SiteRow[]): void {
  const shares = (key: 'npi' | 'billingNpi') => others.find((other) => given[key] !== undefined && other[key] === given[key]);
  const holder = shares('npi') ?? shares('billingNpi');
  if (holder)
    throw cannot(
      'Another site goes by this number.',
      `It is ${holder.name}.`,
      'Give the number of the service facility; leave a billing number out that several sites share.',
    );
}

/** How many claims, and claims of remits, went to another site or to none. */
interface Moved {
  readonly claims: number;
  readonly remitClaims: number;
}
/** A port: the rooms upstairs place everything anew. `sites`: those that are told by other numbers now. */
export type PlaceAnew = (tx: Ctx['tx'], sites: readonly string[]) => Promise<Moved>;
type Placed = Id & { readonly moved: number };

async function placed({ tx }: Ctx, id: string, { claims, remitClaims }: Moved) {
  return {
    ...done('site', id),
    result: { id, moved: claims },
    details: { movedClaims: claims, movedRemitClaims: remitClaims },
    jobs: [{ queue: 'propose', data: { tenant: tx.tenant } }],
    changes: [{ topic: 'remits' }, { topic: 'claims' }],
  };
}

// Whose claims are within whose reach.
const ofSites = 'The numbering of sites';

const addOneSite = (placeAnew: PlaceAnew): Command =>
  command<z.infer<typeof siteInput>, readonly SiteRow[], Id & { readonly told: readonly string[] }, Placed>({
    name: 'ground/parties/add-site',
    summary: 'Add a site',
    ...administers,
    whole: ofSites,
    input: siteInput,
    load: ({ tx }) => sitesOf(tx),
    plan: (others, input, ctx) => {
      refuseShared(input, others);
      const id = ctx.newId();
      // The only one needed no numbers until now.
      return { id, told: others.length === 1 ? [id, ...others.map((one) => one.id)] : [id] };
    },
    apply: async (ctx, { id, told }, input) => {
      await addSite(ctx.tx, siteRowOf(id, input));
      return placed(ctx, id, await placeAnew(ctx.tx, told));
    },
  });

const siteChange = siteInput.extend({ siteId: z.uuid() });

/** As it is to be, whole: what is left out is taken away. */
const setOneSite = (placeAnew: PlaceAnew): Command =>
  command<z.infer<typeof siteChange>, readonly SiteRow[], { readonly told: readonly string[] }, Placed>({
    name: 'ground/parties/set-site',
    summary: 'Change a site',
    ...administers,
    input: siteChange,
    places: async (_ctx, { siteId }) => ({ sites: [siteId], payers: [] }),
    load: async (ctx, { siteId, npi, billingNpi }) => {
      const all = await sitesOf(ctx.tx);
      const before = all.find(({ id }) => id === siteId);
      if (before && ((npi ?? null) !== before.npi || (billingNpi ?? null) !== before.billingNpi)) await refuseLimited(ctx, ofSites);
      return all;
    },
    plan: (all, { siteId, ...given }) => {
      const before = all.find(({ id }) => id === siteId);
      if (!before) throw notFound('site');
      refuseShared(
        given,
        all.filter(({ id }) => id !== siteId),
      );
      const { npi, billingNpi } = siteRowOf(siteId, given);
      return { told: npi === before.npi && billingNpi === before.billingNpi ? [] : [siteId] };
    },
    apply: async (ctx, { told }, { siteId, ...given }) => {
      await setSite(ctx.tx, siteRowOf(siteId, given));
      return placed(ctx, siteId, await placeAnew(ctx.tx, told));
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
    return { ...done('provider', id), ...planAnew(ctx) };
  },
});

export const partiesCommands = (placeAnew: PlaceAnew): readonly Command[] => [
  ...[add, set, samePayer, otherPayer, provider],
  ...[addOneSite(placeAnew), setOneSite(placeAnew)],
];
