import { purposes, type RecordBody, saidText } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import type { Tx } from '../store/store.ts';
import { pageOf, readCursor } from './cursor.ts';
import { type Ctx, type Query, query } from './define.ts';
import { notFound, Refusal } from './errors.ts';
import { isSeen } from './places.ts';
import { bodyOf, sha256 } from './record.ts';
import { actorsOf, countEntries, type Filter, findEntries, isActor, isSubject, type Kept, wordsBeside } from './search.ts';
import { verifyRecord } from './verify.ts';
import type { EntryView, RecordRow, SeerView, VerifyView } from './views.ts';
import { inWords } from './words.ts';

type Summaries = (name: string) => string | undefined;
/** What else shows the same patient or claim: the claims of a patient, the remits that answered them, the files they came in. */
export type Related = (tx: Tx, subject: string) => Promise<readonly string[]>;

/** Whether something that has such an address is kept here. */
export type Exists = (tx: Tx, subject: string) => Promise<boolean>;

/** Refuses to say “nobody” of what nobody knows here. */
export async function refuseUnknown(
  tx: Tx,
  exists: Exists,
  { subject, actor }: { subject?: string | undefined; actor?: string | undefined },
) {
  const fix = 'Look it up first: a patient by name or birth date, a claim by its control number, a person by name or e-mail.';
  // Whoever is limited is told of what they see; what is on the record besides may be of others.
  const seen = tx.reach === undefined ? undefined : await isSeen(tx, subject ?? '');
  if (subject !== undefined && (seen === false || (seen === undefined && !(await isSubject(tx, subject)) && !(await exists(tx, subject)))))
    throw new Refusal('not-found', 'Nothing is known here by that address.', { because: 'So nobody can say who saw it.', fix });
  if (actor !== undefined && !(await isActor(tx, actor)))
    throw new Refusal('not-found', 'Nobody is known here by that id.', { because: 'So nobody can say what they saw.', fix });
}

const short = z.string().min(1).max(100).optional();
const instant = z.iso.datetime({ offset: true }).optional();
const looking = {
  subject: short,
  actor: short,
  actorKind: z.enum(['person', 'agent', 'service', 'system']).optional(),
  what: short,
  purpose: z.enum(purposes).optional(),
  from: instant,
  until: instant,
  cursor: z.string().max(500).optional(),
};
const input = z.object({ chain: z.enum(['acts', 'reads']).default('acts'), outcome: short, ...looking });
const pageSize = 50;
interface Page<T> {
  readonly rows: readonly T[];
  readonly next?: string;
  readonly total: number;
}

const day = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

/** The record, the newest entry first. `summaries` says what a command or a query does. */
const record = (summaries: Summaries, exists: Exists): Query =>
  query<z.infer<typeof input>, Page<RecordRow>>({
    name: 'gate/record',
    summary: 'See the record',
    permission: 'record.read',
    patientData: false,
    input: input as z.ZodType<z.infer<typeof input>>,
    read: async ({ tx }, { subject, cursor, from, until, ...asked }) => {
      await refuseUnknown(tx, exists, { subject, actor: asked.actor });
      const subjects = subject === undefined ? undefined : [subject];
      return pageOfEntries(tx, { ...asked, subjects, from: day(from), until: day(until) }, cursor, summaries);
    },
  });

async function pageOfEntries(tx: Tx, filter: Filter, cursor: string | undefined, summaries: Summaries): Promise<Page<RecordRow>> {
  const before = readCursor(z.tuple([z.int().positive()]), cursor)?.[0];
  const rows = await findEntries(tx, filter, before, pageSize + 1);
  const page = pageOf(rows, pageSize, (row) => [row.seq]);
  return { ...page, rows: page.rows.map((row) => present(row, filter.chain, summaries)), total: await countEntries(tx, filter) };
}

const seen = z.object({ ...looking, subject: z.string().min(1).max(100).optional() });

/** Who saw what, and why: of a patient or claim, of a person or a program, of a purpose, in a time. */
const whoSaw = (summaries: Summaries, related: Related, exists: Exists): Query =>
  query<z.infer<typeof seen>, Page<RecordRow> & { who: readonly SeerView[]; about: readonly string[] }>({
    name: 'gate/who-saw',
    summary: 'See who saw what',
    permission: 'record.read',
    patientData: false,
    input: seen,
    read: async ({ tx }, { subject, cursor, from, until, ...asked }) => {
      await refuseUnknown(tx, exists, { subject, actor: asked.actor });
      const about = subject === undefined ? undefined : [...new Set([subject, ...(await related(tx, subject))])];
      const filter: Filter = { chain: 'reads', ...asked, subjects: about, from: day(from), until: day(until) };
      const who = cursor === undefined && about !== undefined ? (await actorsOf(tx, filter)).map(presentSeer) : [];
      return { ...(await pageOfEntries(tx, filter, cursor, summaries)), who, about: about ?? [] };
    },
  });

/** Entries as a list shows them, the newest first, before a number. */
export async function entriesFound(
  tx: Tx,
  filter: Filter,
  before: number | undefined,
  limit: number,
  summaries: Summaries,
): Promise<RecordRow[]> {
  const rows = await findEntries(tx, filter, before, limit);
  return rows.map((row) => present(row, filter.chain, summaries));
}

