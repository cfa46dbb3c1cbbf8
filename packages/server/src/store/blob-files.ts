import { createHash } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { copyFile, type FileHandle, mkdir, open, readdir, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { codeOf, fileTrouble, Trouble } from '../trouble.ts';
import type { BlobPort, SealedBlob } from './blob.ts';
import type { KeyRing } from './keys/key-ring.ts';
import type { Keys } from './keys/keys.ts';
import { clearSize, fileKey, headingVersion, NotSealed, newHeading, readHeading, readSealed, writeSealed } from './sealed-file.ts';

type KeySource = Pick<Keys, 'ring' | 'refreshed'>;

/**
 * Blobs as sealed files: `<folder>/<tenant>/ab/abcdef…`. The name is a keyed hash of the content's hash, so that whoever has the folder
 * alone cannot ask whether a file that he knows is in it.
 */
export function fileBlobs(folder: string, keys: KeySource): BlobPort {
  const at = async (tenant: string, sha256: string): Promise<string> => {
    if (!isHash(sha256)) throw new Trouble('document-missing', 'This is no address of a document.');
    return pathOf(folder, tenant, (await keys.ring(tenant)).blind('blob', sha256));
  };
  const using = async <T>(tenant: string, sha256: string, work: (file: FileHandle) => Promise<T>): Promise<T> => {
    const path = await at(tenant, sha256);
    try {
      const file = await open(path, 'r');
      return await work(file).finally(() => file.close());
    } catch (error) {
      throw troubleWith(error, sha256);
    }
  };
  const keyOf = async (tenant: string, sha256: string, file: FileHandle): Promise<Buffer> => {
    const head = await readHeading(file);
    return fileKey(await ringFor(keys, tenant, headingVersion(head)), sha256, head);
  };
  return {
    put: (tenant, bytes) => put(folder, keys, tenant, bytes),
    open: (tenant, sha256) =>
      checked(
        () => at(tenant, sha256),
        (file) => keyOf(tenant, sha256, file),
        sha256,
      ),
    size: async (tenant, sha256) => sizeOf(await at(tenant, sha256)),
    read: (tenant, sha256, from, to) => using(tenant, sha256, async (file) => slice(file, await keyOf(tenant, sha256, file), from, to)),
    remove: async (tenant, sha256) => rm(await at(tenant, sha256), { force: true }),
    removeAll: (tenant) => rm(tenantFolder(folder, tenant), { recursive: true, force: true }),
    sealed: async (tenant, sha256) => asItLies(await at(tenant, sha256)),
    putSealed: async (tenant, sha256, chunks) => {
      const path = await at(tenant, sha256);
      await placed(folder, tenant, path, (file) => writeAll(file, chunks));
    },
    rewrap: async (tenant, sha256) => rewrap(folder, keys, tenant, sha256, await at(tenant, sha256)),
    version: async (tenant, sha256) =>
      (await sizeOf(await at(tenant, sha256))) === undefined
        ? undefined
        : using(tenant, sha256, async (file) => headingVersion(await readHeading(file))),
    sealClear: (tenant) => sealClear(folder, keys, tenant),
  };
}

const isHash = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** A rotation elsewhere may have made a key since we looked. */
async function ringFor(keys: KeySource, tenant: string, version: number): Promise<KeyRing> {
  const known = await keys.ring(tenant);
  return known.versions.includes(version) ? known : keys.refreshed(tenant);
}

/** Only a keyed hash and a tenant's id ever become part of a path. */
function pathOf(folder: string, tenant: string, blind: string): string {
  const address = Buffer.from(blind, 'base64url').toString('hex');
  return join(tenantFolder(folder, tenant), address.slice(0, 2), address);
}

function tenantFolder(folder: string, tenant: string): string {
  if (!/^[0-9a-f-]{36}$/.test(tenant)) throw new Error('a tenant is named by its id');
  return join(folder, tenant);
}

async function put(
  folder: string,
  keys: KeySource,
  tenant: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  async function* told(): AsyncIterable<Uint8Array> {
    for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }
  const home = tenantFolder(folder, tenant);
  let sha256 = '';
  await placed(folder, tenant, undefined, async (file) => {
    const finish = await writeSealed(file, told());
    sha256 = hash.digest('hex');
    // Read anew, so that a file that took an hour to come is not sealed with the key of an hour ago.
    const ring = await keys.refreshed(tenant);
    await finish(ring, sha256);
    return pathOf(folder, tenant, ring.blind('blob', sha256));
  });
  await syncFolder(home);
  return { sha256, size };
}

/** Writes a file that is there whole or not at all, over what may be there: the same, unless a disk damaged it. */
async function placed(
  folder: string,
  tenant: string,
  known: string | undefined,
  write: (file: FileHandle) => Promise<string | undefined>,
): Promise<void> {
  const home = tenantFolder(folder, tenant);
  const half = join(home, `incoming-${uuid()}`);
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const file = await open(half, 'wx+', 0o600);
    let path = known;
    try {
      path = (await write(file)) ?? known;
      await file.sync();
    } finally {
      await file.close();
    }
    if (path === undefined) throw new Error('a blob without a name');
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await rename(half, path);
    // The name is as much to be kept as the bytes.
    await syncFolder(dirname(path));
  } catch (error) {
    throw fileTrouble(error, folder);
  } finally {
    await rm(half, { force: true });
  }
}

