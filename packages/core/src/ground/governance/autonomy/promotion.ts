import { type ActorKind, isMachine } from './decide.ts';
import { type Evidence, type Interval, wilson } from './evidence.ts';
import { ceilingOf, type Level, rank, stepUp, type Workflow } from './workflow.ts';

/** What a trial must have shown before a scope may be set to a level. */
export interface Threshold {
  /** Compared subjects. */
  readonly n: number;
  /** The lower end of the 95 % interval of agreement. */
  readonly agreement: number;
  /** Cents that would have stood wrong for each subject, at most. */
  readonly errorCostEach: number;
}
export const thresholds = {
  assist: { n: 20, agreement: 0.8, errorCostEach: 10_000 },
  guided: { n: 50, agreement: 0.9, errorCostEach: 2_000 },
  conditional: { n: 200, agreement: 0.97, errorCostEach: 100 },
} as const satisfies Thresholds;
type Thresholds = { readonly [to in Level]?: Threshold };

/** What is missing for a promotion to a level; empty where the evidence is enough. */
export function missingFor(to: Level, evidence: Evidence | undefined, needed: Thresholds = thresholds): string[] {
  const threshold = needed[to];
  if (threshold === undefined) return [];
  if (evidence === undefined) return ['no trial has been run'];
  const interval: Interval = wilson(evidence.agreed, evidence.n);
  const percent = (share: number) => `${Math.floor(share * 1000) / 10} %`;
  return [
    ...(evidence.n >= threshold.n ? [] : [`${evidence.n} of ${threshold.n} subjects are compared`]),
    ...(interval.lower >= threshold.agreement
      ? []
      : [`agreement is ${percent(interval.lower)} at the lower end of the interval, ${percent(threshold.agreement)} is needed`]),
    ...(evidence.errorCostEach <= threshold.errorCostEach
      ? []
      : [`${Math.ceil(evidence.errorCostEach)} cents a subject would stand wrong, ${threshold.errorCostEach} are allowed`]),
  ];
}

export interface LevelChange {
  readonly actor: ActorKind;
  readonly workflow: Workflow;
  readonly from: Level;
  readonly to: Level;
  readonly evidence?: Evidence | undefined;
  /** What the practice asks for. */
  readonly needed?: Thresholds;
}

/** Why a level may not be set; undefined where it may. Down is always free, and instant; up goes a step at a time, by people, on evidence. */
export function whyNotSet({
  actor,
  workflow,
  from,
  to,
  evidence,
  needed,
}: LevelChange): { readonly says: string; readonly because: string } | undefined {
  if (rank(to) <= rank(from)) return undefined;
  if (isMachine(actor)) return { says: 'A machine never raises a level.', because: 'It may lower it; a person raises it.' };
  if (rank(to) > rank(ceilingOf(workflow)))
    return { says: `The ceiling of this workflow is ${ceilingOf(workflow)}.`, because: 'No setting and no evidence goes above it.' };
  if (to !== stepUp(from))
    return { says: 'A level is raised one step at a time.', because: `From ${from} the next step is ${stepUp(from)}.` };
  const missing = missingFor(to, evidence, needed);
  if (missing.length > 0) return { says: 'The evidence is not enough for this step.', because: `${missing.join('; ')}.` };
  return undefined;
}
