import type { Finding } from '@claimwright/core/ground/base';
import { changesInSlices, type EditionChanges, type EditionHead, licenceFor, readEdition } from '@claimwright/core/ground/codes';
import { z } from 'zod';
import { type Actor, type Command, type Ctx, cannot, command, commandLine, type Done, notFound, Refusal } from '../../../gate/index.ts';
import type { ImportedView } from '../views.ts';
import { editionBytes } from './code-tables-for.ts';
import { inSlices } from './in-slices.ts';
import { before } from './order.ts';
import { addEdition, type EditionRow, editionById, editionsThatCount, putHeadingMap, setEnded } from './store.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const finding = z.object({ code: z.string(), severity: z.enum(['error', 'warning', 'info']), at: z.string(), says: z.string() });
const imported = z.object({
  editions: z
    .array(z.object({ sha256, size: z.int().positive() }))
    .min(1)
    // A schedule of every payer may stand in one file.
    .max(200),
  layout: z.string().max(100),
  files: z.array(z.string().max(255)).min(1).max(100),
  findings: z.array(finding).max(100),
  attested: z.boolean(),
  /** By whom, as name and role. */
  attestedBy: z.string().trim().min(3).max(200).optional(),
  /** Said by hand, and used again for the next list with these headings. */
  map: z.object({ headings: z.string().max(5000), columns: z.record(z.string().max(40), z.string().max(200)) }).optional(),
});
type Imported = z.infer<typeof imported>;

/** One of the editions that came, as it says of itself, and against what. */
interface Came {
  readonly head: EditionHead;
  readonly sha256: string;
  readonly size: number;
  readonly against: EditionRow | undefined;
  readonly changes: EditionChanges;
  readonly here: boolean;
}

const administers = { permission: 'practice.setup', workflow: 'posting', consequence: 'administers', whole: 'A code table' } as const;

async function cameWith({ tx, blobs }: Ctx, one: Imported['editions'][number], counting: readonly EditionRow[]): Promise<Came> {
  const bytes = await editionBytes(blobs, tx.tenant, one);
  const { head } = readEdition(bytes);
  const against = before(head, counting);
  const earlier = against && (await editionBytes(blobs, tx.tenant, against));
  const changes = await inSlices(changesInSlices(earlier, bytes, 0));
  return { head, ...one, against, changes, here: counting.some((row) => row.sha256 === one.sha256) };
}

/** The bytes are behind the blob port already; this puts the editions on the books, all of them. */
const importEdition = command<Imported, readonly Came[], readonly (Came & { id: string })[], ImportedView>({
  name: 'ground/codes/import-edition',
  summary: 'Import an edition of a code table',
  ...administers,
  door: 'inside',
  input: imported,
  reversal: 'ground/codes/end-edition',
  load: async (ctx, input) => {
    const counting = await editionsThatCount(ctx.tx);
    const came: Came[] = [];
    for (const one of input.editions) came.push(await cameWith(ctx, one, counting));
    return came;
  },
  plan: (came, input, ctx) => {
    if (came.every(({ here }) => here))
      throw cannot(
        'This edition is here already.',
        'The very same rows were imported for the same days.',
        'Nothing to do; roll the other back first to import it anew.',
      );
    const licences = came.flatMap(({ head }) => licenceFor(head.table, head.part) ?? []);
    if (licences.length > 0 && !input.attested)
      throw new Refusal('bad-input', `This list needs a licence from ${licences.join(' and ')}.`, {
        because: 'Claimwright ships no such list; a practice brings its own.',
        fix: 'Say that the practice is licensed for it, and who says so.',
      });
    if (licences.length > 0 && input.attestedBy === undefined && nobodyKnown(ctx.actor))
      throw new Refusal('bad-input', `Nobody is named who says that the practice is licensed by ${licences.join(' and ')}.`, {
        because: 'A licence is a person’s word, and neither the command line nor a program’s key is one.',
        fix: 'Name the person and their role: --attested-by "Name, role".',
      });
    return came.filter(({ here }) => !here).map((one) => ({ ...one, id: ctx.newId() }));
  },
  essence: (plan) => plan.map(({ head, sha256, id }) => ({ ...head, sha256, id })),
  apply: async (ctx, plan, input) => {
    for (const one of plan) await addEdition(ctx, rowOf(one, input, ctx.actor.name));
    const table = plan[0]?.head.table;
    if (input.map && table) await putHeadingMap(ctx, { table, headings: input.map.headings, columns: input.map.columns });
    const rows = plan.reduce((sum, { head }) => sum + head.rows, 0);
    return {
      ...done(
        { editions: plan.map(viewOf), wrongRows: 0, otherRows: 0, findings: [] },
        plan.map(({ id }) => id),
      ),
      details: { table: table ?? '', name: plan[0]?.head.name ?? '', rows, attested: input.attested },
      ...attestedIn(plan, input, ctx.actor.name),
    };
  },
});

