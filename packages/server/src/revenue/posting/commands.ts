import { cents } from '@claimwright/core/ground/base';
import { type PostingPlan, planPosting, planUndo } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { authorOf, type Command, type Ctx, cannot, command, type Done, notFound, reachOfActor, type Weight } from '../../gate/index.ts';
import { lockTies, tiesOfRemits } from '../../ground/bank/index.ts';
import { bookEntries, type StandingEntries, standingEntries } from '../../ground/ledger/index.ts';
import { idsOfClaims, project, type RemitRow, remitClaimRow, remitRow } from '../remits/index.ts';
import { aboutRemit } from './about.ts';
import { kindOf, type Question, questions } from './answers.ts';
import { refreshClaims } from './claim-history.ts';
import { type Loaded, loadFacts } from './facts.ts';
import { type LargePlan, planLarge } from './large/plan-large.ts';
import { applyLarge, progressOf } from './large/post-large.ts';
import { isLarge, isTooLargeAtOnce } from './large/size.ts';
import { type Mirrored, mirrorInParts } from './large/undo-large.ts';
import { ofRemit, placeRemits, placesOfRemit } from './place.ts';
import { planBeside, postedWith } from './posted.ts';
import {
  addDecision,
  addPostedClaims,
  addPosting,
  dependents,
  endPosting,
  laterOn,
  lockPosting,
  type PostedRemitRow,
  standingPosting,
} from './store.ts';
import type { PostedView } from './views.ts';
import { payerOf, touches, weighPosting } from './weigh.ts';
import { answered, openQuestions } from './whose.ts';
import { addWork, closeWork, workOf } from './work/store.ts';

const remitInput = z.object({ remitId: z.uuid() });
const reasonInput = remitInput.extend({ reason: z.string().trim().min(1).max(500) });
type RemitInput = z.infer<typeof remitInput>;
type ReasonInput = z.infer<typeof reasonInput>;

/** The remit, with posting locked for the tenant until the act ends. */
export async function lockedRemit(ctx: Ctx, remitId: string): Promise<RemitRow> {
  await lockPosting(ctx.tx);
  const row = await remitRow(ctx.tx, remitId, true);
  if (!row) throw notFound('remit');
  return row;
}

const claimsOf = (plan: Pick<PostingPlan, 'movements'>): string[] => [...new Set(plan.movements.map((movement) => movement.claimId))];

interface PostFacts {
  readonly row: RemitRow;
  readonly posting: PostedRemitRow | undefined;
  /** Of what may be posted. A very large one is planned as it is read: its facts and its plan are never held all at once. */
  readonly loaded: Loaded | undefined;
  readonly large: LargePlan | undefined;
}
type Posting = { readonly plan: PostingPlan; readonly loaded: Loaded } | { readonly large: LargePlan };

const postRemit = command<RemitInput, PostFacts, Posting, PostedView>({
  name: 'revenue/posting/post-remit',
  summary: 'Post a remit',
  permission: 'postings.post',
  workflow: 'posting',
  consequence: 'posts-payment',
  input: remitInput,
  reversal: 'revenue/posting/undo-remit',
  ...ofRemit,
  about: (ctx, { remitId }) => aboutRemit(ctx, remitId),
  load: async (ctx, input) => {
    const row = await lockedRemit(ctx, input.remitId);
    const posting = await standingPosting(ctx.tx, row.id);
    const progress = isLarge(row) ? progressOf(ctx, row.id, 'planned', row.claims) : () => undefined;
    progress(0);
    if (!isTooLargeAtOnce(row)) return { row, posting, loaded: await loadFacts(ctx, row), large: undefined };
    const waits = posting === undefined && row.state !== 'not-ours';
    return { row, posting, loaded: undefined, large: waits ? await planLarge(ctx, row, { keep: true, progress }) : undefined };
  },
  plan: ({ row, loaded, large, posting }): Posting => {
    if (posting)
      throw cannot('This remit is posted already.', `${posting.postedBy} posted it.`, 'Undo that posting first, if it was wrong.');
    if (row.state === 'not-ours')
      throw cannot('This remit was set aside as not ours.', 'Somebody decided so.', 'Take it back as ours first.');
    if (large !== undefined) {
      refuseParked(large.rest);
      return { large };
    }
    if (loaded === undefined) throw new Error('the facts of a remit were not loaded');
    const plan = planPosting(loaded.facts);
    refuseParked(plan);
    return { plan, loaded };
  },
  // What is booked has digests of its own beside it.
  essence: (posting) => {
    const { entries: _, movements: __, ...decided } = 'large' in posting ? posting.large.rest : posting.plan;
    return 'large' in posting ? { ...decided, claims: posting.large.kept?.digest } : decided;
  },
  weigh: (posting) => ('large' in posting ? posting.large.weight : weighPosting(posting.plan, posting.loaded)),
  apply: (ctx, posting) => ('large' in posting ? applyLarge(ctx, posting.large) : applyPosting(ctx, posting)),
});

