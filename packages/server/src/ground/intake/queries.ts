import { z } from 'zod';
import { type Ctx, notFound, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { documentSlice, openDocument } from './open-document.ts';
import { sourceQueries } from './sources/index.ts';
import { documentById, documentDetail, documentPage } from './store.ts';
import type { BytesView, DocumentDetail, DocumentView } from './views.ts';

const pageSize = 100;

const place = z.tuple([z.string(), z.string()]);

const documents = query<{ cursor?: string | undefined; kind?: string | undefined }, Page<DocumentView>>({
  name: 'ground/intake/documents',
  summary: 'List the files that came in',
  permission: 'documents.read',
  patientData: false,
  input: z.object({ cursor: z.string().optional(), kind: z.string().optional() }),
  read: async (ctx, input) => {
    const after = readCursor(place, input.cursor);
    const { rows, total } = await documentPage(ctx.tx, { kind: input.kind, after, limit: pageSize + 1 });
    return { ...pageOf(rows, pageSize, (row) => [row.receivedAt, row.id]), total };
  },
});

/** Bytes that somebody sees of a file of which they do not see all. */
export interface ShownRange {
  readonly from: number;
  readonly to: number;
}
/** What of a file is shown to whoever asks. A port: this room does not know whose claims lie in it. */
export type ShownOf = (tx: Ctx['tx'], document: { readonly id: string; readonly kind: string }) => Promise<'all' | readonly ShownRange[]>;

const isShown = (shown: 'all' | readonly ShownRange[], at: number | undefined): boolean =>
  shown === 'all' || (at !== undefined && shown.some(({ from, to }) => from <= at && at < to));

const oneDocument = (shownOf: ShownOf): Query =>
  query<{ documentId: string }, DocumentDetail>({
    name: 'ground/intake/document',
    summary: 'Look at a file and its findings',
    permission: 'documents.read',
    patientData: false,
    input: z.object({ documentId: z.uuid() }),
    read: async (ctx, input) => {
      const found = await documentDetail(ctx.tx, input.documentId);
      if (!found) throw notFound('document');
      const shown = await shownOf(ctx.tx, found);
      // They may quote the file.
      return { ...found, findings: found.findings.filter(({ bytes }) => isShown(shown, bytes?.from)) };
    },
  });

/** Cuts raw bytes into the pieces that a person reads; for X12 these are segments, with their meaning. A port: this room does not know X12. */
export interface BytesPresenter {
  pieces(
    kind: string,
    head: Uint8Array,
    bytes: Uint8Array,
    at: number,
  ): { readonly from: number; readonly to: number; readonly text: string; readonly meaning?: string }[];
}

const bytesOf = (presenter: BytesPresenter, shownOf: ShownOf): Query =>
  query<{ documentId: string; from: number; to: number; around?: number | undefined }, BytesView>({
    name: 'ground/intake/bytes',
    summary: 'Look at raw bytes of a file',
    permission: 'documents.read',
    patientData: true,
    serves: {
      purposes: ['payment', 'audit', 'legal', 'emergency'],
      patients: 'many',
      rows: 1,
      fields: ['identity', 'coverage', 'clinical', 'money', 'source'],
    },
    input: z.object({
      documentId: z.uuid(),
      from: z.number().int().nonnegative(),
      to: z.number().int().positive(),
      around: z.number().int().min(0).max(4000).optional(),
    }),
    read: async (ctx, input) => {
      const row = await documentById(ctx.tx, input.documentId);
      if (!row) throw notFound('document');
      const around = input.around ?? 400;
      const to = Math.min(input.to, input.from + 64_000);
      const start = input.from > around ? input.from - around : 0;
      const head = await documentSlice(openDocument(ctx, row), 0, 4096);
      const bytes = await documentSlice(openDocument(ctx, row), start, to + around);
      const shown = await shownOf(ctx.tx, row);
      const pieces = presenter.pieces(row.kind, head, bytes, start).filter((piece) => isShown(shown, piece.from));
      if (pieces.length === 0 && shown !== 'all') throw notFound('document');
      const segments = pieces.map((piece) => withMark(piece, input.from, to));
      return { documentId: row.id, documentName: row.name, from: input.from, to, segments };
    },
    subjects: (_answer, input) => [`document:${input.documentId}`],
  });

/** Marks within a piece are in characters of its text, which is shorter than its bytes where UTF-8 takes several. */
function withMark<T extends { readonly from: number; readonly to: number; readonly text: string }>(
  piece: T,
  from: number,
  to: number,
): T & { marked?: { from: number; to: number } } {
  const a = from > piece.from ? from : piece.from;
  const b = to < piece.to ? to : piece.to;
  if (a >= b) return piece;
  const characters = (bytes: number): number => Buffer.from(piece.text).subarray(0, bytes).toString().length;
  return { ...piece, marked: { from: characters(a - piece.from), to: characters(b - piece.from) } };
}

export const intakeQueries = (presenter: BytesPresenter, shownOf: ShownOf): readonly Query[] => [
  documents,
  oneDocument(shownOf),
  ...sourceQueries,
  bytesOf(presenter, shownOf),
];
