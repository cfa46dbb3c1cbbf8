import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { document } from '../ground/intake/schema.ts';
import { backup } from './backup.ts';
import { openBackupFile } from './backup-file.ts';
import type { BlobPort } from './blob.ts';
import { fileBlobs } from './blob-files.ts';
import { withAdmin } from './provision.ts';
import { restore } from './restore.ts';
import { encode } from './store.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';
import { memoryKeeper } from './testing/test-keys.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-backup-'));
let blobs: BlobPort;
const tenants = [randomUUID(), randomUUID()];
const words = 'ISA*00* raw bytes with a \t tab, a \\ and an é\n'.repeat(2000);
let db: FreshDatabase;
let file = '';

beforeAll(async () => {
  db = await freshDatabase();
  blobs = fileBlobs(join(folder, 'blobs'), db.store.keys);
  for (const tenant of tenants) await fill(tenant);
  ({ path: file } = await backup({ adminUrl: db.adminUrl, blobs, keeper: db.store.keys.keeper }, folder, new Date('2026-01-05T10:00:00Z')));
});
afterAll(async () => {
  await db.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function fill(tenant: string): Promise<void> {
  await db.store.keys.make(tenant);
  const { sha256, size } = await blobs.put(tenant, Buffer.from(words + tenant));
  const table = await blobs.put(tenant, Buffer.from(`a code table of ${tenant}`));
  await db.store.inTenant(tenant, async (tx) => {
    await tx.rows('insert into parties.practice (tenant_id, name, specialty) values ($1, $2, $3)', [
      tenant,
      'Elm\tStreet \\ Ünï',
      'family',
    ]);
    await tx.rows(
      `insert into intake.document (tenant_id, id, sha256, name, size, kind, received_at, received_by, act_id) values ($1, $1, $2, $4, $3, '835', now(), 'Dana', $1)`,
      [tenant, sha256, size, encode(document.name, 'a.835')],
    );
    await tx.rows(
      `insert into codes.edition (tenant_id, id, of_table, part, name, source, from_day, rows, sha256, size, layout, files, findings, added, changed, removed,
         imported_at, imported_by, act_id)
       select $1, n::uuid, 'places', '', 'one', 'ours', '2026-01-01', 1, $2, $3, 'a list', '[]', '[]', 1, 0, 0, now(), 'Dana', $1 from unnest($4::text[]) n`,
      // The same rows twice, as when they were rolled back and came again.
      [tenant, table.sha256, table.size, [tenant, randomUUID()]],
    );
    await tx.rows(
      `insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id)
       select $1, $1, '2026-01-05', 'claim', $1, 'a test', now(), $1`,
      [tenant],
    );
    await tx.rows(
      `insert into ledger.line (tenant_id, entry_id, n, account, amount) select $1, $1, n, 'cash', case when n % 2 = 0 then 5 else -5 end from generate_series(1, 120000) n`,
      [tenant],
    );
  });
}

/** Every row of every table with a tenant, and sign-in's people, as one hash. */
const digest = (adminUrl: string) =>
  withAdmin(adminUrl, async (client) => {
    const hash = createHash('sha256');
    for (const table of ['parties.practice', 'intake.document', 'codes.edition', 'ledger.entry', 'ledger.line', 'auth."user"']) {
      const { rows } = await client.query(`select count(*)::int as n, sum(hashtextextended(t::text, 7))::text as all from ${table} t`);
      hash.update(JSON.stringify([table, rows]));
    }
    return hash.digest('hex');
  });

const into = (name: string, keeper = memoryKeeper()) => ({ folder: join(folder, name), keeper: () => keeper });
const refused = (path: string, target: FreshDatabase) => restore(path, target, into('nowhere'));

describe('backup and restore', () => {
  test('everything comes back as it was, into an empty database, and its wall stands', async () => {
    const target = await freshDatabase();
    const summary = await restore(file, target, into('restored'));
    const there = fileBlobs(join(folder, 'restored'), target.store.keys);
    expect(summary).toMatchObject({ tenants: [...tenants].sort(), documents: 4 });
    expect(await digest(target.adminUrl)).toBe(await digest(db.adminUrl));
    const [tenant = ''] = tenants;
    const [document] = await target.store.inTenant(tenant, (tx) => tx.rows<{ sha256: string }>('select sha256 from intake.document'));
    const chunks: Uint8Array[] = [];
    for await (const chunk of there.open(tenant, document?.sha256 ?? '')) chunks.push(chunk);
    expect(Buffer.concat(chunks).toString()).toBe(words + tenant);
    const [edition] = await target.store.inTenant(tenant, (tx) =>
      tx.rows<{ sha256: string; size: number }>('select sha256, size from codes.edition'),
    );
    expect(await there.size(tenant, edition?.sha256 ?? '')).toBe(edition?.size);
    expect(await target.store.inTenant(randomUUID(), (tx) => tx.rows('select * from ledger.line'))).toEqual([]);
    await expect(refused(file, target)).rejects.toThrow(/a practice in this database already/);
    await target.drop();
  });

  test('a flipped byte, wherever it stands, is refused by the name of its part, and nothing is restored', async () => {
    const opened = await openBackupFile(file);
    const parts = opened.parts;
    await opened.close();
    const target = await freshDatabase();
    const bytes = readFileSync(file);
    const bad = join(folder, 'bad.tar');
    for (const part of parts.filter(({ size }) => size > 0)) {
      for (const at of [part.at, part.at + Math.floor(part.size / 2), part.at + part.size - 1]) {
        const copy = Buffer.from(bytes);
        copy.writeUInt8((copy[at] ?? 0) ^ 1, at);
        writeFileSync(bad, copy);
        const name = part.name === 'manifest.sha256' ? 'manifest.json' : part.name;
        const says = name === 'manifest.seal' ? /not what was sealed|another keeper/ : `damaged in ${name}`;
        await expect(refused(bad, target), `${part.name} at ${at}`).rejects.toThrow(says);
      }
    }
    expect(await target.store.rows('select * from parties.tenants()')).toEqual([]);
    await target.drop();
  });

  test('without the key, or with another one, nothing is restored; and the file holds no document in the clear', async () => {
    const target = await freshDatabase();
    await expect(restore(file, target, into('other', memoryKeeper('other'))), 'another key').rejects.toMatchObject({
      code: 'backup-refused',
    });
    expect(await target.store.rows('select * from parties.tenants()')).toEqual([]);
    expect(readFileSync(file).includes('raw bytes with')).toBe(false);
    await target.drop();
  });

  test('a file that is cut off, or is none, is refused', async () => {
    const target = await freshDatabase();
    const bad = join(folder, 'cut.tar');
    for (const length of [0, 100, 600, 5000, readFileSync(file).length - 2000]) {
      writeFileSync(bad, readFileSync(file));
      truncateSync(bad, length);
      await expect(refused(bad, target), `${length}`).rejects.toThrow(/damaged|no backup/);
    }
    writeFileSync(bad, 'hello '.repeat(1000));
    await expect(refused(bad, target)).rejects.toThrow(/no backup/);
    await expect(refused(join(folder, 'missing.tar'), target)).rejects.toThrow(/no file/);
    await target.drop();
  });

  test('documents whose bytes are missing, cut or changed are named, and all else is kept and restored', async () => {
    const own = fileBlobs(join(folder, 'holes'), db.store.keys);
    const [gone = '', changed = ''] = tenants;
    for (const tenant of tenants) await own.put(tenant, Buffer.from(`a code table of ${tenant}`));
    const { sha256 } = await own.put(changed, Buffer.from(words + changed));
    const address = Buffer.from((await db.store.keys.ring(changed)).blind('blob', sha256), 'base64url').toString('hex');
    const path = join(folder, 'holes', changed, address.slice(0, 2), address);
    for (const bytes of ['cut', 'x'.repeat(statSync(path).size)]) {
      writeFileSync(path, bytes);
      const made = await backup({ adminUrl: db.adminUrl, blobs: own, keeper: db.store.keys.keeper }, join(folder, 'holes.tar'), new Date());
      expect(made.documents).toBe(2);
      const lost = [
        { tenant: gone, documentId: gone, why: 'missing' },
        { tenant: changed, documentId: changed, why: 'damaged', sha256 },
      ];
      expect(made.lost).toHaveLength(2);
      expect(made.lost).toEqual(expect.arrayContaining(lost.map((one) => expect.objectContaining(one))));
      const target = await freshDatabase();
      const restored = await restore(made.path, target, into(`holes-${bytes.length}`));
      expect(restored).toMatchObject({ documents: 2, lost: made.lost });
      expect(await digest(target.adminUrl)).toBe(await digest(db.adminUrl));
      await target.drop();
    }
  });

  test('a backup that fails leaves no file behind', async () => {
    const failing = { ...blobs, size: () => Promise.reject(new Error('the disk fails')) };
    const target = join(folder, 'never.tar');
    await expect(backup({ adminUrl: db.adminUrl, blobs: failing, keeper: db.store.keys.keeper }, target, new Date())).rejects.toThrow(
      /the disk fails/,
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('never'))).toEqual([]);
  });
});
