import type pg from 'pg';

/** A table that a backup holds: ours by tenant, and those of sign-in whole. */
export interface KeptTable {
  readonly name: string;
  readonly byTenant: boolean;
  readonly columns: readonly string[];
}

/** What is not worth keeping: sessions end with the server that began them. */
const leftOut: readonly string[] = ['auth.session', 'auth.verification', 'auth.rateLimit'];
const notOurs: readonly string[] = ['information_schema', 'public', 'house', 'pgboss', 'drizzle'];

export const quotedName = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part}"`)
    .join('.');

/** Every table to keep, those that others refer to first, so that they can be filled in this order. */
export async function keptTables(client: pg.Client): Promise<KeptTable[]> {
  const { rows } = await client.query<{ oid: number; name: string; byTenant: boolean; columns: string[]; needs: number[] }>(
    `select c.oid::int, n.nspname || '.' || c.relname as name,
            bool_or(a.attname = 'tenant_id') as "byTenant",
            array_agg(a.attname::text order by a.attnum) as columns,
            array(select k.confrelid::int from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
       from pg_class c
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
      where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> all($1)
      group by c.oid, n.nspname, c.relname order by 2`,
    [notOurs],
  );
  const waiting = rows.filter(({ name }) => !leftOut.includes(name));
  const placed = new Set<number>();
  const order: KeptTable[] = [];
  while (waiting.length > 0) {
    const at = waiting.findIndex(({ needs }) => needs.every((oid) => placed.has(oid) || !waiting.some((other) => other.oid === oid)));
    const [table] = waiting.splice(at < 0 ? 0 : at, 1);
    if (!table || at < 0) throw new Error('the tables refer to each other in a circle');
    placed.add(table.oid);
    order.push({ name: table.name, byTenant: table.byTenant, columns: table.columns });
  }
  return order;
}