async function writeAll(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<undefined> {
  for await (const chunk of chunks) await file.writeFile(chunk);
  return undefined;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return clearSize((await stat(path)).size);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    // Shorter than anything that was ever put there.
    if (error instanceof NotSealed) return -1;
    throw error;
  }
}

async function asItLies(path: string): Promise<SealedBlob | undefined> {
  try {
    const { size } = await stat(path);
    return { size, chunks: createReadStream(path, { highWaterMark: 262_144 }) };
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  await folder.sync().finally(() => folder.close());
}

async function* checked(
  path: () => Promise<string>,
  keyOf: (file: FileHandle) => Promise<Buffer>,
  sha256: string,
): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  try {
    const file = await open(await path(), 'r');
    try {
      for await (const chunk of readSealed(file, await keyOf(file), 0, Number.MAX_SAFE_INTEGER)) {
        hash.update(chunk);
        yield chunk;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw troubleWith(error, sha256);
  }
  if (hash.digest('hex') !== sha256) throw damaged(sha256);
}

async function slice(file: FileHandle, key: Buffer, from: number, to: number): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  for await (const part of readSealed(file, key, from, to)) parts.push(part);
  return Buffer.concat(parts);
}

/** The file is copied, its heading changed and its name given to the copy: at no moment is there a file without a key. */
async function rewrap(folder: string, keys: KeySource, tenant: string, sha256: string, path: string): Promise<boolean> {
  const half = join(tenantFolder(folder, tenant), `incoming-${uuid()}`);
  try {
    const ring = await keys.ring(tenant);
    const before = await open(path, 'r');
    const head = await readHeading(before).finally(() => before.close());
    if (headingVersion(head) === ring.current) return false;
    const changed = newHeading(ring, sha256, head);
    await copyFile(path, half, constants.COPYFILE_FICLONE);
    const file = await open(half, 'r+');
    try {
      await file.write(changed, 0, changed.length, 0);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
    await syncFolder(dirname(path));
    return true;
  } catch (error) {
    throw troubleWith(fileTrouble(error, folder), sha256);
  } finally {
    await rm(half, { force: true });
  }
}

/** Before there were keys a blob was a bare file under its own hash. */
async function sealClear(folder: string, keys: KeySource, tenant: string): Promise<number> {
  const home = tenantFolder(folder, tenant);
  let count = 0;
  for (const part of await readdir(home).catch(() => [])) {
    if (!/^[0-9a-f]{2}$/.test(part)) continue;
    for (const name of await readdir(join(home, part))) {
      const path = join(home, part, name);
      if (!isHash(name)) continue;
      const { sha256 } = await put(folder, keys, tenant, createReadStream(path));
      // One that is damaged stays as it is, for whoever wants to look at it: nothing leads to it any more.
      if (sha256 === name) await unlink(path);
      count += 1;
    }
  }
  return count;
}

const damaged = (sha256: string, cause?: unknown): Trouble =>
  new Trouble('document-damaged', 'A stored document is not what it was when it came.', {
    because: `Its bytes no longer give the hash ${sha256}.`,
    fix: 'Restore it from a backup; until then nothing is read from it.',
    cause,
  });

function troubleWith(error: unknown, sha256: string): unknown {
  if (error instanceof NotSealed) return damaged(sha256, error);
  return codeOf(error) === 'ENOENT'
    ? new Trouble('document-missing', 'A stored document is not where it should be.', {
        because: `There are no bytes under ${sha256}.`,
        fix: 'Restore it from a backup.',
      })
    : error;
}
