import { createHash } from 'node:crypto';
import { NotExact } from '@claimwright/core/ground/base';
import type { SQL } from 'drizzle-orm';
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import type { PgTable } from 'drizzle-orm/pg-core';
import pg from 'pg';
import { type Also, type Copies, openCopies } from './copy-rows.ts';
import { withKeys } from './keys/in-use.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { type Keys, revisionSql } from './keys/keys.ts';
import { appRole, limitedRole } from './provision.ts';
import { asRole, narrowing, type Reach } from './reach.ts';

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
  /**
   * Bulk insert by COPY; personal columns pass their seam. Answers how many rows there were. Asked for several tables at once it takes them in
   * their order, and makes the text of the next while the database is at work on one. `also` is run after each part of them was inserted.
   */
  copy<T extends PgTable>(table: T, rows: Iterable<T['$inferInsert']>, also?: Also): Promise<number>;
  /** The same, leaving alone what is there already. Rows come in one order, so that two who add the same wait for each other and not both. */
  copyMissing<T extends PgTable>(table: T, rows: Iterable<T['$inferInsert']>): Promise<number>;
  /** The same, with a digest over the rows for the record: over what they say, so that it holds when they are sealed with another key. */
  copyDigested<T extends PgTable>(table: T, rows: Iterable<T['$inferInsert']>): Promise<Digest>;
  /** A keyed hash by which equal personal values are found; each purpose has a key of its own. */
  blind(purpose: BlindPurpose, clear: string): string;
  readonly keys: Keys;
  /** Whose claims are seen from now on, where not all are. */
  readonly reach: Reach | undefined;
  /** From here to its end this transaction sees only what is within a reach (reach.ts). */
  narrow(to: Reach): Promise<void>;
  /** This work alone sees only what is within a reach; it reads, and nothing else is asked of the transaction meanwhile. */
  narrowed<T>(to: Reach, work: () => Promise<T>): Promise<T>;
  /**
   * Of a transaction that was narrowed, this work alone sees the whole practice: what is worked out of the whole, and shown in part by whoever
   * asked for it. Nothing else is asked of the transaction meanwhile.
   */
  whole<T>(work: () => Promise<T>): Promise<T>;
}

export type BlindPurpose =
  | 'member'
  | 'patient'
  | 'patient-search'
  | 'claim-content'
  | 'deposit'
  | 'answer'
  | 'plan'
  | 'model-text'
  | 'write-back'
  | 'sought'
  | 'source-file'
  | 'document-name';

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
    const copies = openCopies(client, ring);
    // Awaited within: a query of drizzle's is asked only when somebody waits for it.
    const answer = await withKeys(ring, async () => await work(transaction(client, keys, ring, copies))).finally(copies.rest);
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

function transaction(client: pg.PoolClient, keys: Keys, ring: KeyRing, copies: Copies): Tx {
  let reach: Reach | undefined;
  const run = ([sql, parameters]: readonly [string, readonly string[]]) => client.query(sql, [...parameters]);
  return {
    get reach() {
      return reach;
    },
    narrow: async (to) => {
      await run(narrowing(to));
      reach = to;
    },
    narrowed: async (to, work) => {
      await run(narrowing(to));
      reach = to;
      try {
        return await work();
      } finally {
        reach = undefined;
        await run(asRole(appRole)).catch(() => undefined);
      }
    },
    whole: async (work) => {
      if (reach === undefined) return work();
      const narrowed = reach;
      await run(asRole(appRole));
      reach = undefined;
      try {
        return await work();
      } finally {
        reach = narrowed;
        // Where the work broke the transaction this fails too, and the work’s error is the one to tell.
        await run(asRole(limitedRole)).catch(() => undefined);
      }
    },
    tenant: ring.tenant,
    client,
    keys,
    db: drizzle(client),
    rows: async (sql, parameters) => (await client.query(sql, [...(parameters ?? [])])).rows,
    copy: (table, rows, also) => copies.copy(table, rows as Iterable<Record<string, unknown>>, also),
    copyMissing: (table, rows) => copies.copyMissing(table, rows as Iterable<Record<string, unknown>>),
    copyDigested: async (table, rows) => {
      const hash = createHash('sha256');
      const count = await copies.copyWhole(table, rows as Iterable<Record<string, unknown>>, hash);
      return { rows: count, sha256: hash.digest('hex') };
    },
    blind: (purpose, clear) => ring.blind(purpose, clear),
  };
}

export { encode } from './columns.ts';
export type { SQL };
