const sorted = (values: readonly number[]): number[] => [...values].sort((a, b) => a - b);

/** The middle one, or the mean of the two in the middle; zero of none. */
export function median(values: readonly number[]): number {
  const own = sorted(values);
  const upper = own[own.length >> 1] ?? 0;
  return own.length % 2 === 1 ? upper : ((own[(own.length >> 1) - 1] ?? 0) + upper) / 2;
}

/** By which the median absolute deviation of normal data is their standard deviation. */
const normal = 1.4826;

/** How far values lie from their median, as a standard deviation that a few wild ones cannot move. */
export const spread = (values: readonly number[], centre = median(values)): number =>
  normal * median(values.map((value) => Math.abs(value - centre)));
