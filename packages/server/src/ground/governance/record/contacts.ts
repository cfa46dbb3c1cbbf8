import { z } from 'zod';
import { cursorOf, entriesFound, type Query, query, type RecordRow, readCursor, refuseUnknown } from '../../../gate/index.ts';
import { callsOf } from '../models/index.ts';
import type { RecordParts } from './look-up.ts';
import type { Tx } from './store.ts';
import type { ContactRow } from './views.ts';

const instant = z.iso.datetime({ offset: true }).optional();
const short = z.string().min(1).max(100).optional();
const input = z.object({
  subject: short,
  /** A machine, or a person for whom one was asked. */
  actor: short,
  modelId: z.uuid().optional(),
  /** Why it was read, or what a model was asked for. */
  purpose: short,
  from: instant,
  until: instant,
  cursor: z.string().max(500).optional(),
});
type Input = z.infer<typeof input>;
type Page = { readonly rows: readonly ContactRow[]; readonly next?: string };

const pageSize = 50;
/** So many questions to models are looked through for one search. */
const mostCalls = 10_000;
const ofPatients = /^(patient|claim|remit|document|deposit|model-call):/;

/**
 * Every contact between a machine and patient data: what agents, programs and the system itself read and did, and what models were asked,
 * by patient, person, model, purpose and time.
 */
export const machineContacts = (parts: RecordParts): Query =>
  query<Input, Page>({
    name: 'ground/governance/record/machine-contacts',
    summary: 'See what machines had to do with patient data',
    permission: 'record.read',
    patientData: false,
    input: input as z.ZodType<Input>,
    read: async ({ tx }, asked) => {
      await refuseUnknown(tx, parts.exists, asked);
      const before = readCursor(z.tuple([z.int().positive(), z.int().positive()]), asked.cursor);
      const acts = await actsFound(tx, parts, asked, before?.[0]);
      const reads = await readsFound(tx, parts, asked, before?.[1]);
      const all = [...acts, ...reads].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : b.seq - a.seq));
      const rows = all.slice(0, pageSize);
      const lowest = (chain: string, otherwise: number | undefined) =>
        rows.findLast((row) => row.chain === chain)?.seq ?? otherwise ?? farthest;
      return {
        rows: await withCalls(
          tx,
          rows.filter(({ subjects }) => subjects.some((one) => ofPatients.test(one))),
        ),
        ...(all.length > pageSize ? { next: cursorOf([lowest('acts', before?.[0]), lowest('reads', before?.[1])]) } : {}),
      };
    },
  });

const farthest = Number.MAX_SAFE_INTEGER;
const day = (text: string | undefined): Date | undefined => (text === undefined ? undefined : new Date(text));

async function aboutOf(tx: Tx, { related }: RecordParts, subject: string | undefined): Promise<readonly string[] | undefined> {
  return subject === undefined ? undefined : [...new Set([subject, ...(await related(tx, subject))])];
}

/** What machines did: where a model, a purpose or a person is looked for, what had to do with questions to models. */
async function actsFound(tx: Tx, parts: RecordParts, asked: Input, before: number | undefined): Promise<RecordRow[]> {
  const about = await aboutOf(tx, parts, asked.subject);
  const time = { from: day(asked.from), until: day(asked.until) };
  const find = (subjects: readonly string[] | undefined, actor: string | undefined) =>
    entriesFound(tx, { chain: 'acts', machines: true, subjects, actor, ...time }, before, pageSize + 1, parts.summaries);
  if (asked.modelId === undefined && asked.purpose === undefined && asked.actor === undefined) return find(about, undefined);
  const filter = { subjects: about, modelId: asked.modelId, purpose: asked.purpose };
  const calls = await callsOf(tx, { ...filter, askedBy: asked.actor }, mostCalls);
  const byCalls =
    calls.length === 0
      ? []
      : await find(
          calls.map(({ id }) => `model-call:${id}`),
          undefined,
        );
  const own = asked.actor === undefined || asked.modelId !== undefined || asked.purpose !== undefined ? [] : await find(about, asked.actor);
  return [...new Map([...byCalls, ...own].map((row) => [row.seq, row])).values()].sort((a, b) => b.seq - a.seq).slice(0, pageSize + 1);
}

async function readsFound(tx: Tx, parts: RecordParts, asked: Input, before: number | undefined): Promise<RecordRow[]> {
  if (asked.modelId !== undefined) return [];
  const { actor, purpose } = asked;
  const subjects = await aboutOf(tx, parts, asked.subject);
  const time = { from: day(asked.from), until: day(asked.until) };
  return entriesFound(tx, { chain: 'reads', machines: true, subjects, actor, purpose, ...time }, before, pageSize + 1, parts.summaries);
}

/** With the model that was asked, what for, and by whom. */
async function withCalls(tx: Tx, rows: readonly RecordRow[]): Promise<ContactRow[]> {
  const callId = ({ subjects }: RecordRow) => subjects.find((one) => one.startsWith('model-call:'))?.slice('model-call:'.length);
  const ids = [...new Set(rows.flatMap((row) => callId(row) ?? []))];
  const calls = new Map((ids.length === 0 ? [] : await callsOf(tx, { ids }, ids.length)).map((call) => [call.id, call]));
  return rows.map((row) => {
    const call = calls.get(callId(row) ?? '');
    if (!call) return row;
    const { id, model, purpose, askedBy } = call;
    return { ...row, asked: { callId: id, ...(model === null ? {} : { model }), purpose, by: askedBy } };
  });
}
