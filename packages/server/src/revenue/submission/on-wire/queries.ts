import { type ClaimOnWire, claimOnWire } from '@claimwright/core/revenue/submission';
import { X12WriteError } from '@claimwright/x12';
import { z } from 'zod';
import { type Ctx, notFound, query } from '../../../gate/index.ts';
import { documentById, openDocument } from '../../../ground/intake/index.ts';
import { draftsByIds } from '../../claims/index.ts';
import { fileOfDraft } from './store.ts';
import type { SegmentsView } from './views.ts';

/** Where a text of a file's own begins in it, read piece by piece. */
async function placeIn(chunks: AsyncIterable<Uint8Array>, text: string): Promise<number | undefined> {
  const wanted = Buffer.from(text);
  let [rest, at] = [Buffer.alloc(0), 0];
  for await (const chunk of chunks) {
    const piece = Buffer.concat([rest, chunk]);
    const found = piece.indexOf(wanted);
    if (found >= 0) return at + found;
    const keep = Math.min(piece.length, wanted.length - 1);
    at += piece.length - keep;
    rest = piece.subarray(piece.length - keep);
  }
  return undefined;
}

async function asItLeft(ctx: Ctx, draftId: string, { claimText }: ClaimOnWire): Promise<Pick<SegmentsView, 'left'>> {
  const documentId = await fileOfDraft(ctx, draftId);
  const row = documentId === undefined ? undefined : await documentById(ctx.tx, documentId);
  if (row === undefined || (await ctx.blobs.size(ctx.tx.tenant, row.sha256)) === undefined) return {};
  const from = await placeIn(openDocument(ctx, row), claimText);
  if (from === undefined) return { left: { documentId: row.id } };
  return { left: { documentId: row.id, bytes: { from, to: from + Buffer.byteLength(claimText) } } };
}

/** A claim as the segments that will be sent, or were: each element in words, and where each fact of the claim stands. */
export const segments = query<{ draftId: string }, SegmentsView>({
  name: 'revenue/submission/segments',
  summary: 'See a claim as it goes on the wire',
  permission: 'claims.read',
  patientData: true,
  serves: {
    purposes: ['payment', 'operations', 'audit', 'emergency'],
    patients: 'one',
    rows: 1,
    fields: ['identity', 'coverage', 'clinical', 'money'],
  },
  input: z.object({ draftId: z.uuid() }),
  read: async (ctx, { draftId }) => {
    const [draft] = await draftsByIds(ctx, [draftId]);
    if (draft === undefined) throw notFound('draft of a claim');
    try {
      const wire = claimOnWire(draft.claim);
      const { segments: shown, facts } = wire;
      return { draftId, version: draft.version, segments: shown, facts, ...(await asItLeft(ctx, draftId, wire)) };
    } catch (error) {
      if (!(error instanceof X12WriteError)) throw error;
      return { draftId, version: draft.version, segments: [], facts: [], trouble: { at: error.at, says: error.message } };
    }
  },
  subjects: ({ draftId }) => [`draft:${draftId}`],
});
