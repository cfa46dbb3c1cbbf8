import { isNpi } from '@claimwright/core/ground/parties';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, command, type Query, query } from '../../../gate/index.ts';
import { inputs } from '../../charges/index.ts';
import { billingFactsNow, keepBillingFacts } from './store.ts';

const { said, words, address } = inputs;

export const providerInput = z.strictObject({
  ...{ entity: z.enum(['person', 'organisation']), name: said(60), first: words(35).optional() },
  npi: z.string().refine(isNpi, 'This is no NPI: ten digits, of which the last one checks the others.').optional(),
  taxId: z
    .string()
    .regex(/^\d{9}$/, 'A tax number has nine digits.')
    .optional(),
  taxIdKind: z.enum(['employer', 'person']).optional(),
  taxonomy: z
    .string()
    .regex(/^[A-Z0-9]{10}$/, 'A taxonomy code has ten letters or digits.')
    .optional(),
  ...{
    address: address.optional(),
    phone: z
      .string()
      .regex(/^\d{10}$/, 'A telephone number has ten digits.')
      .optional(),
  },
});

const payer = z.strictObject({
  ...{ payerId: said(80), filingIndicator: said(2).optional(), lineLimit: z.int().min(1).max(999).optional() },
  assignment: z.enum(['A', 'B', 'C']).optional(),
});
const facts = z.strictObject({
  ...{ billing: providerInput, payTo: z.strictObject({ address }).optional() },
  cliaNumber: z
    .string()
    .regex(/^\d{2}D\d{7}$/, 'A CLIA number is two digits, a D and seven digits.')
    .optional(),
  ...{ providers: z.array(providerInput).max(1000), facilities: z.array(providerInput).max(200), payers: z.array(payer).max(500) },
});

const set = command<BillingFacts, null, { id: string }, { id: string }>({
  name: 'revenue/claims/set-billing',
  summary: 'Set what claims are built with',
  permission: 'practice.setup',
  workflow: 'charges',
  consequence: 'administers',
  whole: 'who bills, and for whom',
  input: facts as unknown as z.ZodType<BillingFacts>,
  load: async () => null,
  plan: (_facts, _input, ctx) => ({ id: ctx.newId() }),
  apply: async (ctx, { id }, input) => {
    await keepBillingFacts(ctx, id, input);
    return {
      result: { id },
      subjects: [`billing-facts:${id}`],
      details: { providers: input.providers.length, facilities: input.facilities.length, payers: input.payers.length },
      changes: [{ topic: 'billing-facts' }],
    };
  },
});

/** Nothing, where nobody has said it yet. */
const now = query<Record<string, never>, { readonly facts?: BillingFacts }>({
  name: 'revenue/claims/billing',
  summary: 'See what claims are built with',
  permission: 'practice.setup',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async ({ tx }) => {
    const found = await billingFactsNow({ tx });
    return found === undefined ? {} : { facts: found };
  },
});

export const billingCommands: readonly Command[] = [set];
export const billingQueries: readonly Query[] = [now];
