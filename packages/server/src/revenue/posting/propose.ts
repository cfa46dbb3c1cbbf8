import { planPosting } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { type Ctx, command, worksUnattended } from '../../gate/index.ts';
import { lockedRemits, moveClaims, projectAll, type RemitRow, waitingRemits } from '../remits/index.ts';
import { offerAgain } from './again/offer-again.ts';
import { type ParkedClaim, parkedBeside, parkedByClaimsOf, remitsBeside } from './again/store.ts';
import { counts } from './commands.ts';
import { planLarge } from './large/plan-large.ts';
import { countsOf, progressOf } from './large/post-large.ts';
import { isLarge } from './large/size.ts';
import { keepProposal } from './large/store.ts';
import { loadMany } from './many/load.ts';
import { placeRemits } from './place.ts';
import { lockPosting } from './store.ts';
import { isCleanRemit, payerOf } from './weigh.ts';

interface Proposed {
  readonly remits: number;
  /** Those that an agent may put forward: clean by rule. What is not, people work on. */
  readonly ripe: readonly string[];
}

const proposeInput = z.object({
  documentId: z.uuid().optional(),
  /** A remit that was posted, undone or decided: what has to do with it may come out otherwise. */
  beside: z.uuid().optional(),
});
type ProposeInput = z.infer<typeof proposeInput>;
interface Waiting {
  readonly remits: readonly string[];
  /** Claims of posted remits that stand parked. */
  readonly parked: readonly ParkedClaim[];
}

/**
 * Plans every remit that waits, and notes what came out where the tray shows it: new claims, a decision or another remit may have
 * changed it. Moves nothing.
 */
export const propose = command<ProposeInput, Waiting, Waiting, Proposed>({
  name: 'revenue/posting/propose',
  door: 'inside',
  summary: 'Work out what posting would do',
  permission: 'remits.read',
  workflow: 'posting',
  consequence: 'none',
  input: proposeInput,
  load: async (ctx, input) => {
    await lockPosting(ctx.tx);
    if (input.beside !== undefined)
      return { remits: await remitsBeside(ctx.tx, input.beside), parked: await parkedBeside(ctx.tx, input.beside) };
    const brought = input.documentId === undefined ? [] : await waitingRemits(ctx.tx, input.documentId);
    // A document without remits brought claims: any remit may find its own among them.
    const parked = input.documentId === undefined ? [] : await parkedByClaimsOf(ctx.tx, input.documentId);
    return { remits: brought.length > 0 ? brought : await waitingRemits(ctx.tx), parked };
  },
  plan: (waiting) => waiting,
  apply: async (ctx, { remits: ids, parked }) => {
    const ripe: string[] = [];
    const works = new Map<string | undefined, boolean>();
    const ripens = async (row: RemitRow): Promise<void> => {
      const { payerId } = payerOf(row);
      if (!works.has(payerId)) works.set(payerId, await worksUnattended(ctx.tx, 'posting', payerOf(row)));
      if (works.get(payerId)) ripe.push(row.id);
    };
    for (let at = 0; at < ids.length; at += together) {
      const rows = await lockedRemits(ctx.tx, ids.slice(at, at + together));
      for (const one of rows.filter(isLarge)) if (await proposeLarge(ctx, one)) await ripens(one);
      for (const some of byClaims(rows.filter((row) => !isLarge(row))))
        for (const row of await proposeTogether(ctx, some)) await ripens(row);
    }
    await offerAgain(ctx, parked);
    return { result: { remits: ids.length, ripe }, subjects: [], details: { remits: ids.length }, changes: [{ topic: 'remits' }] };
  },
});

/** So many remits are planned at a time, or as many as have so many claims. */
const together = 200;
const mostClaims = 5_000;

function byClaims(rows: readonly RemitRow[]): RemitRow[][] {
  const all: RemitRow[][] = [];
  let claims = 0;
  for (const row of rows) {
    claims += row.claims;
    const last = all.at(-1);
    if (last !== undefined && claims <= mostClaims) last.push(row);
    else {
      all.push([row]);
      claims = row.claims;
    }
  }
  return all;
}

/** Answers those that are clean by rule. */
async function proposeTogether(ctx: Ctx, rows: readonly RemitRow[]): Promise<RemitRow[]> {
  const planned = (await loadMany(ctx, rows)).map((loaded) => ({ loaded, row: loaded.row, plan: planPosting(loaded.facts) }));
  await projectAll(
    ctx.tx,
    planned.map(({ row, plan }) => ({ id: row.id, state: plan.disposition === 'parked' ? 'parked' : 'open', ...counts(plan) })),
  );
  await placeRemits(ctx, planned);
  return planned.filter(({ plan }) => isCleanRemit(plan)).map(({ row }) => row);
}

/** The same of one that is planned in parts; what came out is kept, for whoever looks at it. Answers whether it is clean by rule. */
async function proposeLarge(ctx: Ctx, row: RemitRow): Promise<boolean> {
  const large = await planLarge(ctx, row, { keep: false, progress: progressOf(ctx, row.id, 'planned', row.claims) });
  const { rest, states, workItems, moves, isClean } = large;
  const { disposition, totals, findings, providerAdjustments, work } = rest;
  await keepProposal(ctx, { remitId: row.id, disposition, totals, findings, providerAdjustments, work, workItems, states });
  await projectAll(ctx.tx, [{ id: row.id, state: disposition === 'parked' ? 'parked' : 'open', ...countsOf(large) }]);
  await moveClaims(ctx.tx, moves);
  return isClean;
}
