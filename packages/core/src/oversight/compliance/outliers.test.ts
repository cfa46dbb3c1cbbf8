import { describe, expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import { findOutliers } from './index.ts';

/** The same numbers every time. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
}
const normal = (next: () => number): number => Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next());
const groupOf = (dollars: readonly number[]) => ({
  ...{ kind: 'charge' as const, payerId: 'p', code: '99213' },
  amounts: dollars.map((amount, i) => ({ claimId: `c${i}`, lineId: `${i}`, amount: cents(Math.max(1, Math.round(amount * 100))) })),
});
const threshold = 3.5;
const told = (dollars: readonly number[]) => findOutliers([groupOf(dollars)]).filter(({ z }) => Math.abs(z) >= threshold);
const many = (count: number, one: (next: () => number) => number, seed = 7): number[] => {
  const next = chance(seed);
  return Array.from({ length: count }, () => one(next));
};

describe('amounts far off the usual', () => {
  const factors = [0.1, 0.2, 0.3, 0.4, 2.5, 3, 4, 6, 10, 100];
  test.each([
    ['a fee schedule', many(400, () => 120)],
    ['charges that scatter', many(400, (next) => 120 * Math.exp(0.1 * normal(next)))],
    ['two prices', many(400, (next) => (next() < 0.3 ? 60 : 120))],
  ])('%s: every seeded one is found, and nothing else', (_name, clean) => {
    const found = told([...clean, ...factors.map((factor) => 120 * factor * 1.01)]);
    expect(found.map(({ lineId }) => Number(lineId)).sort((a, b) => a - b)).toEqual(factors.map((_, i) => clean.length + i));
  });

  test('skewed clean data raise false alarms of less than one in a hundred, and of data that scatter evenly less than one in a thousand', () => {
    const n = 20_000;
    const shapes: { readonly [name: string]: (next: () => number) => number } = {
      'log-normal, wide': (next) => 120 * Math.exp(0.8 * normal(next)),
      'log-normal, narrow': (next) => 120 * Math.exp(0.2 * normal(next)),
      normal: (next) => 120 + 15 * normal(next),
      exponential: (next) => 5 - 115 * Math.log(next()),
      gamma: (next) => 5 - 40 * (Math.log(next()) + Math.log(next()) + Math.log(next())),
      'prices and a tail': (next) => (next() < 0.9 ? 120 : 120 * Math.exp(Math.abs(0.02 * normal(next)))),
    };
    const rates = Object.fromEntries(Object.entries(shapes).map(([name, one]) => [name, told(many(n, one)).length / n]));
    for (const rate of Object.values(rates)) expect(rate).toBeLessThan(0.01);
    for (const name of ['log-normal, wide', 'log-normal, narrow', 'prices and a tail']) expect(rates[name]).toBeLessThan(0.001);
  });

  test('a price that many share is no outlier; few amounts have no usual one; the plot holds all of them', () => {
    expect(told(many(200, (next) => (next() < 0.2 ? 60 : 120)))).toEqual([]);
    expect(told([...many(18, () => 120), 900])).toEqual([]);
    const [one] = told([...many(40, () => 120), 900]);
    expect(one).toMatchObject({ usual: 12_000, amount: 90_000, n: 41, least: 12_000, most: 90_000 });
    expect(one?.bins.reduce((sum, bin) => sum + bin, 0)).toBe(41);
    expect(one?.bins.at(-1)).toBe(1);
  });
});
