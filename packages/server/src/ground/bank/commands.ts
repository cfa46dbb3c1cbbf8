import { type Bookings, reverseBookings } from '@claimwright/core/ground/ledger';
import { z } from 'zod';
import { type Command, type Ctx, cannot, command, type Done, notFound } from '../../gate/index.ts';
import { bookEntries, type StandingEntries, standingEntries } from '../ledger/index.ts';
import { matchOpen, type OpenMatching, type OpenRemit, openRemits, type RemitsByTrace } from './match-open.ts';
import { planTieByHand, planTies, type TiePlan } from './plan-ties.ts';
import { addTies, depositById, endTies, lockTies, type StoredDeposit, type TieRow, tiesOfDeposits } from './store.ts';

const base = { permission: 'deposits.match', workflow: 'deposits', consequence: 'ties-deposit' } as const;
const changes = (depositId?: string): Done<unknown>['changes'] => [
  { topic: 'deposits', ...(depositId === undefined ? {} : { id: depositId }) },
  { topic: 'remits' },
  { topic: 'books' },
];

async function book(ctx: Ctx, plan: TiePlan): Promise<Pick<Done<unknown>, 'digests'>> {
  if (plan.entries.length === 0) return {};
  const digests = await bookEntries(ctx.tx, ctx, plan.entries, []);
  await addTies(ctx, plan.ties);
  return { digests };
}

async function openDeposit(ctx: Ctx, depositId: string): Promise<StoredDeposit> {
  const deposit = await depositById(ctx.tx, depositId);
  if (!deposit) throw notFound('deposit');
  const ties = await tiesOfDeposits(ctx.tx, [depositId]);
  if (ties.length > 0) throw cannot('This deposit is tied already.', 'Somebody tied it to a remit.', 'Untie it first, if that was wrong.');
  return deposit;
}

type TieInput = { depositId: string; remitIds: readonly string[] };
type TieFacts = { readonly deposit: StoredDeposit; readonly remits: readonly OpenRemit[] };

const tieDeposit = (port: RemitsByTrace): Command =>
  command<TieInput, TieFacts, ReturnType<typeof planTieByHand>, { depositId: string }>({
    name: 'ground/bank/tie-deposit',
    summary: 'Tie a deposit to remits',
    ...base,
    reversal: 'ground/bank/untie-deposit',
    input: z.object({ depositId: z.uuid(), remitIds: z.array(z.uuid()).min(1).max(200) }),
    load: async (ctx, input) => {
      await lockTies(ctx.tx);
      const deposit = await openDeposit(ctx, input.depositId);
      const ids = [...new Set(input.remitIds)];
      const found = new Map((await port.byIds(ctx.tx, ids)).map((remit) => [remit.remitId, remit]));
      const facts = ids.map((id) => {
        const remit = found.get(id);
        if (!remit) throw notFound('remit');
        return remit;
      });
      return { deposit, remits: await openRemits(ctx.tx, facts) };
    },
    plan: ({ deposit, remits }, _input, ctx) => planTieByHand(deposit, remits, ctx.newId),
    apply: async (ctx, plan, { depositId }) => ({
      ...(await book(ctx, plan)),
      result: { depositId },
      subjects: [`deposit:${depositId}`, ...plan.ties.map((tie) => `remit:${tie.remitId}`)],
      details: { ties: plan.ties.length, differenceCents: plan.difference },
      because: plan.because,
      changes: changes(depositId) ?? [],
    }),
  });

const tieExact = (port: RemitsByTrace): Command =>
  command<Record<string, never>, OpenMatching, TiePlan, { tied: number }>({
    name: 'ground/bank/tie-exact',
    summary: 'Tie all deposits that agree exactly',
    ...base,
    input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    load: async (ctx) => {
      await lockTies(ctx.tx);
      return matchOpen(ctx.tx, port, ctx.today);
    },
    plan: ({ exact }, _input, ctx) =>
      planTies(
        exact.map(({ deposit, remit, because }) => ({ deposit, remit, amount: deposit.amount, how: 'exact', because })),
        ctx.newId,
      ),
    apply: async (ctx, plan) => ({
      ...(await book(ctx, plan)),
      result: { tied: plan.ties.length },
      subjects: plan.ties.flatMap((tie) => [`deposit:${tie.depositId}`, `remit:${tie.remitId}`]),
      details: { ties: plan.ties.length },
      changes: changes() ?? [],
    }),
  });

type UntieInput = { depositId: string; reason: string };
type UntieFacts = { readonly ties: readonly TieRow[]; readonly standing: StandingEntries };

const untieDeposit = command<UntieInput, UntieFacts, { ties: readonly TieRow[]; back: Bookings }, { depositId: string }>({
  name: 'ground/bank/untie-deposit',
  summary: 'Untie a deposit',
  ...base,
  consequence: 'undo',
  input: z.object({ depositId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
  load: async (ctx, { depositId }) => {
    await lockTies(ctx.tx);
    if (!(await depositById(ctx.tx, depositId))) throw notFound('deposit');
    return { ties: await tiesOfDeposits(ctx.tx, [depositId]), standing: await standingEntries(ctx.tx, [depositId]) };
  },
  plan: ({ ties, standing }, _input, ctx) => {
    if (ties.length === 0) throw cannot('This deposit is not tied.', 'There is nothing to undo.', 'Look at the list of deposits.');
    return { ties, back: reverseBookings(standing, ctx.newId, ctx.today) };
  },
  apply: async (ctx, { ties, back }, { depositId, reason }) => {
    const digests = await bookEntries(ctx.tx, ctx, back.entries, back.movements);
    await endTies(
      ctx,
      ties.map((tie) => tie.id),
    );
    return {
      result: { depositId },
      subjects: [`deposit:${depositId}`, ...ties.map((tie) => `remit:${tie.remitId}`)],
      details: { ties: ties.length },
      because: reason,
      digests,
      changes: changes(depositId) ?? [],
    };
  },
});

export const bankCommands = (port: RemitsByTrace): readonly Command[] => [tieDeposit(port), tieExact(port), untieDeposit];
