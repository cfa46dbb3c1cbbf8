import { factsWithout, planClaimAnew, sameOutcome } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import { standingMovements } from '../../../ground/ledger/index.ts';
import { grouped, remitClaimsById, remitRow } from '../../remits/index.ts';
import { loadFacts } from '../facts.ts';
import { loadNear } from '../large/near.ts';
import { isLarge } from '../large/size.ts';
import { workOf } from '../work/store.ts';
import { type ParkedClaim, sayOfWork } from './store.ts';

/**
 * Says of claims that were posted parked whether they could be posted by now: what keeps them then asks to post them again, and what no
 * longer does says again what it said.
 */
export async function offerAgain(ctx: Ctx, parked: readonly ParkedClaim[]): Promise<void> {
  for (const [remitId, claims] of grouped(parked, (claim) => claim.remitId)) await offerInRemit(ctx, remitId, claims);
}

async function offerInRemit(ctx: Ctx, remitId: string, claims: readonly ParkedClaim[]): Promise<void> {
  const row = await remitRow(ctx.tx, remitId, true);
  const [first] = claims;
  if (row === undefined || first === undefined) return;
  // What is parked has said nothing: left out for one of them, the facts are the same for each.
  const only = { id: first.id, claimIds: claims.flatMap(({ plan }) => plan.match?.claimId ?? []) };
  const { facts } = isLarge(row) ? await loadNear(ctx, row, await theirs(ctx, claims), only) : await loadFacts(ctx, row, only);
  const movements = await standingMovements(
    ctx.tx,
    claims.map(({ id }) => id),
  );
  for (const claim of claims) {
    const next = planClaimAnew(factsWithout(facts, movements.get(claim.id) ?? []), claim.index)?.claim;
    const now = next !== undefined && next.state !== 'parked' && !sameOutcome(next, claim.plan);
    await offer(ctx, claim, now ? { ...canBePosted, because: next.match?.because ?? canBePosted.because } : undefined);
  }
}

const theirs = ({ tx }: Ctx, claims: readonly ParkedClaim[]) =>
  remitClaimsById(
    tx,
    claims.map(({ id }) => id),
  );

async function offer(ctx: Ctx, { id, plan }: ParkedClaim, now: Parameters<typeof sayOfWork>[2] | undefined): Promise<void> {
  const first = new Map(plan.work.map((item) => [item.id, item]));
  for (const item of await workOf(ctx.tx, { remitClaimId: id })) {
    const said = first.get(item.id);
    if (item.closedAt !== null || said?.blocks !== true) continue;
    if (now !== undefined) await sayOfWork(ctx.tx, item.id, now);
    else if (item.kind === canBePosted.kind) await sayOfWork(ctx.tx, item.id, said);
  }
}

const canBePosted = {
  kind: 'post-again',
  says: 'This claim can be posted now: what it waited for is here.',
  because: 'It was parked when the remit was posted.',
  fix: 'Post it again.',
} as const;
