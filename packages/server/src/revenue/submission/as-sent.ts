import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { readClaimToSend } from '@claimwright/core/revenue/submission';
import { createReader } from '@claimwright/x12';
import { documentById, openDocument } from '../../ground/intake/index.ts';
import type { SentClaims } from '../claims/index.ts';

/** A claim of an 837 as its file said it, found by its first byte; what stands after it is not read. */
export const asSent: SentClaims['asSent'] = async (ctx, { documentId, from }) => {
  const row = await documentById(ctx.tx, documentId);
  if (row === undefined || (await ctx.blobs.size(ctx.tx.tenant, row.sha256)) === undefined) return undefined;
  let found: ClaimToSend | undefined;
  const reader = createReader({
    claim: (loop) => {
      if (loop.bytes.from === from) found = readClaimToSend(loop);
    },
  });
  for await (const chunk of openDocument(ctx, row)) {
    reader.push(chunk);
    if (found !== undefined) return found;
  }
  reader.end();
  return found;
};
