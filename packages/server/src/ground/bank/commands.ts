import { daysBetween, type PlainDate } from '@claimwright/core/ground/base';
import { type Bookings, reverseBookings } from '@claimwright/core/ground/ledger';
import { z } from 'zod';
import {
  type About,
  type Command,
  type Ctx,
  cannot,
  command,
  type Done,
  notFound,
  reachOfActor,
  type Weight,
  worksUnattended,
} from '../../gate/index.ts';
import { bookEntries, type StandingEntries, standingEntries } from '../ledger/index.ts';
import {
  matchOpen,
  type OpenMatching,
  type OpenRemit,
  openRemits,
  type RemitOfDeposit,
  type RemitsByTrace,
  type SitesOfRemits,
} from './match-open.ts';
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
type TieFacts = {
  readonly deposit: StoredDeposit;
  readonly remits: readonly OpenRemit[];
  readonly sites: SitesOfRemits;
  /** One remit, the same trace number and amount, within the days that the rules give: nothing to judge. */
  readonly exact: boolean;
  readonly today: PlainDate;
};
type Tied = TiePlan['ties'][number];

/** Which remit a deposit pays, and how much of it: what is compared, whoever decides it. */
const figuresOf = (ties: readonly Tied[]): { [remit: string]: number } => Object.fromEntries(ties.map((tie) => [tie.remitId, tie.amount]));

function weighTie(plan: TiePlan, { deposit, remits, sites, exact, today }: TieFacts): Weight {
  const payerId = remits[0]?.fact.payerId;
  return {
    amount: Math.abs(deposit.amount),
    confidence: exact ? 0.99 : 0.5,
    kind: exact ? 'tie-exact-deposit' : 'tie-by-judgement',
    ageDays: daysBetween(deposit.postedOn, today),
    ...(payerId === undefined ? {} : { payerId }),
    ...placesOf(
      remits.map(({ fact }) => fact),
      sites,
    ),
    decisions: [{ subject: `deposit:${deposit.id}`, figures: figuresOf(plan.ties) }],
  };
}

/** The payers of these remits, and the sites of all their claims, undefined among them where one is not known. */
const placesOf = (remits: readonly RemitOfDeposit[], sites: SitesOfRemits): Pick<Weight, 'payers' | 'sites'> => ({
  payers: distinct(remits.map(({ payerId }) => payerId)),
  sites: distinct(remits.flatMap(({ remitId }) => sites.get(remitId) ?? [undefined])),
});
const distinct = <T>(all: readonly T[]): T[] => [...new Set(all)];

/** The same, by their ids. */
const placesBy = async ({ tx }: Ctx, port: RemitsByTrace, ids: readonly string[]): Promise<Pick<Weight, 'payers' | 'sites'>> =>
  placesOf(await port.byIds(tx, ids), await port.sites(tx, ids));

/** What is theirs alone who are limited to some sites and payers; all, where they are not. */
async function within<T extends OpenMatching & { readonly sites: SitesOfRemits }>(ctx: Ctx, matching: T): Promise<T> {
  const reach = await reachOfActor(ctx);
  if (reach === undefined) return matching;
  const among = (all: readonly (string | undefined)[], own: readonly string[] = []): boolean =>
    own.length === 0 || all.every((one) => one !== undefined && own.includes(one));
  const own = matching.exact.filter(
    ({ remit: { id, fact } }) => among(matching.sites.get(id) ?? [undefined], reach.sites) && among([fact.payerId], reach.payers),
  );
  return { ...matching, exact: own };
}

/** Each deposit by itself, for the comparison with what the machine had decided of it. */
const decisionsOf = (ties: readonly Tied[]): Weight['decisions'] =>
  [...new Set(ties.map((tie) => tie.depositId))].map((id) => ({
    subject: `deposit:${id}`,
    figures: figuresOf(ties.filter((tie) => tie.depositId === id)),
  }));

/** What a proposal is about, for whoever decides it. */
async function aboutTie(ctx: Ctx, { depositId }: TieInput): Promise<About | undefined> {
  const deposit = await depositById(ctx.tx, depositId);
  if (!deposit) return undefined;
  const trace = deposit.traceNumber === undefined ? '' : `, trace ${deposit.traceNumber}`;
  return { says: `Deposit of ${deposit.postedOn}${trace}`, amount: deposit.amount, subject: `deposit:${depositId}` };
}

