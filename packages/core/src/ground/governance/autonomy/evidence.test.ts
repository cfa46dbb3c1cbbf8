import { describe, expect, test } from 'vitest';
import { armOf, errorCost, evidenceOf, initialStopRule, isSampled, missingFor, sequentialTest, whyNotSet, wilson } from './index.ts';

const rounded = ({ lower, upper }: { lower: number; upper: number }) => [Math.round(lower * 1e4) / 1e4, Math.round(upper * 1e4) / 1e4];
/** No hash, but spread and the same for the same text: the arms only need that. */
const spread = (text: string): string => {
  let h = 0x811c9dc5;
  for (const c of text) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
  let out = '';
  for (let i = 0; i < 2; i++) {
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
    h = Math.imul(h ^ (h >>> 12), 0x297a2d39) >>> 0;
    h = (h ^ (h >>> 15)) >>> 0;
    out += h.toString(16).padStart(8, '0');
  }
  return out;
};

describe('the interval', () => {
  test('is Wilson’s, as Newcombe tabled it in 1998', () => {
    expect(rounded(wilson(81, 263))).toEqual([0.2553, 0.3662]);
    expect(rounded(wilson(15, 148))).toEqual([0.0624, 0.1605]);
    expect(rounded(wilson(0, 20))).toEqual([0, 0.1611]);
    expect(rounded(wilson(1, 29))).toEqual([0.0061, 0.1718]);
    expect(wilson(0, 0)).toEqual({ lower: 0, upper: 1 });
  });
});

describe('the stop rule', () => {
  const yes = (n: number) => Array.from({ length: n }, () => true);
  test('is Wald’s: thirty-five in a row are good, two against in a row stop', () => {
    expect(sequentialTest(yes(34), initialStopRule)).toEqual({ says: 'go-on' });
    expect(sequentialTest(yes(35), initialStopRule)).toEqual({ says: 'good', at: 35 });
    expect(sequentialTest([false], initialStopRule)).toEqual({ says: 'go-on' });
    expect(sequentialTest([false, false], initialStopRule)).toEqual({ says: 'stop', at: 2 });
    expect(sequentialTest([...yes(20), false, false], initialStopRule)).toEqual({ says: 'go-on' });
  });

  test('stops a machine that is right in nine of ten, and passes one that is right in 98 of 100, nearly always', () => {
    const outcome = (share: number) => {
      const said = { good: 0, stop: 0, 'go-on': 0 };
      for (let run = 0; run < 100; run++) {
        const outcomes = Array.from({ length: 500 }, (_, i) => armOf(spread, `${share}/${run}`, String(i), share) === 'control');
        said[sequentialTest(outcomes, initialStopRule).says] += 1;
      }
      return said;
    };
    expect(outcome(0.9).stop).toBeGreaterThan(90);
    expect(outcome(0.98).good).toBeGreaterThan(90);
  });
});

describe('arms and samples', () => {
  test('fall by chance, and for one subject always the same way', () => {
    const arms = Array.from({ length: 4000 }, (_, i) => armOf(spread, 'salt', `remit:${i}`, 0.2));
    expect(arms.filter((arm) => arm === 'control').length / 4000).toBeCloseTo(0.2, 1);
    expect(arms).toEqual(Array.from({ length: 4000 }, (_, i) => armOf(spread, 'salt', `remit:${i}`, 0.2)));
    expect(arms).not.toEqual(Array.from({ length: 4000 }, (_, i) => armOf(spread, 'other', `remit:${i}`, 0.2)));
    expect(armOf(spread, 'salt', 'remit:1', 0)).toBe('machine');
    expect(armOf(spread, 'salt', 'remit:1', 1)).toBe('control');
    expect(isSampled(spread, 'seed', 'remit:1', 1)).toBe(true);
  });
});

describe('evidence', () => {
  test('counts agreement, the middle time of each arm, and what would stand wrong', () => {
    const found = evidenceOf([
      { arm: 'control', agree: true, seconds: 30, errorCost: 0 },
      { arm: 'control', agree: true, seconds: 50, errorCost: 0 },
      { arm: 'machine', agree: false, seconds: 8, errorCost: 300 },
      { arm: 'machine', agree: true, errorCost: 0 },
    ]);
    expect(found).toMatchObject({
      n: 4,
      agreed: 3,
      agreement: 0.75,
      seconds: { control: 40, machine: 8 },
      errorCost: 300,
      errorCostEach: 75,
    });
    expect(evidenceOf([])).toMatchObject({ n: 0, agreement: 0, seconds: {} });
  });

  test('costs what two decisions differ by, once', () => {
    expect(errorCost({ a: 100, b: -100 }, { a: 100, b: -100 })).toBe(0);
    expect(errorCost({ a: 100, b: -100 }, { a: 60, b: -100, c: 40 })).toBe(40);
    expect(errorCost({ a: 100, b: -100 }, {})).toBe(100);
  });

  test('carries a step, or says what is missing', () => {
    const enough = evidenceOf(Array.from({ length: 200 }, () => ({ arm: 'control' as const, agree: true, errorCost: 0 })));
    const change = { actor: 'person', workflow: 'posting', from: 'guided', to: 'conditional' } as const;
    expect(whyNotSet({ ...change, evidence: enough })).toBeUndefined();
    expect(whyNotSet({ ...change, actor: 'system', evidence: enough })?.says).toMatch(/never raises/);
    expect(whyNotSet({ ...change, workflow: 'denials', evidence: enough })?.says).toMatch(/ceiling/);
    expect(whyNotSet({ ...change, from: 'assist', evidence: enough })?.says).toMatch(/one step/);
    expect(whyNotSet({ ...change, actor: 'system', from: 'conditional', to: 'off' })).toBeUndefined();
    expect(missingFor('conditional', evidenceOf([{ arm: 'control', agree: false, errorCost: 900 }]))).toEqual([
      '1 of 200 subjects are compared',
      'agreement is 0 % at the lower end of the interval, 97 % is needed',
      '900 cents a subject would stand wrong, 100 are allowed',
    ]);
  });
});
