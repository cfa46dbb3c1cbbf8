import { type DriftRule, initialDriftRule } from './drift.ts';
import { initialStopRule, type StopRule } from './evidence.ts';
import { type Threshold, thresholds } from './promotion.ts';

/** The levels that evidence must carry. */
export const earnedLevels = ['assist', 'guided', 'conditional'] as const;
export type EarnedLevel = (typeof earnedLevels)[number];

/** What a practice asks of a workflow's machine: before it goes up a level, while it is on trial, and for as long as it works. */
export interface MachinePolicy {
  readonly thresholds: { readonly [level in EarnedLevel]: Threshold };
  readonly stop: StopRule;
  readonly drift: DriftRule;
  /** For so many days evidence carries a level back that a person lowered by hand; else 30. */
  readonly restoreDays?: number | undefined;
}

export const initialRestoreDays = 30;
const mostRestoreDays = 90;

/** Until somebody sets another. */
export const initialPolicy: MachinePolicy = { thresholds, stop: initialStopRule, drift: initialDriftRule };

/** Below these no practice goes: fewer subjects, less agreement or dearer mistakes are no evidence. */
export const leastThresholds: MachinePolicy['thresholds'] = {
  assist: { n: 10, agreement: 0.6, errorCostEach: 20_000 },
  guided: { n: 30, agreement: 0.85, errorCostEach: 5_000 },
  conditional: { n: 100, agreement: 0.95, errorCostEach: 500 },
};

interface Bound {
  readonly least: number;
  readonly most: number;
}
const driftBounds: { readonly [of in keyof DriftRule]: Bound } = {
  window: { least: 20, most: 500 },
  leastBaseline: { least: 20, most: 1000 },
  stability: { least: 0.1, most: 1 },
  calibration: { least: 0.02, most: 0.3 },
  overrides: { least: 0.01, most: 0.25 },
};
const driftWords: { readonly [of in keyof DriftRule]: string } = {
  window: 'How many of the newest decisions are looked at',
  leastBaseline: 'How many decisions a comparison needs',
  stability: 'The bound of the shift in what comes in',
  calibration: 'The bound of the error in how sure it says it is',
  overrides: 'The bound of the rise in what people decide otherwise',
};

/** What a practice may not ask of a machine, since it would be too little or would never speak; empty where it may. */
export function whyNotPolicy({ thresholds: asked, stop, drift, restoreDays = initialRestoreDays }: MachinePolicy): string[] {
  return [
    ...(restoreDays >= 0 && restoreDays <= mostRestoreDays ? [] : [`Evidence carries a level back for ${mostRestoreDays} days at most`]),
    ...earnedLevels.flatMap((level) => tooLittle(level, asked[level], leastThresholds[level], 'no practice asks for less')),
    ...earnedLevels.slice(1).flatMap((level, i) => {
      const below = earnedLevels[i] ?? 'assist';
      return tooLittle(level, asked[level], asked[below], `less than ${below} asks for`);
    }),
    ...(stop.good < 1 && stop.good > stop.bad ? [] : ['What earns a promotion lies above what ends a trial, and below all']),
    ...(stop.bad >= 0.5 ? [] : ['A trial ends at the latest where half of the decisions agree']),
    ...[stop.alpha, stop.beta].flatMap((share) => (share >= 0.001 && share <= 0.2 ? [] : ['A chance of error lies between 0.1 and 20 %'])),
    ...(Object.keys(driftBounds) as (keyof DriftRule)[]).flatMap((of) => {
      const { least, most } = driftBounds[of];
      return drift[of] >= least && drift[of] <= most ? [] : [`${driftWords[of]} lies between ${least} and ${most}`];
    }),
  ];
}

const tooLittle = (level: EarnedLevel, asked: Threshold, least: Threshold, why: string): string[] => [
  ...(asked.n >= least.n ? [] : [`${level}: ${asked.n} compared subjects are too few (${least.n}: ${why})`]),
  ...(asked.agreement >= least.agreement && asked.agreement < 1
    ? []
    : [`${level}: an agreement of ${percent(asked.agreement)} is out of bounds (${percent(least.agreement)}: ${why})`]),
  ...(asked.errorCostEach <= least.errorCostEach
    ? []
    : [`${level}: ${asked.errorCostEach} cents a mistake are too dear (${least.errorCostEach}: ${why})`]),
];
const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