function refuseParked(plan: PostingPlan): void {
  if (plan.disposition === 'post' && plan.totals.unexplained === 0) return;
  const worst = plan.findings.find((finding) => finding.severity === 'error') ?? plan.findings[0];
  throw cannot(
    worst?.says ?? 'This remit cannot be posted as it stands.',
    worst?.because ?? 'Its figures do not add up.',
    worst?.fix ?? 'Ask the payer for a correct one.',
  );
}

async function applyPosting(ctx: Ctx, { plan, loaded }: { plan: PostingPlan; loaded: Loaded }): Promise<Done<PostedView>> {
  const { row } = loaded;
  const postingId = await addPosting(ctx, plan);
  const [digests] = await Promise.all([
    bookEntries(ctx.tx, ctx, plan.entries, plan.movements),
    addPostedClaims(ctx, postingId, plan.claims),
    addWork(ctx, row.id, loaded.facts.remitClaimIds, plan.work),
  ]);
  await project(ctx.tx, row.id, { state: 'posted', ...counts(plan) });
  await placeRemits(ctx, [{ plan, loaded }]);
  // A claim that was denied as a whole has no movement, and stands elsewhere all the same.
  const jobs = await refreshClaims(ctx, [...claimsOf(plan), ...plan.claims.flatMap((claim) => claim.match?.claimId ?? [])]);
  return postedWith(ctx, row, { totals: plan.totals, claims: plan.claims.length, entries: plan.entries.length, digests, jobs });
}

/** What is set aside as not ours waits for nobody: its cash is owed back to the payer. */
export const counts = ({ totals, claims }: Pick<PostingPlan, 'totals' | 'claims'>) => ({
  cleanClaims: totals.clean,
  workClaims: totals.work,
  parkedClaims: totals.parked,
  unapplied: cents(claims.reduce((left: number, claim) => (claim.state === 'not-ours' ? left - claim.paid : left), totals.unapplied)),
});

interface UndoFacts {
  readonly row: RemitRow;
  readonly posting: PostedRemitRow | undefined;
  /** Not of a large one: that is read as it is mirrored. */
  readonly standing: StandingEntries | undefined;
  readonly remitClaimIds: readonly string[];
  readonly dependents: number;
  /** A trace is told to whoever may see its remit. */
  readonly later: readonly { readonly trace?: string; readonly claims: number }[];
  /** Who posted it. */
  readonly author: string | undefined;
  readonly places: Places;
}
type Places = Pick<Weight, 'payers' | 'sites'>;

async function seenOfLater(ctx: Ctx, later: Awaited<ReturnType<typeof laterOn>>): Promise<UndoFacts['later']> {
  const reach = later.length === 0 ? undefined : await reachOfActor(ctx);
  if (reach === undefined) return later;
  return ctx.tx.narrowed(reach, async () => {
    const told: UndoFacts['later'][number][] = [];
    for (const { remitId, trace, claims } of later)
      told.push({ ...((await remitRow(ctx.tx, remitId)) === undefined ? {} : { trace }), claims });
    return told;
  });
}

