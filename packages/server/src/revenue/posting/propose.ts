import { planPosting } from '@claimwright/core/revenue/posting';
import { z } from 'zod';
import { command, worksUnattended } from '../../gate/index.ts';
import { lockedRemits, projectAll, waitingRemits } from '../remits/index.ts';
import { offerAgain } from './again/offer-again.ts';
import { type ParkedClaim, parkedBeside, parkedByClaimsOf, remitsBeside } from './again/store.ts';
import { counts } from './commands.ts';
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
    for (let at = 0; at < ids.length; at += together) {
      const rows = await lockedRemits(ctx.tx, ids.slice(at, at + together));
      const planned = (await loadMany(ctx, rows)).map((loaded) => ({ loaded, row: loaded.row, plan: planPosting(loaded.facts) }));
      for (const { row, plan } of planned) {
        const { payerId } = payerOf(row);
        if (!works.has(payerId)) works.set(payerId, await worksUnattended(ctx.tx, 'posting', payerOf(row)));
        if (works.get(payerId) && isCleanRemit(plan)) ripe.push(row.id);
      }
      await projectAll(
        ctx.tx,
        planned.map(({ row, plan }) => ({ id: row.id, state: plan.disposition === 'parked' ? 'parked' : 'open', ...counts(plan) })),
      );
      await placeRemits(ctx, planned);
    }
    await offerAgain(ctx, parked);
    return { result: { remits: ids.length, ripe }, subjects: [], details: { remits: ids.length }, changes: [{ topic: 'remits' }] };
  },
});

/** So many remits are planned at a time. */
const together = 200;
