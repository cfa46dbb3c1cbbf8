import type { Finding } from '@claimwright/core/ground/base';
import type { Ctx } from '../../gate/index.ts';
import type { DocumentReader, ReadResult } from '../../ground/intake/index.ts';
import { payersByIds } from '../../ground/parties/index.ts';
import { type GatheredRemit, gatherRemits } from './gather-remits.ts';
import { addRemit, earlier } from './store.ts';

interface Tally {
  claims: number;
  remits: number;
  repeated: number;
  readonly findings: Finding[];
  readonly ids: string[];
}

/** Reads an 835 into remits. A remit that is here already, in whatever file or wrapping, is not kept again. */
export const remitReader: DocumentReader = {
  kind: '835',
  read: async (ctx, documentId, chunks): Promise<ReadResult> => {
    const tally: Tally = { claims: 0, remits: 0, repeated: 0, findings: [], ids: [] };
    const { readable, findings } = await gatherRemits(chunks, (gathered) => keep(ctx, documentId, gathered, tally));
    return {
      readable: readable && tally.remits + tally.repeated > 0,
      claims: tally.claims,
      remits: tally.remits,
      deposits: 0,
      repeated: tally.repeated,
      findings: [...findings, ...tally.findings],
      changes: tally.ids.map((id) => ({ topic: 'remits', id })),
    };
  },
};

async function keep(ctx: Ctx, documentId: string, gathered: GatheredRemit, tally: Tally): Promise<void> {
  const { remit } = gathered;
  const before = await earlier(ctx.tx, remit, gathered.contentHash);
  if (before.same !== undefined) {
    tally.repeated += 1;
    tally.findings.push({
      code: 'remit.repeated',
      severity: 'info',
      at: `ST ${remit.control}`,
      bytes: remit.bytes,
      says: `The payment with trace ${remit.traceNumber} is here already, with the same claims. Nothing new was kept.`,
    });
    return;
  }
  const payerId = await payersByIds(ctx, [{ name: remit.payer.name, ids: remit.payer.ids }]);
  const id = await addRemit(ctx, documentId, payerId[0], gathered, before.near);
  tally.remits += 1;
  tally.claims += remit.claims.length;
  tally.ids.push(id);
  tally.findings.push(...gathered.imbalances);
}
