import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Charge } from '../charges/index.ts';
import type { BillingFacts } from './billing-facts.ts';
import { splitCharge } from './split-charge.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/facility-elsewhere/in.json');
const { charge, facts } = (JSON.parse(readFileSync(golden, 'utf8')) as { build: { charge: Charge; facts: BillingFacts } }).build;
const [line] = charge.lines;
if (line === undefined) throw new Error('a charge has a line');

const partsOf = (kind: Charge['kind'], ...codes: readonly string[]) => {
  const lines = Array.from({ length: Math.ceil(codes.length / 4) }, (_, i) => ({ ...line, diagnoses: codes.slice(i * 4, i * 4 + 4) }));
  return splitCharge({ ...charge, kind, lines }, facts).length;
};
const treated = (count: number) => Array.from({ length: count }, (_, i) => `E1${String(i).padStart(2, '0')}`);
const causes = (count: number) => Array.from({ length: count }, (_, i) => `W${String(i).padStart(2, '0')}XXXA`);

test('external causes take no room from the diagnoses of a facility’s claim; on others they are among them', () => {
  expect(partsOf('institutional', ...treated(25), ...causes(12))).toBe(1);
  expect(partsOf('institutional', ...treated(26))).toBe(2);
  expect(partsOf('institutional', ...treated(4), ...causes(13))).toBe(2);
  expect(partsOf('professional', ...treated(8), ...causes(4))).toBe(1);
  expect(partsOf('professional', ...treated(10), ...causes(4))).toBe(2);
});
