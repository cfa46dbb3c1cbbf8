import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createGzip } from 'node:zlib';

/** Something packed whose beginning is right and which then repeats one segment for so many megabytes. */
export function packedBomb(head: Uint8Array, megabytes: number): Promise<Buffer> {
  const more = Buffer.from('REF*EV*0000000~'.repeat(70_000).slice(0, 1 << 20));
  function* all() {
    yield head;
    for (let i = 0; i < megabytes; i++) yield more;
  }
  return buffer(Readable.from(all()).pipe(createGzip({ level: 9 })));
}
