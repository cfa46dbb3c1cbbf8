import { describe, expect, test } from 'vitest';
import {
  binned,
  brierScore,
  calibrationError,
  demoted,
  findDrift,
  initialDriftRule,
  type Outcome,
  overrideRate,
  quantileEdges,
  stabilityIndex,
} from './index.ts';

const outcome = (confidence: number, agree: boolean, amount = 100): Outcome => ({ confidence, agree, amount });
/** A day's work as it is when all is well: sure, right in 99 of 100, amounts between 50 and 150. */
const usual = (n: number, from = 0) => Array.from({ length: n }, (_, i) => outcome(0.99, (from + i) % 100 !== 99, 50 + ((i * 37) % 100)));

describe('the figures', () => {
  test('population stability index: 50/50 that became 70/30 is 0.1695', () => {
    expect(stabilityIndex([50, 50], [70, 30])).toBeCloseTo(0.16946, 4);
    expect(stabilityIndex([1, 2, 3], [10, 20, 30])).toBeCloseTo(0, 10);
    expect(stabilityIndex([0, 0], [1, 1])).toBe(0);
    expect(stabilityIndex([100, 0], [0, 100])).toBeGreaterThan(10);
  });

  test('bins and their edges', () => {
    expect(quantileEdges([1, 2, 3, 4], 2)).toEqual([3]);
    expect(binned([1, 3, 5], [3])).toEqual([1, 2]);
    expect(quantileEdges([7, 7, 7], 5)).toEqual([7]);
  });

  test('Brier’s score and the calibration error', () => {
    expect(brierScore([outcome(0.9, true), outcome(0.8, false)])).toBeCloseTo(0.325, 10);
    expect(calibrationError([outcome(0.95, true), outcome(0.95, false)])).toBeCloseTo(0.45, 10);
    expect(calibrationError([outcome(1, true), outcome(1, true)])).toBe(0);
    expect(overrideRate([outcome(1, true), outcome(1, false)])).toBe(0.5);
  });
});

describe('the watch', () => {
  test('says nothing without a baseline, and nothing of a usual day', () => {
    expect(findDrift(usual(79))).toBeUndefined();
    expect(findDrift(usual(200))?.alerts).toEqual([]);
  });

  test.each([
    ['amounts ten times as large', (i: number) => outcome(0.99, true, 1000 + i), 'population'],
    ['people take every fourth back', (i: number) => outcome(0.99, i % 4 !== 0, 50 + ((i * 37) % 100)), 'overrides'],
    ['it is surer than it is right', (i: number) => outcome(0.99, i % 5 !== 0, 50 + ((i * 37) % 100)), 'calibration'],
  ])('finds an injected shift within a window: %s', (_name, shifted, sign) => {
    const before = usual(200);
    const at = Array.from({ length: initialDriftRule.window + 1 }, (_, n) => n).find((n) => {
      const after = Array.from({ length: n }, (_, i) => shifted(i));
      return findDrift([...before, ...after])?.alerts.some((alert) => alert.sign === sign);
    });
    expect(at).toBeLessThanOrEqual(initialDriftRule.window);
  });

  test('lowers a level for a sign and two for more, and never below off', () => {
    const all = findDrift([...usual(100), ...Array.from({ length: 40 }, (_, i) => outcome(0.5, i % 2 === 0, 5000))]);
    expect(all?.steps).toBe(2);
    expect(all && demoted('conditional', all)).toBe('assist');
    expect(all && demoted('shadow', all)).toBe('off');
  });
});
