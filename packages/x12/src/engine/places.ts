import type { Place, Places, Range } from '../types.ts';
import type { Segment } from './segment.ts';

/*
 * Places are numbers in one array: the position of the first byte in two words (a file may be larger than four gigabytes), then
 * for each segment the number of its elements and, relative to the first, where the id and each element begins and where a next
 * one would. A Place is the index of a segment's count.
 */
const HEAD = 2;
/** Arrays of many claims share one buffer: a buffer each would cost more than all else about a claim. */
const SLAB = 8192;
/** The first buffer is small, since a set may be. */
const FIRST = 512;
/** More words than the largest claim of a thousand lines has. Beyond, it is no claim but a file without end, and memory is bounded. */
const MOST = 1 << 20;
const WORD = 0x100000000;

/** Collects the places of one claim, header or trailer, in a buffer that it shares with those before. */
export class Recorder {
  /** Whether it was said that there is too much. */
  told = false;
  private words = new Uint32Array(FIRST);
  /** Where the open run begins in `words`. */
  private begin = 0;
  private length = 0;
  private base = 0;
  /** The words that all segments which passed would take. */
  private passed = 0;

  /** Empty, and `base` the first byte of what comes. */
  start(base: number): void {
    this.base = base;
    this.length = 0;
    this.passed = 0;
    this.told = false;
    if (this.begin + HEAD > this.words.length) this.renew(HEAD);
    this.words[this.begin] = base % WORD;
    this.words[this.begin + 1] = Math.floor(base / WORD);
    this.length = HEAD;
  }

  /** A segment passes, recorded or not; whether more have passed than any claim, header or trailer may have. */
  passes(segment: Segment): boolean {
    this.passed += segment.count + 3;
    return this.passed > MOST;
  }

  get started(): boolean {
    return this.length > 0;
  }

  add(segment: Segment): Place {
    const place = this.length;
    const count = segment.count;
    const length = place + count + 3;
    if (this.begin + length > this.words.length) this.renew(length);
    const words = this.words;
    const raw = segment.raw;
    const shift = segment.base - this.base;
    let at = this.begin + place;
    words[at++] = count;
    for (let i = 0; i <= count + 1; i++) words[at++] = (raw[i] as number) + shift;
    this.length = length;
    return place;
  }

  /** Moves the open run to the front of a new buffer with room for `needed` words. */
  private renew(needed: number): void {
    const words = new Uint32Array(Math.max(SLAB, needed * 2));
    words.set(this.words.subarray(this.begin, this.begin + this.length));
    this.words = words;
    this.begin = 0;
  }

  /** As `elementRange`, of what was collected so far. */
  elementRange(place: Place, element: number): Range {
    return elementRange(this.words.subarray(this.begin, this.begin + this.length), place, element);
  }

  finish(): Places {
    const end = this.begin + this.length;
    const places = this.words.subarray(this.begin, end);
    this.begin = end;
    this.length = 0;
    this.passed = 0;
    this.told = false;
    return places;
  }
}

const baseOf = (places: Places): number => (places[0] ?? 0) + (places[1] ?? 0) * WORD;

/**
 * Bytes of the segment at a place, without its terminator.
 * @param places of the claim, header, trailer or level that the place stands in
 * @param place of the segment: `claim.place`, `line.place`, `adjustment.place`, …
 * @returns where it stands in the (decompressed) file
 */
export function segmentRange(places: Places, place: Place): Range {
  const base = baseOf(places);
  const count = places[place] ?? 0;
  return { from: base + (places[place + 1] ?? 0), to: base + (places[place + 2 + count] ?? 0) - 1 };
}

/**
 * Bytes of an element.
 * @param places of the claim, header, trailer or level that the place stands in
 * @param place of the segment
 * @param element from 1, as in CLP04; 0 is the segment's id
 * @returns where it stands in the (decompressed) file; of an element that the segment does not have the whole segment
 */
export function elementRange(places: Places, place: Place, element: number): Range {
  const count = places[place] ?? 0;
  if (element < 0 || element > count) return segmentRange(places, place);
  const base = baseOf(places);
  return { from: base + (places[place + 1 + element] ?? 0), to: base + (places[place + 2 + element] ?? 0) - 1 };
}

/**
 * Bytes of a part of an element: of SV101-2, the code of a procedure.
 * @param places of the claim, header, trailer or level that the place stands in
 * @param place of the segment
 * @param element from 1
 * @param component from 1
 * @param bytes of the file, from `offset` on; they must hold the element
 * @param separator ISA16: `envelope.separators.component`
 * @param offset where `bytes` begins in the file
 * @returns where it stands in the (decompressed) file; of a part that the element does not have the whole element
 */
export function componentRange(
  places: Places,
  place: Place,
  element: number,
  component: number,
  bytes: Uint8Array,
  separator = ':',
  offset = 0,
): Range {
  const whole = elementRange(places, place, element);
  const code = separator.charCodeAt(0);
  let from = whole.from;
  let part = 1;
  for (let i = whole.from; i <= whole.to; i++) {
    if (i < whole.to && bytes[i - offset] !== code) continue;
    if (part === component) return { from, to: i };
    part++;
    from = i + 1;
  }
  return whole;
}
