import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { waitingJobs } from '../jobs/waiting-jobs.ts';
import { Trouble } from '../trouble.ts';
import { type BackupWriter, writeBackupFile } from './backup-file.ts';
import { sealOf } from './backup-seal.ts';
import { type KeptTable, keptTables, quotedName } from './backup-tables.ts';
import type { BlobPort } from './blob.ts';
import { houseSecrets } from './keys/house-secrets.ts';
import type { KeyKeeper } from './keys/keeper.ts';
import { withAdmin } from './provision.ts';
import { tenantsThatCount } from './tenants.ts';

/** What a backup says of itself: its last part but two, which its hash and its seal follow. */
export interface Manifest {
  /** 3: the manifest itself is sealed by the keeper. 2: personal values and documents are sealed; of 1 they are in the clear. */
  readonly format: 1 | 2 | 3;
  readonly madeAt: string;
  /** The steps by which the database came to its shape. */
  readonly migrations: readonly { readonly name: string; readonly sha256: string }[];
  readonly tenants: readonly string[];
  readonly tables: readonly {
    readonly tenant?: string;
    readonly table: string;
    readonly columns: readonly string[];
    readonly rows: number;
    readonly parts: readonly string[];
  }[];
  /** Documents that the backup could not hold; absent where there are none. */
  readonly lost?: readonly LostDocument[];
  /** SHA-256 of every part but the manifest's own three. */
  readonly parts: { readonly [name: string]: string };
}

export const manifestPart = 'manifest.json';
export const manifestHashPart = 'manifest.sha256';
/** Shows that nobody without the key wrote the manifest: `refuseForged`. */
export const manifestSealPart = 'manifest.seal';
export const jobsPart = 'jobs.json';
/** The house's own secrets, wrapped by the keeper. Backups of before they were have none. */
export const secretsPart = 'secrets.json';
export const blobPart = (tenant: string, sha256: string): string => `blobs/${tenant}/${sha256}`;

/** A document whose bytes were not there, or no longer those that came, when the backup was made. */
export interface LostDocument {
  readonly tenant: string;
  readonly sha256: string;
  readonly documentId: string;
  readonly why: 'missing' | 'damaged';
}

export const lostLine = ({ documentId, why, sha256 }: LostDocument): string =>
  `  document ${documentId}: its bytes are ${why} (${sha256.slice(0, 16)}…)`;

export interface BackupSummary {
  readonly path: string;
  readonly rows: number;
  readonly documents: number;
  readonly lost: readonly LostDocument[];
}

const mostInPart = 8 << 20;

/** What a backup is made of, and who seals it. */
export interface BackupSource {
  readonly adminUrl: string;
  readonly blobs: BlobPort;
  readonly keeper: KeyKeeper;
}

/** Writes everything, as it stands at one moment, into one file. A folder gets a file that is named after the moment. */
export async function backup({ adminUrl, blobs, keeper }: BackupSource, target: string, now: Date): Promise<BackupSummary> {
  const path = await fileFor(resolve(target), now);
  let rows = 0;
  let documents = 0;
  const lost: LostDocument[] = [];
  await writeBackupFile(path, (writer) =>
    withAdmin(adminUrl, async (client) => {
      // One snapshot for all: whatever is posted meanwhile is wholly in or wholly out.
      await client.query('begin isolation level repeatable read read only');
      const parts: { [name: string]: string } = {};
      const keep: BackupWriter = {
        add: async (name, bytes) => {
          parts[name] = await writer.add(name, bytes);
          return parts[name];
        },
      };
      const tenants = await tenantsThatCount({ rows: async (sql) => (await client.query(sql)).rows });
      const tables = await writeTables(client, keep, tenants);
      for (const table of tables) rows += table.rows;
      for (const tenant of tenants) documents += await writeBlobs(client, keep, blobs, tenant, lost);
      await keep.add(secretsPart, Buffer.from(JSON.stringify(await houseSecrets(client))));
      await keep.add(jobsPart, Buffer.from(JSON.stringify(await waitingJobs(client, tenants))));
      const { rows: migrations } = await client.query<{ name: string; sha256: string }>(
        'select name, sha256 from house.migration order by position',
      );
      const manifest: Manifest = {
        format: 3,
        madeAt: now.toISOString(),
        migrations,
        tenants,
        tables,
        ...(lost.length > 0 ? { lost } : {}),
        parts,
      };
      const text = Buffer.from(JSON.stringify(manifest, null, 1));
      await writer.add(manifestPart, text);
      await writer.add(manifestHashPart, Buffer.from(createHash('sha256').update(text).digest('hex')));
      await writer.add(manifestSealPart, await sealOf(keeper, text));
      await client.query('commit');
    }),
  );
  return { path, rows, documents, lost };
}

