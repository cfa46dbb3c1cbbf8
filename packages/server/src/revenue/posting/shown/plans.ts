import type { ClaimPlan, PostingPlan } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import { type RemitClaimRecord, type RemitRow, remitClaimsAt } from '../../remits/index.ts';
import { plansNear } from '../large/near.ts';
import { letterOf } from '../large/plan-large.ts';
import { isLarge } from '../large/size.ts';
import { keptProposal } from '../large/store.ts';
import { claimsShown, type Paging, type PlannedClaim, type PlannedPage, postedPage } from '../paging/store.ts';
import { proposalFor } from '../proposal.ts';
import { standingPostedClaim } from '../store.ts';
import { claimsNamed, partOfPlan } from './part.ts';
import { claimsSeen } from './store.ts';

/** What posting a remit would do, as it is told with the remit itself. */
export type PlannedRemit = Pick<PostingPlan, 'disposition' | 'totals' | 'findings' | 'providerAdjustments' | 'work'> & {
  readonly workItems: number;
  /** Of a large one, when that was worked out: it is planned by a job. */
  readonly at?: Date;
};

/** Undefined: a large one that is not planned yet. */
export async function plannedRemit(ctx: Ctx, row: RemitRow): Promise<PlannedRemit | undefined> {
  if (!isLarge(row)) {
    const { plan } = await proposalFor(ctx, row);
    return { ...plan, workItems: plan.work.length };
  }
  const kept = await keptProposal(ctx.tx, row.id);
  return kept && { ...kept, at: kept.plannedAt };
}

/** A page of a remit's claims, each with what was decided for it: what was posted where it stands, what would be where not. */
export async function shownPage(ctx: Ctx, row: RemitRow, paging: Paging): Promise<PlannedPage> {
  const { tx } = ctx;
  const seen = tx.reach === undefined ? undefined : await claimsShown(tx, row.id);
  const page = await tx.whole(() => pageOfWhole(ctx, row, { ...paging, seen }));
  return tx.reach === undefined ? page : { ...page, rows: await partOf(ctx, page.rows) };
}

async function pageOfWhole(ctx: Ctx, row: RemitRow, paging: Paging): Promise<PlannedPage> {
  if (row.state === 'posted') return postedPage(ctx.tx, row, paging);
  return isLarge(row) ? largePage(ctx, row, paging) : waitingPage(ctx, row, paging);
}

async function waitingPage(ctx: Ctx, row: RemitRow, { state, from, limit, seen }: Paging): Promise<PlannedPage> {
  const { plan, loaded } = await proposalFor(ctx, row);
  const mine = seen && new Set(seen);
  const wanted = plan.claims.filter(
    (one) => (state === undefined || one.state === state) && (mine === undefined || mine.has(one.remitClaimIndex)),
  );
  const rows = wanted.filter((one) => one.remitClaimIndex > from).slice(0, limit);
  return { rows: joined(new Map(rows.map((one) => [one.remitClaimIndex, one])), loaded.claims), total: wanted.length };
}

/** Which ones, by the states that were worked out last; how they come out, planned for them alone. */
async function largePage(ctx: Ctx, row: RemitRow, paging: Paging): Promise<PlannedPage> {
  const { places, total } = await placesOn(ctx, row, paging);
  const claims = await remitClaimsAt(ctx.tx, row.id, places);
  return { rows: joined((await plansNear(ctx, row, claims)).plans, claims), total };
}

async function placesOn(
  { tx }: Ctx,
  row: RemitRow,
  { state, from, limit, seen }: Paging,
): Promise<{ places: readonly number[]; total: number }> {
  const whole = seen ?? Array.from({ length: row.claims }, (_, index) => index);
  const states = state === undefined ? undefined : ((await keptProposal(tx, row.id))?.states ?? '');
  const letter = letterOf(state ?? '');
  const wanted = states === undefined ? whole : whole.filter((index) => letter !== undefined && states[index] === letter);
  return { places: wanted.filter((index) => index > from).slice(0, limit), total: wanted.length };
}

const joined = (plans: ReadonlyMap<number, ClaimPlan>, claims: readonly RemitClaimRecord[]): PlannedClaim[] =>
  claims.flatMap((claim) => {
    const plan = plans.get(claim.index);
    return plan === undefined ? [] : [{ plan, claim }];
  });

/** As it is shown to somebody who may not see all of our claims. */
async function partOf({ tx }: Ctx, rows: readonly PlannedClaim[]): Promise<PlannedClaim[]> {
  const ours = await claimsSeen(tx, claimsNamed(rows.map(({ plan }) => plan)));
  return rows.map(({ plan, claim }) => ({ claim, plan: partOfPlan(plan, ours) }));
}

/** One claim of a remit in the same way. */
export async function shownPlan(
  ctx: Ctx,
  row: RemitRow,
  claim: RemitClaimRecord,
): Promise<{ plan: ClaimPlan; posted: boolean } | undefined> {
  const { tx } = ctx;
  const own = await tx.whole(() => standingPostedClaim(tx, claim.id));
  const plan = own?.plan ?? (row.state === 'posted' ? undefined : await tx.whole(() => planOfWaiting(ctx, row, claim)));
  if (plan === undefined) return undefined;
  const [shown] = tx.reach === undefined ? [{ plan }] : await partOf(ctx, [{ plan, claim }]);
  return shown && { plan: shown.plan, posted: own !== undefined };
}

async function planOfWaiting(ctx: Ctx, row: RemitRow, claim: RemitClaimRecord): Promise<ClaimPlan | undefined> {
  if (isLarge(row)) return (await plansNear(ctx, row, [claim])).plans.get(claim.index);
  return (await proposalFor(ctx, row)).plan.claims.find((one) => one.remitClaimIndex === claim.index);
}
