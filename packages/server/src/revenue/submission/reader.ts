import type { Finding } from '@claimwright/core/ground/base';
import type { Claim } from '@claimwright/core/revenue/claims';
import { readClaim } from '@claimwright/core/revenue/submission';
import { createReader } from '@claimwright/x12';
import type { Ctx } from '../../gate/index.ts';
import { openFileCodes } from '../../ground/codes/index.ts';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { addClaims, type OriginalClaims } from '../claims/index.ts';
import { ownBatchOf, tieToBooks } from './store.ts';

/** Claims are kept in batches of this many, so that a large batch file does not fill memory. */
const most = 5_000;

interface Tally {
  added: number;
  repeated: number;
  readonly findings: Finding[];
}

/**
 * Reads an 837P into claims with their charges booked. A claim that is here already is not kept again. Of what left from here every kind is
 * read, and a claim that was rejected and sent anew stands in the books in place of its first sending: it is owed once.
 */
export const claimReader = (originals: OriginalClaims): DocumentReader => ({
  kind: '837',
  read: async (ctx, documentId, chunks): Promise<ReadResult> => {
    const findings: Finding[] = [];
    const waiting: Claim[] = [];
    const tally: Tally = { added: 0, repeated: 0, findings: [] };
    const own = await ownBatchOf(ctx.tx, documentId);
    const asBooked = (claim: Claim): Claim =>
      claim.frequency === '1' && own?.get(claim.patientControlNumber)?.claimId ? { ...claim, frequency: '7' } : claim;
    const keepThese = (claims: readonly Claim[]) => keep(ctx, documentId, claims, originals, tally);
    const codes = await openFileCodes(ctx);
    const reader = createReader({
      claim: (loop, { control, batch: { date } }) => {
        codes.claim(loop, control);
        if (own !== undefined || loop.claimType === 'professional') waiting.push(asBooked(readClaim(loop, date)));
      },
      finding: (finding) => findings.push(finding),
    });
    for await (const chunk of chunks) {
      reader.push(chunk);
      while (waiting.length >= most) await keepThese(waiting.splice(0, most));
    }
    const { readable } = reader.end();
    await keepThese(waiting);
    if (own !== undefined) await tieToBooks(ctx.tx, documentId);
    return {
      readable: readable && tally.added + tally.repeated > 0,
      claims: tally.added,
      remits: 0,
      deposits: 0,
      repeated: tally.repeated,
      findings: [...findings, ...codes.findings(), ...tally.findings, ...(tally.added + tally.repeated > 0 ? [] : [noClaims])],
      changes: [{ topic: 'claims' }],
    };
  },
});

const noClaims: Finding = {
  code: 'claims.none',
  severity: 'error',
  at: 'file',
  says: 'No claim could be read in this file.',
  because: 'Professional claims (837P) are read; institutional and dental ones not yet.',
  fix: 'Check that the file is complete. It is kept as it came.',
};

async function keep(ctx: Ctx, documentId: string, claims: readonly Claim[], originals: OriginalClaims, tally: Tally): Promise<void> {
  if (claims.length === 0) return;
  const { added, repeated, findings } = await addClaims(ctx, documentId, claims, originals);
  tally.added += added;
  tally.repeated += repeated;
  tally.findings.push(...findings);
}
