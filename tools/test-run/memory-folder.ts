import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';

const memory = '/dev/shm';
const prefix = 'claimwright-tests-';
/** What a whole run may come to at its fullest, several times over: where there is less, the disk does. */
const enough = 4 * 1024 ** 3;

/**
 * Has what tests throw away made in memory, where there is room: a copy of a database is two thousand small files, for which a disk takes
 * a second and memory a tenth of one. To be called before the workers of the tests are started: they inherit it, and so does what they start.
 */
export function throwAwayInMemory(): void {
  if (!existsSync(memory) || process.env.TMPDIR?.startsWith(memory)) return;
  forgetTheDead();
  const { bavail, bsize } = statfsSync(memory);
  if (Math.min(bavail * bsize, process.availableMemory()) < enough) return;
  const folder = join(memory, `${prefix}${process.pid}`);
  mkdirSync(folder, { recursive: true });
  // As the system's own folder is: PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o1777);
  process.env.TMPDIR = folder;
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
}

/** Whoever was killed did not clean up, and memory is not given back by itself. */
function forgetTheDead(): void {
  for (const name of readdirSync(memory).filter((one) => one.startsWith(prefix)))
    if (!isAlive(Number(name.slice(prefix.length)))) rmSync(join(memory, name), { recursive: true, force: true });
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // It lives, and is somebody else's.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
