import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Trouble } from '../trouble.ts';
import { dataFolder, removeData } from './embedded.ts';
import { takeLock } from './embedded-lock.ts';
import { placeOf } from './embedded-place.ts';
import { endOrphan } from './embedded-process.ts';
import { tellLost } from './keeping.ts';
import { chooseKeeper } from './keys/choose-keeper.ts';
import { openSealedStore } from './keys/open-sealed-store.ts';
import { keyFilesIn, putBack } from './keys/recovery.ts';
import { type Database, openDatabase } from './open-database.ts';
import { type Access, withAdmin } from './provision.ts';
import { type CameBack, type RestoreSummary, refuseInhabited, restore } from './restore.ts';
import type { Tx } from './store.ts';

type Say = (line: string) => void;

/** Checks one tenant's record in a transaction of its own; answers what is wrong with it. A port: the gate knows how. */
export type VerifyRecord = (tx: Tx) => Promise<readonly string[]>;

/** What is asked of the record of each tenant that comes back, and what is written on it when all of it has. Ports: the gate knows how. */
export interface RestoredRecord {
  readonly verify: VerifyRecord;
  note?(tx: Tx, told: { readonly madeAt: string; readonly sealed: boolean }): Promise<void>;
}

/** Where it goes, what opens it, and whether one that nobody sealed is taken. */
export interface RestoreWish {
  readonly into?: string | undefined;
  readonly keys?: string | undefined;
  readonly unsealed?: boolean | undefined;
}

/** Where a backup is put together; it takes its place when all of it is there. Within the data, which may be a volume of their own. */
const workshop = '.restoring';

interface Restoring {
  readonly file: string;
  readonly data: string;
  /** A folder whose `keys` are those that may open the backup: none of the data's own. */
  readonly apart: string;
  readonly record: RestoredRecord;
  readonly unsealed: boolean;
  readonly say: Say;
}

/**
 * `claimwright restore`: verified, into an empty place, all of it or nothing. The backup, the key that opens it and the place are looked
 * at before anything is changed. Answers false where the backup itself had lost documents.
 */
export async function restoreFrom(
  file: string,
  { into, keys, unsealed = false }: RestoreWish,
  record: RestoredRecord,
  say: Say,
): Promise<boolean> {
  if (into !== undefined && process.env.DATABASE_URL)
    throw new Trouble('usage', 'DATABASE_URL names the database; --into is for the embedded one.');
  const data = into === undefined ? dataFolder() : resolve(into);
  const there = existsSync(data) ? readdirSync(data).filter((name) => name !== workshop) : [];
  if (into !== undefined && there.length > 0)
    throw new Trouble('backup-refused', `${data} is not empty.`, { fix: 'Name a folder that is empty or does not exist.' });
  if (!process.env.DATABASE_URL) await refusePractice(data, say);
  const made = !existsSync(data);
  if (process.env.DATABASE_URL) mkdirSync(data, { recursive: true, mode: 0o700 });
  else placeOf(data);
  const lock = takeLock(data, 'claimwright restore');
  const apart = join(data, workshop);
  try {
    await clear(apart);
    mkdirSync(apart, { mode: 0o700 });
    bringKeys(keys, data, apart);
    const restoring: Restoring = { file, data, apart, record, unsealed, say };
    const summary = await (process.env.DATABASE_URL ? intoServer(restoring) : intoFolder(restoring));
    tell(summary, data, say);
    return summary.lost.length === 0;
  } finally {
    await clear(apart);
    lock.release();
    if (made && readdirSync(data).length === 0) removeData(data);
  }
}

/** A folder that has a database may be restored into where nothing is in it that could be lost. */
async function refusePractice(data: string, say: Say): Promise<void> {
  if (!existsSync(data) || !existsSync(placeOf(data).cluster)) return;
  const database = await openDatabase('claimwright restore', { share: false, say, data });
  try {
    await withAdmin(database.access.adminUrl, refuseInhabited);
  } finally {
    await database.close();
  }
}

/** What an earlier one left that was killed, or this one. */
async function clear(apart: string): Promise<void> {
  if (!existsSync(apart)) return;
  const place = placeOf(apart);
  if (existsSync(place.cluster)) await endOrphan(place);
  removeData(apart);
}

/** Where CLAIMWRIGHT_KEYS says, or beside the data, is looked at only: nothing is put there before all is well. */
const ownEnvironment = () => ({ ...process.env, CLAIMWRIGHT_KEYS: undefined });

