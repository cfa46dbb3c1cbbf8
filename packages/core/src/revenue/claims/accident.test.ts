import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PlainDate } from '../../ground/base/index.ts';
import type { Charge } from '../charges/index.ts';
import { type BillingFacts, buildClaims } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/split-by-payer/in.json');
const { charge, facts } = (JSON.parse(readFileSync(golden, 'utf8')) as { build: { charge: Charge; facts: BillingFacts } }).build;

test('each claim of a visit after an accident says so; a facility says it by its occurrence codes alone', () => {
  const accident = { kind: 'auto' as const, on: '2026-02-28' as PlainDate, state: 'ME' };
  const of = (one: Charge) => buildClaims(one, facts).claims.map((claim) => claim.accident);
  expect(of({ ...charge, accident })).toEqual([accident, accident]);
  expect(of(charge)).toEqual([undefined, undefined]);
  const stay = { typeOfBill: '131' };
  expect(new Set(of({ ...charge, kind: 'institutional', accident, stay }))).toEqual(new Set([undefined]));
});
