import { describe, expect, test } from 'vitest';
import { foretell, judge, learnDenials } from './index.ts';
import { fit } from './regression.ts';
import { chance, madeHistory } from './testing/made-history.ts';

describe('the regression', () => {
  test('finds the weights that made the data, and holds them down by its ridge', () => {
    const next = chance(5);
    const made = Array.from({ length: 20_000 }, () => {
      const x = [next() * 2 - 1, next() < 0.3 ? 1 : 0];
      const p = 1 / (1 + Math.exp(-(-1 + 1.5 * (x[0] ?? 0) - 0.8 * (x[1] ?? 0))));
      return { row: { at: [0, 1], values: x }, denied: next() < p };
    });
    const [rows, truth] = [made.map(({ row }) => row), made.map(({ denied }) => denied)];
    const { intercept, weights } = fit(rows, truth, 2, 0.01);
    expect(Math.abs(intercept + 1)).toBeLessThan(0.08);
    expect(Math.abs((weights[0] ?? 0) - 1.5)).toBeLessThan(0.1);
    expect(Math.abs((weights[1] ?? 0) + 0.8)).toBeLessThan(0.12);
    expect(Math.abs(fit(rows, truth, 2, 1e6).weights[0] ?? 9)).toBeLessThan(0.01);
  });
  test('is judged as the books say: ranks, squares, and bins', () => {
    const told = [0.1, 0.2, 0.35, 0.4, 0.8].map((probability, i) => ({ probability, denied: i === 2 || i === 4 }));
    const { auc, brier, baseBrier, denied } = judge(told, 0.4);
    expect([auc, denied]).toEqual([5 / 6, 2]);
    expect(brier).toBeCloseTo((0.01 + 0.04 + 0.4225 + 0.16 + 0.04) / 5);
    expect(baseBrier).toBeCloseTo((3 * 0.16 + 2 * 0.36) / 5);
    expect(
      judge(
        told.map((one) => ({ ...one, probability: 0.3 })),
        0.4,
      ).auc,
    ).toBe(0.5);
  });
});

describe('denials, foretold from the history', () => {
  test('come near what can be known: of the best there is, by rank, by square and by calibration', () => {
    const history = madeHistory(12_000, 3);
    const { model, judgement, splitOn } = learnDenials(history);
    if (model === undefined || judgement === undefined || splitOn === undefined) return expect.fail('it is silent');
    const test = history.filter(({ sentOn }) => sentOn >= splitOn);
    const before = history.filter(({ decidedOn }) => decidedOn < splitOn);
    const base = before.filter(({ denied }) => denied).length / before.length;
    const best = judge(
      test.map(({ truth, denied }) => ({ probability: truth, denied })),
      base,
    );
    expect(best.auc - judgement.auc).toBeLessThan(0.02);
    expect(judgement.brier - best.brier).toBeLessThan(0.004);
    expect(judgement.brier).toBeLessThan(judgement.baseBrier);
    expect(judgement.lift).toBeGreaterThan(0.85 * best.lift);
    for (const { n, foretold, came } of judgement.bins)
      expect(Math.abs(foretold - came)).toBeLessThan(3 * Math.sqrt((foretold * (1 - foretold)) / n) + 0.02);

    const risky = { ...test[0], payer: 'payer-f', codes: ['97110'], modifiers: ['59'], authorization: false, days: 60 };
    const safe = { ...test[0], payer: 'payer-a', codes: ['66984'], modifiers: [], authorization: true, days: 2 };
    const facts = { families: [], place: '11', provider: 'npi-1', billedCents: 10_000, diagnoses: 1, warned: 0 };
    const high = foretell(model, { ...facts, ...risky });
    expect(high.probability).toBeGreaterThan(0.6);
    expect(foretell(model, { ...facts, ...safe }).probability).toBeLessThan(0.05);
    expect(high.reasons).toHaveLength(3);
    expect(high.reasons.join(' ')).toMatch(/no authorization|denied \d+ % of the claims with 97110/);
  });

  test('that are chance are not foretold: it says that it is no better than the base rate', () => {
    for (const seed of [1, 2, 3, 4, 5]) {
      const { model, silent, judgement } = learnDenials(madeHistory(4_000, seed, true));
      expect(model).toBeUndefined();
      expect(silent).toContain('base rate');
      expect(Math.abs((judgement?.auc ?? 0) - 0.5)).toBeLessThan(0.06);
    }
  });

  test('of a short history nothing is said, and how much is missing', () => {
    expect(learnDenials(madeHistory(120, 1))).toEqual({
      silent: 'Not enough history: 120 of at least 500 decided claims.',
      learnedFrom: 120,
    });
    const paid = madeHistory(900, 1).map((claim, i) => ({ ...claim, denied: i < 12 }));
    expect(learnDenials(paid).silent).toBe('Not enough history: 12 of at least 50 denied claims.');
  });

  test('are never learned from what was not known yet: outcomes of the test change no word of its prediction', () => {
    const history = madeHistory(3_000, 9);
    const { splitOn = '' } = learnDenials(history);
    const other = history.map((claim) =>
      claim.decidedOn >= splitOn && claim.sentOn < splitOn ? { ...claim, denied: !claim.denied } : claim,
    );
    expect(learnDenials(other).judgement?.auc).toBe(learnDenials(history).judgement?.auc);
  });
});
