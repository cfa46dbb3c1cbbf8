import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Charge } from '../charges/index.ts';
import { type BillingFacts, buildClaims } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/split-by-payer/in.json');
const { charge, facts } = (JSON.parse(readFileSync(golden, 'utf8')) as { build: { charge: Charge; facts: BillingFacts } }).build;

const own = '05D1234567';
const other = '05D7654321';
const place = { entity: 'organisation' as const, name: 'Marsh Laboratory', npi: '1999999984' };
const with_ = { ...facts, cliaNumber: own, facilities: [...facts.facilities, place] };

/** What the claims of this visit say, where its first line is of this code with these modifiers. */
const said = (modifiers: readonly string[], more: Partial<Charge> = {}, of: BillingFacts = with_) => {
  const [first, ...others] = charge.lines;
  if (first === undefined) throw new Error('the golden case has no line');
  const lines = [{ ...first, procedure: { ...first.procedure, modifiers } }, ...others];
  return [...new Set(buildClaims({ ...charge, ...more, lines }, of).claims.map(({ cliaNumber }) => cliaNumber))];
};

test('the practice’s certificate goes with a waived test that was done at the practice, and with no other claim', () => {
  expect(said(['QW'])).toContain(own);
  expect(said([])).toEqual([undefined]);
  expect(said(['QW', '90'])).toEqual([undefined]);
  expect(said(['QW'], {}, facts)).toEqual([undefined]);
});

test('what the charge says goes before it; a test that was done elsewhere is not the practice’s', () => {
  expect(said(['QW'], { cliaNumber: other })).toEqual([other]);
  expect(said(['QW'], { facilityNpi: place.npi })).toEqual([undefined]);
});
