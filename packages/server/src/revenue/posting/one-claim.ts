import {
  type ClaimAnew,
  type ClaimPlan,
  factsWithout,
  type LineChoice,
  lineChoice,
  type PostingFacts,
  planClaimAnew,
  planUndo,
} from '@claimwright/core/revenue/posting';
import { type Ctx, cannot, type Done, notFound, type Weight } from '../../gate/index.ts';
import { bookEntries, type StandingEntries, standingEntries } from '../../ground/ledger/index.ts';
import { project, type RemitClaimRecord, type RemitRow, remitClaimRow } from '../remits/index.ts';
import { refreshClaims } from './claim-history.ts';
import { lockedRemit } from './commands.ts';
import { type Loaded, loadFacts } from './facts.ts';
import { loadNear, plansNear } from './large/near.ts';
import { isLarge } from './large/size.ts';
import { placeOneClaim, placesOfClaim } from './place.ts';
import { planBeside } from './posted.ts';
import { proposalFor } from './proposal.ts';
import {
  addDecision,
  addPostedClaims,
  dependents,
  endPostedClaim,
  type PostedClaimRow,
  postedTotals,
  standingPostedClaim,
  standingPosting,
} from './store.ts';
import { touches } from './weigh.ts';
import { addWork, closeWork } from './work/store.ts';

/** One claim of a remit as it stands: what is posted for it where the remit is posted, what would be where not. */
export interface OneClaim {
  readonly claim: RemitClaimRecord;
  readonly row: RemitRow;
  readonly plan: ClaimPlan;
  readonly loaded: Loaded;
  readonly posted:
    | {
        readonly postingId: string;
        readonly row: PostedClaimRow;
        readonly standing: StandingEntries;
        /** Postings that took this one back. */
        readonly dependents: number;
      }
    | undefined;
}

/** `meant`: the claim that a person now matches it to. */
export async function loadOneClaim(ctx: Ctx, remitClaimId: string, meant?: string): Promise<OneClaim> {
  const claim = await remitClaimRow(ctx.tx, remitClaimId);
  if (!claim) throw notFound('claim of a remit');
  const row = await lockedRemit(ctx, claim.remitId);
  if (row.state === 'not-ours')
    throw cannot('This remit was set aside as not ours.', 'Somebody decided so.', 'Take it back as ours first.');
  const posting = await standingPosting(ctx.tx, row.id);
  const posted = posting ? await standingPostedClaim(ctx.tx, claim.id) : undefined;
  if (!posting || !posted) {
    const { plan, loaded } = await planOfWaiting(ctx, row, claim);
    if (posting || !plan) throw notFound('claim of a remit');
    return { claim, row, plan, loaded, posted: undefined };
  }
  const only = { id: claim.id, claimIds: [posted.claimId, meant].filter((id) => typeof id === 'string') };
  return {
    claim,
    row,
    plan: posted.plan,
    loaded: isLarge(row) ? await loadNear(ctx, row, [claim], only) : await loadFacts(ctx, row, only),
    posted: {
      postingId: posting.id,
      row: posted,
      standing: await standingEntries(ctx.tx, [claim.id]),
      dependents: await dependents(ctx.tx, [claim.id]),
    },
  };
}

async function planOfWaiting(ctx: Ctx, row: RemitRow, claim: RemitClaimRecord): Promise<{ plan: ClaimPlan | undefined; loaded: Loaded }> {
  if (isLarge(row)) {
    const { loaded, plans } = await plansNear(ctx, row, [claim]);
    return { loaded, plan: plans.get(claim.index) };
  }
  const { plan, loaded } = await proposalFor(ctx, row);
  return { loaded, plan: plan.claims.find((one) => one.remitClaimIndex === claim.index) };
}

export interface DecidedLine {
  readonly lineIndex: number;
  /** None: what was chosen for it is taken back. */
  readonly claimLineIds: readonly string[];
}

/** What a person said of a remit claim, or of one of its lines. */
export interface Decision {
  readonly kind: 'matched' | 'unmatched' | 'not-ours' | 'ours' | 'line-matched' | 'line-unmatched';
  readonly claimId?: string;
  readonly line?: DecidedLine;
  readonly reason?: string;
}

/** What is to be done with one claim: keep a decision, and where the remit is posted, post the claim as it comes out now. */
export interface Changing {
  readonly one: OneClaim;
  readonly decision: Decision | undefined;
  readonly next: ClaimAnew | undefined;
}

/** What the change weighs, but for what it moves: which remit it is decided on, and whose claims it touches. */
export const weighChange = ({ one, decision, next }: Changing): Pick<Weight, 'decisions' | 'payers' | 'sites'> => ({
  ...touches(one.row),
  ...placesOfClaim(one.claim, one.loaded, [
    decision?.claimId,
    next?.claim.match?.claimId,
    one.posted?.row.claimId,
    one.plan.match?.claimId,
  ]),
});