const undoRemit = command<ReasonInput, UndoFacts, UndoFacts & { posting: PostedRemitRow }, { remitId: string; entries: number }>({
  name: 'revenue/posting/undo-remit',
  summary: 'Undo the posting of a remit',
  permission: 'postings.undo',
  workflow: 'posting',
  consequence: 'undo',
  input: reasonInput,
  ...ofRemit,
  load: async (ctx, input) => {
    const row = await lockedRemit(ctx, input.remitId);
    const posting = await standingPosting(ctx.tx, row.id);
    const remitClaimIds = await idsOfClaims(ctx.tx, row.id);
    const standing = isTooLargeAtOnce(row) ? undefined : await standingEntries(ctx.tx, [row.id, ...remitClaimIds]);
    const takenBack = posting ? await dependents(ctx.tx, remitClaimIds, posting.id) : 0;
    const later = posting ? await seenOfLater(ctx, await laterOn(ctx.tx, posting.id)) : [];
    const author = posting ? await authorOf(ctx.tx, posting.actId) : undefined;
    return { row, posting, standing, remitClaimIds, dependents: takenBack, later, author, places: await placesOfRemit(ctx, row) };
  },
  plan: (facts) => {
    const { posting } = facts;
    if (!posting) throw cannot('This remit is not posted.', 'There is nothing to undo.', 'Look at its history.');
    if (facts.dependents > 0)
      throw cannot(
        'A later remit builds on this posting.',
        `It took back ${facts.dependents} of the claims posted here.`,
        'Undo the later remit first.',
      );
    const [next] = facts.later;
    // The next payer's share was reckoned from what this one said: taken away below it, it would leave a credit that nobody owes.
    if (next !== undefined)
      throw cannot(
        'A later remit builds on this posting.',
        `${next.trace === undefined ? 'A remit that you may not see' : `The remit with trace ${next.trace}`} was posted since to ${next.claims} of the same claims.`,
        facts.later.some(({ trace }) => trace === undefined)
          ? 'Ask a colleague who sees the whole practice.'
          : `Undo ${facts.later.map(({ trace }) => trace).join(', then ')} first, then this one, and post them again in their order.`,
      );
    return { ...facts, posting };
  },
  weigh: ({ row, author, places }) => ({
    amount: Math.abs(row.paid),
    ...(author === undefined ? {} : { author }),
    ...payerOf(row),
    ...places,
    ...touches(row),
  }),
  apply: async (ctx, { row, posting, standing, remitClaimIds }, input) => {
    const back = standing ? await mirrored(ctx, standing) : await mirrorInParts(ctx, [row.id, ...remitClaimIds]);
    const { digests, entries } = back;
    const spoken = await endPosting(ctx, posting.id);
    await closeWork(ctx, { remitId: row.id }, 'The posting was undone.');
    await project(ctx.tx, row.id, { state: 'open' });
    const told = await refreshClaims(ctx, [...back.claimIds, ...spoken]);
    await addDecision(ctx, { remitId: row.id, kind: 'undone', reason: input.reason });
    return {
      result: { remitId: row.id, entries },
      subjects: [`remit:${row.id}`],
      details: { entries, undoes: posting.actId },
      reverses: posting.actId,
      because: input.reason,
      digests,
      jobs: [{ queue: 'propose', data: { tenant: ctx.tx.tenant, documentId: row.documentId } }, planBeside(ctx, row.id), ...told],
      changes: [{ topic: 'remits', id: row.id }, { topic: 'claims' }, { topic: 'books' }, { topic: 'deposits' }],
    };
  },
});

async function mirrored(ctx: Ctx, standing: StandingEntries): Promise<Mirrored> {
  const back = planUndo(standing.entries, standing.movements, ctx.newId, ctx.today);
  const digests = await bookEntries(ctx.tx, ctx, back.entries, back.movements);
  return { digests, entries: back.entries.length, claimIds: new Set(claimsOf(standing)) };
}

type Aside = { readonly tied: boolean; readonly row: RemitRow; readonly posting: PostedRemitRow | undefined; readonly places: Places };
const remitNotOurs = command<ReasonInput, Aside, RemitRow, { remitId: string }>({
  name: 'revenue/posting/remit-not-ours',
  summary: 'Set a remit aside as not ours',
  permission: 'remits.decide',
  workflow: 'posting',
  consequence: 'decides',
  input: reasonInput,
  reversal: 'revenue/posting/remit-ours',
  ...ofRemit,
  load: async (ctx, input) => {
    const row = await lockedRemit(ctx, input.remitId);
    // The bank's own order: a deposit that is being tied to it now is seen, or sees that it is set aside.
    await lockTies(ctx.tx);
    const tied = (await tiesOfRemits(ctx.tx, [row.id])).length > 0;
    return { row, tied, posting: await standingPosting(ctx.tx, row.id), places: await placesOfRemit(ctx, row) };
  },
  plan: ({ row, tied, posting }) => {
    if (posting) throw cannot('This remit is posted.', 'What is posted is ours.', 'Undo its posting first.');
    if (tied) throw cannot('A deposit is tied to this remit.', 'Its money came to your bank.', 'Untie the deposit first.');
    return row;
  },
  weigh: (row, { places }) => ({ ...places, decisions: [{ subject: `remit:${row.id}`, figures: {} }] }),
  apply: async (ctx, row, input) => {
    await addDecision(ctx, { remitId: row.id, kind: 'not-ours', reason: input.reason });
    await project(ctx.tx, row.id, { state: 'not-ours' });
    const jobs = [planBeside(ctx, row.id)];
    return { result: { remitId: row.id }, subjects: [`remit:${row.id}`], jobs, changes: [{ topic: 'remits', id: row.id }] };
  },
});

