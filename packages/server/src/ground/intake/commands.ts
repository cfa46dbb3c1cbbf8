import type { Finding } from '@claimwright/core/ground/base';
import type { DocumentKind } from '@claimwright/core/ground/intake';
import { z } from 'zod';
import { type Command, type Ctx, command, notFound, Refusal } from '../../gate/index.ts';
import { digestsOfAct } from '../ledger/index.ts';
import { badInput, wasLost } from './bad-input.ts';
import { kindOf, mostOfHead } from './kind-of.ts';
import { legible } from './legible.ts';
import { openDocument } from './open-document.ts';
import { boundedFindings, type DocumentReader, type ReadResult } from './reader.ts';
import { type WishedKind, wishedKinds } from './receive-file.ts';
import { markTaken, sourceCommands } from './sources/index.ts';
import {
  addDocument,
  addReading,
  type Destroyed,
  type DocumentRow,
  destroyedAt,
  destroyedBefore,
  documentByHash,
  documentById,
  inSavepoint,
  lockDocument,
  readingOf,
} from './store.ts';
import type { ReceivedView } from './views.ts';

const received = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  name: z.string().min(1).max(255),
  /** What it is said to be: of a file of claims, that nobody sent them yet; of a list, whose headings are a practice's own, of what. */
  as: z.enum(wishedKinds).optional(),
  /** Where it was taken from by itself: marked in the same transaction, so that it is not taken twice. */
  from: z.object({ sourceId: z.uuid(), name: z.string().min(1).max(1000), size: z.int().nonnegative(), modifiedAt: z.int() }).optional(),
});
type Received = z.infer<typeof received>;

interface Arrival {
  readonly before: DocumentRow | undefined;
  /** It is here already, and still has to be read. */
  readonly unread: boolean;
  readonly kind: DocumentKind;
  /** It was here, and was destroyed when its time was over. */
  readonly destroyed: Destroyed | undefined;
}

/** The bytes are behind the blob port already; this puts the document on the books and asks for its reading. */
const receive = command<Received, Arrival, Arrival & { id: string }, ReceivedView>({
  name: 'ground/intake/receive',
  summary: 'Receive a file',
  permission: 'documents.add',
  workflow: 'intake',
  consequence: 'keeps-document',
  door: 'inside',
  input: received,
  load: async ({ tx, blobs }, { sha256, size, as }) => {
    if ((await blobs.size(tx.tenant, sha256)) !== size)
      throw new Refusal('bad-input', 'The bytes of this file are not here.', { fix: 'Send the file itself.' });
    const before = await documentByHash(tx, sha256);
    const unread = before !== undefined && !isDone(await readingOf(tx, before.id));
    const destroyed = before && (await destroyedAt(tx, before.id));
    const kind = kindOf(await blobs.read(tx.tenant, sha256, 0, mostOfHead));
    return { before, unread, destroyed, kind: kindWished(kind, as) };
  },
  plan: (facts, _input, ctx) => ({ ...facts, id: facts.destroyed ? ctx.newId() : (facts.before?.id ?? ctx.newId()) }),
  apply: async (ctx, { before, unread, kind, id, destroyed }, { from, as: _, ...input }) => {
    const generation = destroyed ? (before?.generation ?? 0) + 1 : 1;
    const row = { id, ...input, generation, kind, receivedAt: ctx.now, receivedBy: ctx.actor.name, actId: ctx.actId };
    const added = (before === undefined || destroyed !== undefined) && (await addDocument(ctx.tx, row));
    const documentId = added ? id : ((await documentByHash(ctx.tx, input.sha256))?.id ?? id);
    const taken = { documentId, repeated: !added, takenAt: ctx.now, actId: ctx.actId };
    if (from) await markTaken(ctx.tx, { sourceId: from.sourceId, file: from, ...taken });
    return {
      result: {
        ...{ documentId, name: input.name, kind, repeated: !added },
        ...(destroyed ? { destroyed: { on: destroyed.at.toISOString(), certificate: destroyed.certificate } } : {}),
      },
      subjects: [
        `document:${documentId}`,
        ...(from ? [`source:${from.sourceId}`] : []),
        ...(destroyed ? [`destruction:${destroyed.certificate}`] : []),
      ],
      details: { repeated: !added, kind, ...(destroyed ? { destroyed: destroyed.certificate } : {}) },
      source: input.sha256,
      jobs: added || unread ? [{ queue: 'read-document', data: { tenant: ctx.tx.tenant, documentId } }] : [],
      changes: [{ topic: 'documents', id: documentId }],
    };
  },
});

