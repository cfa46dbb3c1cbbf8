import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { Trouble } from '../trouble.ts';

export const migrationsFolder = fileURLToPath(new URL('../../migrations', import.meta.url));

/** Any constant will do, as long as every Claimwright asks for the same one. */
const lockKey = 7_024_813_519;

interface Migration {
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

/** The code's migrations, in order. */
export function readMigrations(folder = migrationsFolder): Migration[] {
  const journal = JSON.parse(readFileSync(join(folder, 'meta', '_journal.json'), 'utf8')) as { entries: { idx: number; tag: string }[] };
  return [...journal.entries]
    .sort((a, b) => a.idx - b.idx)
    .map(({ tag }) => {
      const sql = readFileSync(join(folder, `${tag}.sql`), 'utf8');
      return { name: tag, sql, sha256: createHash('sha256').update(sql).digest('hex') };
    });
}

/** Nobody else changes the shape of this database while `work` does: two servers that start at once take turns. */
export async function alone<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('select pg_advisory_lock($1)', [lockKey]);
  try {
    return await work();
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]);
  }
}

/**
 * Brings the database up to the code's shape, each step in a transaction of its own, forward only. Answers the names of the steps
 * that were taken. To be called within `alone`.
 */
export async function migrate(client: pg.Client, options: { folder?: string; upTo?: number } = {}): Promise<string[]> {
  const migrations = readMigrations(options.folder).slice(0, options.upTo);
  await client.query('create schema if not exists house');
  await client.query(
    'create table if not exists house.migration (position int primary key, name text not null unique, sha256 text not null, applied_at timestamptz not null default now())',
  );
  const { rows: applied } = await client.query<{ name: string; sha256: string }>(
    'select name, sha256 from house.migration order by position',
  );
  checkApplied(applied, migrations);
  const taken: string[] = [];
  for (const [position, migration] of migrations.entries()) {
    if (position < applied.length) continue;
    await client.query('begin');
    try {
      const held = await letOwnerSeeAll(client);
      await client.query(migration.sql);
      await holdOwner(client, held);
      await client.query('insert into house.migration (position, name, sha256) values ($1, $2, $3)', [
        position,
        migration.name,
        migration.sha256,
      ]);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback');
      throw new Trouble('database-refused', `The database could not be brought to ${migration.name}. It stands as it was before.`, {
        because: error instanceof Error ? error.message : String(error),
        cause: error,
      });
    }
    taken.push(migration.name);
  }
  return taken;
}

/**
 * An owner who is no superuser is kept to one practice too, and a migration is of all of them: a foreign key on a table that is there
 * is checked with its rows. Within the migration's transaction only.
 */
async function letOwnerSeeAll(client: pg.Client): Promise<readonly string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind in ('r', 'p') and c.relforcerowsecurity and pg_get_userbyid(c.relowner) = current_user`,
  );
  for (const { name } of rows) await client.query(`alter table ${name} no force row level security`);
  return rows.map(({ name }) => name);
}

async function holdOwner(client: pg.Client, tables: readonly string[]): Promise<void> {
  for (const name of tables) await client.query(`alter table if exists ${name} force row level security`);
}

function checkApplied(applied: readonly { name: string; sha256: string }[], known: readonly Migration[]): void {
  for (const [position, { name, sha256 }] of applied.entries()) {
    const ours = known[position];
    if (!ours)
      throw new Trouble('database-newer', `The database was changed by a newer Claimwright (${name}); this one cannot work on it safely.`, {
        fix: 'Update Claimwright, or restore the backup that was made before the update.',
      });
    if (ours.name !== name || ours.sha256 !== sha256)
      throw new Trouble(
        'database-newer',
        `The database followed another line of changes: it has ${name} where this Claimwright has ${ours.name}, or another text of it.`,
        {
          because: 'A step that was taken is never rewritten: this database was made by another version, perhaps one under development.',
          fix: 'Use the Claimwright that made it. Where it holds nothing but the demo: claimwright demo reset.',
        },
      );
  }
}
