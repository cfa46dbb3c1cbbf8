import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotExact } from '@claimwright/core/ground/base';
import { getTableColumns, type SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyLine } from './copy-text.ts';

// bigint and numeric come as text by default; our bigints are cents and offsets, exact within a number, and an amount past that is a bug.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new NotExact(value);
  return value;
});
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new NotExact(value);
  return value;
});
// A date is a date: never an instant in some time zone.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export type Digest = { readonly rows: number; readonly sha256: string };

/** One tenant's transaction. Every statement in it sees that tenant's rows only. */
export interface Tx {
  readonly tenant: string;
  readonly db: NodePgDatabase;
  readonly client: pg.PoolClient;
  /** Raw SQL for set-based work, with $1-style parameters. */
  rows<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  /** Bulk insert by COPY; personal columns pass their seam. Answers how many rows there were. */
  copy<T extends PgTable>(table: T, rows: Iterable<T['$inferInsert']>): Promise<number>;
  /** The same, with a digest over the rows as they were written, for the record. */
  copyDigested<T extends PgTable>(table: T, rows: Iterable<T['$inferInsert']>): Promise<Digest>;
}

export interface Store {
  /** Runs `work` in one transaction of the tenant; a throw rolls all of it back. */
  inTenant<T>(tenant: string, work: (tx: Tx) => Promise<T>, options?: { readOnly?: boolean }): Promise<T>;
  /** Outside of any tenant: sign-in's membership look-up and the list of practices, by functions that the schema defines for it. */
  rows<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** Opens the store as the application's role: no superuser, bound by row-level security. */
export function openStore(url: string, options: { max?: number } = {}): Store {
  const pool = new pg.Pool({ connectionString: url, max: options.max ?? 10, application_name: 'claimwright' });
  // An idle connection that breaks must not end the process; the next query reports it to whoever asked.
  pool.on('error', () => undefined);
  return {
    inTenant: (tenant, work, how) => inTenant(pool, tenant, work, how?.readOnly ?? false),
    rows: async (sql, parameters) => (await pool.query(sql, [...(parameters ?? [])])).rows,
    close: () => pool.end(),
  };
}

async function inTenant<T>(pool: pg.Pool, tenant: string, work: (tx: Tx) => Promise<T>, readOnly: boolean): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query(readOnly ? 'begin isolation level repeatable read read only' : 'begin');
    await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
    const answer = await work(transaction(client, tenant));
    await client.query('commit');
    return answer;
  } catch (error) {
    await client.query('rollback').catch((failed: Error) => {
      broken = failed;
    });
    throw error;
  } finally {
    client.release(broken);
  }
}

function transaction(client: pg.PoolClient, tenant: string): Tx {
  return {
    tenant,
    client,
    db: drizzle(client),
    rows: async (sql, parameters) => (await client.query(sql, [...(parameters ?? [])])).rows,
    copy: (table, rows) => copyRows(client, table, rows as Iterable<Record<string, unknown>>),
    copyDigested: async (table, rows) => {
      const hash = createHash('sha256');
      const count = await copyRows(client, table, rows as Iterable<Record<string, unknown>>, hash);
      return { rows: count, sha256: hash.digest('hex') };
    },
  };
}

async function copyRows(client: pg.PoolClient, table: PgTable, rows: Iterable<Record<string, unknown>>, hash?: Hash): Promise<number> {
  const { name, schema } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table));
  let count = 0;
  function* pieces(): Generator<Buffer> {
    let batch = '';
    const encoded = (): Buffer => {
      const bytes = Buffer.from(batch);
      hash?.update(bytes);
      batch = '';
      return bytes;
    };
    for (const row of rows) {
      batch += copyLine(columns.map(([key, column]) => encode(column, row[key])));
      count += 1;
      if (batch.length > 262_144) yield encoded();
    }
    if (batch !== '') yield encoded();
  }
  const list = columns.map(([, column]) => `"${column.name}"`).join(', ');
  // PostgreSQL has no COPY into a table with row-level security, so the rows go by a temporary one, which the insert then checks.
  const stage = `pg_temp."stage_${schema}_${name}"`;
  await client.query(`create temporary table if not exists ${stage} (like "${schema}"."${name}") on commit delete rows`);
  await pipeline(Readable.from(pieces()), client.query(copyFrom(`copy ${stage} (${list}) from stdin`)));
  await client.query(`insert into "${schema}"."${name}" (${list}) select ${list} from ${stage}`);
  await client.query(`truncate ${stage}`);
  return count;
}

export type Column = ReturnType<typeof getTableColumns>[string];

export function encode(column: Column, value: unknown): unknown {
  const given = value === undefined ? column.default : value;
  if (given === undefined || given === null) return null;
  return column.mapToDriverValue(given);
}

export type { SQL };
