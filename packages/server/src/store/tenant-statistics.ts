import type pg from 'pg';

/**
 * Keeps the planner from counting on who the tenants are. Statistics of `tenant_id` list those who had rows when the table was last
 * analysed; a practice that came since is taken for one without rows, so every index that begins with the tenant looks equally good,
 * and a join over a large remit may read the whole tenant once a row (measured: minutes instead of 50 ms). Without statistics the
 * planner takes every tenant for one of two hundred and lets the other columns decide.
 */
export async function levelTenants(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ schema: string; name: string }>(
    `select n.nspname as schema, c.relname as name
       from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
      where a.attname = 'tenant_id' and not a.attisdropped and a.attstattarget is distinct from 0 and c.relkind in ('r', 'p')
        and n.nspname !~ '^pg_' order by 1, 2`,
  );
  for (const { schema, name } of rows) await client.query(`alter table "${schema}"."${name}" alter column tenant_id set statistics 0`);
  if (rows.length > 0) await forget(client, rows);
}

/** What an earlier ANALYZE kept; from PostgreSQL 18 on it can be taken out, before that it stays until the table is written anew. */
async function forget(client: pg.Client, tables: readonly { readonly schema: string; readonly name: string }[]): Promise<void> {
  const { rows } = await client.query("select 1 from pg_proc where proname = 'pg_clear_attribute_stats'");
  if (rows.length === 0) return;
  for (const { schema, name } of tables)
    await client.query('select pg_clear_attribute_stats(schemaname => $1, relname => $2, attname => $3, inherited => false)', [
      schema,
      name,
      'tenant_id',
    ]);
}