type OursInput = RemitInput & { question?: Question | undefined };
type Ours = Pick<Aside, 'row' | 'places'> & { readonly open: readonly Question[] };
const remitOurs = command<OursInput, Ours, { row: RemitRow; question: Question }, { remitId: string }>({
  name: 'revenue/posting/remit-ours',
  summary: 'Take a remit as ours',
  permission: 'remits.decide',
  workflow: 'posting',
  consequence: 'decides',
  input: remitInput.extend({ question: z.enum(questions).optional() }),
  ...ofRemit,
  load: async (ctx, input) => {
    const row = await lockedRemit(ctx, input.remitId);
    return { row, open: await openQuestions(ctx, row), places: await placesOfRemit(ctx, row) };
  },
  plan: ({ row, open }, { question }) => ({ row, question: answered(row, open, question) }),
  weigh: ({ row }, { places }) => ({ ...places, ...touches(row) }),
  apply: async (ctx, { row, question }) => {
    await addDecision(ctx, { remitId: row.id, kind: kindOf(question) });
    if (row.state === 'not-ours' || row.state === 'parked') await project(ctx.tx, row.id, { state: 'open' });
    return {
      result: { remitId: row.id },
      subjects: [`remit:${row.id}`],
      details: { question },
      jobs: [{ queue: 'propose', data: { tenant: ctx.tx.tenant, documentId: row.documentId } }, planBeside(ctx, row.id)],
      changes: [{ topic: 'remits', id: row.id }],
    };
  },
});

const closeInput = z.object({ workItemId: z.uuid(), why: z.string().trim().min(1).max(500) });
type CloseInput = z.infer<typeof closeInput>;

type Closing = { readonly remitId: string; readonly closed: boolean; readonly places: Places };
async function closing(ctx: Ctx, { workItemId }: CloseInput): Promise<Closing> {
  const [row] = await workOf(ctx.tx, { id: workItemId });
  if (!row) throw notFound('work item');
  const remit = await remitRow(ctx.tx, row.remitId);
  const claim = row.remitClaimId === null ? undefined : await remitClaimRow(ctx.tx, row.remitClaimId);
  if (!remit) throw notFound('remit');
  const places = await placesOfRemit(ctx, remit);
  const own = claim ? { ...places, sites: [claim.siteId ?? undefined] } : places;
  return { remitId: row.remitId, closed: row.closedAt !== null, places: own };
}

const closeWorkItem = command<CloseInput, Closing, Closing, { workItemId: string }>({
  name: 'revenue/posting/close-work',
  summary: 'Close a work item',
  permission: 'remits.decide',
  workflow: 'posting',
  consequence: 'decides',
  input: closeInput,
  subjects: ({ workItemId }) => [`work:${workItemId}`],
  places: async (ctx, input) => (await closing(ctx, input)).places,
  load: closing,
  plan: (facts) => {
    if (facts.closed) throw cannot('This work item is closed already.', 'Somebody was faster.', 'Look at the remit’s history.');
    return facts;
  },
  weigh: ({ places }) => places,
  apply: async (ctx, facts, input) => {
    await closeWork(ctx, { ids: [input.workItemId] }, input.why);
    return {
      result: { workItemId: input.workItemId },
      subjects: [`remit:${facts.remitId}`, `work:${input.workItemId}`],
      changes: [{ topic: 'remits', id: facts.remitId }],
    };
  },
});

export const remitCommands: readonly Command[] = [postRemit, undoRemit, remitNotOurs, remitOurs, closeWorkItem];
