import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer, Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { codeOf, diskFull, Trouble } from '../trouble.ts';
import type { Place } from './embedded-place.ts';

export const adminName = 'claimwright';

/** The running server's process and port. */
export interface Running {
  readonly port: number;
  /** Comes true when the server is no more, whoever ended it. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

// Messages in English, so that the reasons below are found in them; times in UTC.
const environment = (): NodeJS.ProcessEnv => ({ PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' });
const rights = ({ identity }: Place) => (identity ? { uid: identity.uid, gid: identity.gid } : {});

/** Makes the cluster, whole or not at all. */
export function initialise(place: Place, password: string, durable: boolean): void {
  const half = `${place.cluster}.new`;
  const secret = `${place.cluster}.password`;
  rmSync(half, { recursive: true, force: true });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (place.identity) chownSync(secret, place.identity.uid, place.identity.gid);
  try {
    // As root the parent belongs to root, so the folder is made here and given away.
    if (place.identity) makeFor(half, place.identity.uid, place.identity.gid);
    const flags = [`--pgdata=${half}`, `--username=${adminName}`, `--pwfile=${secret}`, '--auth=scram-sha-256', '--encoding=UTF8'];
    const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', '--no-instructions'];
    const made = spawnSync(join(place.bin, 'initdb'), [...flags, ...locale, ...(durable ? [] : ['--no-sync'])], {
      ...rights(place),
      cwd: '/',
      env: environment(),
      encoding: 'utf8',
    });
    if (made.error || made.status !== 0) throw reasonOf(made.error?.message ?? made.stderr, place, 'could not be created');
    renameSync(half, place.cluster);
  } finally {
    rmSync(secret, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
}

function makeFor(folder: string, uid: number, gid: number): void {
  mkdirSync(folder, { mode: 0o700 });
  chownSync(folder, uid, gid);
}

/** Refuses a cluster that another major version made: PostgreSQL would, in words for specialists. */
export function checkVersion(place: Place): void {
  const had = readFileSync(join(place.cluster, 'PG_VERSION'), 'utf8').trim();
  const told = spawnSync(join(place.bin, 'postgres'), ['--version'], { ...rights(place), cwd: '/', encoding: 'utf8' }).stdout ?? '';
  const have = /\) (\d+)/.exec(told)?.[1];
  if (have === undefined || have === had) return;
  throw new Trouble('database-refused', `The database in ${place.cluster} was made by PostgreSQL ${had}, and this is ${have}.`, {
    fix: 'Make a backup with the version of Claimwright that made it, and restore it with this one.',
  });
}

/** Waits for a server that outlived its Claimwright to end (its watcher stops it), and stops it where nobody does. */
export async function endOrphan(place: Place): Promise<void> {
  const alive = () => {
    const pid = postmaster(place)?.pid;
    if (pid === undefined) return false;
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      return codeOf(error) !== 'ESRCH';
    }
  };
  for (let i = 0; i < 40 && alive(); i++) await sleep(50);
  if (!alive()) return;
  const control = (mode: string) =>
    spawnSync(join(place.bin, 'pg_ctl'), ['stop', '-D', place.cluster, '-m', mode, '-t', '20'], {
      ...rights(place),
      cwd: '/',
      stdio: 'ignore',
    });
  if (control('fast').status !== 0) control('immediate');
}

/** The running server's process and port as PostgreSQL itself wrote them down. */
export function postmaster(place: Place): { pid: number; port: number } | undefined {
  try {
    const lines = readFileSync(join(place.cluster, 'postmaster.pid'), 'utf8').split('\n');
    return { pid: Number(lines[0]), port: Number(lines[3]) };
  } catch {
    return undefined;
  }
}

export async function startPostgres(place: Place, password: string, durable: boolean): Promise<Running> {
  for (let attempt = 0; ; attempt++) {
    const port = await freePort();
    const log = join(place.data, 'postgres.log');
    const from = existsSync(log) ? statSync(log).size : 0;
    const child = launch(place, port, durable, log);
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const failed = await answers(child, port, password);
    if (!failed) {
      const watcher = watch(child, place);
      return { port, ended, stop: () => stop(child, watcher) };
    }
    const words = readFileSync(log).subarray(from).toString('utf8');
    // Another program took the port in between: take another one.
    if (/Address already in use/.test(words) && attempt < 5) continue;
    throw reasonOf(words, place, 'did not start');
  }
}

function launch(place: Place, port: number, durable: boolean, log: string): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '100',
    shared_buffers: durable ? '256MB' : '64MB',
    max_wal_size: '4GB',
    jit: 'off',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // The log must never repeat a row, as errors do (`invalid input syntax: "…"`): whoever caused one is told of it anyway.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? { fsync: 'on' } : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' }),
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const sink = openSync(log, 'a', 0o600);
  chmodSync(log, 0o600);
  // Detached: Ctrl-C in the terminal is for Claimwright, which stops the database last.
  const child = spawn(join(place.bin, 'postgres'), ['-D', place.cluster, '-p', String(port), ...flags], {
    ...rights(place),
    cwd: '/',
    env: environment(),
    detached: true,
    stdio: ['ignore', sink, sink],
  });
  closeSync(sink);
  child.unref();
  return child;
}

/** True when the process ended instead of answering. */
async function answers(child: ChildProcess, port: number, password: string): Promise<boolean> {
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  while (!ended) {
    const client = new pg.Client({ host: '127.0.0.1', port, user: adminName, password, database: 'postgres' });
    client.on('error', () => undefined);
    try {
      await client.connect();
      await client.end();
      return ended;
    } catch (error) {
      // Refused: not listening yet. 57P03: replaying what a crash left behind, which may take a while.
      const code = codeOf(error);
      if (code !== 'ECONNREFUSED' && code !== '57P03' && code !== 'ECONNRESET') {
        await stop(child, undefined);
        throw error;
      }
    }
    await sleep(15);
  }
  return true;
}

/** A small process that stops the database when this one is gone, however it went. */
function watch(child: ChildProcess, place: Place): ChildProcess | undefined {
  if (process.platform === 'win32' || child.pid === undefined) return undefined;
  const watcher = spawn('/bin/sh', ['-c', 'cat >/dev/null; kill -INT "$0" 2>/dev/null', String(child.pid)], {
    ...rights(place),
    cwd: '/',
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watcher.on('error', () => undefined);
  watcher.unref();
  if (watcher.stdin instanceof Socket) watcher.stdin.unref();
  return watcher;
}

async function stop(child: ChildProcess, watcher: ChildProcess | undefined): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.ref();
    // Fast shutdown: open transactions are rolled back, everything committed is on disk.
    child.kill('SIGINT');
    const late = setTimeout(() => child.kill('SIGQUIT'), 20_000);
    await ended;
    clearTimeout(late);
  }
  if (watcher?.pid !== undefined) {
    try {
      process.kill(-watcher.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function reasonOf(words: string, place: Place, what: string): Trouble {
  if (/No space left on device|Disk quota exceeded/.test(words)) return diskFull(place.cluster);
  const last = words.trim().split('\n').slice(-4).join(' ');
  if (/Permission denied|Operation not permitted/.test(words))
    return new Trouble('no-permission', `The database in ${place.cluster} ${what}: no permission.`, {
      because: last,
      fix: `See to whom ${place.cluster} belongs: it must be the user that runs PostgreSQL${place.identity ? ` ("${place.identity.name}")` : ''}.`,
    });
  return new Trouble('database-refused', `The database in ${place.cluster} ${what}.`, {
    because: last,
    fix: `What PostgreSQL said is in ${join(place.data, 'postgres.log')}.`,
  });
}
