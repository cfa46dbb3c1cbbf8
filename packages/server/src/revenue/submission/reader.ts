import type { Finding } from '@claimwright/core/ground/base';
import type { Claim } from '@claimwright/core/revenue/claims';
import { readClaim } from '@claimwright/core/revenue/submission';
import { type ClaimLoop, createReader } from '@claimwright/x12';
import type { Ctx } from '../../gate/index.ts';
import { openFileCodes } from '../../ground/codes/index.ts';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { addClaims, type LeftHere, type OriginalClaims } from '../claims/index.ts';
import { ownBatchOf, tieToBooks } from './store.ts';

/** Claims are kept in batches of this many, so that a large batch file does not fill memory. */
const most = 5_000;

interface Tally {
  added: number;
  repeated: number;
  readonly findings: Finding[];
}

/** Of what another system sent. A predetermination asks, and bills nothing. */
const isRead = ({ claimType, submission }: ClaimLoop): boolean => claimType !== 'institutional' && submission !== 'PB';

/**
 * Reads an 837P or 837D into claims with their charges booked. A claim that is here already is not kept again. Of what left from here
 * every kind is read, and a claim that was rejected and sent anew stands in the books in place of its first sending: it is owed once.
 */
export const claimReader = (originals: OriginalClaims): DocumentReader => ({
  kind: '837',
  read: async (ctx, documentId, chunks): Promise<ReadResult> => {
    const findings: Finding[] = [];
    const waiting: Claim[] = [];
    const tally: Tally = { added: 0, repeated: 0, findings: [] };
    const own = await ownBatchOf(ctx.tx, documentId);
    const asBooked = (claim: Claim): Claim => {
      const sent = own?.get(claim.patientControlNumber);
      const known = withOwnPayer(claim, sent?.payerNumber, sent?.payerId);
      // What stands in the place of another, or of its first sending: owed once.
      const instead = sent?.claimId || sent?.of?.how === 'again';
      return claim.frequency === '1' && instead ? { ...known, frequency: '7' } : known;
    };
    const leftHere = own && {
      of: new Map([...own].flatMap(([number, { of, claimId }]) => (of && !claimId ? [[number, of] as const] : []))),
    };
    const keepThese = (claims: readonly Claim[]) => keep(ctx, documentId, claims, { originals, leftHere }, tally);
    const codes = await openFileCodes(ctx);
    const reader = createReader({
      claim: (loop, { control, batch: { date } }) => {
        codes.claim(loop, control);
        if (own !== undefined || isRead(loop)) waiting.push(asBooked(readClaim(loop, date)));
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

/** What left under a clearinghouse’s own number of its payer is booked under the number that the practice knows the payer by. */
function withOwnPayer(claim: Claim, payerNumber: string | null | undefined, payerId: string | undefined): Claim {
  if (!payerNumber || payerId === undefined) return claim;
  return {
    ...claim,
    coverages: claim.coverages.map((one) => (one.rank === claim.sentAs && one.payerId === payerNumber ? { ...one, payerId } : one)),
  };
}

const noClaims: Finding = {
  code: 'claims.none',
  severity: 'error',
  at: 'file',
  says: 'No claim could be read in this file.',
  because: 'Professional and dental claims (837P, 837D) are read; institutional ones not yet.',
  fix: 'Check that the file is complete. It is kept as it came.',
};

interface How {
  readonly originals: OriginalClaims;
  /** It left from here: what its payer answers is known. */
  readonly leftHere: LeftHere | undefined;
}

async function keep(ctx: Ctx, documentId: string, claims: readonly Claim[], { originals, leftHere }: How, tally: Tally): Promise<void> {
  if (claims.length === 0) return;
  const { added, repeated, findings } = await addClaims(ctx, documentId, claims, originals, leftHere);
  tally.added += added;
  tally.repeated += repeated;
  tally.findings.push(...findings);
}
