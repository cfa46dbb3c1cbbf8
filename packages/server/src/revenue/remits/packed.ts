import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** So many items go into one piece. */
const piece = 500;
/** Up to so many stand as they are: a list of ordinary length costs nothing. Of a longer one, no more than a piece does. */
const asTheyAre = 5_000;

/**
 * A list of plain values that is written once, in its order, and read from its beginning: what of it is long is held as text, squeezed to a
 * tenth or less, and opened a piece at a time.
 */
export class Packed<T> implements Iterable<T> {
  private readonly pieces: Buffer[] = [];
  private open: T[] = [];
  private count = 0;

  get length(): number {
    return this.count;
  }

  push(item: T): void {
    this.count += 1;
    if (this.open.push(item) < (this.pieces.length === 0 ? asTheyAre : piece)) return;
    for (let at = 0; at < this.open.length; at += piece)
      this.pieces.push(deflateRawSync(JSON.stringify(this.open.slice(at, at + piece)), { level: 1 }));
    this.open = [];
  }

  *[Symbol.iterator](): Generator<T> {
    for (const packed of this.pieces) yield* opened<T>(packed);
    yield* this.open;
  }
}

const opened = <T>(packed: Buffer): readonly T[] => JSON.parse(inflateRawSync(packed).toString()) as readonly T[];
