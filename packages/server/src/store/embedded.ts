import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diskFull, fileTrouble } from '../trouble.ts';
import { holderOf, takeLock } from './embedded-lock.ts';
import { type Place, placeOf } from './embedded-place.ts';
import { adminName, checkVersion, endOrphan, initialise, postmaster, startPostgres } from './embedded-process.ts';
import type { Access } from './provision.ts';

export { dataFolder } from './embedded-place.ts';

/** The embedded PostgreSQL, running for this process. */
export interface Embedded extends Access {
  readonly place: Place;
  /** Writes where people find the program into the lock, for whoever tries to start a second one. */
  announce(address: string): void;
  /** Comes true when PostgreSQL is no more, whoever ended it. */
  readonly ended: Promise<void>;
  /** Stops PostgreSQL cleanly and gives the data folder back. */
  stop(): Promise<void>;
}

interface Secrets {
  readonly admin: string;
  readonly app: string;
}

const database = 'claimwright';
const smallestRoom = 64 * 1024 * 1024;

/**
 * Starts the database in `data`, making it first where there is none. Holds the folder's lock until `stop`. `durable: false` trades
 * all safety for speed and is for tests.
 */
export async function startEmbedded(
  data: string,
  what: string,
  options: { durable?: boolean; say?: (line: string) => void } = {},
): Promise<Embedded> {
  const place = placeOf(data);
  const lock = takeLock(data, what);
  try {
    for (const note of place.notes) options.say?.(note);
    checkRoom(data);
    const secrets = secretsIn(data);
    const durable = options.durable ?? true;
    if (existsSync(place.cluster)) {
      checkVersion(place);
      await endOrphan(place);
    } else {
      options.say?.(`Creating the database in ${place.cluster}.`);
      initialise(place, secrets.admin, durable);
    }
    const running = await startPostgres(place, secrets.admin, durable);
    const stop = async () => {
      await running.stop();
      lock.release();
    };
    return { ...accessTo(running.port, secrets), place, announce: lock.announce, ended: running.ended, stop };
  } catch (error) {
    lock.release();
    throw fileTrouble(error, data);
  }
}

/** The database of the program that runs on this folder now, if one does. */
export function findRunning(data: string): (Access & { readonly what: string; readonly address?: string }) | undefined {
  const holder = holderOf(data);
  if (!holder) return undefined;
  const server = postmaster(placeOf(data));
  if (!server) return undefined;
  return {
    ...accessTo(server.port, secretsIn(data)),
    what: holder.what,
    ...(holder.address === undefined ? {} : { address: holder.address }),
  };
}

function accessTo(port: number, secrets: Secrets): Access {
  const server = `127.0.0.1:${port}`;
  return {
    adminUrl: `postgres://${adminName}:${secrets.admin}@${server}/${database}`,
    appUrl: `postgres://claimwright_app:${secrets.app}@${server}/${database}`,
    appPassword: secrets.app,
  };
}

/** Made once for a data folder; only its owner can read them. */
function secretsIn(data: string): Secrets {
  const file = join(data, 'secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
  const secrets: Secrets = { admin: randomBytes(24).toString('base64url'), app: randomBytes(24).toString('base64url') };
  const half = `${file}.${process.pid}`;
  writeFileSync(half, JSON.stringify(secrets), { mode: 0o600, flush: true });
  renameSync(half, file);
  return secrets;
}

function checkRoom(data: string): void {
  const { bavail, bsize } = statfsSync(data);
  if (bavail * bsize < smallestRoom) throw diskFull(data);
}

/** Removes the database and everything beside it. For tests and `demo reset`, never for a practice's data. */
export function removeData(data: string): void {
  const { cluster } = placeOf(data);
  rmSync(cluster, { recursive: true, force: true });
  rmSync(data, { recursive: true, force: true });
}
