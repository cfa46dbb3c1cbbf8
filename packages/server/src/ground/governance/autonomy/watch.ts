import {
  ceilingOf,
  type Drift,
  demoted,
  type Evidence,
  findDrift,
  isWorkflow,
  type Level,
  missingFor,
  type Outcome,
  rank,
  type Setting,
  sequentialTest,
  stepsDown,
  stepUp,
  type Workflow,
} from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Ctx, command } from '../../../gate/index.ts';
import { evidenceFor, type Ladder, loadLadder } from './ladder.ts';
import {
  type AlertRow,
  addAlert,
  addPromotion,
  addSetting,
  alertsOf,
  askedSince,
  endTrial,
  lockLadder,
  type TrialRow,
  trialsOf,
} from './store.ts';

interface Watched {
  readonly ladder: Ladder;
  readonly trials: readonly TrialRow[];
  readonly alerts: readonly AlertRow[];
}

/** What is to be done: all of it lowers, ends or asks; nothing of it raises. */
interface WatchPlan {
  readonly lowered: readonly { readonly setting: Setting; readonly because: string }[];
  readonly alerts: readonly {
    readonly payerId: string | null;
    readonly sign: string;
    readonly value: number;
    readonly limit: number;
    readonly to: Level | null;
  }[];
  readonly ended: readonly TrialRow[];
  readonly promotions: readonly {
    readonly payerId: string | null;
    readonly from: Level;
    readonly to: Level;
    readonly evidence: Evidence;
  }[];
}

/** Above what is looked at here nobody needs to know how much it is. */
const mostAlerts = 500;

export const watchMachines = command<{ workflow: Workflow }, Watched, WatchPlan, { lowered: number; alerts: number; promotions: number }>({
  name: 'ground/governance/watch-machines',
  door: 'inside',
  summary: 'Watch over the machines of a workflow',
  permission: 'autonomy.watch',
  workflow: 'governance',
  consequence: 'lowers-autonomy',
  input: z.object({ workflow: z.string().refine(isWorkflow) }) as unknown as z.ZodType<{ workflow: Workflow }>,
  load: async (ctx, { workflow }) => {
    await lockLadder(ctx.tx);
    const trials = (await trialsOf(ctx.tx)).filter((one) => one.workflow === workflow && one.endedAt === null);
    const alerts = (await alertsOf(ctx.tx, mostAlerts)).filter((one) => one.workflow === workflow);
    return { ladder: await loadLadder(ctx.tx, workflow), trials, alerts };
  },
  plan: planWatch,
  apply: async (ctx, plan, { workflow }) => {
    for (const { setting, because } of plan.lowered) await addSetting(ctx, { ...setting, because });
    for (const { to, value, limit, ...alert } of plan.alerts)
      await addAlert(ctx, { workflow, ...alert, value: basisPoints(value), limit: basisPoints(limit), loweredTo: to });
    for (const trial of plan.ended) await endTrial(ctx, trial.id, 'The stop rule ended it: people and the machine agree too rarely.');
    let asked = 0;
    for (const promotion of plan.promotions) {
      if (await askedSince(ctx.tx, workflow, promotion.payerId, askAgainAfter(ctx))) continue;
      await addPromotion(ctx, { workflow, ...promotion });
      asked += 1;
    }
    const said = { lowered: plan.lowered.length, alerts: plan.alerts.length, promotions: asked };
    const anything = said.lowered + said.alerts + said.promotions > 0;
    return {
      result: said,
      subjects: anything ? [`workflow:${workflow}`] : [],
      details: said,
      changes: anything ? [{ topic: 'autonomy' }] : [],
    };
  },
});

const basisPoints = (share: number): number => Math.round(share * 10_000);
/** Declined, it is not asked again for thirty days. */
const askAgainAfter = (ctx: Pick<Ctx, 'now'>): Date => new Date(ctx.now.getTime() - 30 * 86_400_000);

