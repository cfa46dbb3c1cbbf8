import { z } from 'zod';
import { type Command, type Ctx, command, notFound } from '../../gate/index.ts';
import { digestsOfAct } from '../ledger/index.ts';
import { openDocument } from './open-document.ts';
import { boundedFindings, type DocumentReader, type ReadResult } from './reader.ts';
import { addDocument, addReading, type DocumentRow, documentByHash, documentById, lockDocument, readingOf } from './store.ts';
import type { ReceivedView } from './views.ts';

const received = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().nonnegative(),
  name: z.string().min(1).max(255),
  kind: z.enum(['835', '837', 'bank', 'x12', 'unknown']),
});
type Received = z.infer<typeof received>;

/** The bytes are behind the blob port already; this puts the document on the books and asks for its reading. */
const receive = command<Received, DocumentRow | undefined, { before: DocumentRow | undefined; id: string }, ReceivedView>({
  name: 'ground/intake/receive',
  summary: 'Receive a file',
  permission: 'documents.add',
  workflow: 'intake',
  consequence: 'keeps-document',
  input: received,
  load: (ctx, input) => documentByHash(ctx.tx, input.sha256),
  plan: (before, _input, ctx) => ({ before, id: before?.id ?? ctx.newId() }),
  apply: async (ctx, plan, input) => {
    const added =
      plan.before === undefined &&
      (await addDocument(ctx.tx, { id: plan.id, ...input, receivedAt: ctx.now, receivedBy: ctx.actor.name, actId: ctx.actId }));
    const documentId = added ? plan.id : ((await documentByHash(ctx.tx, input.sha256))?.id ?? plan.id);
    return {
      result: { documentId, name: input.name, kind: input.kind, repeated: !added },
      subjects: [`document:${documentId}`],
      details: { repeated: !added, kind: input.kind },
      jobs: added ? [{ queue: 'read-document', data: { tenant: ctx.tx.tenant, documentId } }] : [],
      changes: [{ topic: 'documents', id: documentId }],
    };
  },
});

const nothing: ReadResult = { claims: 0, remits: 0, deposits: 0, repeated: 0, findings: [], readable: false, changes: [] };

const unknownKind = (row: DocumentRow): ReadResult => ({
  ...nothing,
  findings: [
    {
      code: 'intake.unknown-kind',
      severity: 'error',
      at: 'file',
      says: row.kind === 'x12' ? 'This X12 file holds no claims (837) and no remittance (835).' : 'This file is nothing that is read here.',
      because: 'Read are 835 and 837P files, and bank files in BAI2, OFX/QFX, CSV and NACHA.',
      fix: 'Check that it is the right file. It is kept as it came.',
    },
  ],
});

async function read(ctx: Ctx, row: DocumentRow, readers: readonly DocumentReader[]): Promise<ReadResult> {
  const reader = readers.find((candidate) => candidate.kind === row.kind);
  if (!reader) return unknownKind(row);
  return reader.read(ctx, row.id, openDocument(ctx, row));
}

/** Reads a received document once: all of it or nothing. */
const readDocument = (readers: readonly DocumentReader[]): Command =>
  command<{ documentId: string }, { row: DocumentRow; done: boolean }, { row: DocumentRow; done: boolean }, { documentId: string }>({
    name: 'ground/intake/read',
    summary: 'Read a file',
    permission: 'documents.add',
    workflow: 'intake',
    consequence: 'keeps-document',
    input: z.object({ documentId: z.uuid() }),
    load: async (ctx, input) => {
      await lockDocument(ctx.tx, input.documentId);
      const row = await documentById(ctx.tx, input.documentId);
      if (!row) throw notFound('document');
      return { row, done: (await readingOf(ctx.tx, row.id)) !== undefined };
    },
    plan: (facts) => facts,
    apply: async (ctx, { row, done }) => {
      const subjects = [`document:${row.id}`];
      if (done) return { result: { documentId: row.id }, subjects, details: { repeated: true } };
      const result = await read(ctx, row, readers);
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
        ...(result.claims > 0 ? { digests: await digestsOfAct(ctx.tx, ctx.actId) } : {}),
        jobs: result.readable ? [{ queue: 'propose', data: { tenant: ctx.tx.tenant, documentId: row.id } }] : [],
        changes: [{ topic: 'documents', id: row.id }, ...result.changes],
      };
    },
  });

export const intakeCommands = (readers: readonly DocumentReader[]): readonly Command[] => [receive, readDocument(readers)];
