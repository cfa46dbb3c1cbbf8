import { meaningVerdicts, type StatusMeaning } from '@claimwright/core/revenue/submission';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, notFound } from '../../../gate/index.ts';
import { climb } from '../claim-events.ts';
import { lockSubmission } from '../store.ts';
import { addMeaning, type MeaningRow, meaningRows, saidBy } from './store.ts';
import { sayUnmapped } from './unmapped.ts';

const words = z.string().trim().min(1).max(300);
const mapInput = z.object({
  payerId: z.uuid(),
  code: z.string().trim().min(1).max(60),
  /** Nothing: what was said of it before is taken back, and it waits for a meaning again. */
  meaning: z.object({ verdict: z.enum(meaningVerdicts), says: words, fix: words }).nullable(),
});
type MapInput = z.infer<typeof mapInput>;

interface Facts {
  readonly drafts: readonly string[];
  readonly before: MeaningRow | undefined;
}
interface Plan extends MeaningRow {
  readonly drafts: readonly string[];
}

const same = (a: StatusMeaning | null, b: StatusMeaning | null): boolean =>
  a?.verdict === b?.verdict && a?.says === b?.says && a?.fix === b?.fix;

/** Says what a payer means by a status of its own: what it said already counts by that at once, and so does what it says later. */
export const mapStatus: Command = command<MapInput, Facts, Plan, { claims: number }>({
  name: 'revenue/submission/map-status',
  summary: 'Say what a payer means by a status of its own',
  permission: 'submissions.manage',
  workflow: 'submission',
  consequence: 'administers',
  whole: 'What a payer means by its statuses',
  input: mapInput,
  subjects: ({ payerId }) => [`payer:${payerId}`],
  load: async ({ tx }: Ctx, { payerId, code }) => {
    await lockSubmission(tx);
    const said = (await saidBy(tx, [payerId])).filter((one) => one.code === code);
    return { drafts: said.map(({ draftId }) => draftId), before: (await meaningRows(tx, [payerId])).find((one) => one.code === code) };
  },
  plan: ({ drafts, before }, { payerId, code, meaning }) => {
    if (drafts.length === 0) throw notFound('status of a payer');
    if (same(before?.meaning ?? null, meaning))
      throw cannot('Nothing would change.', 'It means this already.', 'Say something else of it.');
    return { payerId, code, meaning, version: (before?.version ?? 0) + 1, drafts };
  },
  essence: ({ payerId, code, meaning, version }) => ({ payerId, code, meaning, version }),
  weigh: ({ payerId }) => ({ payers: [payerId], sites: [undefined] }),
  apply: async (ctx, { drafts, ...row }) => {
    await addMeaning(ctx, row);
    const jobs = await climb(ctx, drafts);
    await sayUnmapped(ctx, row.payerId);
    return {
      result: { claims: drafts.length },
      subjects: [`payer:${row.payerId}`, ...drafts.slice(0, 500).map((id) => `draft:${id}`)],
      details: { code: row.code, meaning: row.meaning?.verdict ?? 'taken back', version: row.version, claims: drafts.length },
      ...{ jobs, changes: [{ topic: 'batches' }, { topic: 'drafts' }] },
    };
  },
});
