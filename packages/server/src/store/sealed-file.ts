import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type KeyRing, keyBytes } from './keys/key-ring.ts';

/**
 * A document as it lies on the disk: a heading with the file's own key, sealed by the tenant's, then frames of 64 KiB, each sealed by
 * itself, so that a part can be read without the whole. A frame's nonce is its number and whether it is the last one: frames that are
 * swapped, left out, or cut off at the end do not open.
 */
const magic = Buffer.from('CWB1');
const tagBytes = 16;
const frameBytes = 65_536;
const sealedKeyBytes = 12 + keyBytes + tagBytes;
export const headingBytes = magic.length + 4 + sealedKeyBytes;

/** What is wrong with the file itself: its bytes, never its absence. */
export class NotSealed extends Error {}

const place = (sha256: string): string => `blob/${sha256}`;

function heading(ring: KeyRing, sha256: string, key: Uint8Array): Buffer {
  const { version, bytes } = ring.sealBytes(place(sha256), key);
  const head = Buffer.alloc(headingBytes);
  magic.copy(head);
  head.writeUInt32BE(version, magic.length);
  bytes.copy(head, magic.length + 4);
  return head;
}

/** The version of the tenant's key that a heading is sealed with. */
export function headingVersion(head: Buffer): number {
  if (head.length < headingBytes || !head.subarray(0, magic.length).equals(magic)) throw new NotSealed('no heading');
  return head.readUInt32BE(magic.length);
}

export function fileKey(ring: KeyRing, sha256: string, head: Buffer): Buffer {
  try {
    return ring.openBytes(place(sha256), { version: headingVersion(head), bytes: head.subarray(magic.length + 4, headingBytes) });
  } catch (error) {
    throw new NotSealed('its key does not open', { cause: error });
  }
}

/** The same key under the tenant's current one. */
export const newHeading = (ring: KeyRing, sha256: string, head: Buffer): Buffer => heading(ring, sha256, fileKey(ring, sha256, head));

function nonce(index: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeBigUInt64BE(BigInt(index));
  bytes.writeUInt8(last ? 1 : 0, 8);
  return bytes;
}

function sealFrame(key: KeyObject, index: number, last: boolean, clear: Uint8Array): Buffer {
  const cipher = createCipheriv('aes-256-gcm', key, nonce(index, last), { authTagLength: tagBytes });
  return Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]);
}

function openFrame(key: KeyObject, index: number, last: boolean, sealed: Uint8Array): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonce(index, last), { authTagLength: tagBytes });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
  const clear = decipher.update(sealed.subarray(0, sealed.length - tagBytes));
  try {
    return Buffer.concat([clear, decipher.final()]);
  } catch (error) {
    throw new NotSealed(`frame ${index} does not open`, { cause: error });
  }
}

/** Writes the frames of what comes, leaving room for the heading; answers what writes it, once it is known what the file is called. */
export async function writeSealed(
  file: FileHandle,
  chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
): Promise<(ring: KeyRing, sha256: string) => Promise<void>> {
  const bytes = randomBytes(keyBytes);
  const key = createSecretKey(bytes);
  await file.writeFile(Buffer.alloc(headingBytes));
  let waiting = Buffer.alloc(0);
  let index = 0;
  for await (const chunk of chunks) {
    waiting = waiting.length === 0 ? Buffer.from(chunk) : Buffer.concat([waiting, chunk]);
    const sealed: Buffer[] = [];
    let at = 0;
    // Whatever is left may turn out to be the last one, so it waits until more has come.
    for (; waiting.length - at > frameBytes; at += frameBytes)
      sealed.push(sealFrame(key, index++, false, waiting.subarray(at, at + frameBytes)));
    if (sealed.length === 0) continue;
    waiting = Buffer.from(waiting.subarray(at));
    await file.writeFile(Buffer.concat(sealed));
  }
  await file.writeFile(sealFrame(key, index, true, waiting));
  return async (ring, sha256) => {
    const head = heading(ring, sha256, bytes);
    await file.write(head, 0, head.length, 0);
  };
}

/** How many bytes were sealed into a file of this length. */
export function clearSize(length: number): number {
  const body = length - headingBytes;
  const frames = Math.ceil(body / (frameBytes + tagBytes));
  if (body < tagBytes || body - frames * tagBytes < 0) throw new NotSealed('too short');
  return body - frames * tagBytes;
}

export async function readHeading(file: FileHandle): Promise<Buffer> {
  const head = Buffer.alloc(headingBytes);
  const { bytesRead } = await file.read(head, 0, headingBytes, 0);
  return head.subarray(0, bytesRead);
}

/** The clear bytes `from` to `to` (exclusive), a few frames at a time; fewer where the file ends before. */
export async function* readSealed(file: FileHandle, key: Uint8Array, from: number, to: number): AsyncIterable<Buffer> {
  const opened = createSecretKey(key);
  const { size: length } = await file.stat();
  const size = clearSize(length);
  const end = Math.min(to, size);
  const lastIndex = size === 0 ? 0 : Math.ceil(size / frameBytes) - 1;
  const atOnce = 4;
  for (let index = Math.floor(from / frameBytes); index <= lastIndex && (index * frameBytes < end || size === 0); index += atOnce) {
    const upTo = Math.min(index + atOnce, lastIndex + 1);
    const start = headingBytes + index * (frameBytes + tagBytes);
    const room = Buffer.alloc(Math.min(headingBytes + upTo * (frameBytes + tagBytes), length) - start);
    const { bytesRead } = await file.read(room, 0, room.length, start);
    if (bytesRead !== room.length) throw new NotSealed('the file ends too early');
    const frames: Buffer[] = [];
    for (let i = index; i < upTo && i * frameBytes < Math.max(end, 1); i++) {
      const at = (i - index) * (frameBytes + tagBytes);
      const clear = openFrame(opened, i, i === lastIndex, room.subarray(at, at + frameBytes + tagBytes));
      frames.push(clear.subarray(Math.max(from - i * frameBytes, 0), end - i * frameBytes));
    }
    yield Buffer.concat(frames);
  }
}
