import { type ClaimPlan, planPart } from '@claimwright/core/revenue/posting';
import type { Ctx } from '../../../gate/index.ts';
import { type RemitClaimRecord, type RemitRow, remitClaimsById } from '../../remits/index.ts';
import { knownOf, type Loaded, loadClaims, type RemitClaimOfRemit } from '../facts.ts';
import { claimsBeside, namedClaims } from './store.ts';

/** Beyond so many no more are looked for: a number that thousands bear names nobody. */
const mostNear = 1_000;

/** The facts for some claims of a large remit, and for those of it that bear a number of theirs. */
export async function loadNear(ctx: Ctx, row: RemitRow, claims: readonly RemitClaimRecord[], only?: RemitClaimOfRemit): Promise<Loaded> {
  const all = new Map(claims.map((claim) => [claim.id, claim]));
  for (let last = claims; last.length > 0 && all.size < mostNear; ) {
    const numbers = last.map(({ patientControlNumber }) => patientControlNumber);
    const payers = last.flatMap((claim) => [claim.payerControlNumber, claim.originalReference]).filter((number) => number !== null);
    const beside = await claimsBeside(ctx.tx, row.id, [...new Set(numbers)], [...new Set(payers)]);
    const fresh = beside.filter((id) => !all.has(id)).slice(0, mostNear);
    last = fresh.length === 0 ? [] : await remitClaimsById(ctx.tx, fresh);
    for (const claim of last) all.set(claim.id, claim);
  }
  const inOrder = [...all.values()].sort((a, b) => a.index - b.index);
  const ours = await namedClaims(ctx.tx, inOrder.map(named), []);
  return loadClaims(ctx, await knownOf(ctx, row), inOrder, { only, ours: ours.map(({ id }) => id) });
}

const named = (claim: RemitClaimRecord) => ({
  index: claim.index,
  patientControlNumber: claim.patientControlNumber,
  members: [claim.patientMemberIndex, claim.subscriberMemberIndex].filter((member) => member !== null),
  servedFrom: claim.servedFrom ?? undefined,
  billed: claim.billed,
});

/** What posting would do with some claims of a large remit, by their index: planned for whoever looks at them. */
export async function plansNear(
  ctx: Ctx,
  row: RemitRow,
  claims: readonly RemitClaimRecord[],
): Promise<{ readonly loaded: Loaded; readonly plans: ReadonlyMap<number, ClaimPlan> }> {
  const loaded = await loadNear(ctx, row, claims);
  return { loaded, plans: new Map(planPart(loaded.facts).claims.map((plan) => [plan.remitClaimIndex, plan])) };
}