function withDecision(facts: PostingFacts, index: number, { kind, claimId, line }: Decision): PostingFacts {
  if (line === undefined) {
    const manual = new Map(facts.manual);
    if (kind === 'matched' && claimId !== undefined) manual.set(index, { claimId });
    else if (kind === 'ours') manual.delete(index);
    else manual.set(index, kind === 'not-ours' ? 'not-ours' : 'none');
    return { ...facts, manual };
  }
  const lines = new Map(facts.manualLines.get(index));
  if (line.claimLineIds.length === 0) lines.delete(line.lineIndex);
  else lines.set(line.lineIndex, line.claimLineIds);
  return { ...facts, manualLines: new Map(facts.manualLines).set(index, lines) };
}

/** Plans the change. A posting that a later one took back stays as it is: its mirror stands on it. */
export function planChange(one: OneClaim, decision: Decision | undefined): Changing {
  const { posted, claim } = one;
  if (!posted) return { one, decision, next: undefined };
  if (posted.dependents > 0)
    throw cannot(
      'The payer took this posting back since.',
      'A reversal that mirrors it is posted, and would mirror nothing.',
      'Unmatch the reversal, or undo its remit, first.',
    );
  const facts = decision === undefined ? one.loaded.facts : withDecision(one.loaded.facts, claim.index, decision);
  const next = planClaimAnew(factsWithout(facts, posted.standing.movements), claim.index);
  if (!next) throw notFound('claim of a remit');
  return { one, decision, next };
}

/** How a line would come out by what is decided of it, the remit posted or not. */
export function choiceOf({ claim, plan, loaded, posted }: OneClaim, line: DecidedLine): LineChoice | undefined {
  const decided = withDecision(loaded.facts, claim.index, { kind: 'line-matched', line });
  const facts = factsWithout(decided, posted?.standing.movements ?? []);
  const anew = planClaimAnew(facts, claim.index);
  const fact = facts.claims.find(({ id }) => id === anew?.claim.match?.claimId);
  return anew && fact && lineChoice(plan, anew, fact, line.lineIndex);
}

export type ChangedView = { readonly remitClaimId: string; readonly posted: boolean };

/** Keeps the decision; where the remit is posted already, the claim's posting is mirrored and done anew. */
export async function applyChange(ctx: Ctx, { one, decision, next }: Changing): Promise<Done<ChangedView>> {
  const { claim, row, posted } = one;
  if (decision) await keepDecision(ctx, one, decision);
  const claimIds = [...new Set([decision?.claimId, next?.claim.match?.claimId].filter((id) => id !== undefined))];
  const subjects = [`remit:${row.id}`, ...claimIds.map((id) => `claim:${id}`)];
  const changes = [{ topic: 'remits', id: row.id }, { topic: 'claims' }, { topic: 'books' }];
  if (!posted || !next) {
    const jobs = [{ queue: 'propose', data: { tenant: ctx.tx.tenant, documentId: row.documentId } }];
    return { result: { remitClaimId: claim.id, posted: false }, subjects, jobs, changes };
  }
  const why = decision ? 'The claim was decided anew.' : 'The claim was posted again.';
  const done = await repost(ctx, one, posted, next, why);
  return { result: { remitClaimId: claim.id, posted: next.claim.state !== 'parked' }, subjects, ...done, changes };
}

async function keepDecision(ctx: Ctx, { claim, row }: OneClaim, { kind, claimId, line, reason }: Decision): Promise<void> {
  const said = {
    remitId: row.id,
    remitClaimId: claim.id,
    kind,
    ...(claimId === undefined ? {} : { claimId }),
    ...(line === undefined ? {} : { lineIndex: line.lineIndex }),
    ...(reason === undefined ? {} : { reason }),
  };
  if (line === undefined || line.claimLineIds.length === 0) return addDecision(ctx, said);
  for (const claimLineId of line.claimLineIds) await addDecision(ctx, { ...said, claimLineId });
}

async function repost(
  ctx: Ctx,
  { claim, row, loaded }: OneClaim,
  { postingId, row: before, standing }: NonNullable<OneClaim['posted']>,
  next: ClaimAnew,
  why: string,
): Promise<Required<Pick<Done<unknown>, 'digests' | 'jobs'>>> {
  const back = planUndo(standing.entries, standing.movements, ctx.newId, ctx.today);
  const digests = await bookEntries(ctx.tx, ctx, [...back.entries, ...next.entries], [...back.movements, ...next.movements]);
  await endPostedClaim(ctx, before.id);
  await closeWork(ctx, { remitClaimIds: [claim.id] }, why);
  await addPostedClaims(ctx, postingId, [next.claim]);
  await placeOneClaim(ctx, next.claim, loaded);
  const ids: string[] = [];
  ids[claim.index] = claim.id;
  await addWork(ctx, row.id, ids, next.claim.work);
  await project(ctx.tx, row.id, await postedTotals(ctx.tx, postingId));
  const touched = [...standing.movements, ...next.movements].map((movement) => movement.claimId);
  const spoken = [before.claimId, next.claim.match?.claimId].filter((id) => typeof id === 'string');
  return { digests, jobs: [planBeside(ctx, row.id), ...(await refreshClaims(ctx, [...touched, ...spoken]))] };
}
