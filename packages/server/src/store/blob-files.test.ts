import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileBlobs } from './blob-files.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-blobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const blobs = fileBlobs(folder);
const [ours, theirs] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];

async function all(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts).toString();
}

test('what is put is read again, whole and in part, by its own tenant only', async () => {
  const stream = (async function* () {
    yield Buffer.from('hello ');
    yield Buffer.from('world');
  })();
  const kept = await blobs.put(ours, stream);
  expect(kept).toEqual({ sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9', size: 11 });
  expect(await blobs.put(ours, Buffer.from('hello world'))).toEqual(kept);
  expect(await all(blobs.open(ours, kept.sha256))).toBe('hello world');
  expect(Buffer.from(await blobs.read(ours, kept.sha256, 6, 100)).toString()).toBe('world');
  await expect(all(blobs.open(theirs, kept.sha256))).rejects.toThrow(/not where it should be/);
  await expect(blobs.read(theirs, kept.sha256, 0, 1)).rejects.toThrow(/not where it should be/);
});

test('a changed byte is found when the whole is read', async () => {
  const { sha256 } = await blobs.put(ours, Buffer.from('pay 100.00'));
  writeFileSync(join(folder, ours, sha256.slice(0, 2), sha256), 'pay 900.00');
  await expect(all(blobs.open(ours, sha256))).rejects.toThrow(/not what it was/);
});

test('a stream that breaks leaves nothing behind', async () => {
  const broken = (async function* () {
    yield Buffer.from('half');
    throw new Error('gone');
  })();
  await expect(blobs.put(theirs, broken)).rejects.toThrow('gone');
  expect(readdirSync(join(folder, theirs))).toEqual([]);
});

test.each(['../../etc/passwd', '..', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('%j is no address', async (address) => {
  await expect(blobs.read(ours, address, 0, 1)).rejects.toThrow(/no address/);
  await expect(blobs.put('../x', Buffer.from('x'))).rejects.toThrow();
});
