import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup, type Manifest } from './backup.ts';
import { openBackupFile, writeBackupFile } from './backup-file.ts';
import { fileBlobs } from './blob-files.ts';
import { restore } from './restore.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';
import { memoryKeeper } from './testing/test-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-seal-'));
const tenant = randomUUID();
let db: FreshDatabase;
let target: FreshDatabase;
let file = '';

beforeAll(async () => {
  [db, target] = [await freshDatabase(), await freshDatabase()];
  await db.store.keys.make(tenant);
  await db.store.inTenant(tenant, (tx) =>
    tx.rows("insert into parties.practice (tenant_id, name, specialty) values ($1, 'Elm', 'family')", [tenant]),
  );
  ({ path: file } = await sealedBy(memoryKeeper(), 'honest.tar'));
});
afterAll(async () => {
  await db.drop();
  await target.drop();
  rmSync(folder, { recursive: true, force: true });
});

const sealedBy = (keeper: ReturnType<typeof memoryKeeper>, name: string) =>
  backup({ adminUrl: db.adminUrl, blobs: fileBlobs(join(folder, 'blobs'), db.store.keys), keeper }, join(folder, name), new Date());

/** What somebody can make of a backup who can read and write where it lies, and has no key: hashes and all. */
async function rewritten(name: string, change: (parts: Map<string, Buffer>, manifest: Manifest) => Manifest): Promise<string> {
  const from = await openBackupFile(file);
  const parts = new Map<string, Buffer>();
  for (const part of from.parts) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of from.read(part)) chunks.push(chunk);
    parts.set(part.name, Buffer.concat(chunks));
  }
  await from.close();
  const changed = change(parts, JSON.parse(String(parts.get('manifest.json'))));
  const hashes = Object.keys(changed.parts).map((part) => [part, sha256(parts.get(part) ?? Buffer.alloc(0))]);
  const text = Buffer.from(JSON.stringify({ ...changed, parts: Object.fromEntries(hashes) }));
  parts.set('manifest.json', text).set('manifest.sha256', Buffer.from(sha256(text)));
  const path = join(folder, name);
  await writeBackupFile(path, async ({ add }) => {
    for (const [part, bytes] of parts) await add(part, bytes);
  });
  return path;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
const into = { folder: join(folder, 'restored'), keeper: () => memoryKeeper() };

describe('a backup that somebody wrote anew where it lay', () => {
  test('with another word in a row, and hashes that fit, is refused before anything is changed', async () => {
    const forged = await rewritten('forged.tar', (parts, manifest) => {
      const [part = ''] = manifest.tables.find(({ table }) => table === 'parties.practice')?.parts ?? [];
      const text = gunzipSync(parts.get(part) ?? Buffer.alloc(0)).toString();
      expect(text).toContain('family');
      parts.set(part, gzipSync(text.replace('family', 'dental')));
      return manifest;
    });
    await expect(restore(forged, target, into)).rejects.toMatchObject({
      code: 'backup-refused',
      message: expect.stringContaining('not what was sealed'),
    });
  });

  test('with another day is refused: an old one cannot pass for a new one', async () => {
    const dated = await rewritten('dated.tar', (_, manifest) => ({ ...manifest, madeAt: '2030-01-01T00:00:00.000Z' }));
    await expect(restore(dated, target, into)).rejects.toMatchObject({ code: 'backup-refused' });
  });

  test('with the seal of another backup, of another key, or a wrapped key in its place, is refused', async () => {
    const { path } = await sealedBy(memoryKeeper('other'), 'other.tar');
    await expect(restore(path, target, into), 'another key').rejects.toMatchObject({ code: 'backup-refused' });
    const { kekId, bytes } = await memoryKeeper().wrap(Buffer.alloc(48));
    const seal = { keeper: 'memory', kek_id: kekId, wrapped: Buffer.from(bytes).toString('base64url') };
    const wrong = await rewritten('wrong.tar', (parts, manifest) => {
      parts.set('manifest.seal', Buffer.from(JSON.stringify(seal)));
      return manifest;
    });
    await expect(restore(wrong, target, into), 'a wrapped key').rejects.toMatchObject({ code: 'backup-refused' });
    const none = await rewritten('none.tar', (parts, manifest) => {
      parts.delete('manifest.seal');
      return manifest;
    });
    await expect(restore(none, target, into), 'none').rejects.toMatchObject({ code: 'backup-damaged' });
  });

  test('as one of an older version is refused too, unless somebody says that they trust where it lay', async () => {
    const older = await rewritten('older.tar', (parts, manifest) => {
      parts.delete('manifest.seal');
      return { ...manifest, format: 2 };
    });
    await expect(restore(older, target, into)).rejects.toMatchObject({
      code: 'backup-refused',
      fix: expect.stringContaining('--unsealed'),
    });
    expect(await target.store.rows('select * from parties.tenants()')).toEqual([]);
    expect(await restore(older, target, { ...into, unsealed: true })).toMatchObject({ sealed: false, tenants: [tenant] });
  });

  test('is what was sealed, and comes back as such', async () => {
    const fresh = await freshDatabase();
    expect(await restore(file, fresh, into)).toMatchObject({ sealed: true, tenants: [tenant] });
    await fresh.drop();
  });
});
