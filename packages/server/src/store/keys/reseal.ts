import type { Store, Tx } from '../store.ts';
import { keysInUse } from './in-use.ts';
import { versionOf } from './key-ring.ts';
import { needsSealing, type SealedTable } from './sealed-tables.ts';

const inBatch = 500;

interface Batch {
  /** The last row that was looked at; undefined where there was none. */
  readonly last: readonly string[] | undefined;
  readonly sealed: number;
  /** Values that would not open. They stay as they are, and keep the old key from being retired. */
  readonly broken: number;
}

export interface Resealed {
  readonly sealed: number;
  readonly broken: number;
}

/**
 * Seals a table's rows with the current key, a few hundred at a time, each batch in a transaction of its own. Rows that somebody works
 * on are left out, so that nobody ever waits for two things at once; the next pass finds them.
 */
export async function resealTable(
  store: Store,
  tenant: string,
  table: SealedTable,
  options: { fromClear: boolean; told(tx: Tx, rows: number): Promise<void> },
): Promise<Resealed> {
  let last: readonly string[] | undefined;
  const total = { sealed: 0, broken: 0 };
  for (;;) {
    const batch = await store.inTenant(tenant, async (tx) => {
      const done = await resealBatch(tx, table, last, options.fromClear);
      if (done.sealed > 0) await options.told(tx, done.sealed);
      return done;
    });
    total.sealed += batch.sealed;
    total.broken += batch.broken;
    if (batch.last === undefined) return total;
    last = batch.last;
  }
}

async function resealBatch(tx: Tx, table: SealedTable, last: readonly string[] | undefined, fromClear: boolean): Promise<Batch> {
  const ring = keysInUse();
  if (last?.length === 0) return { last: undefined, sealed: 0, broken: 0 };
  const keys = table.key.map(({ name }) => `"${name}"`);
  const after = last === undefined ? '' : `and (${keys.join(', ')}) > (${table.key.map(({ type }, i) => `$${i + 2}::${type}`).join(', ')})`;
  const names = table.columns.map((column) => `"${column}"`);
  const rows = await tx.rows<{ key: string[]; values: (string | null)[] }>(
    `select array[${keys.map((key) => `${key}::text`).join(', ')}]::text[] as key, array[${names.join(', ')}] as values
       from ${table.name} where tenant_id = $1 and (${needsSealing(table, ring.current)}) ${after}
      ${keys.length === 0 ? '' : `order by ${keys.join(', ')}`} limit ${inBatch} for update skip locked`,
    [tx.tenant, ...(last ?? [])],
  );
  const changed: { key: string[]; values: (string | null)[] }[] = [];
  let broken = 0;
  for (const row of rows) {
    try {
      changed.push({ key: row.key, values: row.values.map((value, i) => resealed(`${table.name}.${table.columns[i]}`, value, fromClear)) });
    } catch {
      broken += 1;
    }
  }
  if (changed.length > 0) await write(tx, table, changed);
  return { last: rows.at(-1)?.key, sealed: changed.length, broken };
}

function resealed(place: string, value: string | null, fromClear: boolean): string | null {
  const ring = keysInUse();
  if (value === null) return null;
  const version = versionOf(value);
  if (version === ring.current) return value;
  return ring.seal(place, version === undefined && fromClear ? value : ring.open(place, value));
}

async function write(tx: Tx, table: SealedTable, rows: readonly { key: string[]; values: (string | null)[] }[]): Promise<void> {
  const arrays = [
    ...table.key.map((_, i) => rows.map((row) => row.key[i] ?? '')),
    ...table.columns.map((_, i) => rows.map((row) => row.values[i] ?? null)),
  ];
  const aliases = arrays.map((_, i) => `c${i}`);
  await tx.rows(
    `update ${table.name} t set ${table.columns.map((column, i) => `"${column}" = u.c${table.key.length + i}`).join(', ')}
       from unnest(${arrays.map((_, i) => `$${i + 2}::text[]`).join(', ')}) as u (${aliases.join(', ')})
      where ${['t.tenant_id = $1', ...table.key.map(({ name, type }, i) => `t."${name}" = u.c${i}::${type}`)].join(' and ')}`,
    [tx.tenant, ...arrays],
  );
}
