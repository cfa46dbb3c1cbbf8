import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { v7 as uuid } from 'uuid';
import { codeOf, fileTrouble, Trouble } from '../trouble.ts';
import type { BlobPort } from './blob.ts';

/** Blobs as files: `<folder>/<tenant>/ab/abcdef…`. */
export function fileBlobs(folder: string): BlobPort {
  return {
    put: (tenant, bytes) => put(folder, tenant, bytes),
    open: (tenant, sha256) => checked(pathOf(folder, tenant, sha256), sha256),
    size: (tenant, sha256) => sizeOf(pathOf(folder, tenant, sha256)),
    read: async (tenant, sha256, from, to) => slice(pathOf(folder, tenant, sha256), sha256, from, to),
  };
}

/** Only a hash and a tenant's id ever become part of a path. */
function pathOf(folder: string, tenant: string, sha256: string): string {
  if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Trouble('document-missing', 'This is no address of a document.');
  return join(tenantFolder(folder, tenant), sha256.slice(0, 2), sha256);
}

function tenantFolder(folder: string, tenant: string): string {
  if (!/^[0-9a-f-]{36}$/.test(tenant)) throw new Error('a tenant is named by its id');
  return join(folder, tenant);
}

async function put(
  folder: string,
  tenant: string,
  bytes: Uint8Array | AsyncIterable<Uint8Array>,
): Promise<{ sha256: string; size: number }> {
  const home = tenantFolder(folder, tenant);
  const half = join(home, `incoming-${uuid()}`);
  try {
    await mkdir(home, { recursive: true, mode: 0o700 });
    const file = await open(half, 'wx', 0o600);
    const written = await write(file, bytes).finally(() => file.close());
    const path = pathOf(folder, tenant, written.sha256);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    // Over what may be there: the same bytes, unless a disk damaged them.
    await rename(half, path);
    // The name is as much to be kept as the bytes.
    await syncFolder(dirname(path));
    await syncFolder(home);
    return written;
  } catch (error) {
    throw fileTrouble(error, folder);
  } finally {
    await rm(half, { force: true });
  }
}

async function write(file: FileHandle, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ sha256: string; size: number }> {
  const hash = createHash('sha256');
  let size = 0;
  for await (const chunk of bytes instanceof Uint8Array ? [bytes] : bytes) {
    hash.update(chunk);
    size += chunk.length;
    await file.writeFile(chunk);
  }
  await file.sync();
  return { sha256: hash.digest('hex'), size };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
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

async function* checked(path: string, sha256: string): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 262_144 }) as AsyncIterable<Uint8Array>) {
      hash.update(chunk);
      yield chunk;
    }
  } catch (error) {
    throw missing(error, sha256);
  }
  if (hash.digest('hex') !== sha256)
    throw new Trouble('document-damaged', 'A stored document is not what it was when it came.', {
      because: `Its bytes no longer give the hash ${sha256}.`,
      fix: 'Restore it from a backup; until then nothing is read from it.',
    });
}

async function slice(path: string, sha256: string, from: number, to: number): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r');
    try {
      const room = Buffer.alloc(to - from);
      const { bytesRead } = await file.read(room, 0, room.length, from);
      return room.subarray(0, bytesRead);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw missing(error, sha256);
  }
}

const missing = (error: unknown, sha256: string): unknown =>
  codeOf(error) === 'ENOENT'
    ? new Trouble('document-missing', 'A stored document is not where it should be.', {
        because: `There are no bytes under ${sha256}.`,
        fix: 'Restore it from a backup.',
      })
    : error;
