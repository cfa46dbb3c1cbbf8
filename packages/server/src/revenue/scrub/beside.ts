import { type PlainDate, plainDate } from '@claimwright/core/ground/base';
import { dentalEditsBeside } from '@claimwright/core/revenue/scrub';
import { z } from 'zod';
import { query } from '../../gate/index.ts';
import { codeTablesFor } from '../../ground/codes/index.ts';
import type { BesideView } from './views.ts';

const code = z.string().trim().min(2).max(12);

/** What our own edits say of two dental codes: no published table of pairs names such. */
export const beside = query<{ a: string; b: string; on: PlainDate }, BesideView>({
  name: 'revenue/scrub/beside',
  summary: 'See which dental edits speak of two procedures',
  permission: 'practice.read',
  patientData: false,
  input: z.object({ a: code, b: code, on: z.iso.date().transform((text): PlainDate => plainDate(text) ?? z.NEVER) }),
  read: async (ctx, { a, b, on }) => {
    const tables = await codeTablesFor(ctx, { from: on, to: on }, ['procedures']);
    const [first, second] = [a, b].map((one) => {
      const answer = tables.procedure(one.toUpperCase(), on);
      return { code: one.toUpperCase(), family: answer.is === 'found' ? (answer.row.family ?? '') : '' };
    });
    if (first === undefined || second === undefined) return { unknown: [], edits: [] };
    return {
      unknown: [first, second].flatMap((one) => (one.family === '' ? [one.code] : [])),
      edits: dentalEditsBeside(first, second),
    };
  },
});
