import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { withAdmin } from './provision.ts';
import { secure } from './secure.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

const [ours, theirs] = [randomUUID(), randomUUID()];
let db: FreshDatabase;
let tables: { schema: string; name: string }[];

beforeAll(async () => {
  db = await freshDatabase();
  tables = await withAdmin(db.adminUrl, async (client) => {
    const { rows } = await client.query(
      `select n.nspname as schema, c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind in ('r', 'p') and exists (select 1 from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id') order by 1, 2`,
    );
    return rows;
  });
});
afterAll(() => db.drop());

const rows = (sql: string, tenant = ours, values: unknown[] = []) => db.store.inTenant(tenant, (tx) => tx.rows(sql, values));

/** A row of any table, every column filled by its type, past foreign keys and checks: what matters is whose it is. */
async function plant(table: { schema: string; name: string }, tenant: string): Promise<void> {
  await withAdmin(db.adminUrl, async (client) => {
    const { rows: columns } = await client.query<{ name: string; type: string }>(
      `select attname as name, format_type(atttypid, null) as type from pg_attribute
        where attrelid = ($1 || '.' || $2)::regclass and attnum > 0 and attnotnull`,
      [table.schema, table.name],
    );
    const value = ({ name, type }: { name: string; type: string }) => {
      if (name === 'tenant_id') return tenant;
      if (type.endsWith('[]')) return '{}';
      return (
        { uuid: randomUUID(), jsonb: '{}', date: '2026-01-05', boolean: 'false' }[type] ??
        (type.startsWith('timestamp') ? '2026-01-05T00:00:00Z' : '0')
      );
    };
    await client.query("set session_replication_role = 'replica'");
    const { rows: checks } = await client.query<{ name: string }>(
      "select conname as name from pg_constraint where contype = 'c' and conrelid = ($1 || '.' || $2)::regclass",
      [table.schema, table.name],
    );
    for (const { name } of checks) await client.query(`alter table ${table.schema}.${table.name} drop constraint "${name}"`);
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    await client.query(
      `insert into ${table.schema}.${table.name} (${names}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
      columns.map(value),
    );
  });
}

describe('one practice never meets another', () => {
  test('every table with a tenant is closed, and only its own rows show', async () => {
    expect(tables.length).toBeGreaterThan(20);
    for (const tenant of [ours, theirs]) await db.store.keys.make(tenant);
    for (const table of tables) {
      // Keys are there already: one for the data, one for the indexes.
      const planted = table.name === 'data_key' ? 2 : 1;
      for (const tenant of planted === 1 ? [ours, theirs] : []) await plant(table, tenant);
      const [count] = (await rows(
        `select count(*)::int as n, count(*) filter (where tenant_id = '${theirs}')::int as foreign from ${table.schema}.${table.name}`,
      )) as { n: number; foreign: number }[];
      expect({ table: table.name, ...count }).toEqual({ table: table.name, n: planted, foreign: 0 });
    }
  });

  test('nothing is written for another practice', async () => {
    for (const { schema, name } of tables)
      await expect(
        rows(`insert into ${schema}.${name} select * from jsonb_populate_record(null::${schema}.${name}, $1)`, ours, [
          { tenant_id: theirs },
        ]),
        name,
      ).rejects.toThrow(/row-level security|null value/);
    await expect(rows(`insert into parties.practice (tenant_id, name, specialty) values ($1, 'x', 'y')`, ours, [theirs])).rejects.toThrow(
      /row-level security/,
    );
    await expect(rows(`update parties.practice set tenant_id = $1`, ours, [theirs])).rejects.toThrow(/row-level security/);
  });

  test('without a tenant every question fails', async () => {
    await expect(db.store.rows('select * from parties.practice')).rejects.toThrow(/claimwright.tenant|invalid input syntax for type uuid/);
    // The same on a connection that had one before.
    await rows('select 1');
    for (let i = 0; i < 5; i++) await expect(db.store.rows('select * from parties.practice')).rejects.toThrow();
  });

  test('the application cannot get past it', async () => {
    await expect(rows('set local row_security = off; select * from parties.practice')).rejects.toThrow(/row-level security/);
    await expect(rows('alter table parties.practice disable row level security')).rejects.toThrow(/must be owner/);
    await expect(rows('drop policy tenant on parties.practice')).rejects.toThrow(/must be owner/);
    await expect(rows('set role claimwright')).rejects.toThrow(/permission denied/);
    await expect(rows('select * from house.migration')).rejects.toThrow(/permission denied/);
    const [role] = (await rows(
      'select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user',
    )) as object[];
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false });
  });

  test('memberships are answered before a practice is chosen, and nothing else is', async () => {
    const user = randomUUID();
    const mine = randomUUID();
    await rows(`insert into parties.practice (tenant_id, name, specialty) values ($1, 'Elm Street', 'family')`, mine, [mine]);
    await rows(`insert into governance.member (tenant_id, user_id, name, roles, since) values ($1, $2, 'Dana', '{biller}', now())`, mine, [
      mine,
      user,
    ]);
    expect(await db.store.rows('select * from governance.memberships($1)', [user])).toEqual([
      { tenant: mine, practice: 'Elm Street', demo: false, name: 'Dana', roles: ['biller'] },
    ]);
    expect(await db.store.rows('select * from governance.memberships($1)', ['nobody'])).toEqual([]);
  });

  test('a table without a tenant is refused', async () => {
    await withAdmin(db.adminUrl, async (client) => {
      await client.query('create table claims.forgotten (id uuid)');
      await expect(secure(client)).rejects.toThrow(/claims\.forgotten/);
      await client.query('drop table claims.forgotten');
      await secure(client);
    });
  });
});

describe('what was written stays', () => {
  test('nothing is deleted, and what only grows is not changed', async () => {
    for (const { schema, name } of tables) await expect(rows(`delete from ${schema}.${name}`), name).rejects.toThrow(/permission denied/);
    for (const name of ['gate.record', 'ledger.entry', 'ledger.line', 'ledger.movement', 'intake.document'])
      await expect(rows(`update ${name} set tenant_id = tenant_id`), name).rejects.toThrow(/permission denied/);
    await expect(rows('truncate gate.record')).rejects.toThrow(/permission denied/);
  });

  test('an entry whose lines do not sum to zero is refused', async () => {
    const post = (...amounts: number[]) =>
      db.store.inTenant(ours, async (tx) => {
        const entry = randomUUID();
        await tx.rows(
          `insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id) values ($1, $2, '2026-01-05', 'claim', $2, 'a test', now(), $2)`,
          [ours, entry],
        );
        await tx.rows(
          `insert into ledger.line (tenant_id, entry_id, n, account, amount) select $1, $2, n, 'cash', amount from unnest($3::bigint[]) with ordinality as l(amount, n)`,
          [ours, entry, amounts],
        );
      });
    await expect(post(10_000, -2_500, -7_500)).resolves.toBeUndefined();
    await expect(post(10_000, -9_999)).rejects.toThrow(/does not sum to zero/);
    await expect(post(1)).rejects.toThrow(/does not sum to zero/);
  });
});
