import { personalPlaces } from '../columns.ts';
import type { Tx } from '../store.ts';

/** A table that holds personal columns, and by what its rows are told apart within a tenant. */
export interface SealedTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Empty where there is one row a tenant. */
  readonly key: readonly { readonly name: string; readonly type: string }[];
}

/** Every table with personal columns, as the schema declares them, with its primary key as the database has it. */
export async function sealedTables(tx: Tx): Promise<SealedTable[]> {
  const columns = new Map<string, string[]>();
  for (const place of personalPlaces()) {
    const [table, column] = [place.slice(0, place.lastIndexOf('.')), place.slice(place.lastIndexOf('.') + 1)];
    columns.set(table, [...(columns.get(table) ?? []), column]);
  }
  const rows = await tx.rows<{ table: string; name: string; type: string }>(
    `select n.nspname || '.' || c.relname as table, a.attname as name, format_type(a.atttypid, a.atttypmod) as type
       from pg_index i
       join pg_class c on c.oid = i.indrelid
       join pg_namespace n on n.oid = c.relnamespace
       join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
      where i.indisprimary and n.nspname || '.' || c.relname = any($1)
      order by 1, array_position(i.indkey::int[], a.attnum::int)`,
    [[...columns.keys()]],
  );
  return [...columns].sort().map(([name, own]) => {
    const primary = rows.filter((row) => row.table === name).map((row) => ({ name: row.name, type: row.type }));
    if (primary.length === 0) throw new Error(`${name} has personal columns and no primary key`);
    const key = primary.filter((column) => column.name !== 'tenant_id');
    return { name, columns: own.sort(), key };
  });
}

/** A value that is not sealed with this version. */
const otherThan = (column: string, version: number): string => `("${column}" is not null and "${column}" not like 'v1.${version}.%')`;

export const needsSealing = (table: SealedTable, version: number): string =>
  table.columns.map((column) => otherThan(column, version)).join(' or ');

/** How many rows of a table are not sealed with this version yet. */
export async function rowsToSeal(tx: Tx, table: SealedTable, version: number): Promise<number> {
  const [row] = await tx.rows<{ n: number }>(
    `select count(*) as n from ${table.name} where tenant_id = $1 and (${needsSealing(table, version)})`,
    [tx.tenant],
  );
  return row?.n ?? 0;
}

/** Sealed values by the version of their key; what is in the clear counts under `clear`. */
export async function valuesByVersion(tx: Tx, table: SealedTable): Promise<ReadonlyMap<string, number>> {
  const counted = table.columns
    .map(
      (column) =>
        `select case when "${column}" like 'v1.%.%' then split_part("${column}", '.', 2) else 'clear' end as version from ${table.name} where tenant_id = $1 and "${column}" is not null`,
    )
    .join(' union all ');
  const rows = await tx.rows<{ version: string; n: number }>(`select version, count(*) as n from (${counted}) v group by version`, [
    tx.tenant,
  ]);
  return new Map(rows.map((row) => [row.version, row.n]));
}

/** A few values of each column, wherever they stand. */
export async function sampleOf(tx: Tx, table: SealedTable, each: number): Promise<{ place: string; sealed: string }[]> {
  const sample: { place: string; sealed: string }[] = [];
  for (const column of table.columns) {
    const rows = await tx.rows<{ sealed: string }>(
      `select "${column}" as sealed from ${table.name} where tenant_id = $1 and "${column}" is not null order by random() limit ${each}`,
      [tx.tenant],
    );
    for (const { sealed } of rows) sample.push({ place: `${table.name}.${column}`, sealed });
  }
  return sample;
}
