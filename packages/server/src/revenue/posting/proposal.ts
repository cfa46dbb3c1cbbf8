import { type PostingPlan, planPosting } from '@claimwright/core/revenue/posting';
import { actedOnSince, actsSoFar, type Ctx } from '../../gate/index.ts';
import type { RemitRow } from '../remits/index.ts';
import { type Loaded, loadFacts } from './facts.ts';

export interface Proposal {
  readonly loaded: Loaded;
  readonly plan: PostingPlan;
}

/** The newest proposals, so that paging through a large remit does not plan it anew for each page. */
const kept = new Map<string, { readonly acts: number; readonly at: Date; readonly proposal: Proposal }>();
const most = 8;
/** Of all that are kept together, but for the newest one: a plan holds a few thousand bytes a claim. */
const mostClaims = 50_000;

/** A remit of more claims takes seconds to plan. */
const large = 2_000;
/** Milliseconds. */
const shownAtMost = 120_000;

/** What posting this remit would do now. Any act of the tenant makes an earlier answer stale. */
export async function proposalFor(ctx: Ctx, row: RemitRow): Promise<Proposal> {
  const acts = await actsSoFar(ctx.tx);
  const key = `${ctx.tx.tenant}/${row.id}`;
  const known = kept.get(key);
  if (known?.acts === acts) return known.proposal;
  return planned(ctx, row, key, acts);
}

/**
 * The same to be looked at, never to be acted on: while somebody goes through a large remit, what others do elsewhere does not have it planned
 * anew for each page, for two minutes. What was done with the remit itself shows at once; posting plans by itself.
 */
export async function shownProposal(ctx: Ctx, row: RemitRow): Promise<Proposal> {
  const known = kept.get(`${ctx.tx.tenant}/${row.id}`);
  const young = known !== undefined && ctx.now.getTime() - known.at.getTime() < shownAtMost;
  if (young && row.claims > large && !(await actedOnSince(ctx.tx, `remit:${row.id}`, known.acts))) return known.proposal;
  return proposalFor(ctx, row);
}

async function planned(ctx: Ctx, row: RemitRow, key: string, acts: number): Promise<Proposal> {
  const loaded = await loadFacts(ctx, row);
  const proposal = { loaded, plan: planPosting(loaded.facts) };
  kept.delete(key);
  kept.set(key, { acts, at: ctx.now, proposal });
  forgetOld();
  return proposal;
}

function forgetOld(): void {
  let claims = 0;
  for (const [i, [key, { proposal }]] of [...kept].reverse().entries()) {
    claims += proposal.plan.claims.length;
    if (i > 0 && (i >= most || claims > mostClaims)) kept.delete(key);
  }
}
