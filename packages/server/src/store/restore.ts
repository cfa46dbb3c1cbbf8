import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { gunzipSync } from 'node:zlib';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { enqueueAgain, type WaitingJob } from '../jobs/waiting-jobs.ts';
import { Trouble } from '../trouble.ts';
import {
  blobPart,
  jobsPart,
  type LostDocument,
  type Manifest,
  manifestHashPart,
  manifestPart,
  manifestSealPart,
  secretsPart,
} from './backup.ts';
import { type BackupFile, damaged, openBackupFile } from './backup-file.ts';
import { refuseForged } from './backup-seal.ts';
import { quotedName } from './backup-tables.ts';
import { fileBlobs } from './blob-files.ts';
import { beginRestore, endRestore, refuseHalf } from './half-restored.ts';
import { type HouseSecret, keepHouseSecrets, unwrapSecret } from './keys/house-secrets.ts';
import type { KeyKeeper } from './keys/keeper.ts';
import type { KeyRing } from './keys/key-ring.ts';
import { type DataKeyRow, makeMissing, openKeys, ringOf, unwrapKey } from './keys/keys.ts';
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
  /** Whether it holds the secret behind sign-in: without it, authenticators and recovery codes are of no use any more. */
  readonly withSignIn: boolean;
  /** Whether the key shows that nobody changed it where it lay; of a backup of an older version nothing does. */
  readonly sealed: boolean;
}

/** Whose it is, of when, and whether its seal holds. */
export type CameBack = Pick<RestoreSummary, 'tenants' | 'madeAt' | 'sealed'>;

/** Where a backup goes besides the database: the folder of the documents, and who has the key that opens what it holds. */
export interface RestorePlace {
  readonly folder: string;
  keeper(options: { mayMake: boolean }): KeyKeeper;
  /** Takes a backup of an older version too, whose list of parts nobody sealed. */
  readonly unsealed?: boolean;
  /** Looks at what came back before it counts as restored; throws where it does not hold. */
  check?(access: Access, told: CameBack): Promise<void>;
}

/**
 * Brings a backup into an empty database, all of it or nothing. Every part is checked against its hash, and the key is tried, before
 * anything is touched, and every table's rows are counted before anything is kept. A database that is opened by `target` is opened after
 * that. Until all of it is there nothing opens the database as a practice's.
 */
export async function restore(path: string, target: Access | (() => Promise<Access>), place: RestorePlace): Promise<RestoreSummary> {
  const file = await openBackupFile(path);
  try {
    const manifest = await verifyBackup(file);
    const steps = knownSteps(manifest);
    const keeper = manifest.format === 1 ? undefined : place.keeper({ mayMake: false });
    const sealed = manifest.format === 3 && keeper !== undefined;
    if (sealed) await refuseForged(keeper, await whole(file, manifestPart), await whole(file, manifestSealPart));
    else if (place.unsealed !== true) throw ofAnOlderVersion();
    const rings = keeper && (await ringsOf(file, manifest, keeper));
    const secrets = keeper && (await secretsOf(file, manifest, keeper));
    const access = typeof target === 'function' ? await target() : target;
    await withAdmin(access.adminUrl, (client) =>
      alone(client, async () => {
        await provision(client, access);
        await refuseInhabited(client);
      }),
    );
    // As far as the backup had come; the later steps are taken with its rows in place, as they would have been.
    await prepare(access, { upTo: steps });
    let documents = 0;
    if (rings) {
      const blobs = fileBlobs(place.folder, { ring: rings, refreshed: rings });
      documents = await restoreBlobs(file, manifest, (tenant, sha256, chunks) => blobs.putSealed(tenant, sha256, chunks));
    }
    await withAdmin(access.adminUrl, async (client) => {
      await fill(client, file, manifest);
      if (secrets) await keepHouseSecrets(client, secrets);
    });
    await prepare(access, { restoring: true });
    if (!rings) documents = await restoreClear(file, manifest, access, place);
    await enqueueAgain(access.adminUrl, await jobsOf(file));
    const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
    const { madeAt, tenants, lost = [] } = manifest;
    await place.check?.(access, { tenants, madeAt, sealed });
    await withAdmin(access.adminUrl, endRestore);
    return { madeAt, tenants, rows, documents, lost, withSignIn: secrets !== undefined, sealed };
  } finally {
    await file.close();
  }
}

const ofAnOlderVersion = (): Trouble =>
  new Trouble('backup-refused', 'This backup is of an older Claimwright, and nothing in it shows that nobody changed it.', {
    because: 'Who could write to where it lay may have given people rights or changed amounts in it.',
    fix: 'Where you trust that place, say --unsealed; then make a new backup.',
  });

/** Every tenant's keys as the backup holds them, opened: where the keeper cannot, nothing is restored. */
async function ringsOf(file: BackupFile, manifest: Manifest, keeper: KeyKeeper): Promise<(tenant: string) => Promise<KeyRing>> {
  const rings = new Map<string, KeyRing>();
  for (const { table, tenant, columns, parts } of manifest.tables) {
    if (table !== 'governance.data_key' || tenant === undefined) continue;
    const rows: DataKeyRow[] = [];
    for (const name of parts)
      for (const line of gunzipSync(await whole(file, name))
        .toString('utf8')
        .split('\n')
        .filter((text) => text !== ''))
        rows.push(keyRow(columns, line));
    if (rows.length > 0) rings.set(tenant, await ringOf(tenant, rows, (of, row) => unwrapKey(keeper, of, row)));
  }
  return async (tenant) => {
    const ring = rings.get(tenant);
    if (!ring) throw damaged('governance.data_key', 'The keys of a practice are missing.');
    return ring;
  };
}

