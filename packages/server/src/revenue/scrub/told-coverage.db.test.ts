import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Charge } from '@claimwright/core/revenue/charges';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { importEdition } from '../../ground/codes/index.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DraftView } from '../claims/drafts/views.ts';
import type { FindingsView } from './views.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/split-by-payer/in.json');
const { charge, facts }: { charge: Charge; facts: BillingFacts } = JSON.parse(readFileSync(golden, 'utf8')).build;
const cover = charge.coverages[0];
const line = charge.lines[0];
const payerId = cover?.payerId ?? '';
const served = line?.servedOn ?? '';

let db: FreshDatabase;
let desk: Desk;
let draftId = '';
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: cover?.payerName ?? '', ids: [payerId] }]);
  await desk.act('revenue/claims/set-billing', facts);
  const text = `Payer ID,CPT,Allowed,Effective From\n${payerId},${line?.procedure.code},80.00,2020-01-01\n`;
  await importEdition(desk, desk.biller, {}, [{ name: 'fees.csv', bytes: bytesOf(text) }]);
  await desk.act('revenue/charges/add', { charges: [charge] });
  const built = await desk.act<{ draftIds: string[] }>('revenue/claims/build', {});
  draftId = built.result.draftIds[0] ?? '';
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});
async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield Buffer.from(text);
}

const draft = () => desk.ask<DraftView>('revenue/claims/draft', { draftId });
const tell = (entry: object) =>
  desk.act('revenue/scrub/tell', { draftId, fact: { kind: 'coverage', entry: { payerId, active: true, checkedOn: served, ...entry } } });
const codes = async () => (await desk.ask<FindingsView>('revenue/scrub/findings', { draftId })).findings.map(({ code }) => code);

test('coverage that a person told says at once who bears what, once, by a version that changes nothing else', async () => {
  const before = await draft();
  expect(before.claim.lines[0]?.expected).toMatchObject({ unknown: [expect.stringContaining('Nothing was learned of the coverage')] });
  const benefits = [{ copay: 0, coinsurance: 2000, deductibleLeft: 3000 }];
  await tell({ benefits });
  const told = await draft();
  expect(told.claim.lines[0]?.expected).toMatchObject({ payer: 4000, patient: 4000, unknown: [] });
  expect(told.version).toBe(before.version + 1);
  expect(told.versions.at(-1)).toMatchObject({ changes: [], because: 'What it is expected to bring, by the coverage that was told.' });
  // The same again says nothing new.
  await tell({ benefits });
  expect((await draft()).version).toBe(told.version);
  await expect(tell({ benefits: [{ coinsurance: 20_000 }] })).rejects.toThrow();
});

test('that it ended holds the claim, as what a list says does, and what is expected says why it is not known', async () => {
  expect(await codes()).not.toContain('not-covered-that-day');
  await tell({ checkedOn: '2099-01-01', to: '2020-12-31' });
  expect(await codes()).toContain('not-covered-that-day');
  expect((await draft()).claim.lines[0]?.expected?.unknown).toEqual([expect.stringContaining('it does not cover that day')]);
});

test('what went is changed no more by it', async () => {
  await desk.act('revenue/claims/withdraw-draft', { draftId, because: 'entered twice' });
  const { version } = await draft();
  await tell({ checkedOn: '2099-02-01' });
  expect((await draft()).version).toBe(version);
});