const presentSeer = ({ actor, kind, name, times, first, last, purposes: why }: Awaited<ReturnType<typeof actorsOf>>[number]): SeerView => ({
  actor: { id: actor, kind: kind ?? 'unknown', name: nameOf(name, kind ?? '', actor) },
  ...{ times, first: first.toISOString(), last: last.toISOString(), purposes: why },
});

const nameOf = (name: string | null, kind: string, id: string): string =>
  name ?? (kind === 'person' || kind === 'service' ? id : 'Claimwright');

/** Shows what was hashed, never the columns beside it. */
function present(row: Kept, chain: 'acts' | 'reads', summaries: Summaries): RecordRow {
  const body = bodyOf(row.body);
  if (body === undefined) return damaged(row, chain);
  return {
    ...{ chain: body.chain, seq: row.seq, id: body.id, at: body.at },
    actor: { ...body.actor, name: nameOf(row.name, body.actor.kind, body.actor.id) },
    what: body.what,
    says: inWords(summaries(body.what) ?? body.what, body.outcome),
    outcome: body.outcome,
    subjects: body.subjects,
    ...(body.purpose === undefined ? {} : { purpose: body.purpose }),
    ...{ hash: row.hash, previous: row.previous, body: row.body },
  };
}

/** An entry whose body is no longer what anybody wrote is shown as such: it must not hide the others. */
const damaged = (row: Kept, chain: 'acts' | 'reads'): RecordRow => ({
  ...{ chain, seq: row.seq, id: `damaged-${row.seq}`, at: row.at.toISOString() },
  actor: { kind: 'unknown', id: '', name: 'Unknown' },
  what: 'damaged',
  says: 'This entry was changed after it was written and cannot be read',
  ...{ outcome: 'damaged', subjects: [], hash: row.hash, previous: row.previous, body: row.body },
});

/** What had been done and seen of these subjects until a moment, the oldest first. */
export async function entriesUntil(
  tx: Tx,
  subjects: readonly string[],
  at: Date,
  summaries: Summaries,
): Promise<{ acts: RecordRow[]; reads: RecordRow[] }> {
  const of = async (chain: 'acts' | 'reads'): Promise<RecordRow[]> => {
    const rows = await findEntries(tx, { chain, subjects, until: new Date(at.getTime() + 1) }, undefined, 500);
    return rows.map((row) => present(row, chain, summaries)).reverse();
  };
  return { acts: await of('acts'), reads: await of('reads') };
}

/** What was done about them after a moment, the oldest first (the newest five hundred), and how often it was looked at since. */
export async function entriesSince(
  tx: Tx,
  subjects: readonly string[],
  at: Date,
  summaries: Summaries,
): Promise<{ acts: RecordRow[]; total: number; reads: number }> {
  const since = { subjects, from: new Date(at.getTime() + 1) };
  const rows = await findEntries(tx, { chain: 'acts', ...since }, undefined, 500);
  return {
    acts: rows.map((row) => present(row, 'acts', summaries)).reverse(),
    total: await countEntries(tx, { chain: 'acts', ...since }),
    reads: await countEntries(tx, { chain: 'reads', ...since }),
  };
}

const one = z.object({ chain: z.enum(['acts', 'reads']).default('acts'), seq: z.int().positive() });

/** One entry whole: with the reason that somebody gave, and what its checkpoint says. */
const entry = (summaries: Summaries): Query =>
  query<z.infer<typeof one>, EntryView>({
    name: 'gate/entry',
    summary: 'See an entry of the record',
    permission: 'record.read',
    patientData: false,
    input: one as z.ZodType<z.infer<typeof one>>,
    read: (ctx, { chain, seq }) => wholeEntry(ctx, chain, seq, summaries),
  });

async function wholeEntry({ tx }: Ctx, chain: 'acts' | 'reads', seq: number, summaries: Summaries): Promise<EntryView> {
  const [row] = await findEntries(tx, { chain }, seq + 1, 1);
  if (!row || row.seq !== seq) throw notFound('entry');
  const view = present(row, chain, summaries);
  const beside = (await wordsBeside(tx, chain, [seq])).get(seq);
  const body: Partial<RecordBody> = bodyOf(row.body) ?? {};
  const [signed] = await tx.rows<{ n: number; body: string }>(
    'select n, body from gate.checkpoint where tenant_id = $1 and chain = $2 and to_seq >= $3 order by to_seq limit 1',
    [tx.tenant, chain, seq],
  );
  const point = signed && (JSON.parse(signed.body) as { from: number; to: number; at: string; key: string });
  return {
    ...view,
    ...(beside === undefined ? {} : { words: beside.words, wordsHold: sha256(saidText(beside.salt, beside.words)) === body.said }),
    ...(body.said !== undefined && beside === undefined ? { wordsDestroyed: true } : {}),
    ...(signed && point ? { checkpoint: { n: signed.n, from: point.from, to: point.to, at: point.at, key: point.key } } : {}),
  };
}

const verify = query<Record<string, never>, VerifyView>({
  name: 'gate/verify',
  summary: 'Verify the record',
  permission: 'record.verify',
  patientData: false,
  input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
  // Of the whole practice, whoever asks: it tells numbers of entries, and the books of a part are not what was written.
  read: ({ tx, witness }) => tx.whole(() => verifyRecord(tx, () => performance.now(), witness)),
});

export const gateQueries = (summaries: Summaries, related: Related, exists: Exists): readonly Query[] => [
  record(summaries, exists),
  whoSaw(summaries, related, exists),
  entry(summaries),
  verify,
];
