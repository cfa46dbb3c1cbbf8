import {
  initialLimits,
  initialPolicy,
  isWorkflow,
  type Level,
  type Limits,
  levels,
  type MachinePolicy,
  rank,
  stepUp,
  type Workflow,
  whyNotSet,
} from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { type Command, cannot, command, notFound, refuseLimited } from '../../../gate/index.ts';
import { evidenceFor, type Ladder, loadLadder } from './ladder.ts';
import { clearLevel, howFar, restoreLevel } from './level-back.ts';
import { setPolicy } from './policy.ts';
import {
  addReviews,
  addSetting,
  addStop,
  addTrial,
  changesById,
  endTrial,
  lockLadder,
  type PromotionRow,
  policiesOf,
  promotionById,
  type ReviewedChange,
  settlePromotion,
  stopsOf,
  type TrialRow,
  trialsOf,
} from './store.ts';
import { watchMachines } from './watch.ts';

const base = { workflow: 'governance', consequence: 'administers' } as const;
const changes = [{ topic: 'autonomy' }] as const;
const because = z.string().trim().min(3, 'Say why: it stands on the record.').max(500);
const workflow = z.string().refine(isWorkflow, 'There is no such workflow.') as unknown as z.ZodType<Workflow>;
const scope = z.object({ workflow, payerId: z.uuid().optional(), siteId: z.uuid().optional() });
const limits: z.ZodType<Limits> = z.object({
  minConfidence: z.number().min(0).max(1),
  maxAmount: z.int().min(0).max(100_000_000_00),
  maxAgeDays: z.int().min(0).max(3650),
});

interface SetLevel {
  readonly workflow: Workflow;
  readonly payerId?: string | undefined;
  readonly siteId?: string | undefined;
  readonly level: Level;
  readonly limits?: Limits | undefined;
  readonly because: string;
}
const scopeOf = ({ payerId, siteId }: { payerId?: string | null | undefined; siteId?: string | null | undefined }) => ({
  ...(payerId ? { payerId } : {}),
  ...(siteId ? { siteId } : {}),
});
const subjectOf = (of: { workflow: string; payerId?: string | null | undefined }): string[] => [
  `workflow:${of.workflow}`,
  ...(of.payerId ? [`payer:${of.payerId}`] : []),
];

const setLevel = command<SetLevel, Ladder, { from: Level; evidence: ReturnType<typeof evidenceFor>; limits: Limits }, { level: Level }>({
  ...base,
  name: 'ground/governance/set-level',
  summary: 'Set how far a workflow goes by itself',
  permission: 'autonomy.set',
  input: scope.extend({ level: z.enum(levels), limits: limits.optional(), because }) as unknown as z.ZodType<SetLevel>,
  load: async (ctx, input) => {
    await refuseLimited(ctx, howFar, input);
    await lockLadder(ctx.tx);
    return loadLadder(ctx.tx, input.workflow);
  },
  plan: (ladder, input, ctx) => {
    const standing = ladder.standing(scopeOf(input));
    const evidence = evidenceFor(ladder, input.payerId);
    const wrong = whyNotSet({
      ...{ actor: ctx.actor.kind, workflow: input.workflow, from: standing.level, to: input.level },
      ...{ evidence, needed: ladder.policy.thresholds },
    });
    if (wrong) throw cannot(wrong.says, wrong.because, 'Run people and the machine side by side (a trial) until the evidence is there.');
    return { from: standing.level, evidence, limits: input.limits ?? standing.limits ?? initialLimits };
  },
  apply: async (ctx, plan, input) => {
    const raised = rank(input.level) > rank(plan.from);
    await addSetting(ctx, {
      workflow: input.workflow,
      ...scopeOf(input),
      level: input.level,
      limits: plan.limits,
      because: input.because,
      ...(raised && plan.evidence ? { evidence: plan.evidence } : {}),
    });
    return {
      result: { level: input.level },
      subjects: subjectOf(input),
      details: { from: plan.from, to: input.level, compared: plan.evidence?.n ?? 0, agreed: plan.evidence?.agreed ?? 0 },
      because: input.because,
      changes,
      jobs: [{ queue: 'propose', data: { tenant: ctx.tx.tenant } }],
    };
  },
});

type Switch = { readonly workflow: Workflow | 'all'; readonly because: string };
const switchInput = z.object({ workflow: z.union([z.literal('all'), workflow]), because }) as unknown as z.ZodType<Switch>;

