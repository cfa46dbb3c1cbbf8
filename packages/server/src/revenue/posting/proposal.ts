import { type PostingPlan, planPosting } from '@claimwright/core/revenue/posting';
import { actsSoFar, type Ctx } from '../../gate/index.ts';
import type { RemitRow } from '../remits/index.ts';
import { type Loaded, loadFacts } from './facts.ts';

export interface Proposal {
  readonly loaded: Loaded;
  readonly plan: PostingPlan;
}

/** The newest proposals, so that paging through a remit does not plan it anew for each page. */
const kept = new Map<string, { readonly acts: number; readonly proposal: Proposal }>();
const most = 8;

/** What posting this remit would do now; it is none that is large (large/). Any act of the tenant makes an earlier answer stale. */
export async function proposalFor(ctx: Ctx, row: RemitRow): Promise<Proposal> {
  const acts = await actsSoFar(ctx.tx);
  const key = `${ctx.tx.tenant}/${row.id}`;
  const known = kept.get(key);
  if (known?.acts === acts) return known.proposal;
  const loaded = await loadFacts(ctx, row);
  const proposal = { loaded, plan: planPosting(loaded.facts) };
  kept.delete(key);
  kept.set(key, { acts, proposal });
  const [oldest] = kept.keys();
  if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  return proposal;
}
