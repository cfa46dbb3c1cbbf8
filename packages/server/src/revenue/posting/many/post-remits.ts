import { type PostingPlan, planPosting } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { type Ctx, cannot, command } from '../../../gate/index.ts';
import { bookEntries } from '../../../ground/ledger/index.ts';
import { lockedRemits, projectAll, type RemitClaimRecord } from '../../remits/index.ts';
import { refreshClaims } from '../claim-history.ts';
import { counts } from '../commands.ts';
import type { Loaded } from '../facts.ts';
import { placeRemits } from '../place.ts';
import { lockPosting } from '../store.ts';
import { weighPosting } from '../weigh.ts';
import { loadMany } from './load.ts';
import { addPostings, postedAmong } from './store.ts';

interface Planned {
  readonly loaded: Loaded;
  readonly plan: PostingPlan;
}
interface PlannedTogether {
  /** None of these touches what another one of them was decided on. */
  readonly posts: readonly Planned[];
  /** As they stand they wait for a person. */
  readonly parked: readonly Planned[];
  /** What they rest on changes by the others: to be planned when those are posted. */
  readonly later: readonly string[];
}
interface Posted {
  readonly posted: number;
  readonly parked: number;
  readonly later: readonly string[];
}

/**
 * Posts remits, hundreds in one act, by the same facts, plans and rows as one by one. Each is planned on the books as they stand, so
 * those that another one of them has to do with are left for the next act; what waits for a person goes on waiting.
 */
export const postRemits = command<{ remitIds: readonly string[] }, readonly Loaded[], PlannedTogether, Posted>({
  name: 'revenue/posting/post-remits',
  summary: 'Post several remits',
  permission: 'postings.post',
  workflow: 'posting',
  consequence: 'posts-payment',
  door: 'inside',
  // Each of its remits by itself.
  reversal: 'revenue/posting/undo-remit',
  input: z.object({ remitIds: z.array(z.uuid()).min(1).max(1_000) }),
  subjects: ({ remitIds }) => remitIds.map((id) => `remit:${id}`),
  load: async (ctx, { remitIds }) => {
    await lockPosting(ctx.tx);
    const rows = await lockedRemits(ctx.tx, remitIds);
    if ((await postedAmong(ctx.tx, remitIds)).size > 0)
      throw cannot('One of these remits is posted already.', 'Somebody was faster.', 'Leave it out, or undo its posting first.');
    return loadMany(
      ctx,
      rows.filter(({ state }) => state !== 'not-ours'),
    );
  },
  plan: planTogether,
  essence: ({ posts, parked, later }) => ({
    posts: posts.map(({ plan: { entries: _, movements: __, ...decided } }) => decided),
    parked: parked.map(({ loaded }) => loaded.row.id),
    later,
  }),
  weigh: ({ posts }) => {
    const each = posts.map(({ plan, loaded }) => weighPosting(plan, loaded));
    return {
      amount: each.reduce((sum, { amount = 0 }) => sum + amount, 0),
      decisions: each.flatMap(({ decisions = [] }) => decisions),
      payers: each.flatMap(({ payers, payerId }) => payers ?? [payerId]),
      sites: each.flatMap(({ sites, siteId }) => sites ?? [siteId]),
    };
  },
  apply: async (ctx, plan) => {
    const { posts, parked, later } = plan;
    const digests = await book(ctx, posts);
    await projectAll(ctx.tx, [...posts.map(projected('posted')), ...parked.map(projected('parked'))]);
    await placeRemits(ctx, [...posts, ...parked]);
    const paid = posts.reduce((sum, one) => sum + one.plan.totals.paid, 0);
    const entries = posts.reduce((sum, one) => sum + one.plan.entries.length, 0);
    return {
      result: { posted: posts.length, parked: parked.length, later },
      subjects: posts.map(({ loaded }) => `remit:${loaded.row.id}`),
      details: { remits: posts.length, parked: parked.length, paidCents: paid, entries },
      digests: digests.ledger,
      jobs: digests.jobs,
      changes: [{ topic: 'remits' }, { topic: 'claims' }, { topic: 'books' }, { topic: 'deposits' }],
    };
  },
});

const projected =
  (state: 'posted' | 'parked') =>
  ({ loaded, plan }: Planned) => ({ id: loaded.row.id, state, ...counts(plan) });

async function book(ctx: Ctx, posts: readonly Planned[]) {
  const movements = posts.flatMap(({ plan }) => plan.movements);
  const [ledger] = await Promise.all([
    bookEntries(
      ctx.tx,
      ctx,
      posts.flatMap(({ plan }) => plan.entries),
      movements,
    ),
    addPostings(
      ctx,
      posts.map(({ plan, loaded }) => ({ plan, remitClaimIds: loaded.facts.remitClaimIds })),
    ),
  ]);
  const matched = posts.flatMap(({ plan }) => plan.claims.flatMap((claim) => claim.match?.claimId ?? []));
  return { ledger, jobs: await refreshClaims(ctx, [...movements.map(({ claimId }) => claimId), ...matched]) };
}

/** In the order in which they came. What one is decided on must not be moved by one before it. */
function planTogether(all: readonly Loaded[]): PlannedTogether {
  const posts: Planned[] = [];
  const parked: Planned[] = [];
  const later: string[] = [];
  const moved = new Set<string>();
  for (const loaded of all) {
    const rests = restsOn(loaded.claims);
    const plan = rests.some((one) => moved.has(one)) ? undefined : planPosting(loaded.facts);
    const touches = plan === undefined ? [] : touchedBy(plan);
    if (plan === undefined || touches.some((one) => moved.has(one))) later.push(loaded.row.id);
    else if (plan.disposition === 'parked' || plan.totals.unexplained !== 0) parked.push({ loaded, plan });
    else posts.push({ loaded, plan });
    // Whoever has to do with one that is put off is put off too: their order stays.
    for (const one of [...rests, ...touches]) moved.add(one);
  }
  return { posts, parked, later };
}

const restsOn = (claims: readonly RemitClaimRecord[]): string[] =>
  claims.flatMap((claim) => [
    `control ${claim.patientControlNumber}`,
    `content ${claim.contentKey}`,
    ...[claim.payerControlNumber, claim.originalReference].flatMap((number) => (number ? [`payer ${number}`] : [])),
  ]);

/** Claims, and the payers' references whose balance decides what becomes of a provider adjustment. */
const touchedBy = (plan: PostingPlan): string[] => [
  ...new Set([
    ...plan.movements.map(({ claimId }) => `claim ${claimId}`),
    ...plan.claims.flatMap(({ match }) => (match ? [`claim ${match.claimId}`] : [])),
    // A payer may give the same reference under several trace ids.
    ...plan.providerAdjustments.flatMap(({ reference }) => (reference === undefined ? [] : [`reference ${reference}`])),
    ...plan.entries.flatMap(({ lines }) => lines.flatMap(({ account }) => (isReference(account) ? [`account ${account}`] : []))),
  ]),
];
const isReference = (account: string): boolean => /^(?:Liabilities:Payer|Assets:Suspense)(?::|$)/.test(account);