function planWatch({ ladder, trials, alerts }: Watched): WatchPlan {
  const lowered = new Map<string, { setting: Setting; because: string }>();
  const said: { payerId: string | null; sign: string; value: number; limit: number; to: Level | null }[] = [];
  const payers = [...new Set(ladder.items.map((item) => item.payerId))].filter((id) => id !== null);
  for (const payerId of [null, ...payers]) {
    const drift = driftOf(ladder, alerts, payerId);
    if (drift === undefined || drift.alerts.length === 0) continue;
    const scopes = scopesUnder(ladder, payerId);
    for (const setting of scopes) {
      const level = demoted(setting.level, drift);
      const because = `The machine drifted: ${drift.alerts.map(({ sign }) => sign).join(', ')}.`;
      if (rank(level) < rank(setting.level))
        lowered.set(JSON.stringify([setting.payerId, setting.siteId]), { setting: { ...setting, level }, because });
    }
    const to = scopes[0] === undefined ? null : demoted(scopes[0].level, drift);
    for (const { sign, value, limit } of drift.alerts) said.push({ payerId, sign, value, limit, to });
  }
  const ended = trials.filter((trial) => sequentialTest(outcomesOf(ladder, trial), trial.rule).says === 'stop');
  for (const trial of ended) {
    const scopes = scopesUnder(ladder, trial.payerId);
    for (const setting of scopes) lowerTo(lowered, setting, stepsDown(setting.level, 1));
    const agreed = outcomesOf(ladder, trial);
    const share = agreed.filter(Boolean).length / agreed.length;
    said.push({
      payerId: trial.payerId,
      sign: 'stop-rule',
      value: share,
      limit: trial.rule.bad,
      to: scopes[0] ? stepsDown(scopes[0].level, 1) : null,
    });
  }
  const promotions = lowered.size > 0 ? [] : promotionsIn(ladder, trials);
  return { lowered: [...lowered.values()], alerts: said, ended, promotions };
}

function lowerTo(lowered: Map<string, { setting: Setting; because: string }>, setting: Setting, level: Level): void {
  const key = JSON.stringify([setting.payerId, setting.siteId]);
  const because = 'The trial’s stop rule: people and the machine agree too rarely.';
  if (rank(level) < rank(lowered.get(key)?.setting.level ?? setting.level)) lowered.set(key, { setting: { ...setting, level }, because });
}

const outcomesOf = (ladder: Ladder, trial: TrialRow): boolean[] =>
  ladder.items.filter((item) => item.trialId === trial.id).map((item) => item.agree);

/** Since the last alert of the scope: the same outcomes do not lower twice. */
function driftOf(ladder: Ladder, alerts: readonly AlertRow[], payerId: string | null): Drift | undefined {
  const last = alerts.find((alert) => alert.payerId === payerId && alert.sign !== 'stop-rule')?.at;
  const outcomes: Outcome[] = ladder.items.filter(
    (item) => (payerId === null || item.payerId === payerId) && (last === undefined || item.at > last),
  );
  return findDrift(outcomes, ladder.policy.drift);
}

/** Every level in force for the payer, or all of the workflow's; the widest first. */
function scopesUnder({ current, workflow, standing }: Ladder, payerId: string | null): Setting[] {
  const own = [...current.values()].filter((setting) => payerId === null || setting.payerId === payerId);
  const widest = payerId === null ? {} : { payerId };
  const { level, limits } = standing(widest);
  const stands = own.some((setting) => setting.siteId === undefined && (setting.payerId ?? null) === payerId);
  return stands ? own : [{ workflow, ...widest, level, limits }, ...own];
}

/** Steps that running trials would carry, for a payer or for the workflow as a whole. */
function promotionsIn(ladder: Ladder, trials: readonly TrialRow[]): WatchPlan['promotions'] {
  if (trials.length === 0) return [];
  const payers = [...new Set(ladder.items.filter((item) => item.trialId !== null).map((item) => item.payerId))];
  const scopes = [...(trials.some((trial) => trial.payerId === null) ? [null] : []), ...payers.filter((id) => id !== null)];
  return scopes.flatMap((payerId) => {
    const from = ladder.standing(payerId === null ? {} : { payerId }).level;
    const to = stepUp(from);
    const evidence = evidenceFor(ladder, payerId ?? undefined);
    // What needs no evidence needs no asking either: a person sets it when they want it.
    if (to === undefined || evidence === undefined || to === 'shadow' || rank(to) > rank(ceilingOf(ladder.workflow))) return [];
    if (missingFor(to, evidence, ladder.policy.thresholds).length > 0) return [];
    return [{ payerId, from, to, evidence }];
  });
}
