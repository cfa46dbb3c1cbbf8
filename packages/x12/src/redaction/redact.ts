import { createTappedReader } from '../create-reader.ts';
import { pack, type Use } from '../engine/compile.ts';
import type { Segment } from '../engine/segment.ts';
import { encode } from '../engine/text.ts';
import type { PlainDate } from '../types.ts';
import type { ExitStatus } from '../views/status.ts';
import type { Chance } from './chance.ts';
import { ElementRedactor } from './elements.ts';
import { Surrogates } from './surrogates.ts';

/** Where surrogates come from, and what stays. */
export interface RedactOptions {
  /** Whole numbers from 0 to 2³² − 1: from a good source of chance, or `seeded` where the same must come out again. */
  readonly chance: Chance;
  /** Ages are counted to the date of each group (GS04); to this one where it has none. */
  readonly today: PlainDate;
  /** NPI and tax numbers of providers stay. */
  readonly keepProviders?: boolean;
  /** All dates but those of birth are moved by one number of weeks. */
  readonly shiftDates?: boolean;
}

const GS = pack('GS');
const ISA = pack('ISA');
/** No segment that will still come begins so far behind the end of what came. */
const FAR = 3 << 20;

/**
 * A file that reads and balances the same and names nobody: names, numbers, addresses, dates of birth and texts are replaced, in
 * place, so that all else stays to the byte. The same original has the same surrogate throughout the file.
 * @param write hears the bytes, piece by piece
 * @param options chance and today, which this package knows nothing of; what stays
 * @returns `push` takes chunks of any size; `end` tells how many elements were replaced
 */
export function createRedactor(
  write: (bytes: Uint8Array) => void,
  options: RedactOptions,
): { push(chunk: Uint8Array): void; end(): { readonly readable: boolean; readonly replaced: number; readonly status: ExitStatus } } {
  const surrogates = new Surrogates(options.chance, options.shiftDates ?? false, options.today);
  const elements = new ElementRedactor(surrogates, options.keepProviders ?? false);
  const gathered = new Gathered(write);
  const patcher = new Patcher((bytes) => gathered.add(bytes));
  const take = (segment: Segment, use: Use | undefined) => {
    if (segment.id === GS) surrogates.countTo(segment.text(4));
    if (segment.id === ISA) surrogates.countTo(`20${segment.text(9)}`);
    const changes = elements.redact(segment, use);
    patcher.skipTo(segment.from);
    for (const { element, text } of changes) {
      const { from, to } = segment.elementRange(element);
      patcher.copyTo(from);
      patcher.replace(to, text);
    }
    patcher.copyTo(segment.to);
  };
  const reader = createTappedReader(
    {
      interchange: ({ separators }) => {
        elements.signs = { component: separators.component, repetition: separators.repetition ?? '' };
        patcher.terminator = separators.segment.charCodeAt(0);
      },
    },
    { check: false, segments: take },
  );
  return {
    push: (chunk) => {
      patcher.push(chunk);
      reader.push(chunk);
      patcher.forget(FAR);
    },
    end: () => {
      const { readable } = reader.end();
      patcher.forget(0);
      gathered.flush();
      return { readable, replaced: patcher.replaced, status: readable ? 0 : 2 };
    },
  };
}

const PIECE = 1 << 16;

/** Hands out bytes in large pieces: a file of tiny sets comes in millions of small ones. */
class Gathered {
  private readonly out: (bytes: Uint8Array) => void;
  private buffer = new Uint8Array(PIECE);
  private length = 0;

  constructor(out: (bytes: Uint8Array) => void) {
    this.out = out;
  }

  add(bytes: Uint8Array): void {
    if (this.length + bytes.length > PIECE) this.flush();
    if (bytes.length >= PIECE) {
      this.out(bytes);
      return;
    }
    this.buffer.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Whoever hears a piece may keep it. */
  flush(): void {
    if (this.length === 0) return;
    this.out(this.buffer.subarray(0, this.length));
    this.buffer = new Uint8Array(PIECE);
    this.length = 0;
  }
}

/** Copies bytes in the order of the file, but what is replaced; what stands in no segment keeps its form only. */
class Patcher {
  replaced = 0;
  terminator = 0x7e;
  private readonly write: (bytes: Uint8Array) => void;
  private chunks: Uint8Array[] = [];
  /** Position in the file of the first byte of `chunks`, and of the byte after their last. */
  private at = 0;
  private end = 0;

  constructor(write: (bytes: Uint8Array) => void) {
    this.write = write;
  }

  push(chunk: Uint8Array): void {
    this.chunks.push(chunk.slice());
    this.end += chunk.length;
  }

  copyTo(position: number): void {
    for (const piece of this.taken(position)) this.write(piece);
  }

  skipTo(position: number): void {
    for (const piece of this.taken(position)) this.write(this.blotted(piece));
  }

  /** Puts a text in the place of the bytes up to `to`, with the blanks and line breaks that stood around it. */
  replace(to: number, text: string): void {
    const old = this.taken(to).flatMap((piece) => [...piece]);
    const isBlank = (byte: number | undefined) => byte === 0x20 || byte === 0x0d || byte === 0x0a;
    let front = 0;
    while (front < old.length && isBlank(old[front])) front++;
    let back = old.length;
    while (back > front && isBlank(old[back - 1])) back--;
    const inside = old.slice(front, back);
    const made: number[] = [];
    encode(text, made);
    inside.forEach((byte, i) => {
      if (byte === 0x0a || byte === 0x0d) made.splice(Math.min(i, made.length), 0, byte);
    });
    this.write(Uint8Array.from([...old.slice(0, front), ...made, ...old.slice(back)]));
    this.replaced++;
  }

  /** Lets go of what is farther back than `distance` from the end and so in no segment that will come. */
  forget(distance: number): void {
    if (this.end - this.at > distance) this.skipTo(this.end - distance);
  }

  private taken(position: number): Uint8Array[] {
    const pieces: Uint8Array[] = [];
    while (this.at < position) {
      const [first] = this.chunks;
      if (first === undefined) break;
      const size = Math.min(first.length, position - this.at);
      pieces.push(first.subarray(0, size));
      this.at += size;
      if (size === first.length) this.chunks.shift();
      else this.chunks[0] = first.subarray(size);
    }
    return pieces;
  }

  /** Letters become X and digits 0, but for what begins and ends interchanges. */
  private blotted(piece: Uint8Array): Uint8Array {
    const made = piece.slice();
    for (let i = 0; i < made.length; i++) {
      const b = piece[i] as number;
      if (isMark(piece, i)) i += 2;
      else if (b !== this.terminator)
        made[i] = b >= 0x30 && b <= 0x39 ? 0x30 : (b | 0x20) >= 0x61 && (b | 0x20) <= 0x7a ? 0x58 : b < 0x80 ? b : 0x3f;
    }
    return made;
  }
}

/** A byte-order mark, ISA or IEA. */
function isMark(bytes: Uint8Array, i: number): boolean {
  const three = ((bytes[i] as number) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
  return three === 0xefbbbf || three === 0x495341 || three === 0x494541;
}
