import { MOST_ELEMENTS, Segment } from './segment.ts';
import { findOpening, isMark, meansInterchange, type Opening, type Separators } from './separators.ts';
import { zeros } from './table.ts';

const WINDOW = 1 << 18;
const SIP = 1 << 12;
/** A segment longer than this is a missing terminator: its bytes are passed over, so that memory stays bounded. */
export const LONGEST_SEGMENT = 1 << 20;

const ELEMENT = 1;
const END = 2;
const BREAK = 3;

/** What was noticed about the layout since it was last told: bits of `noted`. */
export const INDENTED = 1;
export const WRAPPED = 2;
export const BLANK = 4;
export const CROWDED = 8;
export const ENDLESS = 16;

/** What `next` found. */
export const NOTHING = 0;
export const SEGMENT = 1;
export const INTERCHANGE = 2;

/** What stood before an interchange: bits of `what`. */
export const MARK = 1;
export const TEXT = 2;
/** Text that was meant as an interchange. */
export const LOST = 4;

/**
 * Cuts pushed bytes into segments. It keeps one window of the file, moves what is left to its front, and fills `segment` anew
 * for each; so memory does not grow with the file.
 */
export class Tokenizer {
  readonly segment = new Segment();
  /** Oddities of the layout, as bits. */
  noted = 0;
  /** Where the text begins that was passed over last. */
  text = 0;
  /** Where the last byte-order mark stands that was passed over. */
  mark = 0;
  /** Bytes of the last endless segment. */
  endless: { from: number; to: number } = { from: 0, to: 0 };
  private buffer = new Uint8Array(WINDOW);
  private length = 0;
  private position = 0;
  private base = 0;
  private readonly kind = zeros(256);
  private terminator = 0x7e;
  private scratch = new Uint8Array(0);
  private readonly wrappedStarts = zeros(MOST_ELEMENTS + 2);
  private readonly wrappedRaw = zeros(MOST_ELEMENTS + 2);
  private readonly starts = this.segment.starts;
  /** No terminator stands before this: a rescan may wait until one comes. */
  private searched = 0;
  /** Where the file ends, once that is known. */
  private limit = Number.MAX_SAFE_INTEGER;
  private skipping = false;
  /** Until an interchange's own ISA was cut. */
  private first = true;
  private ended = false;
  /** Nothing but blanks was passed over since the last interchange. */
  private fresh = true;

  /** Takes bytes of a chunk from `offset`; answers how many. */
  fill(chunk: Uint8Array, offset: number): number {
    if (this.position > 0) this.shift();
    if (this.length === this.buffer.length) this.widen();
    // The first bytes come in sips: so the engine that runs this meets the end of a chunk before it has optimised for there being none.
    const most = this.base < WINDOW ? SIP : this.buffer.length;
    const size = Math.min(chunk.length - offset, this.buffer.length - this.length, most);
    this.buffer.set(offset === 0 && size === chunk.length ? chunk : chunk.subarray(offset, offset + size), this.length);
    this.length += size;
    return size;
  }

  private shift(): void {
    this.buffer.copyWithin(0, this.position, this.length);
    this.base += this.position;
    this.length -= this.position;
    this.searched = Math.max(0, this.searched - this.position);
    this.position = 0;
  }

  private widen(): void {
    if (this.buffer.length >= LONGEST_SEGMENT) {
      if (!this.skipping) this.endless = { from: this.base, to: this.base };
      this.skipping = true;
      this.base += this.length;
      this.length = 0;
      this.searched = 0;
      return;
    }
    const wider = new Uint8Array(this.buffer.length * 2);
    wider.set(this.buffer);
    this.buffer = wider;
  }

  use(separators: Separators): void {
    const kind = this.kind.fill(0);
    kind[0x0d] = BREAK;
    kind[0x0a] = BREAK;
    kind[separators.element] = ELEMENT;
    kind[separators.segment] = END;
    this.terminator = separators.segment;
    this.segment.component = separators.component;
    this.searched = 0;
    this.first = true;
    this.fresh = true;
  }

