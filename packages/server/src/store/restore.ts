import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { enqueueAgain, type WaitingJob } from '../jobs/waiting-jobs.ts';
import { Trouble } from '../trouble.ts';
import { blobPart, jobsPart, type LostDocument, type Manifest, manifestHashPart, manifestPart } from './backup.ts';
import { type BackupFile, damaged, openBackupFile } from './backup-file.ts';
import { quotedName } from './backup-tables.ts';
import type { BlobPort } from './blob.ts';
import { alone, readMigrations } from './migrate.ts';
import { prepare } from './prepare.ts';
import { type Access, provision, withAdmin } from './provision.ts';

export interface RestoreSummary {
  readonly madeAt: string;
  readonly tenants: readonly string[];
  readonly rows: number;
  readonly documents: number;
  /** Those that the backup itself does not hold. */
  readonly lost: readonly LostDocument[];
}

/**
 * Brings a backup into an empty database, all of it or nothing. Every part is checked against its hash before anything is touched,
 * and every table's rows are counted before anything is kept.
 */
export async function restore(path: string, access: Access, blobs: BlobPort): Promise<RestoreSummary> {
  const file = await openBackupFile(path);
  try {
    const manifest = await verifyBackup(file);
    const steps = knownSteps(manifest);
    await withAdmin(access.adminUrl, (client) =>
      alone(client, async () => {
        await provision(client, access);
        await refuseInhabited(client);
      }),
    );
    // As far as the backup had come; the later steps are taken with its rows in place, as they would have been.
    await prepare(access, { upTo: steps });
    const documents = await restoreBlobs(file, manifest, blobs);
    await withAdmin(access.adminUrl, (client) => fill(client, file, manifest, blobs));
    await prepare(access);
    await enqueueAgain(access.adminUrl, await jobsOf(file));
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    return { madeAt: manifest.madeAt, tenants: manifest.tenants, rows, documents, lost: manifest.lost ?? [] };
  } finally {
    await file.close();
  }
}

/** Reads all of a backup and answers its manifest. Names the part that is not what it was. */
export async function verifyBackup(file: BackupFile): Promise<Manifest> {
  const text = await whole(file, manifestPart);
  const stated = (await whole(file, manifestHashPart)).toString('latin1');
  if (createHash('sha256').update(text).digest('hex') !== stated) throw damaged(manifestPart, 'Its bytes are not those that were written.');
  const manifest = JSON.parse(text.toString('utf8')) as Manifest;
  if (manifest.format !== 1)
    throw new Trouble('backup-refused', 'The backup was made by a newer Claimwright.', { fix: 'Update Claimwright first.' });
  for (const [name, stated] of Object.entries(manifest.parts)) {
    const hash = createHash('sha256');
    for await (const chunk of file.read(file.part(name))) hash.update(chunk);
    if (hash.digest('hex') !== stated) throw damaged(name, 'Its bytes are not those that were written.');
  }
  return manifest;
}

async function whole(file: BackupFile, name: string): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of file.read(file.part(name))) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** How many of our steps the backup had taken. */
function knownSteps({ migrations }: Manifest): number {
  const ours = readMigrations();
  for (const [at, { name, sha256 }] of migrations.entries())
    if (ours[at]?.name !== name || ours[at].sha256 !== sha256)
      throw new Trouble('backup-refused', `The backup comes from another version of Claimwright (${name}).`, {
        fix: 'Restore it with the version that made it, or with a newer one.',
      });
  return migrations.length;
}

async function refuseInhabited(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ n: string }>("select nspname as n from pg_namespace where nspname = 'parties'");
  if (rows.length === 0) return;
  const { rows: tenants } = await client.query('select 1 from parties.tenants() limit 1');
  if (tenants.length > 0)
    throw new Trouble('backup-refused', 'There is a practice in this database already; a backup is restored into an empty one only.', {
      fix: 'Say --into and an empty folder, or name an empty database in DATABASE_URL.',
    });
}

async function restoreBlobs(file: BackupFile, { parts, lost = [] }: Manifest, blobs: BlobPort): Promise<number> {
  const left = new Set(lost.map(({ tenant, sha256 }) => blobPart(tenant, sha256)));
  let count = 0;
  for (const name of Object.keys(parts)) {
    const [, tenant, sha256] = /^blobs\/([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name) ?? [];
    if (tenant === undefined || sha256 === undefined || left.has(name)) continue;
    const kept = await blobs.put(tenant, file.read(file.part(name)));
    if (kept.sha256 !== sha256) throw damaged(name, 'It does not hold what its name says.');
    count += 1;
  }
  return count;
}

/** All tables in one transaction, in the manifest's order: those that others refer to come first. */
async function fill(client: pg.Client, file: BackupFile, manifest: Manifest, blobs: BlobPort): Promise<void> {
  await client.query('begin');
  for (const name of new Set(manifest.tables.filter(({ tenant }) => tenant !== undefined).map(({ table }) => table))) {
    // COPY needs it where the owner is no superuser; `prepare` forces it again.
    await client.query(`alter table ${quotedName(name)} no force row level security`);
  }
  for (const { table, tenant, columns, rows, parts } of manifest.tables) {
    if (tenant !== undefined) await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
    const list = columns.map((column) => `"${column}"`).join(', ');
    const sink = client.query(copyFrom(`copy ${quotedName(table)} (${list}) from stdin`));
    await pipeline(Readable.from(textOf(file, parts)), sink);
    if (sink.rowCount !== rows) throw damaged(table, `It should have ${rows} rows and has ${sink.rowCount}.`);
  }
  for (const tenant of manifest.tenants) await refuseWithoutBytes(client, tenant, manifest, blobs);
  await client.query('commit');
}

/** Every document has its bytes, but for those that the backup says it could not hold. */
async function refuseWithoutBytes(client: pg.Client, tenant: string, { lost = [] }: Manifest, blobs: BlobPort): Promise<void> {
  await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
  const { rows } = await client.query<{ sha256: string; name: string }>('select sha256, name from intake.document where tenant_id = $1', [
    tenant,
  ]);
  for (const { sha256, name } of rows)
    if (!lost.some((one) => one.tenant === tenant && one.sha256 === sha256) && (await blobs.size(tenant, sha256)) === undefined)
      throw damaged(blobPart(tenant, sha256), `The bytes of ${name} are missing.`);
}

async function* textOf(file: BackupFile, parts: readonly string[]): AsyncIterable<Buffer> {
  for (const name of parts) yield gunzipSync(await whole(file, name));
}

async function jobsOf(file: BackupFile): Promise<WaitingJob[]> {
  return JSON.parse((await whole(file, jobsPart)).toString('utf8')) as WaitingJob[];
}