function kindWished(kind: DocumentKind, as: WishedKind | undefined): DocumentKind {
  if (as === 'claims-to-send') return kind === '837' ? '837-to-send' : kind;
  // What is X12 says itself what it is.
  return as === undefined || !['unknown', 'bank', 'coverage', 'authorizations'].includes(kind) ? kind : as;
}

/** Read, unless the bytes were not there to be read: those may have come again. */
const isDone = (reading: Awaited<ReturnType<typeof readingOf>>): boolean => reading !== undefined && !wasLost(reading.findings);

const nothing: ReadResult = { claims: 0, remits: 0, deposits: 0, repeated: 0, findings: [], readable: false, changes: [] };

function unreadBecause(row: DocumentRow): string {
  if (row.size === 0) return 'This file is empty.';
  return row.kind === 'x12' ? 'This X12 file holds no claims (837) and no remittance (835).' : 'This file is nothing that is read here.';
}

const unknownKind = (row: DocumentRow): ReadResult => ({
  ...nothing,
  findings: [
    {
      code: 'intake.unknown-kind',
      severity: 'error',
      at: 'file',
      says: unreadBecause(row),
      because: 'Read are 835, 837P and 837D files, and bank files in BAI2, OFX/QFX, CSV and NACHA.',
      fix: 'Check that it is the right file. It is kept as it came.',
    },
  ],
});

const cameAgain = ({ at, certificate }: Destroyed): Finding => ({
  code: 'intake.destroyed-before',
  severity: 'warning',
  at: 'file',
  says: `This file was here before: it was destroyed on ${at.toISOString().slice(0, 10)} under certificate ${certificate}.`,
  because: 'Its time was over, and two people agreed. It came in again and is kept anew, from today on, for as long as its class says.',
  fix: 'Ask whoever sent it why. If it should not be here, tell the compliance officer.',
});

async function read(ctx: Ctx, row: DocumentRow, readers: readonly DocumentReader[]): Promise<ReadResult> {
  const reader = readers.find((candidate) => candidate.kind === row.kind);
  if (!reader) return unknownKind(row);
  try {
    const { chunks, findings } = legible(openDocument(ctx, row));
    const result = await inSavepoint(ctx.tx, () => reader.read(ctx, row.id, chunks));
    return { ...result, findings: [...findings(), ...result.findings] };
  } catch (error) {
    const finding = badInput(error);
    if (!finding) throw error;
    return { ...nothing, findings: [finding] };
  }
}

/** Reads a received document once: all of it or nothing. What is wrong with it is told; bad luck is thrown, and tried again. */
const readDocument = (readers: readonly DocumentReader[]): Command =>
  command<{ documentId: string }, { row: DocumentRow; done: boolean }, { row: DocumentRow; done: boolean }, { documentId: string }>({
    name: 'ground/intake/read',
    summary: 'Read a file',
    permission: 'documents.add',
    workflow: 'intake',
    consequence: 'keeps-document',
    door: 'inside',
    input: z.object({ documentId: z.uuid() }),
    load: async (ctx, input) => {
      await lockDocument(ctx.tx, input.documentId);
      const row = await documentById(ctx.tx, input.documentId);
      if (!row) throw notFound('document');
      return { row, done: isDone(await readingOf(ctx.tx, row.id)) };
    },
    plan: (facts) => facts,
    apply: async (ctx, { row, done }) => {
      const subjects = [`document:${row.id}`];
      if (done) return { result: { documentId: row.id }, subjects, details: { repeated: true } };
      const came = await read(ctx, row, readers);
      const destroyed = row.generation > 1 ? await destroyedBefore(ctx.tx, row) : undefined;
      const result = destroyed ? { ...came, findings: [cameAgain(destroyed), ...came.findings] } : came;
      const counts = { claims: result.claims, remits: result.remits, deposits: result.deposits, repeated: result.repeated };
      await addReading(ctx.tx, {
        documentId: row.id,
        readAt: ctx.now,
        outcome: result.readable ? 'read' : 'refused',
        ...counts,
        findings: boundedFindings(result.findings),
        actId: ctx.actId,
      });
      return {
        result: { documentId: row.id },
        subjects,
        details: { ...counts, readable: result.readable, findings: result.findings.length },
        source: row.sha256,
        ...(result.claims > 0 ? { digests: await digestsOfAct(ctx.tx, ctx.actId) } : {}),
        jobs: result.readable ? [{ queue: 'propose', data: { tenant: ctx.tx.tenant, documentId: row.id } }] : [],
        changes: [{ topic: 'documents', id: row.id }, ...result.changes],
      };
    },
  });

export const intakeCommands = (readers: readonly DocumentReader[]): readonly Command[] => [
  receive,
  readDocument(readers),
  ...sourceCommands,
];
