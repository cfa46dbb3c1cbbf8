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
const WORD = 0x100000000;

/** Collects the places of one claim, header or trailer. */
export class Recorder {
  private words = new Uint32Array(1024);
  private length = 0;
  private base = 0;
  private slab = new Uint32Array(0);
  private slabUsed = SLAB;

  /** Empty, and `base` the first byte of what comes. */
  start(base: number): void {
    this.base = base;
    this.words[0] = base % WORD;
    this.words[1] = Math.floor(base / WORD);
    this.length = HEAD;
  }

  get started(): boolean {
    return this.length > 0;
  }

  add(segment: Segment): Place {
    const place = this.length;
    const count = segment.count;
    if (place + count + 3 > this.words.length) this.grow(place + count + 3);
    const words = this.words;
    const raw = segment.raw;
    const shift = segment.base - this.base;
    words[place] = count;
    let at = place + 1;
    for (let i = 0; i <= count + 1; i++) words[at++] = (raw[i] as number) + shift;
    this.length = at;
    return place;
  }

  private grow(needed: number): void {
    const words = new Uint32Array(Math.max(needed, this.words.length * 2));
    words.set(this.words);
    this.words = words;
  }

  /** As `elementRange`, of what was collected so far. */
  elementRange(place: Place, element: number): Range {
    return elementRange(this.words, place, element);
  }

  finish(): Places {
    const { length } = this;
    this.length = 0;
    if (length > SLAB / 4) return this.words.slice(0, length);
    if (this.slabUsed + length > SLAB) {
      this.slab = new Uint32Array(SLAB);
      this.slabUsed = 0;
    }
    const from = this.slabUsed;
    this.slabUsed = from + length;
    const { slab, words } = this;
    for (let i = 0; i < length; i++) slab[from + i] = words[i] as number;
    return slab.subarray(from, from + length);
  }
}

const baseOf = (places: Places): number => (places[0] ?? 0) + (places[1] ?? 0) * WORD;

/** Bytes of the segment at a place, without its terminator. */
export function segmentRange(places: Places, place: Place): Range {
  const base = baseOf(places);
  const count = places[place] ?? 0;
  return { from: base + (places[place + 1] ?? 0), to: base + (places[place + 2 + count] ?? 0) - 1 };
}

/** Bytes of an element (from 1; 0 is the segment's id). An element that the segment does not have is the whole segment. */
export function elementRange(places: Places, place: Place, element: number): Range {
  const count = places[place] ?? 0;
  if (element < 0 || element > count) return segmentRange(places, place);
  const base = baseOf(places);
  return { from: base + (places[place + 1 + element] ?? 0), to: base + (places[place + 2 + element] ?? 0) - 1 };
}

/**
 * Bytes of a part (from 1) of an element, within `bytes`, which hold the file from its byte `offset` on.
 * A part that the element does not have is the whole element.
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
