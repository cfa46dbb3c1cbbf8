import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { personalPlaces } from '../columns.ts';
import { resealed } from '../secure.ts';
import { type FreshDatabase, freshDatabase } from '../testing/fresh-database.ts';
import { openSealedStore } from './open-sealed-store.ts';
import { keyFilesIn, putBack, recoveryOf } from './recovery.ts';
import '../../rooms.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-sealed-'));
const tenant = randomUUID();
let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(async () => {
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

async function opens(): Promise<void> {
  const store = await openSealedStore(db.appUrl, data, { max: 1 });
  await store.close();
}

describe('a key file', () => {
  test('is made at the first start, told, and needed ever after: without it, or with another, nothing is opened, made or changed', async () => {
    const said: string[] = [];
    const store = await openSealedStore(db.appUrl, data, { max: 1, say: (line) => said.push(line) });
    expect(said.join('\n')).toMatch(/a backup without it is useless/);
    await store.found(tenant, (tx) =>
      tx.rows("insert into parties.practice (tenant_id, name, specialty) values ($1, 'Elm', 'family')", [tenant]),
    );
    await store.close();
    await opens();
    const [path = ''] = keyFilesIn(data);
    const away = `${path}.away`;
    renameSync(path, away);
    await expect(opens()).rejects.toMatchObject({ code: 'keys-missing', message: expect.stringMatching(/key file is not in/) });
    expect(keyFilesIn(data)).toEqual([]);
    const other = mkdtempSync(join(tmpdir(), 'claimwright-other-'));
    const { text } = await otherKeys(other);
    writeFileSync(join(other, 'recovery'), text);
    putBack(join(other, 'recovery'), data);
    await expect(opens()).rejects.toMatchObject({ code: 'keys-missing', message: expect.stringMatching(/No key file in/) });
    for (const wrong of keyFilesIn(data)) rmSync(wrong);
    renameSync(away, path);
    await opens();
    rmSync(other, { recursive: true });
  });

  test('is carried away in a recovery file, and comes back from it', async () => {
    const { text, files } = recoveryOf(data);
    expect(files).toBe(1);
    const paper = join(data, 'paper.json');
    writeFileSync(paper, text);
    for (const path of keyFilesIn(data)) rmSync(path);
    expect(() => recoveryOf(data)).toThrow(/There is no key file/);
    putBack(paper, data);
    await opens();
    writeFileSync(paper, '[{"id":"../../etc/passwd"}]');
    expect(() => putBack(paper, data)).toThrow(/is no key file/);
    expect(existsSync(join(data, 'etc'))).toBe(false);
    expect(readFileSync(join(data, 'keys', readdirSync(join(data, 'keys'))[0] ?? ''), 'utf8')).toMatch(/without it neither can be read/);
  });
});

/** A recovery file of a key that sealed nothing here. */
async function otherKeys(folder: string): Promise<{ text: string }> {
  const fresh = await freshDatabase();
  await (await openSealedStore(fresh.appUrl, folder, { max: 1 })).close();
  await fresh.drop();
  return recoveryOf(folder);
}

describe('personal columns', () => {
  test('are declared under the tables in which they stand, and each of them can be sealed anew', async () => {
    const columns = await db.store.inTenant(randomUUID(), (tx) =>
      tx.rows<{ place: string; may: boolean; type: string }>(
        `select n.nspname || '.' || c.relname || '.' || a.attname as place, has_column_privilege(c.oid, a.attname, 'update') as may, format_type(a.atttypid, null) as type
           from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
          where a.attnum > 0 and n.nspname || '.' || c.relname || '.' || a.attname = any($1)`,
        [[...personalPlaces()]],
      ),
    );
    expect(columns.map(({ place }) => place).sort()).toEqual([...personalPlaces()].sort());
    expect(columns.filter(({ may, type }) => !may || type !== 'text')).toEqual([]);
    for (const [table, names] of Object.entries(resealed))
      for (const name of names) expect(personalPlaces().has(`${table}.${name}`), `${table}.${name}`).toBe(true);
  });
});
