import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { packedBomb } from './testing/packed-bomb.ts';
import { isPacked, unpackBounds, unpacked } from './unpack.ts';

const bounds = unpackBounds({});
async function* pieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
async function opened(packed: Uint8Array, within = bounds): Promise<number> {
  let size = 0;
  for await (const chunk of unpacked(pieces(packed), within)) size += chunk.length;
  return size;
}

test('what was packed by the trade opens whole', async () => {
  const text = Buffer.from(Array.from({ length: 50_000 }, (_, i) => `CLP*P${(i * 7919) % 99_991}*1*${i}.00~`).join(''));
  const packed = gzipSync(text);
  expect(isPacked(packed)).toBe(true);
  expect(await opened(packed)).toBe(text.length);
});

test('a bomb is refused by its ratio, early, and memory stays flat', async () => {
  const packed = await packedBomb(Buffer.from('ISA*'), 1000);
  let most = 0;
  const before = process.memoryUsage().rss;
  let size = 0;
  const watched = (async () => {
    for await (const chunk of unpacked(pieces(packed), bounds)) {
      size += chunk.length;
      most = Math.max(most, process.memoryUsage().rss - before);
    }
  })();
  await expect(watched).rejects.toMatchObject({ code: 'pack-too-large' });
  expect(size).toBeLessThanOrEqual(packed.length * bounds.ratio);
  expect(most).toBeLessThan(100 << 20);
});

test('the size is bounded too, however honestly it was packed, and both bounds can be set', async () => {
  const packed = await packedBomb(Buffer.from('ISA*'), 40);
  await expect(opened(packed, { most: 8 << 20, ratio: 10_000 })).rejects.toMatchObject({ code: 'pack-too-large' });
  expect(await opened(packed, { most: 64 << 20, ratio: 10_000 })).toBe((40 << 20) + 4);
  expect(unpackBounds({ CLAIMWRIGHT_UNPACK_MEGABYTES: '8', CLAIMWRIGHT_UNPACK_RATIO: '50' })).toEqual({ most: 8 << 20, ratio: 50 });
  expect(unpackBounds({ CLAIMWRIGHT_UNPACK_MEGABYTES: 'many' })).toEqual(unpackBounds({}));
});
