import { expect, test } from 'vitest';
import { evidenceOf } from './evidence.ts';
import { initialPolicy, leastThresholds, type MachinePolicy, whyNotPolicy } from './policy.ts';
import { missingFor, whyNotSet } from './promotion.ts';

const { thresholds, stop, drift } = initialPolicy;
const wrong = (policy: Partial<MachinePolicy>) => whyNotPolicy({ ...initialPolicy, ...policy }).join('; ');

test('what stands until somebody sets another is within the bounds, and so is the least', () => {
  expect(whyNotPolicy(initialPolicy)).toEqual([]);
  expect(whyNotPolicy({ ...initialPolicy, thresholds: leastThresholds })).toEqual([]);
});

test('no practice asks for next to nothing, and no level for less than the one below', () => {
  const conditional = (more: object) => wrong({ thresholds: { ...thresholds, conditional: { ...thresholds.conditional, ...more } } });
  expect(conditional({ n: 99 })).toMatch(/99 compared subjects are too few \(100/);
  expect(conditional({ agreement: 0.94 })).toMatch(/94 % is out of bounds/);
  expect(conditional({ agreement: 1 })).toMatch(/out of bounds/);
  expect(conditional({ errorCostEach: 501 })).toMatch(/too dear/);
  expect(wrong({ thresholds: { ...thresholds, guided: { ...thresholds.guided, n: 1000 } } })).toMatch(
    /conditional: 200 .* less than guided/,
  );
  expect(wrong({ stop: { ...stop, good: 0.9, bad: 0.95 } })).toMatch(/above what ends a trial/);
  expect(wrong({ stop: { ...stop, bad: 0.4 } })).toMatch(/half of the decisions/);
  expect(wrong({ stop: { ...stop, alpha: 0.5 } })).toMatch(/chance of error/);
  expect(wrong({ drift: { ...drift, window: 5 } })).toMatch(/newest decisions .* between 20 and 500/);
  expect(wrong({ drift: { ...drift, overrides: 0.9 } })).toMatch(/decide otherwise/);
});

test('a step up is measured by the practice’s policy', () => {
  const evidence = evidenceOf(Array.from({ length: 250 }, () => ({ arm: 'machine' as const, agree: true, errorCost: 0 })));
  const stricter = { ...thresholds, conditional: { ...thresholds.conditional, n: 300 } };
  expect(missingFor('conditional', evidence)).toEqual([]);
  expect(missingFor('conditional', evidence, stricter)).toEqual(['250 of 300 subjects are compared']);
  const step = { actor: 'person', workflow: 'posting', from: 'guided', to: 'conditional', evidence } as const;
  expect(whyNotSet(step)).toBeUndefined();
  expect(whyNotSet({ ...step, needed: stricter })?.because).toMatch(/250 of 300/);
});
