import { type Alignment, formNames, testPage } from '@claimwright/core/revenue/claims';
import { z } from 'zod';
import { type Command, cannot, command, type Query, query } from '../../../gate/index.ts';
import type { DraftCommands, DraftQueries } from '../drafts/views.ts';
import { type AlignedPrinter, keepPrinter, printersOf } from './store.ts';

const form = z.enum(formNames);
/** Two inches either way, and a tenth larger or smaller: further off is another form. */
export const alignmentInput = {
  right: z.number().min(-144).max(144),
  down: z.number().min(-144).max(144),
  scale: z.number().min(90).max(110),
};

const mostPrinters = 60;
const inWords = ({ right, down, scale }: Alignment): string => `${right} right, ${down} down, ${scale} %`;

type Set = DraftCommands['revenue/claims/set-printer'];
const set = command<Set['input'], readonly AlignedPrinter[], { id: string }, Set['result']>({
  name: 'revenue/claims/set-printer',
  summary: 'Set how a printer prints a form',
  permission: 'practice.setup',
  workflow: 'charges',
  consequence: 'administers',
  whole: 'the printers',
  input: z.object({
    printer: z.string().trim().min(1).max(60),
    form,
    alignment: z.strictObject(alignmentInput).nullable(),
  }) as unknown as z.ZodType<Set['input']>,
  load: (ctx) => printersOf(ctx),
  plan: (known, { printer, form: name, alignment }, ctx) => {
    const isKnown = known.some((one) => one.printer === printer && one.form === name);
    if (!isKnown && alignment !== null && known.length >= mostPrinters)
      throw cannot('There are printers enough.', `${mostPrinters} settings are kept.`, 'Take one away that is not used any more.');
    return { id: ctx.newId() };
  },
  apply: async (ctx, { id }, { printer, form: name, alignment }) => {
    await keepPrinter(ctx, id, printer, name, alignment);
    return {
      result: { printer },
      subjects: [`printer:${id}`],
      details: { form: name, set: alignment === null ? 'taken away' : inWords(alignment) },
      changes: [{ topic: 'claims' }],
    };
  },
});

const list = query<Record<string, never>, DraftQueries['revenue/claims/printers']['answer']>({
  name: 'revenue/claims/printers',
  summary: 'See how printers print the forms',
  permission: 'claims.read',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  read: async (ctx) => ({ printers: await printersOf(ctx) }),
});

type Test = DraftQueries['revenue/claims/test-print'];
const test = query<Test['input'], Test['answer']>({
  name: 'revenue/claims/test-print',
  summary: 'Print a page that shows how a printer meets a form',
  permission: 'claims.read',
  patientData: false,
  input: z.object({ form, ...alignmentInput }),
  read: async (_ctx, { form: name, ...alignment }) => ({ pdf: Buffer.from(testPage(name, alignment)).toString('base64') }),
});

export const printerCommands: readonly Command[] = [set];
export const printerQueries: readonly Query[] = [list, test];
