import {
  csvHead,
  csvLine,
  type ExportColumn,
  type ExportFormat,
  type ExportList,
  type ExportRow,
  exportFormats,
  jsonLine,
} from '@claimwright/core/ground/exports';
import { z } from 'zod';
import { type Actor, type Gate, type Query, Refusal } from '../../gate/index.ts';
import { columnsOf, type ExportPage } from './export-query.ts';
import { parquetBytes } from './parquet.ts';
import type { TakenOut } from './views.ts';

/** The question that a list is asked for by, and the right to it. */
export interface Door {
  readonly query: string;
  readonly right: Query['permission'];
}
export interface Exportable {
  readonly list: ExportList;
  readonly plain: Door;
  /** With names and numbers of patients, where the list has any. */
  readonly identified?: Door;
}

/** What somebody asks to take out. `filter` is the list's own: what its screen shows is what the file has. */
const asked = z.object({
  format: z.enum(exportFormats),
  columns: z.array(z.string().max(60)).max(60).optional(),
  filter: z.record(z.string(), z.unknown()).optional(),
  /** One of the house's purposes; the gate knows them. */
  purpose: z.string().max(40).optional(),
  /** Columns that name patients may be among those named; then the purpose is said. */
  identifiers: z.boolean().optional(),
});
export type AskedExport = z.input<typeof asked>;

export interface ExportNote {
  readonly what: string;
  readonly kind: string;
  /** As it was said; where it was not, the gate took that of the actor's role. */
  readonly purpose: string | undefined;
  readonly format: ExportFormat;
  readonly columns: number;
  readonly identifiers: boolean;
}
export interface TakingOut {
  readonly gate: Pick<Gate, 'ask' | 'admit'>;
  /** Puts on the record that the list is taken out: before a byte of it leaves. */
  note(actor: Actor, note: ExportNote): Promise<void>;
}

/**
 * A list as a file, streamed: each piece is asked for through the gate, so whoever is limited to sites or payers takes out what they see
 * and no more, every claim in it stands on the record as seen, and no more than a piece is held. What is refused is refused before the
 * first byte. The pieces are not of one moment: what changes meanwhile is in the file as it was when its piece was read.
 */
export async function takeOut({ gate, note }: TakingOut, exportable: Exportable, actor: Actor, given: unknown): Promise<TakenOut> {
  const { list } = exportable;
  const identifiers = typeof given === 'object' && given !== null && 'identifiers' in given && given.identifiers === true;
  const door = doorOf(exportable, identifiers);
  // Before it is looked at: whoever may not come in is not told what else is wrong with what they ask.
  await gate.admit(door.right, door.query, actor);
  const parsed = asked.safeParse(given);
  if (!parsed.success) throw unclear(parsed.error);
  const { format, filter = {}, purpose, columns: named } = parsed.data;
  if (identifiers && purpose === undefined) throw unsaid();
  const columns = columnsOf(list, named, identifiers);
  const input = { ...filter, columns: columns.map(({ name }) => name) };
  let rows = 0;
  const pages = pagesOf(async (cursor) => {
    const page = await gate.ask<ExportPage>(door.query, { ...input, cursor }, actor, purpose);
    rows += page.rows.length;
    return page;
  });
  const first = await pages.next();
  const about = { kind: list.kind, format, columns: columns.length, identifiers };
  await note(actor, { what: door.query, purpose, ...about });
  const { ending, type, write } = writers[format];
  return { name: `${list.kind}.${ending}`, type, bytes: write(columns, rejoined(first, pages)), rows: () => rows };
}

function doorOf({ list, plain, identified }: Exportable, identifiers: boolean): Door {
  if (!identifiers) return plain;
  if (identified) return identified;
  throw new Refusal('bad-input', `There is nothing in a list of ${list.kind} that names a patient.`, { fix: 'Ask for it as it is.' });
}

const unclear = (error: z.ZodError): Refusal =>
  new Refusal('bad-input', 'This list cannot be taken out so.', {
    because: error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '),
    fix: `Say a format (${exportFormats.join(', ')}), and where you choose columns, their names.`,
  });
const unsaid = (): Refusal =>
  new Refusal('bad-input', 'Say why you take out names and numbers of patients.', {
    because: 'The record keeps it with the list.',
    fix: 'Say the purpose: payment, operations or audit.',
  });

async function* pagesOf(ask: (cursor: string | undefined) => Promise<ExportPage>): AsyncGenerator<readonly ExportRow[]> {
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    yield page.rows;
    cursor = page.next;
  } while (cursor !== undefined);
}

async function* rejoined<T>(first: IteratorResult<T>, rest: AsyncGenerator<T>): AsyncIterable<T> {
  if (first.done) return;
  yield first.value;
  yield* rest;
}

type Write = (columns: readonly ExportColumn[], pages: AsyncIterable<readonly ExportRow[]>) => AsyncIterable<Uint8Array>;

const inLines = (head: (columns: readonly ExportColumn[]) => string, line: typeof csvLine): Write =>
  async function* lines(columns, pages) {
    const first = head(columns);
    if (first !== '') yield Buffer.from(first);
    for await (const rows of pages) if (rows.length > 0) yield Buffer.from(rows.map((row) => line(columns, row)).join(''));
  };

const writers: { readonly [format in ExportFormat]: { readonly ending: string; readonly type: string; readonly write: Write } } = {
  csv: { ending: 'csv', type: 'text/csv; charset=utf-8', write: inLines(csvHead, csvLine) },
  jsonl: { ending: 'jsonl', type: 'application/jsonl; charset=utf-8', write: inLines(() => '', jsonLine) },
  parquet: { ending: 'parquet', type: 'application/vnd.apache.parquet', write: parquetBytes },
};
