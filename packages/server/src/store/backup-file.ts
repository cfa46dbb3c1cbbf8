import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises';
import { codeOf, fileTrouble, Trouble } from '../trouble.ts';

// A backup is a tar file, so that any machine can look into it in twenty years, even without Claimwright.
const block = 512;
const piece = 1 << 20;

/** One part of a backup, and where its bytes stand in the file. */
export interface Part {
  readonly name: string;
  readonly size: number;
  readonly at: number;
}

export interface BackupWriter {
  /** Adds a part and answers the hash of its bytes. `size` must be what comes. */
  add(name: string, bytes: Uint8Array | { readonly size: number; readonly chunks: AsyncIterable<Uint8Array> }): Promise<string>;
}

/** Writes a file that is there whole or not at all. */
export async function writeBackupFile(path: string, work: (writer: BackupWriter) => Promise<void>): Promise<void> {
  const half = `${path}.${process.pid}.part`;
  try {
    const file = await open(half, 'wx', 0o600);
    try {
      await work({ add: (name, bytes) => add(file, name, bytes) });
      await file.writeFile(Buffer.alloc(2 * block));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw fileTrouble(error, path);
  }
}

async function add(file: FileHandle, name: string, bytes: Parameters<BackupWriter['add']>[1]): Promise<string> {
  const { size, chunks } = bytes instanceof Uint8Array ? { size: bytes.length, chunks: [bytes] } : bytes;
  await file.writeFile(header(name, size));
  const hash = createHash('sha256');
  let seen = 0;
  for await (const chunk of chunks) {
    hash.update(chunk);
    seen += chunk.length;
    await file.writeFile(chunk);
  }
  if (seen !== size) throw new Error(`the part ${name} has ${seen} bytes instead of ${size}`);
  await file.writeFile(Buffer.alloc((block - (size % block)) % block));
  return hash.digest('hex');
}

/** A ustar header. The name's folder goes to the prefix, as names of more than a hundred bytes need. */
function header(name: string, size: number): Buffer {
  const head = Buffer.alloc(block);
  const slash = name.length > 100 ? name.lastIndexOf('/') : -1;
  const fields: readonly (readonly [at: number, text: string])[] = [
    [0, name.slice(slash + 1)],
    [100, '0000600\0'],
    [108, '0000000\0'],
    [116, '0000000\0'],
    [124, `${size.toString(8).padStart(11, '0')} `],
    [136, `${'0'.repeat(11)} `],
    [148, ' '.repeat(8)],
    [156, '0'],
    [257, 'ustar\0'],
    [263, '00'],
    [345, slash < 0 ? '' : name.slice(0, slash)],
  ];
  for (const [at, text] of fields) head.write(text, at, 'latin1');
  head.write(`${checksum(head).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return head;
}

function checksum(head: Buffer): number {
  let sum = 0;
  for (let i = 0; i < block; i++) sum += i >= 148 && i < 156 ? 0x20 : (head[i] ?? 0);
  return sum;
}

export interface BackupFile {
  readonly parts: readonly Part[];
  part(name: string): Part;
  read(part: Part): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

export const damaged = (what: string, because: string): Trouble =>
  new Trouble('backup-damaged', `The backup is damaged in ${what}; nothing of it was restored.`, {
    because,
    fix: 'Use another backup, or another copy of this one.',
  });

/** Opens a backup and finds its parts, without reading them. */
export async function openBackupFile(path: string): Promise<BackupFile> {
  const file = await openToRead(path);
  try {
    const parts = await partsOf(file, (await file.stat()).size);
    const byName = new Map(parts.map((part) => [part.name, part]));
    return {
      parts,
      part: (name) => {
        const found = byName.get(name);
        if (!found) throw damaged(name, 'It is missing.');
        return found;
      },
      read: (part) => chunksOf(file, part),
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openToRead(path: string): Promise<FileHandle> {
  try {
    await access(path, constants.R_OK);
    return await open(path, 'r');
  } catch (error) {
    const says = codeOf(error) === 'ENOENT' ? `There is no file ${path}.` : `The file ${path} cannot be read.`;
    throw new Trouble('not-readable', says, { cause: error });
  }
}

async function partsOf(file: FileHandle, length: number): Promise<Part[]> {
  const parts: Part[] = [];
  const head = Buffer.alloc(block);
  for (let at = 0; ; ) {
    const last = parts.at(-1)?.name;
    const where = last === undefined ? 'its beginning' : `what follows ${last}`;
    const { bytesRead } = await file.read(head, 0, block, at);
    if (bytesRead < block) throw parts.length === 0 ? noBackup() : damaged(where, 'The file ends too early.');
    if (head.every((byte) => byte === 0)) return parts;
    if (head.toString('latin1', 257, 262) !== 'ustar' || Number.parseInt(head.toString('latin1', 148, 154), 8) !== checksum(head))
      throw parts.length === 0 ? noBackup() : damaged(where, 'The heading of a part is not what it was.');
    const text = (from: number, to: number) => head.toString('latin1', from, to).replace(/\0.*$/s, '');
    const folder = text(345, 500);
    const size = Number.parseInt(text(124, 135), 8);
    const name = folder === '' ? text(0, 100) : `${folder}/${text(0, 100)}`;
    if (at + block + size > length) throw damaged(name, 'The file ends too early.');
    parts.push({ name, size, at: at + block });
    at += block + Math.ceil(size / block) * block;
  }
}

const noBackup = (): Trouble => new Trouble('not-readable', 'This is no backup of Claimwright.');

async function* chunksOf(file: FileHandle, part: Part): AsyncIterable<Uint8Array> {
  for (let done = 0; done < part.size; ) {
    const room = Buffer.alloc(Math.min(piece, part.size - done));
    const { bytesRead } = await file.read(room, 0, room.length, part.at + done);
    if (bytesRead === 0) throw damaged(part.name, 'The file ends too early.');
    done += bytesRead;
    yield room.subarray(0, bytesRead);
  }
}
