import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../trouble.ts';
import { type BackupSummary, backup, type LostDocument, lostLine } from './backup.ts';
import type { BlobPort } from './blob.ts';
import { fileBlobs } from './blob-files.ts';
import { dataFolder, removeData } from './embedded.ts';
import { signInSecret } from './keys/house-secrets.ts';
import { openSealedStore } from './keys/open-sealed-store.ts';
import { openDatabase } from './open-database.ts';
import { prepare } from './prepare.ts';
import { withAdmin } from './provision.ts';
import type { Store, Tx } from './store.ts';
import { tenantsThatCount } from './tenants.ts';

type Say = (line: string) => void;

/** Writes on a practice's record that a backup holds it. A port: the gate knows how. */
export type NoteBackup = (tx: Tx, told: { readonly documents: number; readonly lost: number }) => Promise<void>;

/**
 * `claimwright backup`: of the running server's database, or of the one that lies in the data folder. Answers false where documents
 * could not be kept because their bytes are lost.
 */
export async function backupTo(target: string, say: Say, note: NoteBackup = async () => undefined): Promise<boolean> {
  const database = await openDatabase('claimwright backup', { share: true, say });
  try {
    if (database.kind !== 'shared') await prepare(database.access);
    const store = await openSealedStore(database.access.appUrl, database.data, { max: 1, say });
    const blobs = fileBlobs(join(database.data, 'blobs'), store.keys);
    // Sealed first, where an older Claimwright left it in the clear.
    await withAdmin(database.access.adminUrl, (client) => signInSecret(client, store.keys.keeper));
    const { path, rows, documents, lost } = await keptIn(target, { adminUrl: database.access.adminUrl, blobs, store, note }).finally(
      store.close,
    );
    say(`${rows} rows and ${documents} documents are in ${path}.`);
    say('Patient data and documents are sealed in it: it is useless without the key, which is not in it (claimwright keys status).');
    if (lost.length > 0) tellLost(lost, say);
    return lost.length === 0;
  } finally {
    await database.close();
  }
}

interface Keeping {
  readonly adminUrl: string;
  readonly blobs: BlobPort;
  readonly store: Store;
  readonly note: NoteBackup;
}

/** The backup, and then a word of it on the record of each practice that is in it. */
async function keptIn(target: string, { adminUrl, blobs, store, note }: Keeping): Promise<BackupSummary> {
  const made = await backup({ adminUrl, blobs, keeper: store.keys.keeper }, target, new Date());
  const told = { documents: made.documents, lost: made.lost.length };
  for (const tenant of await tenantsThatCount(store)) await store.inTenant(tenant, (tx) => note(tx, told));
  return made;
}

export function tellLost(lost: readonly LostDocument[], say: Say): void {
  say(
    `NOT in it: ${lost.length === 1 ? 'a document whose bytes are' : `${lost.length} documents whose bytes are`} lost. All else is whole.`,
  );
  for (const one of lost) say(lostLine(one));
  say('Send these files again, or fetch them from an older backup.');
}

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
