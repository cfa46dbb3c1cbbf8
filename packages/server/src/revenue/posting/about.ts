import { cents } from '@claimwright/core/ground/base';
import type { About, Ctx } from '../../gate/index.ts';
import { remitClaimRow } from '../remits/index.ts';
import { trayRecord } from './tray/store.ts';

/** A remit as whoever approves its posting knows it. */
export async function aboutRemit(ctx: Ctx, remitId: string): Promise<About | undefined> {
  const row = await trayRecord(ctx.tx, remitId);
  if (!row) return undefined;
  const claims = row.claims === 1 ? '1 claim' : `${row.claims} claims`;
  return { says: `${row.payer_name}, trace ${row.trace_number}, ${claims}`, amount: row.paid, subject: `remit:${row.id}` };
}

/** One claim of a remit, by its place and account number. */
export async function aboutRemitClaim(ctx: Ctx, remitClaimId: string): Promise<About | undefined> {
  const claim = await remitClaimRow(ctx.tx, remitClaimId);
  const remit = claim && (await trayRecord(ctx.tx, claim.remitId));
  if (!claim || !remit) return undefined;
  return {
    says: `Claim ${claim.index + 1} of ${remit.payer_name}, trace ${remit.trace_number}`,
    amount: cents(claim.paid),
    subject: `remit:${remit.id}`,
  };
}