function bringKeys(given: string | undefined, data: string, apart: string): void {
  if (given !== undefined) putBack(given, apart, ownEnvironment());
  const beside = keyFilesIn(data);
  // The keys of this machine, where the data go elsewhere on it.
  const known = beside.length > 0 || given !== undefined ? beside : keyFilesIn(dataFolder());
  for (const path of known) putBack(path, apart, ownEnvironment());
}

/** Puts it together apart, with a database of its own, which is renamed into its place at last. */
async function intoFolder(restoring: Restoring): Promise<RestoreSummary> {
  const { apart, data, say } = restoring;
  let database: Database | undefined;
  const open = async (): Promise<Access> => {
    database = await openDatabase('claimwright restore', { share: false, say, data: apart });
    return database.access;
  };
  const summary = await restored(restoring, open, join(apart, 'blobs')).finally(() => database?.close());
  takePlace(apart, data);
  return summary;
}

async function intoServer(restoring: Restoring): Promise<RestoreSummary> {
  const { apart, data, say } = restoring;
  const open = async (): Promise<Access> => (await openDatabase('claimwright restore', { share: false, say, data })).access;
  const summary = await restored(restoring, open, join(data, 'blobs'));
  for (const path of keyFilesIn(apart, ownEnvironment())) putBack(path, data);
  return summary;
}

async function restored(
  { file, data, apart, record, unsealed, say }: Restoring,
  open: () => Promise<Access>,
  folder: string,
): Promise<RestoreSummary> {
  try {
    return await restore(file, open, {
      folder,
      keeper: ({ mayMake }) => chooseKeeper(apart, { mayMake, say }, ownEnvironment()),
      unsealed,
      check: (access, told) => holds(access, apart, told, record),
    });
  } catch (error) {
    if (!(error instanceof Trouble) || error.code !== 'keys-missing') throw error;
    const [sealedWith] = /local-[0-9a-f]{16}/.exec(`${error.because} ${error.fix}`) ?? [];
    throw new Trouble('keys-missing', 'No key here opens this backup; nothing was restored, and nothing was changed.', {
      because: `Keys were looked for in ${data} and with --keys.${sealedWith === undefined ? '' : ` It was sealed with the key ${sealedWith}.`}`,
      fix: 'Say --keys and the recovery file (claimwright keys export-recovery made it) or the key file, or name their folder in CLAIMWRIGHT_KEYS.',
      cause: error,
    });
  }
}

/** The record of every practice that came back, opened with the keys that will be theirs. */
async function holds(
  access: Access,
  apart: string,
  { tenants, madeAt, sealed }: CameBack,
  { verify, note }: RestoredRecord,
): Promise<void> {
  const store = await openSealedStore(access.appUrl, apart, { max: 2, env: ownEnvironment() });
  try {
    for (const tenant of tenants) {
      const [broken] = await store.inTenant(tenant, verify, { readOnly: true });
      if (broken !== undefined)
        throw new Trouble('backup-damaged', 'The backup is what was written, but its record does not hold; nothing of it was restored.', {
          because: broken,
          fix: 'Keep it, and look at an older backup as well.',
        });
      if (note) await store.inTenant(tenant, (tx) => note(tx, { madeAt, sealed }));
    }
  } finally {
    await store.close();
  }
}

/** All else first, the database last: before it is there nothing is, and with it all is. */
function takePlace(apart: string, data: string): void {
  const [from, to] = [placeOf(apart), placeOf(data)];
  for (const path of keyFilesIn(apart, ownEnvironment())) putBack(path, data);
  // It was looked at: there is no practice in it.
  rmSync(to.cluster, { recursive: true, force: true });
  for (const name of ['blobs', 'secrets.json'].filter((one) => existsSync(join(apart, one)))) {
    rmSync(join(data, name), { recursive: true, force: true });
    renameSync(join(apart, name), join(data, name));
  }
  renameSync(from.cluster, to.cluster);
}

function tell({ madeAt, rows, documents, tenants, lost, withSignIn, sealed }: RestoreSummary, data: string, say: Say): void {
  say(
    `Restored as of ${madeAt}: ${rows} rows, ${documents} documents; the record of ${tenants.length} ${tenants.length === 1 ? 'practice' : 'practices and organisations'} verified. It lies in ${data}.`,
  );
  if (!sealed)
    say(
      'Nothing shows that nobody changed this backup where it lay (--unsealed): the record of each practice says so. Look at who may do what.',
    );
  if (!withSignIn)
    say(
      'This backup was made before backups held the secret behind sign-in: passwords and passkeys work, authenticator apps and recovery codes do not.',
    );
  if (lost.length > 0) tellLost(lost, say);
}
