import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { withAdmin } from './provision.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

async function book(tenant: string, count: number): Promise<string> {
  const act = randomUUID();
  await db.store.inTenant(tenant, async (tx) => {
    await tx.rows(
      `insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id)
       select $1, gen_random_uuid(), '2026-01-05', 'claim', gen_random_uuid(), 'a test', now(), $3 from generate_series(1, $2)`,
      [tenant, count, act],
    );
    await tx.rows(
      `insert into ledger.line (tenant_id, entry_id, n, account, amount)
       select $1, id, n, 'cash', case n when 1 then 100 else -100 end from ledger.entry, generate_series(1, 2) n where act_id = $2`,
      [tenant, act],
    );
  });
  return act;
}

test('the tables of a tenant who came after they were analysed are joined by their keys', async () => {
  await book(randomUUID(), 5_000);
  await withAdmin(db.adminUrl, (client) => client.query('analyze ledger.entry, ledger.line'));
  const late = randomUUID();
  const act = await book(late, 5_000);
  const plan = await db.store.inTenant(late, (tx) =>
    tx.rows<{ 'QUERY PLAN': string }>(
      `explain select l.* from ledger.line l join ledger.entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
        where e.tenant_id = $1 and e.act_id = $2`.replace(/\$1|\$2/g, (at) => `'${at === '$1' ? late : act}'`),
    ),
  );
  const text = plan.map((row) => row['QUERY PLAN']).join('\n');
  expect(text).toContain('entry_act');
  expect(text).toMatch(/line_tenant_id_entry_id_n_pk[\s\S]*entry_id = e\.id/);
});

test('no table keeps statistics of who its tenants are', async () => {
  await withAdmin(db.adminUrl, async (client) => {
    await client.query('analyze');
    const { rows } = await client.query("select schemaname, tablename from pg_stats where attname = 'tenant_id'");
    expect(rows).toEqual([]);
  });
});
