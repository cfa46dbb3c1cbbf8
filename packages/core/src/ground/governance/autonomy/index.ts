export { type AllowedKind, allowList, checkAllowList } from './allow-list.ts';
export { alwaysAPerson, bookableByMachine, type Consequence, consequences, isHarmless, needsAPerson } from './consequence.ts';
export { type ActorKind, type Approver, decideAutonomy, isMachine, type Proposed, type Verdict, whyNotApprove } from './decide.ts';
export * from './drift.ts';
export { hasEffectsDeclared, type Write, whatIsBeyond } from './effects.ts';
export {
  type Arm,
  armOf,
  type Compared,
  type Evidence,
  errorCost,
  evidenceOf,
  type Figures,
  type Interval,
  initialStopRule,
  isSampled,
  type StopRule,
  sequentialTest,
  wilson,
} from './evidence.ts';
export { type Deciding, deciding, findPaths, type RegisteredCommand, type Search } from './no-path.ts';
export { personMakers } from './person-makers.ts';
export {
  type EarnedLevel,
  earnedLevels,
  initialPolicy,
  initialRestoreDays,
  leastThresholds,
  type MachinePolicy,
  whyNotPolicy,
} from './policy.ts';
export { type LevelChange, missingFor, type Threshold, thresholds, whyNotSet } from './promotion.ts';
export { type PastLevel, type WayBack, wayBack, whyNotRestored } from './restoring.ts';
export { type Road, routeRoads } from './roads.ts';
export {
  currentSettings,
  highestWithout,
  initialLimits,
  isStopped,
  type Limits,
  placesOf,
  type Scope,
  type Setting,
  type Standing,
  type Stop,
  scopeKey,
  standingAt,
  standingOf,
  type Touching,
} from './setting.ts';
export {
  ceilingOf,
  isWorkflow,
  type Level,
  levels,
  lower,
  rank,
  stepsDown,
  stepUp,
  type Workflow,
  workflowCards,
  workflows,
} from './workflow.ts';
