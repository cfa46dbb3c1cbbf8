import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Cents, cents } from '../../ground/base/index.ts';
import { coordinationMethods, secondaryPays } from './coordination.ts';

const file = join(import.meta.dirname, '../../../../../golden/revenue/vectors/coordination.tsv');
const [, ...rows] = readFileSync(file, 'utf8').trimEnd().split('\n');

const plan = (deductible: number, percent: number) => (covered: Cents) =>
  cents(covered <= deductible ? 0 : Math.floor(((covered - deductible) * percent) / 100));

test.each(rows.map((row) => row.split('\t')))('%s (%s)', (_, name, ...figures) => {
  const method = coordinationMethods.find((one) => one === name);
  const [collectable = 0, primaryPaid = 0, deductible = 0, percent = 0, pays = 0] = figures.map(Number);
  if (method === undefined) throw new Error(`${name} is no method`);
  expect(secondaryPays({ method, collectable: cents(collectable), primaryPaid: cents(primaryPaid), own: plan(deductible, percent) })).toBe(
    pays,
  );
});

test('whatever the plans are, nobody gets more than may be collected, and the traditional way pays most', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000 });
  fc.assert(
    fc.property(
      amount,
      amount,
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 100 }),
      (allowed, first, deductible, percent) => {
        const primaryPaid = cents(Math.min(first, allowed));
        const of = (method: (typeof coordinationMethods)[number]) =>
          secondaryPays({ method, collectable: cents(allowed), primaryPaid, own: plan(deductible, percent) });
        const all = coordinationMethods.map(of);
        expect(all.every((pays) => pays >= 0 && pays + primaryPaid <= allowed)).toBe(true);
        expect(Math.max(...all)).toBe(of('traditional'));
      },
    ),
  );
});
