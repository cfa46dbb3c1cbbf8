import { type ManualMatch, planUndo } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, type Done, notFound } from '../../gate/index.ts';
import { bookEntries, type StandingEntries, standingEntries } from '../../ground/ledger/index.ts';
import { project, type RemitClaimRecord, type RemitRow, remitClaimRow } from '../remits/index.ts';
import { refreshClaims } from './claim-history.ts';
import { lockedRemit } from './commands.ts';
import { type Loaded, loadFacts } from './facts.ts';
import { type OneClaim, planOneClaim } from './one-claim.ts';
import {
  addDecision,
  addPostedClaims,
  endPostedClaim,
  type PostedClaimRow,
  postedTotals,
  standingPostedClaim,
  standingPosting,
} from './store.ts';
import { addWork, closeWork } from './work/store.ts';

interface Facts {
  readonly claim: RemitClaimRecord;
  readonly row: RemitRow;
  /** The standing posting of the remit, if it is posted; then also what was posted for this claim. */
  readonly postingId: string | undefined;
  readonly posted: PostedClaimRow | undefined;
  readonly standing: StandingEntries;
  readonly loaded: Loaded | undefined;
}

async function load(ctx: Ctx, remitClaimId: string): Promise<Facts> {
  const claim = await remitClaimRow(ctx.tx, remitClaimId);
  if (!claim) throw notFound('claim of a remit');
  const row = await lockedRemit(ctx, claim.remitId);
  if (row.state === 'not-ours')
    throw cannot('This remit was set aside as not ours.', 'Somebody decided so.', 'Take it back as ours first.');
  const posting = await standingPosting(ctx.tx, row.id);
  if (!posting) return { claim, row, postingId: undefined, posted: undefined, standing: { entries: [], movements: [] }, loaded: undefined };
  return {
    claim,
    row,
    postingId: posting.id,
    posted: await standingPostedClaim(ctx.tx, claim.id),
    standing: await standingEntries(ctx.tx, [claim.id]),
    loaded: await loadFacts(ctx, row),
  };
}

interface Decided {
  readonly facts: Facts;
  readonly kind: 'matched' | 'unmatched' | 'not-ours';
  readonly claimId?: string;
  readonly reason?: string;
}

const manualOf = ({ kind, claimId }: Decided): ManualMatch =>
  kind === 'matched' && claimId ? { claimId } : kind === 'not-ours' ? 'not-ours' : 'none';

/** Keeps the decision; where the remit is posted already, the claim's posting is mirrored and done anew as decided. */
async function apply(ctx: Ctx, decided: Decided): Promise<Done<{ remitClaimId: string; posted: boolean }>> {
  const { facts } = decided;
  const { claim, row } = facts;
  await addDecision(ctx, {
    remitId: row.id,
    remitClaimId: claim.id,
    kind: decided.kind,
    ...(decided.claimId === undefined ? {} : { claimId: decided.claimId }),
    ...(decided.reason === undefined ? {} : { reason: decided.reason }),
  });
  const subjects = [`remit:${row.id}`, ...(decided.claimId ? [`claim:${decided.claimId}`] : [])];
  const changes = [{ topic: 'remits', id: row.id }, { topic: 'claims' }, { topic: 'books' }];
  if (facts.postingId === undefined || facts.loaded === undefined) {
    const jobs = [{ queue: 'propose', data: { tenant: ctx.tx.tenant, documentId: row.documentId } }];
    return { result: { remitClaimId: claim.id, posted: false }, subjects, jobs, changes };
  }
  const next = planOneClaim(facts.loaded.facts, claim.index, manualOf(decided));
  if (!next) throw notFound('claim of a remit');
  const digests = await repost(ctx, facts, facts.postingId, next);
  return { result: { remitClaimId: claim.id, posted: next.claim.state !== 'parked' }, subjects, digests, changes };
}

async function repost(ctx: Ctx, facts: Facts, postingId: string, next: OneClaim): Promise<NonNullable<Done<unknown>['digests']>> {
  const { claim, row, standing } = facts;
  const back = planUndo(standing.entries, standing.movements, ctx.newId, ctx.today);
  const digests = await bookEntries(ctx.tx, ctx, [...back.entries, ...next.entries], [...back.movements, ...next.movements]);
  if (facts.posted) await endPostedClaim(ctx, facts.posted.id);
  await closeWork(ctx, { remitClaimIds: [claim.id] }, 'The claim was decided anew.');
  await addPostedClaims(ctx, postingId, [next.claim]);
  const ids: string[] = [];
  ids[claim.index] = claim.id;
  await addWork(ctx, row.id, ids, next.work);
  await project(ctx.tx, row.id, await postedTotals(ctx.tx, postingId));
  const touched = [...standing.movements, ...next.movements].map((movement) => movement.claimId);
  await refreshClaims(ctx, [...touched, ...[facts.posted?.claimId, next.claim.match?.claimId].filter((id) => typeof id === 'string')]);
  return digests;
}

const claimInput = z.object({ remitClaimId: z.uuid() });
const base = { permission: 'remits.decide', workflow: 'posting', consequence: 'decides' } as const;

type MatchInput = { remitClaimId: string; claimId: string };
const matchClaim = command<MatchInput, Facts, Decided, { remitClaimId: string; posted: boolean }>({
  ...base,
  name: 'revenue/posting/match-claim',
  summary: 'Match a claim of a remit by hand',
  input: claimInput.extend({ claimId: z.uuid() }),
  reversal: 'revenue/posting/unmatch-claim',
  load: (ctx, input) => load(ctx, input.remitClaimId),
  plan: (facts, input) => {
    if (facts.posted && facts.posted.state !== 'parked')
      throw cannot(
        'This claim is posted already.',
        'It was matched when the remit was posted.',
        'Unmatch it first, then match it to the other claim.',
      );
    return { facts, kind: 'matched', claimId: input.claimId };
  },
  apply,
});

const unmatchClaim = command<{ remitClaimId: string }, Facts, Decided, { remitClaimId: string; posted: boolean }>({
  ...base,
  name: 'revenue/posting/unmatch-claim',
  summary: 'Unmatch a claim of a remit',
  input: claimInput,
  load: (ctx, input) => load(ctx, input.remitClaimId),
  plan: (facts) => ({ facts, kind: 'unmatched' }),
  apply,
});

type NotOursInput = { remitClaimId: string; reason: string };
const claimNotOurs = command<NotOursInput, Facts, Decided, { remitClaimId: string; posted: boolean }>({
  ...base,
  name: 'revenue/posting/claim-not-ours',
  summary: 'Set a claim of a remit aside as not ours',
  input: claimInput.extend({ reason: z.string().trim().min(1).max(500) }),
  reversal: 'revenue/posting/unmatch-claim',
  load: (ctx, input) => load(ctx, input.remitClaimId),
  plan: (facts, input) => {
    if (facts.posted && facts.posted.state !== 'parked')
      throw cannot('This claim is posted.', 'What is posted is ours.', 'Unmatch it first.');
    return { facts, kind: 'not-ours', reason: input.reason };
  },
  apply,
});

export const claimCommands: readonly Command[] = [matchClaim, unmatchClaim, claimNotOurs];
