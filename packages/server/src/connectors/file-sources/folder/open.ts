import { constants } from 'node:fs';
import { link, lstat, mkdir, open, readdir, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, isAbsolute, join } from 'node:path';
import type { ListedFile } from '@claimwright/core/ground/intake';
import { codeOf } from '../../../trouble.ts';
import { type FileSourcePort, freeNames, SourceFailure } from '../port.ts';

const troubles: { readonly [code: string]: ConstructorParameters<typeof SourceFailure>[0] } = {
  ENOENT: 'not-there',
  ENOTDIR: 'not-there',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
  EROFS: 'no-permission',
  // A share whose server is gone.
  ESTALE: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ETIMEDOUT: 'time-out',
};

async function orFailure<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof SourceFailure ? error : new SourceFailure(troubles[codeOf(error) ?? ''] ?? 'broken', undefined, error);
  }
}

/** A folder of this machine, or a share that is mounted there. A share that hangs is given up on, not waited for. */
export const openFolder: FileSourcePort = async ({ path, mayLie }, milliseconds) => {
  const folder = await orFailure(inTime(realpath(path), milliseconds));
  if (!(await orFailure(stat(folder))).isDirectory()) throw new SourceFailure('not-there');
  // Asked of the folder that is used from here on, not of the way to it: that could be laid anew.
  if (mayLie && !(await mayLie(folder))) throw new SourceFailure('outside');
  const at = (name: string): string => {
    if (name === '' || name === '.' || name === '..' || name !== basename(name)) throw new SourceFailure('broken');
    return join(folder, name);
  };
  const look = async (name: string): Promise<ListedFile | undefined> => {
    try {
      const found = await lstat(at(name), { bigint: true });
      if (!found.isFile()) return undefined;
      return { name, size: Number(found.size), modifiedAt: Number(found.mtimeMs), inode: `${found.dev}:${found.ino}` };
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  };
  return {
    list: () =>
      orFailure(
        inTime(readdir(folder), milliseconds).then(async (names) => {
          const found: ListedFile[] = [];
          for (const name of names.sort()) {
            const file = await look(name);
            if (file) found.push(file);
          }
          return found;
        }),
      ),
    look: (name) => orFailure(look(name)),
    read: (name, from, to) => bytesOf(at(name), from, to),
    move: (name, into) =>
      orFailure(mayLie === undefined && isAbsolute(into) ? moveInto(at(name), name, into) : moveWithin(at(name), name, at(into))),
    remove: (name) => orFailure(unlink(at(name))),
    write: async (name, bytes) => orFailure(writeWhole(at(name), bytes)),
    rename: async (name, to) => {
      if ((await orFailure(look(name))) === undefined) return false;
      if ((await orFailure(look(to))) !== undefined) throw new SourceFailure('name-taken');
      await orFailure(rename(at(name), at(to)));
      return true;
    },
    close: async () => undefined,
  };
};

async function* bytesOf(path: string, from?: number, to?: number): AsyncIterable<Uint8Array> {
  // What was a file when the folder was looked at must not have become a way to another one.
  const file = await orFailure(open(path, constants.O_RDONLY | constants.O_NOFOLLOW));
  try {
    const range = { ...(from === undefined ? {} : { start: from }), ...(to === undefined ? {} : { end: to - 1 }) };
    yield* file.createReadStream({ ...range, highWaterMark: 1 << 18, autoClose: false });
  } finally {
    await file.close();
  }
}

/** On the disk when it answers: what is named to a partner must not be empty after a power cut. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW, 0o600);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Whoever may write where files come in could have laid a way to another folder there. */
async function moveWithin(path: string, name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (!(await lstat(folder)).isDirectory() || (await realpath(folder)) !== folder) throw new SourceFailure('outside');
  await moveInto(path, name, folder);
}

async function moveInto(path: string, name: string, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  for (const free of freeNames(name)) {
    try {
      // A link is refused where a file is there already; a rename would replace it.
      await link(path, join(folder, free));
      return await unlink(path);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'EEXIST') continue;
      // File systems that have no links: shares of Windows, sticks.
      if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
      if (await lstat(join(folder, free)).catch(() => undefined)) continue;
      return rename(path, join(folder, free));
    }
  }
}

function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SourceFailure('time-out')), milliseconds);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