/** The house's own secrets, each tried: where the keeper cannot open one, nothing is restored. */
async function secretsOf(file: BackupFile, { parts }: Manifest, keeper: KeyKeeper): Promise<HouseSecret[] | undefined> {
  if (!(secretsPart in parts)) return undefined;
  const secrets = JSON.parse((await whole(file, secretsPart)).toString('utf8')) as HouseSecret[];
  for (const secret of secrets) await unwrapSecret(keeper, secret);
  return secrets.length > 0 ? secrets : undefined;
}

/** One line of COPY's text; keys are letters and digits, so nothing in it is escaped. */
function keyRow(columns: readonly string[], line: string): DataKeyRow {
  const values = line.split('\t');
  const at = (column: string): string => values[columns.indexOf(column)] ?? '\\N';
  const instant = (column: string): Date | null => (at(column) === '\\N' ? null : new Date(at(column)));
  return {
    purpose: at('purpose'),
    version: Number(at('version')),
    keeper: at('keeper'),
    kek_id: at('kek_id'),
    wrapped: at('wrapped'),
    current_from: instant('current_from'),
    retired_at: instant('retired_at'),
  };
}

/** A backup of before there were keys: its documents are sealed here, with keys that are made now. */
async function restoreClear(file: BackupFile, manifest: Manifest, access: Access, place: RestorePlace): Promise<number> {
  const keys = openKeys(access.appUrl, place.keeper({ mayMake: true }));
  try {
    await makeMissing(keys, manifest.tenants);
    const blobs = fileBlobs(place.folder, keys);
    return await restoreBlobs(file, manifest, async (tenant, sha256, chunks) => {
      const kept = await blobs.put(tenant, chunks);
      if (kept.sha256 !== sha256) throw damaged(blobPart(tenant, sha256), 'It does not hold what its name says.');
    });
  } finally {
    await keys.close();
  }
}

/** Reads all of a backup and answers its manifest. Names the part that is not what it was. */
export async function verifyBackup(file: BackupFile): Promise<Manifest> {
  const text = await whole(file, manifestPart);
  const stated = (await whole(file, manifestHashPart)).toString('latin1');
  if (createHash('sha256').update(text).digest('hex') !== stated) throw damaged(manifestPart, 'Its bytes are not those that were written.');
  const manifest = JSON.parse(text.toString('utf8')) as Manifest;
  if (![1, 2, 3].includes(manifest.format))
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

/** Throws where the database holds a practice, or the half of one. */
export async function refuseInhabited(client: pg.Client): Promise<void> {
  await refuseHalf(client);
  const { rows } = await client.query<{ n: string }>("select nspname as n from pg_namespace where nspname = 'parties'");
  if (rows.length === 0) return;
  // A database that an older Claimwright made ready knows practices only.
  const { rows: known } = await client.query<{ at: string | null }>("select to_regprocedure('governance.tenants()')::text as at");
  const { rows: tenants } = await client.query(`select 1 from ${known[0]?.at == null ? 'parties' : 'governance'}.tenants() limit 1`);
  if (tenants.length > 0)
    throw new Trouble('backup-refused', 'There is a practice in this database already; a backup is restored into an empty one only.', {
      fix: 'Say --into and an empty folder, or name an empty database in DATABASE_URL.',
    });
}

async function restoreBlobs(
  file: BackupFile,
  { parts, lost = [] }: Manifest,
  keep: (tenant: string, sha256: string, chunks: AsyncIterable<Uint8Array>) => Promise<void>,
): Promise<number> {
  const left = new Set(lost.map(({ tenant, sha256 }) => blobPart(tenant, sha256)));
  let count = 0;
  for (const name of Object.keys(parts)) {
    const [, tenant, sha256] = /^blobs\/([0-9a-f-]{36})\/([0-9a-f]{64})$/.exec(name) ?? [];
    if (tenant === undefined || sha256 === undefined || left.has(name)) continue;
    await keep(tenant, sha256, file.read(file.part(name)));
    count += 1;
  }
  return count;
}

/** All tables in one transaction, in the manifest's order: those that others refer to come first. */
async function fill(client: pg.Client, file: BackupFile, manifest: Manifest): Promise<void> {
  await client.query('begin');
  await beginRestore(client);
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
  for (const tenant of manifest.tenants) await refuseWithoutBytes(client, tenant, manifest);
  await client.query('commit');
}

/** Every document has its bytes, but for those that the backup says it could not hold. */
async function refuseWithoutBytes(client: pg.Client, tenant: string, { parts, tables, lost = [] }: Manifest): Promise<void> {
  await client.query("select set_config('claimwright.tenant', $1, true)", [tenant]);
  // One of an older version knows no code tables.
  const keep = ['intake.document', ...(tables.some(({ table }) => table === 'codes.edition') ? ['codes.edition'] : [])];
  const { rows } = await client.query<{ sha256: string; id: string }>(
    keep.map((table) => `select sha256, id from ${table} where tenant_id = $1`).join(' union all '),
    [tenant],
  );
  for (const { sha256, id } of rows)
    if (!lost.some((one) => one.tenant === tenant && one.sha256 === sha256) && !(blobPart(tenant, sha256) in parts))
      throw damaged(blobPart(tenant, sha256), `The bytes of document ${id} are missing.`);
}

async function* textOf(file: BackupFile, parts: readonly string[]): AsyncIterable<Buffer> {
  for (const name of parts) yield gunzipSync(await whole(file, name));
}

async function jobsOf(file: BackupFile): Promise<WaitingJob[]> {
  return JSON.parse((await whole(file, jobsPart)).toString('utf8')) as WaitingJob[];
}