/** Behind the command line and behind a program's key stands somebody, and nobody knows who. */
const nobodyKnown = ({ kind, id }: Actor): boolean => kind !== 'person' || id === commandLine;

const rowOf = ({ head, against, changes, ...one }: Came & { id: string }, input: Imported, by: string) => ({
  ...{ id: one.id, table: head.table, part: head.part, name: head.name, source: head.source, rows: head.rows },
  ...{ fromDay: head.from, toDay: head.to ?? null, backTo: head.back ?? null, sha256: one.sha256, size: one.size },
  ...{ layout: input.layout, files: input.files, findings: input.findings as readonly Finding[] },
  ...{ against: against?.id ?? null, added: changes.added, changed: changes.changed, removed: changes.removed },
  attestedBy: input.attested && licenceFor(head.table, head.part) ? (input.attestedBy ?? by) : null,
});

/** The record keeps whose word it was beside the chain, where a list needed the word. */
const attestedIn = (plan: readonly Came[], input: Imported, by: string): { readonly because?: string } =>
  input.attested && plan.some(({ head }) => licenceFor(head.table, head.part))
    ? { because: `The practice is licensed for it, said ${input.attestedBy ?? by}.` }
    : {};

const viewOf = ({ id, head, against, changes }: Came & { id: string }) => ({
  ...{ id, table: head.table, part: head.part, name: head.name, source: head.source, rows: head.rows, from: head.from },
  ...(head.to ? { to: head.to } : {}),
  ...(head.back ? { back: head.back } : {}),
  ...(against ? { against: against.name } : {}),
  ...{ added: changes.added, changed: changes.changed, removed: changes.removed },
});

/** Claims that wait are worked out anew by those who ask the tables. */
const done = <T>(result: T, ids: readonly string[]): Done<T> => ({
  result,
  subjects: ids.map((id) => `edition:${id}`),
  changes: [{ topic: 'codes' }],
});

/** Taken out of force, or put back: the rows stay, and what was found by them keeps its words. */
const ending = (name: string, summary: string, reversal: string, ended: boolean): Command =>
  command<{ editionId: string }, EditionRow, EditionRow, { editionId: string; name: string }>({
    ...{ name, summary, reversal, ...administers },
    input: z.object({ editionId: z.uuid() }),
    load: async ({ tx }, { editionId }) => {
      const row = await editionById(tx, editionId);
      if (!row) throw notFound('edition');
      return row;
    },
    plan: (row) => {
      if ((row.endedAt !== null) !== ended) return row;
      throw cannot(
        ended ? 'It is rolled back already.' : 'It counts already.',
        'Somebody was faster, or the page is old.',
        'Look at the list.',
      );
    },
    apply: async (ctx, row) => {
      await setEnded(ctx, row.id, ended);
      return { ...done({ editionId: row.id, name: row.name }, [row.id]), details: { table: row.table, name: row.name } };
    },
  });

export const editionCommands: readonly Command[] = [
  importEdition,
  ending('ground/codes/end-edition', 'Roll an edition of a code table back', 'ground/codes/restore-edition', true),
  ending('ground/codes/restore-edition', 'Put an edition of a code table back in force', 'ground/codes/end-edition', false),
];
