import { pipeline, Readable } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';
import { Refusal } from '../../../gate/index.ts';

/** No code table is larger, however it was packed. */
const mostBytes = 1 << 30;

/** The text of a file that may be packed by gzip or zstd, as it comes. */
export async function* textOf(file: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  const { head, whole } = await beginning(file);
  if (head[0] === 0x50 && head[1] === 0x4b)
    throw new Refusal('bad-input', 'This is a ZIP archive or an Excel workbook.', {
      fix: 'Unpack it, or save it as CSV, and take the text file in it.',
    });
  const opened = head[0] === 0x1f && head[1] === 0x8b ? createGunzip() : isZstd(head) ? createZstdDecompress() : undefined;
  // What goes wrong on either side comes out of the last one, so there is nothing to do when it is told here.
  const bytes: AsyncIterable<Uint8Array> = opened ? pipeline(Readable.from(whole), opened, () => undefined) : whole;
  const decoder = new TextDecoder();
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > mostBytes)
      throw new Refusal('bad-input', 'This file opens to more than 1 GiB.', { fix: 'Take the parts that the publisher makes of it.' });
    yield decoder.decode(chunk, { stream: true });
  }
  yield decoder.decode();
}

const isZstd = (head: Uint8Array): boolean => head[0] === 0x28 && head[1] === 0xb5 && head[2] === 0x2f && head[3] === 0xfd;

async function beginning(file: AsyncIterable<Uint8Array>): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const chunks = file[Symbol.asyncIterator]();
  let head = new Uint8Array();
  while (head.length < 4) {
    const next = await chunks.next();
    if (next.done) break;
    head = Uint8Array.from([...head, ...next.value]);
  }
  async function* whole(): AsyncIterable<Uint8Array> {
    if (head.length > 0) yield head;
    for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
  }
  return { head, whole: whole() };
}
