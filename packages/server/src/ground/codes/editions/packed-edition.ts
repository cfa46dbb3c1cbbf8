import { once } from 'node:events';
import { promisify } from 'node:util';
import { zstdCompress as compress, createZstdDecompress } from 'node:zlib';

const zstdCompress = promisify<Uint8Array, Buffer>(compress);

/** An edition as it is kept: how long it is when it is open, in four bytes, then packed by zstd. */
export async function packedEdition(bytes: Uint8Array): Promise<Uint8Array> {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(bytes.length);
  return Buffer.concat([length, await zstdCompress(bytes)]);
}

/** Opens it piece by piece into memory that threads can share, so that it is never there twice. */
export async function openedEdition(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const opening = createZstdDecompress({ chunkSize: 1 << 20 });
  let head = Buffer.alloc(0);
  let bytes: Uint8Array = new Uint8Array();
  let at = 0;
  opening.on('data', (piece: Buffer) => {
    bytes.set(piece, at);
    at += piece.length;
  });
  const ended = once(opening, 'end');
  // Told by whoever waits for it below; a chunk that is refused before must not end the process.
  ended.catch(() => undefined);
  for await (const chunk of chunks) {
    let rest: Uint8Array = chunk;
    if (head.length < 4) {
      head = Buffer.concat([head, chunk]);
      if (head.length < 4) continue;
      bytes = new Uint8Array(new SharedArrayBuffer(head.readUInt32LE()));
      rest = head.subarray(4);
    }
    if (!opening.write(rest)) await once(opening, 'drain');
  }
  opening.end();
  await ended;
  return bytes;
}