async function fileFor(target: string, now: Date): Promise<string> {
  const isFolder = await stat(target).then(
    (found) => found.isDirectory(),
    () => false,
  );
  return isFolder ? join(target, `claimwright-${now.toISOString().slice(0, 19).replaceAll(':', '')}.tar`) : target;
}

async function writeTables(client: pg.Client, writer: BackupWriter, tenants: readonly string[]): Promise<Manifest['tables']> {
  const told: Manifest['tables'][number][] = [];
  for (const table of await keptTables(client)) {
    if (!table.byTenant) told.push(await writeTable(client, writer, table, undefined));
    else for (const tenant of tenants) told.push(await writeTable(client, writer, table, tenant));
  }
  return told;
}

async function writeTable(
  client: pg.Client,
  writer: BackupWriter,
  { name, columns }: KeptTable,
  tenant: string | undefined,
): Promise<Manifest['tables'][number]> {
  const list = columns.map((column) => `"${column}"`).join(', ');
  if (tenant !== undefined) await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
  // An owner who is no superuser is bound by row-level security as well, so each tenant is asked for by itself.
  const which = tenant === undefined ? '' : ` where tenant_id = '${tenant}'`;
  const stream = client.query(copyTo(`copy (select ${list} from ${quotedName(name)}${which}) to stdout`));
  const parts: string[] = [];
  const flush = async (text: Buffer) => {
    const part = `tables/${tenant ?? 'all'}/${name}.${String(parts.length).padStart(5, '0')}.gz`;
    parts.push(part);
    await writer.add(part, gzipSync(text, { level: 6 }));
  };
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    waiting.push(chunk);
    size += chunk.length;
    if (size < mostInPart) continue;
    await flush(Buffer.concat(waiting));
    waiting = [];
    size = 0;
  }
  if (size > 0) await flush(Buffer.concat(waiting));
  return { ...(tenant === undefined ? {} : { tenant }), table: name, columns, rows: stream.rowCount, parts };
}

/** Adds the bytes of every document, and of every edition of a code table, as they lie, sealed. One that is lost is named, and the others are kept all the same. */
async function writeBlobs(client: pg.Client, writer: BackupWriter, blobs: BlobPort, tenant: string, lost: LostDocument[]): Promise<number> {
  await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
  const { rows } = await client.query<{ sha256: string; size: number; documentId: string }>(
    `select sha256, size, id as "documentId" from intake.document where tenant_id = $1
     union all (select distinct on (sha256) sha256, size, id from codes.edition where tenant_id = $1) order by 1`,
    [tenant],
  );
  let kept = 0;
  for (const { sha256, size, documentId } of rows) {
    const sealed = await blobs.sealed(tenant, sha256);
    const why = sealed === undefined ? 'missing' : (await isWhole(blobs, tenant, sha256, size)) ? undefined : 'damaged';
    if (why !== undefined) lost.push({ tenant, sha256, documentId, why });
    // What is left of a damaged one may still be of use.
    if (sealed !== undefined) await writer.add(blobPart(tenant, sha256), sealed);
    if (why === undefined) kept += 1;
  }
  return kept;
}

/** Opens it once, so that no backup is thought to hold what nobody can read any more. */
async function isWhole(blobs: BlobPort, tenant: string, sha256: string, size: number): Promise<boolean> {
  if ((await blobs.size(tenant, sha256)) !== size) return false;
  try {
    for await (const _ of blobs.open(tenant, sha256));
    return true;
  } catch (error) {
    if (error instanceof Trouble && error.code === 'document-damaged') return false;
    throw error;
  }
}
