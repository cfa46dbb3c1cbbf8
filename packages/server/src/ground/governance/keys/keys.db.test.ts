import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { everyDays } from './due.ts';
import type { KeysView } from './views.ts';
import { watchKeys } from './watch.ts';

const began = new Date('2026-03-02T15:00:00Z');
let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, [{ name: 'Northwind', ids: ['90101'] }], began);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const status = () => desk.ask<KeysView>('ground/governance/keys/status', {});
const warnings: object[] = [];
const watch = (clock: () => Date) =>
  watchKeys({
    ...{ store: desk.store, blobs: desk.blobs, gate: desk.gate, clock, actor: () => desk.system, tenants: async () => [desk.tenant] },
    log: { warn: (details) => void warnings.push(details) },
  });

test('a person replaces the key: it is ordered, done by the job, proved on the record, and shown', async () => {
  expect(await status()).toMatchObject({ current: { version: 1 }, everyDays: 90, versions: [{ version: 1, state: 'current' }] });
  const { result } = await desk.act<{ version: number }>('ground/governance/keys/rotate', {});
  expect(result).toEqual({ version: 2 });
  expect(await status()).toMatchObject({ current: { version: 1 }, running: { toVersion: 2, state: 'ordered' } });
  await expect(desk.act('ground/governance/keys/rotate', {})).rejects.toThrow(/being replaced already/);
  await watch(() => began).work(desk.tenant);
  const done = await status();
  expect(done).toMatchObject({
    current: { version: 2 },
    versions: [
      { version: 2, state: 'current' },
      { version: 1, state: 'retired' },
    ],
    last: { toVersion: 2, state: 'done', proof: { failed: 0 } },
  });
  expect(done.running).toBeUndefined();
  const record = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows("select what, actor_id from gate.record where what like 'ground/governance/keys/%' and outcome = 'applied' order by seq"),
  );
  expect(record).toEqual([
    { what: 'ground/governance/keys/rotate', actor_id: 'dana' },
    { what: 'ground/governance/keys/proved', actor_id: 'system' },
  ]);
});

test('after ninety days it is ordered by the clock, once', async () => {
  const { current } = await status();
  const at = (days: number) => () => new Date(new Date(current.since).getTime() + days * 86_400_000);
  await watch(at(everyDays - 1)).look();
  expect((await status()).running).toBeUndefined();
  await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows(`update governance.data_key set current_from = current_from - interval '400 days'`),
  );
  await watch(at(0)).look();
  await watch(() => began).look();
  expect(warnings).toEqual([]);
  expect(await status()).toMatchObject({ running: { toVersion: 3, orderedBy: 'system' } });
});

test('nobody without the right sees or replaces keys', async () => {
  const biller = { ...desk.biller, roles: ['biller'] };
  await expect(desk.ask('ground/governance/keys/status', {}, biller)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(desk.act('ground/governance/keys/rotate', {}, biller)).rejects.toMatchObject({ code: 'not-allowed' });
  await expect(desk.act('ground/governance/keys/rotate', {}, { ...desk.system, kind: 'agent' })).rejects.toMatchObject({
    code: 'not-allowed',
  });
});
