import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { alone, migrate, migrationsFolder, readMigrations } from './migrate.ts';
import { prepare } from './prepare.ts';
import { withAdmin } from './provision.ts';

const { adminUrl, appUrl } = inject('testDatabase');
const server = adminUrl.replace(/\/claimwright$/, '/postgres');
const folder = mkdtempSync(join(tmpdir(), 'claimwright-migrations-'));
const databases: string[] = [];

/** An empty database, not a copy of the template; or what another one holds. */
async function empty(like?: string): Promise<{ adminUrl: string; appUrl: string }> {
  const name = `empty_${process.pid}_${databases.length}`;
  databases.push(name);
  const copied = like === undefined ? '' : ` template ${like} strategy file_copy`;
  await withAdmin(server, (client) => client.query(`create database ${name}${copied}`));
  return { adminUrl: adminUrl.replace(/\/claimwright$/, `/${name}`), appUrl: appUrl.replace(/\/claimwright$/, `/${name}`) };
}

const nameOf = (url: string): string => url.replace(/^.*\//, '');
const shape = (url: string) =>
  withAdmin(url, async (client) => {
    const { rows } = await client.query(
      `select n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod) as type, a.attnotnull, c.relrowsecurity, c.relforcerowsecurity
         from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
        where a.attnum > 0 and not a.attisdropped and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss') order by 1, 2, 3`,
    );
    return rows;
  });

beforeAll(() => cpSync(migrationsFolder, folder, { recursive: true }));
afterAll(async () => {
  for (const name of databases) await withAdmin(server, (client) => client.query(`drop database if exists ${name} with (force)`));
  rmSync(folder, { recursive: true, force: true });
});

describe('migrations', () => {
  test('two servers that start at once on an empty database take turns', async () => {
    const access = await empty();
    const both = await Promise.all([prepare(access), prepare(access), prepare(access)]);
    expect(both.flatMap(({ taken }) => taken)).toEqual(readMigrations().map(({ name }) => name));
  });

  test('from every earlier migration the database comes to the same shape', async () => {
    const whole = await shape(adminUrl);
    // Goes a step at a time and is never finished: what is finished is a copy of it, so that no step is taken fifty times only to begin.
    const onTheWay = await empty();
    for (let from = 0; from <= readMigrations().length; from++) {
      await prepare(onTheWay, { upTo: from }).catch((error: unknown) => {
        // Before the first one there is nothing that could be secured.
        if (from > 0) throw error;
      });
      const access = await empty(nameOf(onTheWay.adminUrl));
      expect((await prepare(access)).taken).toHaveLength(readMigrations().length - from);
      expect(await shape(access.adminUrl), `from ${from}`).toEqual(whole);
      await withAdmin(server, (client) => client.query(`drop database ${nameOf(access.adminUrl)} with (force)`));
    }
  }, 240_000);

  test('a database that a newer or another version changed is refused', async () => {
    const access = await empty();
    await prepare(access);
    await withAdmin(access.adminUrl, (client) =>
      client.query(`insert into house.migration (position, name, sha256) values (999, '0999_later', 'x')`),
    );
    await expect(prepare(access)).rejects.toThrow(/newer Claimwright \(0999_later\)/);
    await withAdmin(access.adminUrl, (client) =>
      client.query(`delete from house.migration where position = 999; update house.migration set sha256 = 'x' where position = 0`),
    );
    await expect(prepare(access)).rejects.toThrow(/another line of changes/);
  });

  test('a step that fails leaves the database as it was', async () => {
    const access = await empty();
    const journal = join(folder, 'meta', '_journal.json');
    const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: object[] };
    writeFileSync(journal, JSON.stringify({ entries: [...entries, { idx: entries.length, tag: '9999_broken' }] }));
    writeFileSync(join(folder, '9999_broken.sql'), 'create table claims.half (tenant_id uuid); select 1 / 0;');
    await withAdmin(access.adminUrl, async (client) => {
      await expect(alone(client, () => migrate(client, { folder }))).rejects.toThrow(/could not be brought to 9999_broken/);
      const { rows } = await client.query("select to_regclass('claims.half') as half, (select count(*)::int from house.migration) as n");
      expect(rows).toEqual([{ half: null, n: entries.length }]);
    });
  });
});
