import { describe, expect, test } from 'vitest';
import { byMonth, type ClaimOut, measure } from './index.ts';
import { middleDifference, middleOf, shareDifference, shareOf } from './interval.ts';

let n = 0;
const claims = (count: number, scrubbed: boolean, change: (i: number) => Partial<ClaimOut>): ClaimOut[] =>
  Array.from({ length: count }, (_, i) => ({
    id: `c${n++}`,
    scrubbed,
    month: i % 2 === 0 ? '2026-01' : '2026-02',
    payer: 'p',
    ...change(i),
  }));
const of = (id: string, all: readonly ClaimOut[]) => measure(all).find((one) => one.id === id);

describe('intervals', () => {
  test('of shares are those of Wilson, and of differences those of Newcombe', () => {
    const round = (x: number) => Math.round(x * 1e4) / 1e4;
    // Newcombe 1998, table II: 56/70 and 48/80.
    const d = shareDifference(shareOf(56, 70), shareOf(48, 80));
    expect([d.by, d.low, d.high].map(round)).toEqual([0.2, 0.0524, 0.3339]);
    const w = shareOf(81, 263);
    expect([w.low, w.high].map(round)).toEqual([0.2553, 0.3662]);
  });
  test('of medians hold the truth in about 95 of 100 skewed samples', () => {
    let state = 11;
    const next = () => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return (state + 0.5) / 2 ** 32;
    };
    const sample = (count: number, mean: number) => Array.from({ length: count }, () => -mean * Math.log(next()));
    let held = 0;
    for (let i = 0; i < 1000; i++) {
      const d = middleDifference(middleOf(sample(40, 100)), middleOf(sample(60, 200)));
      if (d.low <= -100 * Math.LN2 && -100 * Math.LN2 <= d.high) held += 1;
    }
    expect(held).toBeGreaterThan(925);
    expect(held).toBeLessThan(985);
  });
});

describe('measures beside their control', () => {
  test('tell both arms and the difference with its interval', () => {
    const all = [...claims(200, true, (i) => ({ denied: i < 10 })), ...claims(300, false, (i) => ({ denied: i < 45 }))];
    expect(of('denials', all)).toMatchObject({ own: { n: 200, value: 0.05 }, control: { n: 300, value: 0.15 } });
    const difference = of('denials', all)?.difference;
    expect(difference?.by).toBeCloseTo(-0.1);
    expect(difference?.high).toBeLessThan(0);
  });
  test('are not measured without a control, and no difference is told; nor of few', () => {
    const own = claims(200, true, () => ({ clean: true, taken: true }));
    expect(of('clean-claims', own)).toEqual({
      ...{ id: 'clean-claims', kind: 'share', own: expect.objectContaining({ n: 200, value: 1 }) },
      notMeasured: 'There is no control: no claim that edits looked at without the scrubbing here.',
    });
    expect(of('first-pass', [...own, ...claims(5, false, () => ({ taken: true }))])?.notMeasured).toBe(
      'Not enough to compare: 5 of at least 20 without the scrubbing here.',
    );
    expect(measure([]).every(({ difference, own: arm }) => difference === undefined && arm === undefined)).toBe(true);
  });
  test('of time are medians, of a claim and of its batch', () => {
    const all = [
      ...claims(40, true, (i) => ({ reviewSeconds: 60 + i, batch: `a${i % 20}` })),
      ...claims(40, false, (i) => ({ reviewSeconds: 300 + i, batch: `b${i % 20}` })),
    ];
    expect(of('review-claim', all)).toMatchObject({ own: { n: 40, value: 79.5 }, control: { n: 40, value: 319.5 } });
    expect(of('review-batch', all)).toMatchObject({ own: { n: 20, value: 89.5 }, control: { n: 20, value: 329.5 } });
    expect(of('review-claim', all)?.difference?.high).toBeLessThan(0);
  });
  test('have their course by month, of what was scrubbed here alone', () => {
    const all = [...claims(10, true, (i) => ({ taken: i !== 0 })), ...claims(9, false, () => ({ taken: false }))];
    expect(byMonth(all, ({ taken }) => taken)).toEqual([
      { month: '2026-01', of: 4, n: 5 },
      { month: '2026-02', of: 5, n: 5 },
    ]);
  });
});