const tieDeposit = (port: RemitsByTrace): Command =>
  command<TieInput, TieFacts, ReturnType<typeof planTieByHand>, { depositId: string }>({
    name: 'ground/bank/tie-deposit',
    summary: 'Tie a deposit to remits',
    ...base,
    reversal: 'ground/bank/untie-deposit',
    input: z.object({ depositId: z.uuid(), remitIds: z.array(z.uuid()).min(1).max(200) }),
    subjects: ({ depositId, remitIds }) => [`deposit:${depositId}`, ...remitIds.map((id) => `remit:${id}`)],
    places: (ctx, { remitIds }) => placesBy(ctx, port, remitIds),
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
      const { exact } = ctx.actor.kind === 'person' ? { exact: [] } : await matchOpen(ctx.tx, port, ctx.today);
      const isExact = exact.some((pair) => pair.deposit.id === deposit.id && ids.length === 1 && pair.remit.id === ids[0]);
      return { deposit, remits: await openRemits(ctx.tx, facts), sites: await port.sites(ctx.tx, ids), exact: isExact, today: ctx.today };
    },
    plan: ({ deposit, remits }, _input, ctx) => planTieByHand(deposit, remits, ctx.newId),
    weigh: weighTie,
    about: aboutTie,
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
  command<Record<string, never>, OpenMatching & { readonly sites: SitesOfRemits }, TiePlan, { tied: number }>({
    name: 'ground/bank/tie-exact',
    summary: 'Tie all deposits that agree exactly',
    ...base,
    input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    load: async (ctx) => {
      await lockTies(ctx.tx);
      const matching = await matchOpen(ctx.tx, port, ctx.today);
      const ids = matching.exact.map(({ remit }) => remit.id);
      return within(ctx, { ...matching, sites: await port.sites(ctx.tx, ids) });
    },
    plan: ({ exact }, _input, ctx) =>
      planTies(
        exact.map(({ deposit, remit, because }) => ({ deposit, remit, amount: deposit.amount, how: 'exact', because })),
        ctx.newId,
      ),
    weigh: (plan, { exact, sites }) => ({
      amount: plan.ties.reduce((sum, tie) => sum + Math.abs(tie.amount), 0),
      ...placesOf(
        exact.map(({ remit }) => remit.fact),
        sites,
      ),
      decisions: decisionsOf(plan.ties) ?? [],
    }),
    apply: async (ctx, plan) => ({
      ...(await book(ctx, plan)),
      result: { tied: plan.ties.length },
      subjects: plan.ties.flatMap((tie) => [`deposit:${tie.depositId}`, `remit:${tie.remitId}`]),
      details: { ties: plan.ties.length },
      changes: changes() ?? [],
    }),
  });

type UntieInput = { depositId: string; reason: string };
type UntieFacts = {
  readonly ties: readonly TieRow[];
  readonly remits: readonly RemitOfDeposit[];
  readonly sites: SitesOfRemits;
  readonly standing: StandingEntries;
};

const untieDeposit = (port: RemitsByTrace): Command =>
  command<UntieInput, UntieFacts, { ties: readonly TieRow[]; back: Bookings }, { depositId: string }>({
    name: 'ground/bank/untie-deposit',
    summary: 'Untie a deposit',
    ...base,
    consequence: 'undo',
    input: z.object({ depositId: z.uuid(), reason: z.string().trim().min(1).max(500) }),
    subjects: ({ depositId }) => [`deposit:${depositId}`],
    places: async (ctx, { depositId }) => {
      const ties = await tiesOfDeposits(ctx.tx, [depositId]);
      return ties.length === 0 ? {} : placesBy(ctx, port, distinct(ties.map(({ remitId }) => remitId)));
    },
    load: async (ctx, { depositId }) => {
      await lockTies(ctx.tx);
      if (!(await depositById(ctx.tx, depositId))) throw notFound('deposit');
      const ties = await tiesOfDeposits(ctx.tx, [depositId]);
      const ids = distinct(ties.map(({ remitId }) => remitId));
      const [remits, sites] = [await port.byIds(ctx.tx, ids), await port.sites(ctx.tx, ids)];
      return { ties, remits, sites, standing: await standingEntries(ctx.tx, [depositId]) };
    },
    plan: ({ ties, standing }, _input, ctx) => {
      if (ties.length === 0) throw cannot('This deposit is not tied.', 'There is nothing to undo.', 'Look at the list of deposits.');
      return { ties, back: reverseBookings(standing, ctx.newId, ctx.today) };
    },
    weigh: (_plan, { ties, remits, sites }, { depositId }) => ({
      amount: ties.reduce((sum, tie) => sum + Math.abs(tie.amount), 0),
      ...placesOf(remits, sites),
      decisions: [{ subject: `deposit:${depositId}` }],
    }),
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

const nothingOpen: OpenMatching = { verdicts: new Map(), exact: [] };
/** More than these wait for the next time. */
const mostAtOnce = 200;

/** Which deposits an agent may put forward, each with its one remit: those that agree exactly. Moves nothing. */
const proposeTies = (port: RemitsByTrace): Command =>
  command<Record<string, never>, OpenMatching, OpenMatching['exact'], { ripe: readonly TieInput[] }>({
    name: 'ground/bank/propose-ties',
    door: 'inside',
    summary: 'Work out which deposits agree exactly',
    permission: 'deposits.read',
    workflow: 'deposits',
    consequence: 'none',
    input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    load: async (ctx) => ((await worksUnattended(ctx.tx, 'deposits', {})) ? matchOpen(ctx.tx, port, ctx.today) : nothingOpen),
    plan: ({ exact }) => exact.slice(0, mostAtOnce),
    apply: async (_ctx, exact) => ({
      result: { ripe: exact.map(({ deposit, remit }) => ({ depositId: deposit.id, remitIds: [remit.id] })) },
      subjects: [],
      details: { exact: exact.length },
    }),
  });

export const bankCommands = (port: RemitsByTrace): readonly Command[] => [
  tieDeposit(port),
  tieExact(port),
  untieDeposit(port),
  proposeTies(port),
];
