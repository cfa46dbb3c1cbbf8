import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fileBlobs } from './blob-files.ts';
import { keyRing, noRing } from './keys/key-ring.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-blobs-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const [ours, theirs] = ['00000000-0000-7000-8000-000000000001', '00000000-0000-7000-8000-000000000002'];
const secret = (name: string) => createHash('sha256').update(name).digest();
let current = 1;
/** Keys of two versions; which one seals can be changed. */
const ring = async (tenant: string) =>
  keyRing({
    tenant,
    revision: current,
    current,
    data: new Map([1, 2].map((version) => [version, secret(`${tenant}${version}`)])),
    index: secret(tenant),
  });
const blobs = fileBlobs(folder, { ring, refreshed: ring });
async function fileOf(tenant: string, sha256: string): Promise<string> {
  const address = Buffer.from((await ring(tenant)).blind('blob', sha256), 'base64url').toString('hex');
  return join(folder, tenant, address.slice(0, 2), address);
}

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

test.each([0, 1, 65_535, 65_536, 65_537, 131_072, 300_000])('%i bytes are kept sealed, and every part of them is read', async (size) => {
  const bytes = randomBytes(size);
  const chunks = (async function* () {
    for (let at = 0; at < size; at += 70_001) yield bytes.subarray(at, at + 70_001);
  })();
  const { sha256 } = await blobs.put(ours, chunks);
  expect(await blobs.size(ours, sha256)).toBe(size);
  for (const [from, to] of [
    [0, size],
    [1, size - 1],
    [65_530, 65_540],
    [size - 3, size + 10],
    [size, size + 1],
  ] as const)
    expect(
      Buffer.from(await blobs.read(ours, sha256, Math.max(from, 0), to)).equals(bytes.subarray(Math.max(from, 0), Math.max(to, 0))),
      `${from}-${to}`,
    ).toBe(true);
  const parts: Uint8Array[] = [];
  for await (const part of blobs.open(ours, sha256)) parts.push(part);
  expect(Buffer.concat(parts).equals(bytes)).toBe(true);
});

test('what lies on the disk spells nothing, neither inside nor in its name', async () => {
  const { sha256 } = await blobs.put(ours, Buffer.from('NM1*QC*1*DOE*JANE~'.repeat(9000)));
  const path = await fileOf(ours, sha256);
  expect(readFileSync(path).includes('DOE')).toBe(false);
  expect(path.includes(sha256.slice(0, 16))).toBe(false);
});

test('a changed byte, swapped or missing frames, and another blob’s bytes are found', async () => {
  const { sha256 } = await blobs.put(ours, randomBytes(200_000));
  const other = await blobs.put(ours, randomBytes(200_000));
  const path = await fileOf(ours, sha256);
  const whole = readFileSync(path);
  const [head, frame] = [72 - 4, 65_536 + 16];
  const flipped = Buffer.from(whole);
  flipped.writeUInt8((flipped[100_000] ?? 0) ^ 1, 100_000);
  const swapped = Buffer.concat([
    whole.subarray(0, head),
    whole.subarray(head + frame, head + 2 * frame),
    whole.subarray(head, head + frame),
    whole.subarray(head + 2 * frame),
  ]);
  const wrong = [
    flipped,
    swapped,
    whole.subarray(0, head + frame),
    whole.subarray(0, head + 2 * frame),
    whole.subarray(0, 10),
    readFileSync(await fileOf(ours, other.sha256)),
  ];
  for (const [i, bytes] of wrong.entries()) {
    writeFileSync(path, bytes);
    await expect(all(blobs.open(ours, sha256)), `${i}`).rejects.toThrow(/not what it was/);
  }
});

test('its own key is sealed anew with the tenant’s new one, and the blob is what it was', async () => {
  const { sha256 } = await blobs.put(ours, Buffer.from('pay 100.00'));
  expect(await blobs.rewrap(ours, sha256)).toBe(false);
  current = 2;
  expect(await blobs.version(ours, sha256)).toBe(1);
  expect(await blobs.rewrap(ours, sha256)).toBe(true);
  expect(await blobs.version(ours, sha256)).toBe(2);
  expect(await all(blobs.open(ours, sha256))).toBe('pay 100.00');
  current = 1;
});

test('bare files of before there were keys are sealed', async () => {
  const sha256 = createHash('sha256').update('as it was').digest('hex');
  mkdirSync(join(folder, theirs, sha256.slice(0, 2)), { recursive: true });
  writeFileSync(join(folder, theirs, sha256.slice(0, 2), sha256), 'as it was');
  expect(await blobs.sealClear(theirs)).toBe(1);
  expect(await all(blobs.open(theirs, sha256))).toBe('as it was');
  expect(readdirSync(join(folder, theirs, sha256.slice(0, 2))).includes(sha256)).toBe(false);
  expect(await blobs.sealClear(theirs)).toBe(0);
});

test('a stream that breaks leaves nothing behind', async () => {
  const broken = (async function* () {
    yield Buffer.from('half');
    throw new Error('gone');
  })();
  await expect(blobs.put(theirs, broken)).rejects.toThrow('gone');
  expect(readdirSync(join(folder, theirs)).filter((name) => name.startsWith('incoming'))).toEqual([]);
});

test.each(['../../etc/passwd', '..', '', 'A'.repeat(64), `${'a'.repeat(63)}/`])('%j is no address', async (address) => {
  await expect(blobs.read(ours, address, 0, 1)).rejects.toThrow(/no address/);
  await expect(blobs.put('../x', Buffer.from('x'))).rejects.toThrow();
});

test('all of a tenant is deleted also once its keys are gone with it, and nothing of another', async () => {
  const [gone, stays] = [await blobs.put(ours, Buffer.from('of one')), await blobs.put(theirs, Buffer.from('of another'))];
  const without = async () => noRing(ours);
  const keyless = fileBlobs(folder, { ring: without, refreshed: without });
  await expect(keyless.remove(ours, gone.sha256)).rejects.toThrow('no keys');
  await keyless.removeAll(ours);
  await keyless.removeAll(ours);
  expect(await blobs.size(ours, gone.sha256)).toBeUndefined();
  expect(await all(blobs.open(theirs, stays.sha256))).toBe('of another');
});