const thrown = (name: 'stop' | 'resume', summary: string, permission: 'autonomy.stop' | 'autonomy.set'): Command =>
  command<Switch, boolean, null, { workflow: string; stopped: boolean }>({
    ...base,
    name: `ground/governance/${name}`,
    summary,
    permission,
    input: switchInput,
    // The switch waits for nobody: no lock is taken, and whatever a machine has not committed yet sees it and goes back.
    ...(name === 'resume' ? { whole: 'The switch of a workflow' } : {}),
    load: async (ctx, input) => (await stopsOf(ctx.tx)).findLast((event) => event.workflow === input.workflow)?.stopped ?? false,
    plan: (stopped) => {
      if (stopped === (name === 'stop'))
        throw cannot(stopped ? 'It is stopped already.' : 'It is not stopped.', 'Somebody was faster.', 'Look at the switchboard again.');
      return null;
    },
    apply: async (ctx, _plan, input) => {
      await addStop(ctx, { workflow: input.workflow, stopped: name === 'stop', because: input.because });
      return {
        result: { workflow: input.workflow, stopped: name === 'stop' },
        subjects: [`workflow:${input.workflow}`],
        because: input.because,
        changes,
        // What waited while the switch was thrown is taken up again.
        jobs: name === 'resume' ? [{ queue: 'propose', data: { tenant: ctx.tx.tenant } }] : [],
      };
    },
  });

interface StartTrial {
  readonly workflow: Workflow;
  readonly payerId?: string | undefined;
  readonly controlShare: number;
}
const startTrial = command<StartTrial, { trials: readonly TrialRow[]; policy: MachinePolicy }, MachinePolicy, { trialId: string }>({
  ...base,
  name: 'ground/governance/start-trial',
  summary: 'Start a trial of people and machine side by side',
  permission: 'autonomy.set',
  input: z.object({ workflow, payerId: z.uuid().optional(), controlShare: z.int().min(0).max(100) }) as unknown as z.ZodType<StartTrial>,
  load: async (ctx, { workflow, payerId }) => {
    await refuseLimited(ctx, 'A trial', { payerId });
    await lockLadder(ctx.tx);
    const rules = (await policiesOf(ctx.tx, workflow)).at(-1)?.rules;
    return { trials: await trialsOf(ctx.tx), policy: rules ?? initialPolicy };
  },
  plan: ({ trials, policy }, input) => {
    const runs = trials.some((one) => one.workflow === input.workflow && one.payerId === (input.payerId ?? null) && one.endedAt === null);
    if (runs) throw cannot('A trial of this runs already.', 'Two at once would decide the same subjects.', 'End the other one first.');
    return policy;
  },
  apply: async (ctx, policy, input) => {
    // The act's id is random in most of its bits, and nobody knew it before the trial began.
    const salt = `${ctx.actId}/${ctx.newId()}`;
    const given = {
      workflow: input.workflow,
      payerId: input.payerId ?? null,
      controlShare: input.controlShare * 100,
      salt,
      rule: policy.stop,
    };
    const trialId = await addTrial(ctx, given);
    return {
      result: { trialId },
      subjects: [`trial:${trialId}`, ...subjectOf(input)],
      details: { controlShare: input.controlShare },
      changes,
      jobs: [{ queue: 'propose', data: { tenant: ctx.tx.tenant } }],
    };
  },
});

const endTrialNow = command<{ trialId: string; because: string }, readonly TrialRow[], TrialRow, { trialId: string }>({
  ...base,
  name: 'ground/governance/end-trial',
  summary: 'End a trial',
  permission: 'autonomy.set',
  input: z.object({ trialId: z.uuid(), because }),
  load: async (ctx, { trialId }) => {
    const trials = await trialsOf(ctx.tx);
    await refuseLimited(ctx, 'A trial', { payerId: trials.find(({ id }) => id === trialId)?.payerId });
    return trials;
  },
  plan: (trials, { trialId }) => {
    const found = trials.find(({ id }) => id === trialId);
    if (!found) throw notFound('trial');
    if (found.endedAt !== null) throw cannot('This trial has ended.', found.endedWhy ?? '', 'Start another one.');
    return found;
  },
  apply: async (ctx, trial, input) => {
    await endTrial(ctx, trial.id, input.because);
    return { result: { trialId: trial.id }, subjects: [`trial:${trial.id}`], because: input.because, changes };
  },
});

