import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Trouble } from '../trouble.ts';
import { backup, type LostDocument, lostLine } from './backup.ts';
import { fileBlobs } from './blob-files.ts';
import { dataFolder, removeData } from './embedded.ts';
import { chooseKeeper } from './keys/choose-keeper.ts';
import { signInSecret } from './keys/house-secrets.ts';
import { openSealedStore } from './keys/open-sealed-store.ts';
import { keyFilesIn, putBack } from './keys/recovery.ts';
import { openDatabase } from './open-database.ts';
import { prepare } from './prepare.ts';
import { withAdmin } from './provision.ts';
import { restore } from './restore.ts';
import type { Tx } from './store.ts';

type Say = (line: string) => void;

/** Checks one tenant's record in a transaction of its own; answers what is wrong with it. A port: the gate knows how. */
export type VerifyRecord = (tx: Tx) => Promise<readonly string[]>;

/**
 * `claimwright backup`: of the running server's database, or of the one that lies in the data folder. Answers false where documents
 * could not be kept because their bytes are lost.
 */
export async function backupTo(target: string, say: Say): Promise<boolean> {
  const database = await openDatabase('claimwright backup', { share: true, say });
  try {
    if (database.kind !== 'shared') await prepare(database.access);
    const store = await openSealedStore(database.access.appUrl, database.data, { max: 1, say });
    const blobs = fileBlobs(join(database.data, 'blobs'), store.keys);
    // Sealed first, where an older Claimwright left it in the clear.
    await withAdmin(database.access.adminUrl, (client) => signInSecret(client, store.keys.keeper));
    const { path, rows, documents, lost } = await backup(database.access.adminUrl, blobs, target, new Date()).finally(store.close);
    say(`${rows} rows and ${documents} documents are in ${path}.`);
    say('Patient data and documents are sealed in it: it is useless without the key, which is not in it (claimwright keys status).');
    if (lost.length > 0) tellLost(lost, say);
    return lost.length === 0;
  } finally {
    await database.close();
  }
}

function tellLost(lost: readonly LostDocument[], say: Say): void {
  say(
    `NOT in it: ${lost.length === 1 ? 'a document whose bytes are' : `${lost.length} documents whose bytes are`} lost. All else is whole.`,
  );
  for (const one of lost) say(lostLine(one));
  say('Send these files again, or fetch them from an older backup.');
}

/**
 * `claimwright restore`: verified, into an empty place. A folder that it made is removed again where it fails. Answers false where the
 * backup itself had lost documents.
 */
export async function restoreFrom(
  file: string,
  { into, keys }: { readonly into?: string | undefined; readonly keys?: string | undefined },
  verify: VerifyRecord,
  say: Say,
): Promise<boolean> {
  if (into !== undefined && process.env.DATABASE_URL)
    throw new Trouble('usage', 'DATABASE_URL names the database; --into is for the embedded one.');
  const data = into === undefined ? dataFolder() : resolve(into);
  const made = !process.env.DATABASE_URL && (!existsSync(data) || readdirSync(data).length === 0);
  if (into !== undefined && !made)
    throw new Trouble('backup-refused', `${data} is not empty.`, { fix: 'Name a folder that is empty or does not exist.' });
  try {
    if (keys !== undefined) putBack(keys, data);
    // The keys of this machine, where the data go elsewhere on it.
    else if (data !== dataFolder() && keyFilesIn(data).length === 0) for (const path of keyFilesIn(dataFolder())) putBack(path, data);
    return await restoreInto(file, data, verify, say);
  } catch (error) {
    if (made) removeData(data);
    throw error;
  }
}

async function restoreInto(file: string, data: string, verify: VerifyRecord, say: Say): Promise<boolean> {
  const database = await openDatabase('claimwright restore', { share: false, say, data });
  try {
    const { madeAt, tenants, rows, documents, lost, withSignIn } = await restore(file, database.access, {
      folder: join(data, 'blobs'),
      keeper: ({ mayMake }) => chooseKeeper(data, { mayMake, say }),
    });
    const store = await openSealedStore(database.access.appUrl, data, { max: 2, say });
    try {
      for (const tenant of tenants) {
        const [broken] = await store.inTenant(tenant, verify, { readOnly: true });
        if (broken !== undefined)
          throw new Trouble('backup-damaged', 'The backup is what was written, but its record does not hold.', {
            because: broken,
            fix: 'Keep it, and look at an older backup as well.',
          });
      }
    } finally {
      await store.close();
    }
    say(
      `Restored as of ${madeAt}: ${rows} rows, ${documents} documents; the record of ${tenants.length} ${tenants.length === 1 ? 'practice' : 'practices and organisations'} verified. It lies in ${data}.`,
    );
    if (!withSignIn) say(withoutSignIn);
    if (lost.length > 0) tellLost(lost, say);
    return lost.length === 0;
  } finally {
    await database.close();
  }
}

const withoutSignIn =
  'This backup was made before backups held the secret behind sign-in: passwords and passkeys work, authenticator apps and recovery codes do not.';

/** `claimwright demo reset`: only where nothing but the demo would be lost. */
export async function resetDemoData(say: Say): Promise<void> {
  if (process.env.DATABASE_URL)
    throw new Trouble('usage', 'The demo is reset in the embedded database only.', {
      fix: 'Make a new, empty database on your server instead.',
    });
  const data = dataFolder();
  if (!existsSync(data)) return say('There is nothing to reset.');
  const database = await openDatabase('claimwright demo reset', { share: false, say });
  try {
    const real = await withAdmin(database.access.adminUrl, async (client) => {
      const { rows: found } = await client.query<{ at: string | null }>("select to_regclass('parties.practice')::text as at");
      if (found[0]?.at == null) return 0;
      // The embedded owner is past row-level security, and the table is older than any function on it.
      const { rows } = await client.query<{ n: number }>('select count(*)::int as n from parties.practice where not demo');
      return rows[0]?.n ?? 0;
    });
    if (real > 0)
      throw new Trouble('backup-refused', `${data} holds a practice that is not the demo; it is not thrown away.`, {
        fix: 'Remove the folder yourself if you are sure.',
      });
  } finally {
    await database.close();
  }
  removeData(data);
  say(`The demo’s data in ${data} are gone; npm start makes them anew.`);
}