  /** No more bytes will come. */
  end(): void {
    this.ended = true;
    this.limit = this.base + this.length;
    if (!this.skipping) return;
    this.endless = { from: this.endless.from, to: this.base + this.length };
    this.noted |= ENDLESS;
  }

  /** Position in the file of the next byte to be read. */
  get offset(): number {
    return this.base + this.position;
  }

  /** Bytes that came and were not read yet. */
  get pending(): number {
    return this.length - this.position;
  }

  /** Looks for an interchange from here on, and moves to it. */
  seek(atEnd: boolean): Opening & { readonly skipped: number; readonly what: number } {
    const from = this.position;
    const opening = findOpening(this.buffer, from, this.length, atEnd, this.fresh);
    const to = opening.kind === 'found' ? opening.at : opening.from;
    this.position = to;
    // An ISA that cannot be read is told by itself: it is no text that was passed over.
    const passed = opening.kind === 'found' ? (opening.damaged?.from ?? to) : to;
    const what = whatIsIn(this.buffer, from, passed, this.length);
    if ((what & TEXT) !== 0) this.text = this.base + firstText(this.buffer, from, this.length);
    if ((what & MARK) !== 0) this.mark = this.base + this.buffer.indexOf(0xef, from);
    if ((what & TEXT) !== 0) this.fresh = false;
    return { ...opening, skipped: passed - from, what };
  }

  /** The next bytes, to look at. */
  bytesAhead(count: number): Uint8Array {
    return this.buffer.subarray(this.position, Math.min(this.length, this.position + count));
  }

  /** Fills `segment` with the next, if it is complete. Empty segments are passed over and noted. */
  next(): typeof NOTHING | typeof SEGMENT | typeof INTERCHANGE {
    if (this.skipping && !this.skip()) return NOTHING;
    for (;;) {
      const start = this.skipBlanks();
      if (start >= this.length) return NOTHING;
      if (this.buffer[start] === 0x49) {
        const begins = this.beginsInterchange(start);
        if (begins !== SEGMENT) return begins;
      }
      if (this.searched > start && this.buffer.subarray(this.searched, this.length).indexOf(this.terminator) < 0) {
        this.searched = this.length;
        return NOTHING;
      }
      if (!this.cut(start)) return NOTHING;
      this.first = false;
      if (this.segment.count > 0 || this.segment.id !== 0) return SEGMENT;
      this.noted |= BLANK;
    }
  }

  /** Whether a further ISA begins at `i`, which may bring separators of its own: so it must be seen before it is cut. */
  private beginsInterchange(i: number): typeof NOTHING | typeof SEGMENT | typeof INTERCHANGE {
    const b = this.buffer;
    if (this.first) return SEGMENT;
    if (i + 4 > this.length && !this.ended) return NOTHING;
    if (i + 3 >= this.length || b[i + 1] !== 0x53 || b[i + 2] !== 0x41) return SEGMENT;
    const after = b[i + 3] as number;
    const letter = (after >= 0x30 && after <= 0x39) || (after >= 0x41 && after <= 0x5a);
    return letter ? SEGMENT : INTERCHANGE;
  }

  private skip(): boolean {
    const end = this.buffer.subarray(0, this.length).indexOf(this.terminator);
    this.position = end < 0 ? this.length : end + 1;
    this.skipping = end < 0;
    if (end < 0) return false;
    this.endless = { from: this.endless.from, to: this.base + end };
    this.noted |= ENDLESS;
    return true;
  }

  private skipBlanks(): number {
    const buffer = this.buffer;
    let i = this.position;
    while (i < this.length) {
      const b = buffer[i] as number;
      if (b > 0x20) break;
      const kind = this.kind[b];
      if (kind === ELEMENT) break;
      if (kind === END && b !== 0x0a && b !== 0x0d) break;
      if (kind === 0) {
        if (b !== 0x20 && b !== 0x09 && b !== 0) break;
        this.noted |= INDENTED;
      }
      i++;
    }
    this.position = i;
    return i;
  }

