import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '@claimwright/core/revenue/charges';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { importEdition } from '../../../ground/codes/index.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { ChargeDetail, ChargesAdded } from '../../charges/views.ts';
import type { PatientBefore, PatientRow, UsualCharge, WhoBills } from './views.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/split-by-payer/in.json');
const { charge, facts }: { charge: Charge; facts: BillingFacts } = JSON.parse(readFileSync(golden, 'utf8')).build;

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [
    { name: 'Harbor Health', ids: ['HARB1', 'HARB1X'] },
    { name: 'Clearwater Vision', ids: ['90105'] },
  ]);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const nobody: Record<string, never> = {};

test('whom a charge may name is what the practice bills with, and nobody before it says so', async () => {
  expect(await desk.ask<WhoBills>('revenue/claims/who-bills', nobody)).toMatchObject({ providers: [], facilities: [] });
  await desk.act('revenue/claims/set-billing', { ...facts, payers: [{ payerId: 'HARB1', filingIndicator: 'CI' }] });
  const now = await desk.ask<WhoBills>('revenue/claims/who-bills', nobody);
  expect(now.billing?.npi).toBe(facts.billing.npi);
  expect(now.providers.map(({ npi }) => npi)).toEqual(facts.providers.map(({ npi }) => npi));
  // The number by which claims name it is offered alone; a payer without such has all of its own.
  expect(now.payers).toEqual([
    { payerId: '90105', name: 'Clearwater Vision' },
    { payerId: 'HARB1', name: 'Harbor Health', filingIndicator: 'CI' },
  ]);
});

test('a patient is found by name or birth date, and the next charge begins with what the last one said', async () => {
  const { result } = await desk.act<ChargesAdded>('revenue/charges/add', { charges: [{ ...charge, account: 'E1' }] });
  const found = async (search: string) => (await desk.ask<{ rows: PatientRow[] }>('revenue/claims/patients', { search })).rows;
  const [one, ...others] = await found(charge.patient.last.slice(0, 4));
  expect(others).toEqual([]);
  expect(one).toMatchObject({ last: charge.patient.last, first: charge.patient.first });
  expect(await found(charge.patient.birthDate ?? '')).toEqual([one]);
  expect(await found('zzyzx')).toEqual([]);
  const before = await desk.ask<PatientBefore>('revenue/claims/patient-before', { patientId: one?.id });
  expect(before).toMatchObject({ kind: charge.kind, patient: charge.patient, coverages: charge.coverages });
  const detail = await desk.ask<ChargeDetail>('revenue/charges/charge', { chargeId: result.chargeIds[0] });
  expect(detail).toMatchObject({ account: 'E1', state: 'ready', charge: { ...charge, account: 'E1' } });
});

async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

test('a service costs what the practice’s own schedule says; what the payer allows stands beside it', async () => {
  const on = charge.lines[0]?.servedOn ?? '';
  const code = charge.lines[0]?.procedure.code ?? '';
  const ask = () =>
    desk.ask<UsualCharge>('revenue/claims/usual-charge', { code, modifiers: [], placeOfService: '11', units: '2', on, payerId: 'HARB1' });
  expect(await ask()).toEqual({});
  const text = `Payer ID,CPT,Allowed,Effective From\nPRACTICE,${code},150.00,2020-01-01\nHARB1,${code},92.50,2020-01-01\n`;
  await importEdition(desk, desk.biller, {}, [{ name: 'fees.csv', bytes: bytesOf(text) }]);
  expect(await ask()).toMatchObject({ charged: 30_000, allowed: 18_500 });
});
