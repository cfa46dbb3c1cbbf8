import { addDays, type PlainDate } from '@claimwright/core/ground/base';
import { byMonth, type ClaimOut, measure } from '@claimwright/core/oversight/measures';
import { type Learned, learnDenials } from '@claimwright/core/revenue/denials';
import { z } from 'zod';
import { type Command, type Ctx, command } from '../../gate/index.ts';
import { familiesNow, foretellDrafts, historyOf } from './foretell.ts';
import {
  type DecidedClaim,
  decidedClaims,
  decidedPredictions,
  draftsToForetell,
  firstSendings,
  keepCounted,
  keepDenialThreshold,
  keepModel,
  keepPredictions,
  keepScores,
  newestModel,
  type Score,
} from './store.ts';
import type { Counted } from './views.ts';

const countedDays = 365;
/** A model of yesterday is as good as one of today: it is learned anew once a week, and the next night where it was silent. */
const relearnDays = 7;

interface Counting {
  readonly counted: Counted;
  readonly scores: readonly Score[];
  readonly learned?: Learned;
  readonly version: number;
}

function countedOf(sent: readonly ClaimOut[], decided: readonly DecidedClaim[], since: PlainDate): Counted {
  // What did not go out from here: other payers and sites, or the time before.
  const elsewhere = decided
    .filter(({ draftId, sentOn }) => draftId === null && sentOn >= since)
    .map(({ id, payer, sentOn, denied }): ClaimOut => ({ id, scrubbed: false, month: sentOn.slice(0, 7), payer, denied }));
  const months = {
    'clean-claims': byMonth(sent, ({ clean }) => clean),
    'first-pass': byMonth(sent, ({ taken }) => taken),
    denials: byMonth(sent, ({ denied }) => denied),
  };
  return { measured: measure([...sent, ...elsewhere]), months };
}

async function countNight(ctx: Ctx, night: PlainDate): Promise<Counting> {
  const since = addDays(night, -countedDays);
  const decided = await decidedClaims(ctx.tx);
  const counted = countedOf(await firstSendings(ctx.tx, since), decided, since);
  const scores = await decidedPredictions(ctx.tx);
  const newest = await newestModel(ctx.tx);
  const age = newest === undefined ? Number.POSITIVE_INFINITY : (ctx.now.getTime() - newest.learnedAt.getTime()) / 86_400_000;
  const same = newest?.report.learnedFrom === decided.length;
  if (newest !== undefined && (same || (newest.model !== null && age < relearnDays))) return { counted, scores, version: newest.version };
  const learned = learnDenials(await historyOf(ctx, decided, await familiesNow(ctx)));
  return { counted, scores, learned, version: (newest?.version ?? 0) + 1 };
}

/** The night's counting: measures, what came of what was foretold, and what can be foretold now. It changes no claim. */
const count = command<{ night: PlainDate }, Counting, Counting, { foretold: number; scored: number; version: number }>({
  name: 'oversight/measures/count',
  summary: 'Count the measures and foretell denials',
  door: 'inside',
  permission: 'compliance.watch',
  workflow: 'scrub',
  consequence: 'none',
  input: z.object({ night: z.iso.date() }) as unknown as z.ZodType<{ night: PlainDate }>,
  load: (ctx, { night }) => countNight(ctx, night),
  plan: (counting) => counting,
  essence: ({ scores, learned, version }) => ({ scores: scores.length, version, learned: learned !== undefined }),
  apply: async (ctx, { counted, scores, learned, version }, { night }) => {
    await keepCounted(ctx, night, counted);
    if (learned !== undefined) await keepModel(ctx, version, learned);
    if (scores.length > 0) await keepScores(ctx, scores);
    const foretold = await foretellDrafts(ctx, await draftsToForetell(ctx.tx, version));
    await keepPredictions(ctx, foretold);
    const details = { foretold: foretold.length, scored: scores.length, version };
    return {
      ...{ result: details, subjects: [], details, changes: [{ topic: 'measures' }] },
      // The model's measures stand on the record, so that what it was good for can be held against it.
      ...(learned === undefined ? {} : { evidence: { model: modelEvidence(version, learned) } }),
    };
  },
});

const ppm = (share: number): number => Math.round(share * 1_000_000);
const modelEvidence = (version: number, { model, silent, judgement, learnedFrom }: Learned) => ({
  ...{ version, learnedFrom, speaks: model !== undefined },
  ...(silent === undefined ? {} : { silent }),
  ...(judgement === undefined
    ? {}
    : { tested: judgement.claims, aucPpm: ppm(judgement.auc), brierPpm: ppm(judgement.brier), baseBrierPpm: ppm(judgement.baseBrier) }),
});

const setThreshold = command<{ probability: number }, null, { id: string }, { probability: number }>({
  name: 'oversight/measures/set-denial-threshold',
  summary: 'Set from when on a likely denial is told',
  permission: 'practice.setup',
  workflow: 'governance',
  consequence: 'administers',
  whole: 'from when on a likely denial is told',
  input: z.object({ probability: z.number().min(0.05).max(0.95) }),
  load: async () => null,
  plan: (_facts, _input, { newId }) => ({ id: newId() }),
  apply: async (ctx, { id }, { probability }) => {
    await keepDenialThreshold(ctx, id, probability);
    const details = { percent: Math.round(probability * 100) };
    return { result: { probability }, subjects: [], details, changes: [{ topic: 'measures' }, { topic: 'drafts' }] };
  },
});

export const measuresCommands: readonly Command[] = [count, setThreshold];
