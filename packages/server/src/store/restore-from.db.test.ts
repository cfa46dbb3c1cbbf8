import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { removeData } from './embedded.ts';
import { backupTo } from './keeping.ts';
import { openSealedStore } from './keys/open-sealed-store.ts';
import { keyFilesIn, recoveryOf } from './keys/recovery.ts';
import { openDatabase } from './open-database.ts';
import { prepare } from './prepare.ts';
import { withAdmin } from './provision.ts';
import { restoreFrom, type VerifyRecord } from './restore-from.ts';

// Servers of its own: what is tested is what lies on the disk before and after.
vi.setConfig({ testTimeout: 240_000 });
const folder = mkdtempSync(join(tmpdir(), 'claimwright-restore-'));
chmodSync(folder, 0o711);
const home = join(folder, 'home');
const file = join(folder, 'backup.tar');
const recovery = join(folder, 'recovery.json');
const tenant = '01900000-0000-7000-8000-0000000000e5';
const said: string[] = [];
const say = (line: string) => void said.push(line);
const whole = async () => [];
let names = 0;
const fresh = (): string => join(folder, `place-${names++}`);

/** What stands in a data folder: how many practices, opened with the keys that lie there. */
async function practicesIn(data: string): Promise<number> {
  const database = await openDatabase('a look', { share: false, say, data });
  try {
    await prepare(database.access);
    const store = await openSealedStore(database.access.appUrl, data, { max: 1 });
    const rows = await store.inTenant(tenant, (tx) => tx.rows('select name from parties.practice'));
    await store.close();
    return rows.length;
  } finally {
    await database.close();
  }
}

beforeAll(async () => {
  const database = await openDatabase('a practice', { share: false, say, data: home });
  await prepare(database.access);
  const store = await openSealedStore(database.access.appUrl, home, { max: 1 });
  await store.found(tenant, (tx) =>
    tx.rows("insert into parties.practice (tenant_id, name, specialty) values ($1, 'Elm', 'family')", [tenant]),
  );
  await store.close();
  await database.close();
  vi.stubEnv('CLAIMWRIGHT_DATA', home);
  await backupTo(file, say);
  writeFileSync(recovery, recoveryOf(home).text, { mode: 0o600 });
}, 120_000);
afterEach(() => vi.unstubAllEnvs());
afterAll(() => {
  for (let n = 0; n < names; n++) removeData(join(folder, `place-${n}`));
  removeData(home);
  rmSync(folder, { recursive: true, force: true });
});

const restoreInto = (data: string, keys?: string, from = file, verify: VerifyRecord = whole) => {
  vi.stubEnv('CLAIMWRIGHT_DATA', data);
  return restoreFrom(from, keys === undefined ? {} : { keys }, { verify }, say);
};

describe('before anything is changed', () => {
  test('without the key it says which one is asked for and how to give it, and nothing is made', async () => {
    const data = fresh();
    const [key = ''] = keyFilesIn(home).map((path) => /local-\w+/.exec(path)?.[0]);
    await expect(restoreInto(data)).rejects.toMatchObject({
      code: 'keys-missing',
      fix: expect.stringMatching(/^Say --keys and the recovery/),
    });
    expect(existsSync(data)).toBe(false);
    const other = join(folder, 'other.key.json');
    const made = fresh();
    const database = await openDatabase('another', { share: false, say, data: made });
    await prepare(database.access);
    await (await openSealedStore(database.access.appUrl, made, { max: 1 })).close();
    await database.close();
    writeFileSync(other, recoveryOf(made).text, { mode: 0o600 });
    await expect(restoreInto(data, other)).rejects.toMatchObject({ code: 'keys-missing', because: expect.stringContaining(key) });
    await expect(restoreInto(data, join(folder, 'none.json'))).rejects.toMatchObject({ code: 'keys-missing' });
    expect(existsSync(data)).toBe(false);
  });

  test('a backup that is cut off, and one that is none, are refused, and nothing is made', async () => {
    const cut = join(folder, 'cut.tar');
    writeFileSync(cut, readFileSync(file));
    truncateSync(cut, readFileSync(file).length - 3_000);
    const data = fresh();
    await expect(restoreInto(data, recovery, cut)).rejects.toMatchObject({
      code: 'backup-damaged',
      fix: expect.stringMatching(/another backup/),
    });
    await expect(restoreInto(data, recovery, join(folder, 'none.tar'))).rejects.toMatchObject({ code: 'not-readable' });
    expect(existsSync(data)).toBe(false);
  });

  test('a folder with a practice is refused, and its keys and its practice stay as they are', async () => {
    const strange = join(folder, 'strange.json');
    writeFileSync(strange, readFileSync(recovery, 'utf8').replaceAll(/local-[0-9a-f]{16}/g, 'local-0123456789abcdef'), { mode: 0o600 });
    const before = readdirSync(home).sort();
    const keys = keyFilesIn(home);
    await expect(restoreInto(home, strange)).rejects.toMatchObject({ code: 'backup-refused', fix: expect.stringMatching(/--into/) });
    expect(keyFilesIn(home)).toEqual(keys);
    expect(readdirSync(home).sort()).toEqual(before);
    expect(await practicesIn(home)).toBe(1);
    vi.stubEnv('CLAIMWRIGHT_DATA', fresh());
    await expect(restoreFrom(file, { into: home }, { verify: whole }, say)).rejects.toMatchObject({ code: 'backup-refused' });
  });
});

describe('all or nothing', () => {
  test('a backup whose record does not hold leaves the folder as it was, keys too', async () => {
    const data = fresh();
    mkdirSync(data);
    writeFileSync(join(data, 'note'), 'mine');
    await expect(restoreInto(data, recovery, file, async () => ['entry 3 is not what it was'])).rejects.toMatchObject({
      code: 'backup-damaged',
    });
    expect(readdirSync(data)).toEqual(['note']);
  });

  test('killed in the midst it leaves nothing that opens as a practice, and the next one brings all of it', async () => {
    const data = fresh();
    const script = join(folder, 'killed.ts');
    const here = JSON.stringify(join(import.meta.dirname, 'restore-from.ts'));
    writeFileSync(
      script,
      `import { restoreFrom } from ${here};
       await restoreFrom(${JSON.stringify(file)}, { keys: ${JSON.stringify(recovery)} }, { verify: async () => process.kill(process.pid, 'SIGKILL') }, () => undefined);`,
    );
    const child = spawn(process.execPath, [script], { env: { ...process.env, CLAIMWRIGHT_DATA: data }, stdio: 'ignore' });
    expect(await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))).toBe('SIGKILL');
    expect(readdirSync(data).sort()).toEqual(['.restoring', 'lock']);
    expect(keyFilesIn(data)).toEqual([]);
    expect(await restoreInto(data, recovery)).toBe(true);
    expect(readdirSync(data).sort()).toEqual(['keys', 'postgres', 'secrets.json']);
    expect(await practicesIn(data)).toBe(1);
    expect(said.join('\n')).toMatch(/the record of 1 practice verified/);
  });

  test('a database that was filled and not finished is opened by nobody', async () => {
    const data = fresh();
    await restoreInto(data, recovery);
    const database = await openDatabase('half', { share: false, say, data });
    await withAdmin(database.access.adminUrl, (client) => client.query('create table house.restoring ()'));
    const refusal = { code: 'database-refused', fix: expect.stringMatching(/new, empty database/) };
    await expect(prepare(database.access)).rejects.toMatchObject(refusal);
    await database.close();
    await expect(restoreInto(data, recovery)).rejects.toMatchObject(refusal);
  });
});
