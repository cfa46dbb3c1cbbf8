import { type Level, stepsDown } from './workflow.ts';

/** One decision of the machine and what became of it: a person agreed, or took it back or decided otherwise. */
export interface Outcome {
  /** From 0 to 1. */
  readonly confidence: number;
  readonly amount: number;
  readonly agree: boolean;
}

/** A bin without anything would make the index infinite. */
const leastShare = 1e-4;

/** Population stability index of two counts over the same bins. Below 0.1 stable, above 0.25 shifted. */
export function stabilityIndex(expected: readonly number[], actual: readonly number[]): number {
  const total = (counts: readonly number[]) => counts.reduce((sum, count) => sum + count, 0);
  const [all, now] = [total(expected), total(actual)];
  if (all === 0 || now === 0) return 0;
  return expected.reduce((index, count, i) => {
    const was = Math.max(count / all, leastShare);
    const is = Math.max((actual[i] ?? 0) / now, leastShare);
    return index + (is - was) * Math.log(is / was);
  }, 0);
}

/** Counts of values by bins whose inner edges these are. */
export function binned(values: readonly number[], edges: readonly number[]): number[] {
  const counts = Array.from({ length: edges.length + 1 }, () => 0);
  for (const value of values) {
    const at = edges.findIndex((edge) => value < edge);
    const bin = at === -1 ? edges.length : at;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts;
}

/** Inner edges that split the values into parts of equal size. */
export function quantileEdges(values: readonly number[], parts: number): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  const edges = Array.from({ length: parts - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / parts)] ?? 0);
  return [...new Set(edges)];
}

/** Brier's score: the mean squared distance of what was said from what came. 0 is perfect. */
export const brierScore = (outcomes: readonly Outcome[]): number =>
  mean(outcomes.map(({ confidence, agree }) => (confidence - (agree ? 1 : 0)) ** 2));

/** Expected calibration error over ten bins of equal width. */
export function calibrationError(outcomes: readonly Outcome[], bins = 10): number {
  let error = 0;
  for (let bin = 0; bin < bins; bin++) {
    const inside = outcomes.filter(({ confidence }) => Math.min(Math.floor(confidence * bins), bins - 1) === bin);
    if (inside.length === 0) continue;
    const said = mean(inside.map(({ confidence }) => confidence));
    const came = mean(inside.map(({ agree }) => (agree ? 1 : 0)));
    error += (inside.length / outcomes.length) * Math.abs(said - came);
  }
  return error;
}

export const overrideRate = (outcomes: readonly Outcome[]): number => mean(outcomes.map(({ agree }) => (agree ? 0 : 1)));

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;

export interface DriftRule {
  /** How many of the newest outcomes are looked at. */
  readonly window: number;
  /** How many came before them at least; fewer are no baseline. */
  readonly leastBaseline: number;
  readonly stability: number;
  readonly calibration: number;
  /** How much the override rate may rise above the baseline's. */
  readonly overrides: number;
}
export const initialDriftRule: DriftRule = { window: 40, leastBaseline: 40, stability: 0.5, calibration: 0.15, overrides: 0.1 };

export type DriftSign = 'population' | 'calibration' | 'overrides';
export interface DriftAlert {
  readonly sign: DriftSign;
  readonly value: number;
  readonly limit: number;
}

export interface Drift {
  readonly alerts: readonly DriftAlert[];
  /** A level down for one sign, two for more, one at least where people override. */
  readonly steps: number;
  readonly figures: {
    readonly stability: number;
    readonly brier: number;
    readonly calibration: number;
    readonly overrides: number;
    readonly baselineOverrides: number;
  };
}

/** Compares the newest outcomes with those before them; oldest first. Says nothing where there is no baseline. */
export function findDrift(outcomes: readonly Outcome[], rule: DriftRule = initialDriftRule): Drift | undefined {
  const baseline = outcomes.slice(0, -rule.window);
  const window = outcomes.slice(-rule.window);
  if (baseline.length < rule.leastBaseline || window.length < rule.window) return undefined;
  const figures = {
    stability: Math.max(...(['amount', 'confidence'] as const).map((of) => shift(baseline, window, of))),
    brier: brierScore(window),
    calibration: calibrationError(window),
    overrides: overrideRate(window),
    baselineOverrides: overrideRate(baseline),
  };
  const limit = figures.baselineOverrides + rule.overrides;
  const alerts: DriftAlert[] = [];
  if (figures.stability > rule.stability) alerts.push({ sign: 'population', value: figures.stability, limit: rule.stability });
  if (figures.calibration > rule.calibration) alerts.push({ sign: 'calibration', value: figures.calibration, limit: rule.calibration });
  if (figures.overrides > limit) alerts.push({ sign: 'overrides', value: figures.overrides, limit });
  return { alerts, steps: Math.min(alerts.length, 2), figures };
}

function shift(baseline: readonly Outcome[], window: readonly Outcome[], of: 'amount' | 'confidence'): number {
  const edges = quantileEdges(
    baseline.map((outcome) => outcome[of]),
    5,
  );
  const count = (all: readonly Outcome[]) =>
    binned(
      all.map((outcome) => outcome[of]),
      edges,
    );
  return stabilityIndex(count(baseline), count(window));
}

export const demoted = (level: Level, drift: Drift): Level => stepsDown(level, drift.steps);