interface Decide {
  readonly promotionId: string;
  readonly approve: boolean;
  readonly because: string;
}
const decidePromotion = command<Decide, { row: PromotionRow; ladder: Ladder }, { row: PromotionRow; ladder: Ladder }, { level: Level }>({
  ...base,
  name: 'ground/governance/decide-promotion',
  summary: 'Decide on a promotion',
  permission: 'autonomy.set',
  input: z.object({ promotionId: z.uuid(), approve: z.boolean(), because }),
  load: async (ctx, { promotionId }) => {
    await lockLadder(ctx.tx);
    const row = await promotionById(ctx.tx, promotionId);
    if (!row) throw notFound('promotion');
    await refuseLimited(ctx, howFar, row);
    return { row, ladder: await loadLadder(ctx.tx, row.workflow) };
  },
  plan: ({ row, ladder }, input, ctx) => {
    if (row.state !== 'waiting') throw cannot('This promotion was decided already.', `It is ${row.state}.`, 'Look at the history.');
    if (!input.approve) return { row, ladder };
    const from = ladder.standing(scopeOf(row)).level;
    // What was true when it was proposed must be true now.
    const evidence = evidenceFor(ladder, row.payerId ?? undefined);
    const wrong = whyNotSet({
      ...{ actor: ctx.actor.kind, workflow: row.workflow, from, to: row.to },
      ...{ evidence, needed: ladder.policy.thresholds },
    });
    if (wrong || stepUp(from) !== row.to)
      throw cannot('The evidence does not carry this step any more.', wrong?.because ?? `It stands at ${from} now.`, 'Decline it.');
    return { row, ladder };
  },
  apply: async (ctx, { row, ladder }, input) => {
    const standing = ladder.standing(scopeOf(row));
    const evidence = evidenceFor(ladder, row.payerId ?? undefined);
    await settlePromotion(ctx, row.id, input.approve ? 'approved' : 'declined');
    if (input.approve)
      await addSetting(ctx, {
        workflow: row.workflow,
        ...scopeOf(row),
        level: row.to,
        limits: standing.limits,
        because: input.because,
        evidence: evidence ?? row.evidence,
      });
    return {
      result: { level: input.approve ? row.to : standing.level },
      subjects: [`promotion:${row.id}`, ...subjectOf(row)],
      details: { approved: input.approve, from: row.from, to: row.to, compared: row.evidence.n, agreed: row.evidence.agreed },
      because: input.because,
      changes,
      jobs: [{ queue: 'propose', data: { tenant: ctx.tx.tenant } }],
    };
  },
});

interface Review {
  readonly changeIds: readonly string[];
  readonly says: 'signed' | 'checked';
}
const reviewChanges = command<Review, readonly ReviewedChange[], readonly ReviewedChange[], { reviewed: number }>({
  workflow: 'governance',
  consequence: 'decides',
  name: 'ground/governance/review-changes',
  summary: 'Sign off what applied itself',
  permission: 'autonomy.review',
  input: z.object({ changeIds: z.array(z.uuid()).min(1).max(1000), says: z.enum(['signed', 'checked']) }),
  subjects: ({ changeIds }) => changeIds.map((id) => `change:${id}`),
  load: (ctx, { changeIds }) => changesById(ctx.tx, [...new Set(changeIds)]),
  plan: (found, { changeIds, says }) => {
    if (found.length !== new Set(changeIds).size) throw notFound('change');
    const sampled = found.filter((one) => one.sampled).length;
    if (says === 'signed' && sampled > 0)
      throw cannot(
        `${sampled} of these were drawn to be looked at one by one.`,
        'A share of what applies itself is checked by a person, each by itself.',
        'Open each, then mark it as checked; sign off the rest.',
      );
    if (says === 'checked' && found.length > 1)
      throw cannot('What was drawn is checked one by one.', 'Several were given at once.', 'Mark each after you looked at it.');
    const left = found.filter((one) => one.says === null);
    if (left.length === 0) throw cannot('These were reviewed already.', 'Somebody was faster.', 'Look at the list again.');
    return left;
  },
  apply: async (ctx, left, { says }) => {
    await addReviews(ctx, left, says);
    return {
      result: { reviewed: left.length },
      subjects: left.map(({ subject }) => subject),
      details: { reviewed: left.length, cents: left.reduce((total, { amount }) => total + amount, 0), says },
      changes,
    };
  },
});

export const autonomyCommands: readonly Command[] = [
  setLevel,
  restoreLevel,
  clearLevel,
  thrown('stop', 'Throw the switch of a workflow', 'autonomy.stop'),
  thrown('resume', 'Let go of the switch of a workflow', 'autonomy.set'),
  startTrial,
  endTrialNow,
  decidePromotion,
  reviewChanges,
  setPolicy,
  watchMachines,
];
