import type { Ctx } from '../../gate/index.ts';
import { isPacked, unpackBounds, unpacked } from './unpack.ts';

const bounds = unpackBounds(process.env);

/** The document's bytes as they are read and shown: decompressed where they came as gzip. Byte ranges count in these. */
export async function* openDocument(ctx: Pick<Ctx, 'blobs' | 'tx'>, row: { readonly sha256: string }): AsyncIterable<Uint8Array> {
  const raw = ctx.blobs.open(ctx.tx.tenant, row.sha256);
  const chunks = raw[Symbol.asyncIterator]();
  const first = await chunks.next();
  if (first.done) return;
  const whole = rejoined(first.value, chunks);
  yield* isPacked(first.value) ? unpacked(whole, bounds) : whole;
}

async function* rejoined(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncIterable<Uint8Array> {
  try {
    yield first;
    for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
  } finally {
    // Whoever stops early lets go of the file.
    await rest.return?.();
  }
}

/** Bytes `from` to `to` (exclusive) of the opened document. Stops reading there. */
export async function documentSlice(chunks: AsyncIterable<Uint8Array>, from: number, to: number): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let at = 0;
  for await (const chunk of chunks) {
    const start = Math.max(from - at, 0);
    const end = Math.min(to - at, chunk.length);
    if (start < end) parts.push(chunk.subarray(start, end));
    at += chunk.length;
    if (at >= to) break;
  }
  return Buffer.concat(parts);
}
