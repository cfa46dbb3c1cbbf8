import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import type { Actor } from './index.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, []);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

test('what only calls itself a person comes in nowhere, and the refusal is on the record', async () => {
  const agent = { kind: 'person', id: 'posting-agent', name: 'Posting', tenant: desk.tenant, roles: ['office-manager'] };
  const passedOff = agent as unknown as Actor;
  await expect(desk.act('ground/governance/stop', { workflow: 'all', because: 'to see' }, passedOff)).rejects.toThrow(
    /shown that this is a person/,
  );
  await expect(desk.ask('gate/approvals', {}, passedOff)).rejects.toThrow(/shown that this is a person/);
  const rows = await db.store.inTenant(desk.tenant, (tx) =>
    tx.rows("select outcome from gate.record where tenant_id = $1 and actor_id = 'posting-agent'", [desk.tenant]),
  );
  expect(rows).toEqual([{ outcome: 'refused' }, { outcome: 'refused' }]);
});
