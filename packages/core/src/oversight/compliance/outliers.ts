import { type Cents, cents } from '../../ground/base/index.ts';
import { median, spread } from './robust.ts';

export const outlierKinds = ['charge', 'payment', 'adjustment'] as const;
export type OutlierKind = (typeof outlierKinds)[number];

/** What a unit of a code was charged, paid or adjusted, for one payer. */
export interface UnitAmount {
  readonly claimId: string;
  readonly lineId: string;
  readonly amount: Cents;
}
export interface AmountGroup {
  readonly kind: OutlierKind;
  readonly payerId: string;
  readonly code: string;
  readonly amounts: readonly UnitAmount[];
}

export interface Outlier extends UnitAmount {
  readonly kind: OutlierKind;
  readonly payerId: string;
  readonly code: string;
  readonly usual: Cents;
  /** Of how many amounts, and how far from the usual, in spreads of them; below it is negative. */
  readonly n: number;
  readonly z: number;
  /** How the amounts lie, from the least to the most, in equal steps of their logarithm. */
  readonly bins: readonly number[];
  readonly least: Cents;
  readonly most: Cents;
}

/** Fewer amounts have no usual one. */
export const fewestAmounts = 20;
/** Nearer than this to the usual, in spreads, nobody asks to see. */
export const leastZ = 3;
/** What lies within five per cent is the same price to whoever looks at it. */
const leastSpread = 0.05;
/** An amount that many others share is a price of its own: a reduced second procedure, a new schedule. */
const sharedWithin = 0.02;
const sharedBy = 0.05;
const binCount = 24;

/** Of sorted values. */
function binsOf(logs: readonly number[]): number[] {
  const [low, high] = [logs[0] ?? 0, logs.at(-1) ?? 0];
  const bins = Array.from({ length: binCount }, () => 0);
  for (const log of logs) {
    const at = high === low ? binCount >> 1 : Math.min(binCount - 1, Math.floor(((log - low) / (high - low)) * binCount));
    bins[at] = (bins[at] ?? 0) + 1;
  }
  return bins;
}

/** How many of sorted values lie within a distance of one. */
function near(sorted: readonly number[], value: number, within: number): number {
  const from = firstAbove(sorted, value - within - 1e-12);
  return firstAbove(sorted, value + within) - from;
}
function firstAbove(sorted: readonly number[], value: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) > value) high = middle;
    else low = middle + 1;
  }
  return low;
}

function outliersOf({ amounts: all, ...group }: AmountGroup): Outlier[] {
  const amounts = all.filter(({ amount }) => amount > 0);
  const n = amounts.length;
  if (n < fewestAmounts) return [];
  const logs = amounts.map(({ amount }) => Math.log(amount)).sort((a, b) => a - b);
  const middle = median(logs);
  // Amounts are skewed: each side has a spread of its own.
  const below = Math.max(
    leastSpread,
    spread(
      logs.filter((log) => log <= middle),
      middle,
    ),
  );
  const above = Math.max(
    leastSpread,
    spread(
      logs.filter((log) => log >= middle),
      middle,
    ),
  );
  const found = amounts.flatMap((one) => {
    const log = Math.log(one.amount);
    const z = (log - middle) / (log < middle ? below : above);
    return Math.abs(z) < leastZ || near(logs, log, sharedWithin) > Math.max(2, n * sharedBy) ? [] : [{ ...one, z }];
  });
  if (found.length === 0) return [];
  const bins = binsOf(logs);
  const [least, most] = [logs[0] ?? 0, logs.at(-1) ?? 0].map((log) => cents(Math.round(Math.exp(log))));
  const usual = cents(Math.round(Math.exp(middle)));
  return found.map((one) => ({ ...group, ...one, usual, n, bins, least: least ?? usual, most: most ?? usual }));
}

/** Amounts that lie far off what is usual for the same code and payer, the farthest first. */
export const findOutliers = (groups: Iterable<AmountGroup>): Outlier[] =>
  [...groups].flatMap(outliersOf).sort((a, b) => Math.abs(b.z) - Math.abs(a.z));
