import { pipeline, Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { Trouble } from '../../trouble.ts';

/** How far a packed file may open. */
export interface UnpackBounds {
  /** At most this many bytes, whatever it was packed to. */
  readonly most: number;
  /** At most this many times its own size; not asked of what is small. */
  readonly ratio: number;
}

/** Below this nobody is harmed, and a short file of blanks may well pack to nothing. */
const small = 32 << 20;

/** X12 packs to a tenth, a remittance of one sentence over and over to a fiftieth: past these it is no file of the trade. */
export function unpackBounds(env: { readonly [name: string]: string | undefined }): UnpackBounds {
  const named = (name: string, otherwise: number) => {
    const value = Number(env[name]);
    return Number.isFinite(value) && value > 0 ? value : otherwise;
  };
  return { most: named('CLAIMWRIGHT_UNPACK_MEGABYTES', 4096) * (1 << 20), ratio: named('CLAIMWRIGHT_UNPACK_RATIO', 200) };
}

/** Whether the bytes are packed (gzip). */
export const isPacked = (head: Uint8Array): boolean => head[0] === 0x1f && head[1] === 0x8b;

/** What is packed, as it opens; throws as soon as it opens too far, with no more of it in memory than a few pieces. */
export async function* unpacked(packed: AsyncIterable<Uint8Array>, bounds: UnpackBounds): AsyncIterable<Uint8Array> {
  let read = 0;
  let opened = 0;
  const counting = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      read += chunk.length;
      done(null, chunk);
    },
  });
  // What goes wrong on either side comes out of the last one, so there is nothing to do when it is told here.
  for await (const chunk of pipeline(Readable.from(packed), counting, createGunzip(), () => undefined) as AsyncIterable<Uint8Array>) {
    opened += chunk.length;
    if (opened > bounds.most || (opened > small && opened > read * bounds.ratio))
      throw new Trouble('pack-too-large', 'A packed file opens further than is allowed.');
    yield chunk;
  }
}
