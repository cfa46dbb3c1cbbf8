import { z } from 'zod';
import { type Command, cannot, command, makeCheckpoints } from '../../../gate/index.ts';

const instant = z.iso.datetime({ offset: true }).optional();
export const exportInput = z
  .object({
    from: instant,
    to: instant,
    /** Only what is about this. */
    subject: z.string().min(3).max(100).optional(),
    /** Only this decision. */
    entry: z.object({ chain: z.enum(['acts', 'reads']), seq: z.int().positive() }).optional(),
    /** With what people wrote as their reasons, which can name patients. */
    words: z.boolean().optional(),
  })
  .refine((asked) => asked.subject === undefined || asked.entry === undefined, 'Say a subject or an entry, not both.');
export type ExportInput = z.infer<typeof exportInput>;

/** Signs what is not signed yet, so that all of it can be proved, and puts on the record who takes it. */
const exporting = command<ExportInput, null, null, { checkpoints: number }>({
  name: 'ground/governance/record/export',
  summary: 'Export the record',
  permission: 'record.export',
  workflow: 'governance',
  consequence: 'administers',
  input: exportInput as z.ZodType<ExportInput>,
  load: async () => null,
  plan: () => null,
  apply: async (ctx, _plan, { subject, entry, words }) => {
    if (!ctx.witness)
      throw cannot(
        'The record cannot be exported here.',
        'This installation has no signing key.',
        'Start it with a data folder that it can write to.',
      );
    const checkpoints = await makeCheckpoints(ctx.tx, ctx.witness, ctx.now, true);
    return {
      result: { checkpoints },
      subjects: subject === undefined ? ['record'] : ['record', subject],
      details: { checkpoints, words: words ?? false, ...(entry === undefined ? {} : { entry: `${entry.chain} ${entry.seq}` }) },
      changes: [],
    };
  },
});

export const recordCommands: readonly Command[] = [exporting];
