import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Change, type Changes, openChanges } from './changes.ts';
import { withAdmin } from './provision.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

let db: FreshDatabase;
let here: Changes;
let there: Changes;
beforeAll(async () => {
  db = await freshDatabase();
  here = openChanges(db.appUrl);
  there = openChanges(db.appUrl);
});
afterAll(async () => {
  await Promise.all([here.close(), there.close()]);
  await db.drop();
});

/** Publishes until the listener has come up, then once more. */
async function settled(tenant: string, heard: Change[]): Promise<void> {
  await expect
    .poll(
      () => {
        here.publish(tenant, [{ topic: 'ready' }]);
        return heard.length > 0;
      },
      { timeout: 10_000 },
    )
    .toBe(true);
}

test('what changed in one process is heard in another, by its own practice only', async () => {
  const [ours, theirs] = [randomUUID(), randomUUID()];
  const heard: Change[] = [];
  const overheard: Change[] = [];
  const leave = there.subscribe(ours, (change) => heard.push(change));
  there.subscribe(theirs, (change) => overheard.push(change));
  await settled(ours, heard);
  here.publish(ours, [{ topic: 'remits', id: 'a' }, { topic: 'remits', id: 'a' }, { topic: 'last' }]);
  await expect.poll(() => heard.filter(({ topic }) => topic !== 'ready')).toEqual([{ topic: 'remits', id: 'a' }, { topic: 'last' }]);
  expect(overheard).toEqual([]);
  leave();
});

test('ten thousand changed things are one notice, and a broken connection comes back', async () => {
  const tenant = randomUUID();
  const heard: Change[] = [];
  there.subscribe(tenant, (change) => heard.push(change));
  await settled(tenant, heard);
  here.publish(
    tenant,
    Array.from({ length: 10_000 }, (_, i) => ({ topic: 'claims', id: String(i) })),
  );
  await expect.poll(() => heard.filter(({ topic }) => topic === 'claims')).toEqual([{ topic: 'claims' }]);
  await withAdmin(db.adminUrl, (client) =>
    client.query(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'claimwright-changes' and datname = current_database()",
    ),
  );
  heard.length = 0;
  await settled(tenant, heard);
});
