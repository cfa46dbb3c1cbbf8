import { isWorkflow, type MachinePolicy, type Workflow, whyNotPolicy } from '@claimwright/core/ground/governance';
import { z } from 'zod';
import { cannot, command, Refusal } from '../../../gate/index.ts';
import { addPolicy, lockLadder, policiesOf } from './store.ts';

const share = z.number().min(0).max(1);
const threshold = z.object({ n: z.int().min(1).max(100_000), agreement: share, errorCostEach: z.int().min(0).max(1_000_000) });
const rules: z.ZodType<MachinePolicy> = z.object({
  thresholds: z.object({ assist: threshold, guided: threshold, conditional: threshold }),
  stop: z.object({ good: share, bad: share, alpha: share, beta: share }),
  drift: z.object({
    window: z.int().min(1).max(10_000),
    leastBaseline: z.int().min(1).max(10_000),
    stability: z.number().min(0).max(10),
    calibration: share,
    overrides: share,
  }),
  restoreDays: z.int().min(0).max(3650).optional(),
});

interface SetPolicy {
  readonly workflow: Workflow;
  /** The version that the person had before them. */
  readonly from: number;
  readonly rules: MachinePolicy;
  readonly because: string;
}

/** A person says what is asked of a workflow's machine from now on: before it goes up, while it is on trial, and as long as it works. */
export const setPolicy = command<SetPolicy, number, number, { version: number }>({
  name: 'ground/governance/set-policy',
  summary: 'Set what is asked of a machine',
  permission: 'autonomy.set',
  workflow: 'governance',
  consequence: 'administers',
  whole: 'What is asked of a machine',
  input: z.object({
    workflow: z.string().refine(isWorkflow, 'There is no such workflow.'),
    from: z.int().min(0),
    rules,
    because: z.string().trim().min(3, 'Say why: it stands on the record.').max(500),
  }) as unknown as z.ZodType<SetPolicy>,
  load: async (ctx, { workflow }) => {
    await lockLadder(ctx.tx);
    return (await policiesOf(ctx.tx, workflow)).at(-1)?.version ?? 0;
  },
  plan: (version, { from, rules: asked }) => {
    if (version !== from)
      throw cannot(
        'Somebody has set another policy meanwhile.',
        `Version ${version} stands, and you changed version ${from}.`,
        'Look at it again.',
      );
    const [first, ...more] = whyNotPolicy(asked);
    if (first !== undefined)
      throw new Refusal('bad-input', 'This is out of what a practice may ask.', { because: `${[first, ...more].join('; ')}.` });
    return version + 1;
  },
  apply: async (ctx, version, { workflow, rules: asked, because }) => {
    await addPolicy(ctx, { workflow, version, rules: asked, because });
    return {
      result: { version },
      subjects: [`workflow:${workflow}`],
      details: { version, conditionalCompared: asked.thresholds.conditional.n, driftWindow: asked.drift.window },
      because,
      changes: [{ topic: 'autonomy' }],
    };
  },
});
