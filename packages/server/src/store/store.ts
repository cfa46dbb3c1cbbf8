import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { NotExact } from '@claimwright/core/ground/base';
import { getTableColumns, type SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import { getTableConfig, type PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { personalPlaces } from './columns.ts';
import { copyLine } from './copy-text.ts';
import { withKeys } from './keys/in-use.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { type Keys, revisionSql } from './keys/keys.ts';

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
  /** The same, with a digest over the rows for the record: over what they say, so that it holds when they are sealed with another key. */
  copyDigested<T extends PgTable>(table: T, rows: Iterable<T['$inferInsert']>): Promise<Digest>;
  /** A keyed hash by which equal personal values are found; each purpose has a key of its own. */
  blind(purpose: BlindPurpose, clear: string): string;
  readonly keys: Keys;
}

export type BlindPurpose = 'member' | 'patient' | 'patient-search' | 'claim-content' | 'deposit' | 'answer' | 'plan' | 'model-text';

export interface Store {
  /** Runs `work` in one transaction of the tenant; a throw rolls all of it back. */
  inTenant<T>(tenant: string, work: (tx: Tx) => Promise<T>, options?: { readOnly?: boolean }): Promise<T>;
  /** The same, for the one that makes the tenant: its keys are made in it too, and nowhere else. */
  found<T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Outside of any tenant: sign-in's membership look-up and the list of practices, by functions that the schema defines for it. */
  rows<T extends object>(sql: string, parameters?: readonly unknown[]): Promise<T[]>;
  readonly keys: Keys;
  close(): Promise<void>;
}

/** Opens the store as the application's role: no superuser, bound by row-level security. It closes the keys too. */
export function openStore(url: string, { keys, max }: { keys: Keys; max?: number }): Store {
  const pool = new pg.Pool({ connectionString: url, max: max ?? 10, application_name: 'claimwright' });
  // An idle connection that breaks must not end the process; the next query reports it to whoever asked.
  pool.on('error', () => undefined);
  return {
    keys,
    inTenant: (tenant, work, how) => inTenant(pool, keys, tenant, work, how?.readOnly ? 'reads' : 'writes'),
    found: (tenant, work) => inTenant(pool, keys, tenant, work, 'founds'),
    rows: async (sql, parameters) => (await pool.query(sql, [...(parameters ?? [])])).rows,
    close: async () => {
      await Promise.all([pool.end(), keys.close()]);
    },
  };
}

async function inTenant<T>(
  pool: pg.Pool,
  keys: Keys,
  tenant: string,
  work: (tx: Tx) => Promise<T>,
  how: 'reads' | 'writes' | 'founds',
): Promise<T> {
  const known = await keys.ring(tenant);
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    const begun = await begin(client, keys, known, how === 'reads');
    const ring = how === 'founds' ? await keys.make(tenant, client) : begun;
    // Awaited within: a query of drizzle's is asked only when somebody waits for it.
    const answer = await withKeys(ring, async () => await work(transaction(client, keys, ring)));
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

/**
 * Begins the tenant's transaction, in one message, and answers the keys that open whatever it may meet. One that writes holds a shared
 * lock on the revision of the keys that it knows, taken before it looks which one counts: so a rotation can wait until nobody works with
 * an older one (keys/rotation.ts). One that only reads sees one moment, the keys of that moment included.
 */
async function begin(client: pg.PoolClient, keys: Keys, known: KeyRing, readOnly: boolean): Promise<KeyRing> {
  const tenant = pg.escapeLiteral(known.tenant);
  const first = readOnly ? 'begin isolation level repeatable read read only' : 'begin';
  const hold = readOnly ? 'select' : `select pg_advisory_xact_lock_shared(${revisionLock(tenant, known.revision)})`;
  const told: unknown = await client.query(
    `${first}; select set_config('claimwright.tenant', ${tenant}, true); ${hold}; ${revisionSql}${tenant}`,
  );
  return revisionIn(told) === known.revision ? known : keys.refreshed(known.tenant);
}

/** The two numbers of the lock that stands for one revision of a tenant's keys. */
export const revisionLock = (tenant: string, revision: number | string): string => `hashtext('keys/' || ${tenant}), ${revision}`;

/** The driver answers several statements with a list of results. */
function revisionIn(told: unknown): unknown {
  const last: { rows?: { revision?: unknown }[] } | undefined = Array.isArray(told) ? told.at(-1) : undefined;
  return last?.rows?.[0]?.revision;
}

function transaction(client: pg.PoolClient, keys: Keys, ring: KeyRing): Tx {
  return {
    tenant: ring.tenant,
    client,
    keys,
    db: drizzle(client),
    rows: async (sql, parameters) => (await client.query(sql, [...(parameters ?? [])])).rows,
    copy: (table, rows) => copyRows(client, ring, table, rows as Iterable<Record<string, unknown>>),
    copyDigested: async (table, rows) => {
      const hash = createHash('sha256');
      const count = await copyRows(client, ring, table, rows as Iterable<Record<string, unknown>>, hash);
      return { rows: count, sha256: hash.digest('hex') };
    },
    blind: (purpose, clear) => ring.blind(purpose, clear),
  };
}

async function copyRows(
  client: pg.PoolClient,
  ring: KeyRing,
  table: PgTable,
  rows: Iterable<Record<string, unknown>>,
  hash?: Hash,
): Promise<number> {
  const { name, schema } = getTableConfig(table);
  const columns = Object.entries(getTableColumns(table));
  let count = 0;
  const encoded = (row: Record<string, unknown>): string => {
    if (hash) hash.update(copyLine(columns.map(([key, column]) => clearText(`${schema}.${name}`, column, row[key]))));
    count += 1;
    return copyLine(columns.map(([key, column]) => encode(column, row[key])));
  };
  const needsKeys = columns.some(([, column]) => personalPlaces().has(`${schema}.${name}.${column.name}`));
  function* pieces(): Generator<Buffer> {
    let batch = '';
    for (const row of rows) {
      // The stream that asks for the rows is nobody's transaction.
      batch += needsKeys ? withKeys(ring, () => encoded(row)) : encoded(row);
      if (batch.length < 262_144) continue;
      yield Buffer.from(batch);
      batch = '';
    }
    if (batch !== '') yield Buffer.from(batch);
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

/** What a row says there, as a digest counts it: a personal value unsealed, anything else as it is written. */
export function clearText(table: string, column: Column, value: unknown): unknown {
  const given = value === undefined ? column.default : value;
  return personalPlaces().has(`${table}.${column.name}`) ? (given ?? null) : encode(column, given);
}

export type { SQL };