  /** The hot loop: notes where each element begins until the terminator. */
  private cut(start: number): boolean {
    const buffer = this.buffer;
    const kinds = this.kind;
    const starts = this.starts;
    const length = this.length;
    let count = 0;
    let breaks = 0;
    let crowded = 0;
    starts[0] = start;
    let i = start;
    for (; i < length; i++) {
      const kind = kinds[buffer[i] as number] as number;
      if (kind === 0) continue;
      if (kind === ELEMENT) {
        if (count < MOST_ELEMENTS) starts[++count] = i + 1;
        else crowded = CROWDED;
      } else if (kind === END) break;
      else breaks++;
    }
    if (i >= length) {
      this.searched = length;
      return false;
    }
    this.noted |= crowded;
    starts[count + 1] = i + 1;
    this.position = i + 1;
    this.searched = 0;
    const segment = this.segment;
    segment.count = count;
    segment.serial = (segment.serial + 1) | 0;
    segment.base = this.base;
    segment.from = this.base + start;
    segment.end = this.base + i;
    segment.to = segment.end < this.limit ? segment.end + 1 : this.limit;
    if (breaks > 0) this.unwrap(start, i, count);
    else {
      segment.bytes = buffer;
      segment.starts = starts;
      segment.raw = starts;
    }
    segment.id = idOf(segment.bytes, segment.starts[0] as number, (segment.starts[1] as number) - 1);
    return true;
  }

  /** Copies a segment without its line breaks, keeping where each element stood. */
  private unwrap(start: number, end: number, count: number): void {
    if (this.scratch.length < end - start) this.scratch = new Uint8Array((end - start) * 2);
    const { buffer, kind, starts, scratch, wrappedStarts, wrappedRaw } = this;
    let to = 0;
    for (let element = 0; element <= count; element++) {
      wrappedStarts[element] = to;
      wrappedRaw[element] = starts[element] as number;
      const limit = (starts[element + 1] as number) - 1;
      for (let i = starts[element] as number; i < limit; i++) if (kind[buffer[i] as number] !== BREAK) scratch[to++] = buffer[i] as number;
      to++;
    }
    wrappedStarts[count + 1] = to;
    wrappedRaw[count + 1] = end + 1;
    // A carriage return just before a line feed that ends segments is no wrapped line.
    const mere = this.terminator === 0x0a && buffer[end - 1] === 0x0d && end - start - (to - 1) === 1;
    if (!mere) this.noted |= WRAPPED;
    this.segment.bytes = scratch;
    this.segment.starts = wrappedStarts;
    this.segment.raw = wrappedRaw;
  }
}

function idOf(bytes: Uint8Array, from: number, to: number): number {
  const size = to - from;
  if (size < 1 || size > 3) return 0;
  let id = 0;
  for (let i = from; i < to; i++) id = (id << 8) | (bytes[i] as number);
  return id;
}

/** Blanks, and what some systems fill their last block with. */
const isNothing = (b: number): boolean => b <= 0x20 || b === 0x1a;

/** The first byte from `from` on that is neither blank nor a byte-order mark; there is one. */
function firstText(bytes: Uint8Array, from: number, length: number): number {
  let i = from;
  for (;;) {
    if (isMark(bytes, i, length)) i += 3;
    else if (isNothing(bytes[i] as number)) i++;
    else return i;
  }
}

/** Whether passed-over bytes hold a byte-order mark, text, and an interchange that could not be read. */
function whatIsIn(bytes: Uint8Array, from: number, to: number, length: number): number {
  let what = 0;
  for (let i = from; i < to; i++) {
    const b = bytes[i] as number;
    if (isNothing(b)) continue;
    if (what < TEXT && isMark(bytes, i, length)) {
      what |= MARK;
      i += 2;
    } else what |= meansInterchange(bytes, i, length) ? TEXT | LOST : TEXT;
  }
  return what;
}
