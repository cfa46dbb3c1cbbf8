/** 95 %, both sides. */
const z = 1.959964;

export interface Share {
  readonly of: number;
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

/** A share with its 95 % interval after Wilson, which holds for few and for shares near none or all. */
export function shareOf(of: number, n: number): Share {
  const share = n === 0 ? 0 : of / n;
  if (n === 0) return { of, n, share, low: 0, high: 1 };
  const centre = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { of, n, share, low: centre > half ? centre - half : 0, high: Math.min(1, centre + half) };
}

export interface Difference {
  readonly by: number;
  readonly low: number;
  readonly high: number;
}

/** How far two shares lie apart, with the 95 % interval after Newcombe (his method 10). */
export function shareDifference(a: Share, b: Share): Difference {
  const by = a.share - b.share;
  return {
    by,
    low: by - Math.hypot(a.share - a.low, b.high - b.share),
    high: by + Math.hypot(a.high - a.share, b.share - b.low),
  };
}

export interface Middle {
  readonly n: number;
  readonly median: number;
  /** Variance of the median, by the distance of order statistics around it (Price and Bonett). */
  readonly variance: number;
}

/** Chance that a fair coin shows at most `k` heads of `n`. */
function atMost(k: number, n: number): number {
  let [term, sum] = [0.5 ** n, 0];
  if (n > 1000) return Number.NaN;
  for (let i = 0; i <= k; i++) {
    sum += term;
    term *= (n - i) / (i + 1);
  }
  return sum;
}

export function middleOf(values: readonly number[]): Middle {
  const sorted = [...values].sort((a, b) => a - b);
  const n = sorted.length;
  const upper = sorted[n >> 1] ?? 0;
  const median = n % 2 === 1 ? upper : ((sorted[(n >> 1) - 1] ?? 0) + upper) / 2;
  if (n < 5) return { n, median, variance: Number.POSITIVE_INFINITY };
  const c = Math.max(1, Math.round((n + 1) / 2 - Math.sqrt(n)));
  const tail = n > 1000 ? 0.0228 : atMost(c - 1, n);
  const width = quantile(1 - tail);
  const distance = (sorted[n - c] ?? 0) - (sorted[c - 1] ?? 0);
  return { n, median, variance: (distance / (2 * width)) ** 2 };
}

/** The standard normal's, to a few thousandths (Abramowitz and Stegun 26.2.23), for p above a half. */
function quantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return t - (2.515517 + 0.802853 * t + 0.010328 * t * t) / (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t ** 3);
}

export function middleDifference(a: Middle, b: Middle): Difference {
  const by = a.median - b.median;
  const half = z * Math.sqrt(a.variance + b.variance);
  return { by, low: by - half, high: by + half };
}
