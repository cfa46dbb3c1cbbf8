import { type Cents, toDecimal } from '@claimwright/core/ground/base';
import type { Ctx } from '../../gate/index.ts';
import type { WriteBackJob } from '../../ground/governance/index.ts';
import { type ClaimHistory, refreshOpen } from '../claims/index.ts';
import { postingsOfClaim, spokenOf } from './store.ts';
import { tellBalances } from './tell-partners.ts';
import { workOf } from './work/store.ts';

/** What postings tell of a claim. */
export const claimHistory: ClaimHistory = {
  timeline: async (tx, claimId) => {
    const rows = await postingsOfClaim(tx, claimId);
    return rows.flatMap((row) => {
      const where = { remitId: row.remit_id, documentId: row.document_id };
      const posted = { at: row.at.toISOString(), says: says(row), by: row.by, amount: row.paid, ...where };
      if (!row.undone || row.undone_at === null) return [posted];
      return [
        posted,
        {
          at: row.undone_at.toISOString(),
          says: 'That posting was taken back',
          ...(row.undone_by === null ? {} : { by: row.undone_by }),
          ...where,
        },
      ];
    });
  },
  work: async (tx, claimId) =>
    (await workOf(tx, { claimId })).map((row) => ({
      id: row.id,
      says: row.says,
      fix: row.fix,
      amount: row.amount,
      closed: row.closedAt !== null,
    })),
};

function says(row: { payer_name: string; trace_number: string; paid: Cents; state: string }): string {
  const remit = `${row.payer_name}, trace ${row.trace_number}`;
  if (row.state === 'parked') return `Remit posted, this claim parked: ${remit}`;
  if (row.paid < 0) return `${toDecimal(row.paid)} taken back: ${remit}`;
  return row.paid === 0 ? `Nothing paid: ${remit}` : `${toDecimal(row.paid)} paid: ${remit}`;
}

/** Brings the projections of claims up to date after a posting or its undoing; answers the jobs that tell partner systems of it. */
export async function refreshClaims(ctx: Ctx, claimIds: Iterable<string>): Promise<readonly WriteBackJob[]> {
  const all = [...new Set(claimIds)];
  const jobs: WriteBackJob[] = [];
  for (let from = 0; from < all.length; from += atOnce) {
    const ids = all.slice(from, from + atOnce);
    await refreshOpen(ctx.tx, ids, await spokenOf(ctx.tx, ids));
    jobs.push(...(await tellBalances(ctx, ids)));
  }
  return jobs;
}

/** So many claims are brought up to date by one statement. */
const atOnce = 5_000;
