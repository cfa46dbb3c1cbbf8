import type { Cents, PlainDate, Range } from '../types.ts';
import { dayText, readDay } from './dates.ts';
import { readTrimmedCents, sayMoneyIsFine } from './money.ts';
import { zeros } from './table.ts';
import { decode } from './text.ts';

/** A segment with more elements than this keeps the first ones; no real one has 50. */
export const MOST_ELEMENTS = 500;

/**
 * The segment under the reader's eye: one object, filled again for each. Element i (0 is the id) stands in
 * `bytes` from `starts[i]` to `starts[i + 1] - 1`, and in the file from `base + raw[i]`; both arrays are one unless line breaks
 * inside the segment were dropped.
 */
export class Segment {
  bytes: Uint8Array = new Uint8Array(0);
  starts = zeros(MOST_ELEMENTS + 2);
  raw = this.starts;
  /** Position in the file of the byte that `raw` calls 0. */
  base = 0;
  /** Elements after the id. */
  count = 0;
  /** Packed id; 0 where there is none of one to three characters. */
  id = 0;
  component = 0x3a;
  /** First byte in the file. */
  from = 0;
  /** The byte after the last element: where the terminator stands. */
  end = 0;
  /** The byte after the terminator; the end of the file where the last segment has none. */
  to = 0;
  /** Counts segments, so that what was kept for one is not taken for another's. */
  serial = 1;
  private readonly kept = new Float64Array(MOST_ELEMENTS + 2);
  private readonly keptFor = zeros(MOST_ELEMENTS + 2);
  private readonly days = zeros(MOST_ELEMENTS + 2);
  private readonly daysFor = zeros(MOST_ELEMENTS + 2);
  /** The element that the cursor of parts stands in. */
  private partFrom = 0;
  private partTo = 0;

  has(element: number): boolean {
    return element <= this.count && (this.starts[element + 1] as number) - 1 > (this.starts[element] as number);
  }

  /** Text without the blanks around it; '' where there is none. */
  text(element: number): string {
    if (element > this.count) return '';
    return this.trimmed(this.starts[element] as number, (this.starts[element + 1] as number) - 1);
  }

  /** As `text`, but nothing where it is blank. */
  optional(element: number): string | undefined {
    if (element > this.count) return undefined;
    const from = this.starts[element] as number;
    const to = (this.starts[element + 1] as number) - 1;
    if (from >= to) return undefined;
    const text = this.trimmed(from, to);
    return text === '' ? undefined : text;
  }

  private trimmed(from: number, to: number): string {
    const bytes = this.bytes;
    if (to > from && (bytes[from] === 0x20 || bytes[to - 1] === 0x20)) return trimmed(bytes, from, to);
    return decode(bytes, from, to);
  }

  /** The checker has read this amount of the current segment: `money` need not read it again. */
  keepMoney(element: number, cents: Cents): void {
    this.kept[element] = cents;
    this.keptFor[element] = this.serial;
  }

  /** Integer cents; 0 where blank or malformed (see `moneyVerdict`). */
  money(element: number): Cents {
    if (this.keptFor[element] === this.serial) {
      sayMoneyIsFine();
      // Most amounts fit a small integer; as such they need no box on the heap.
      const cents = this.kept[element] as number;
      const small = cents | 0;
      return small === cents ? small : cents;
    }
    if (element > this.count) return readTrimmedCents(this.bytes, 0, 0);
    return readTrimmedCents(this.bytes, this.starts[element] as number, (this.starts[element + 1] as number) - 1);
  }

  /** As `keepMoney`, for a day: then `date` and `period` need not read it again. */
  keepDay(element: number, day: number): void {
    this.days[element] = day;
    this.daysFor[element] = this.serial;
  }

  /** A date of the calendar, or nothing. */
  date(element: number): PlainDate | undefined {
    if (this.daysFor[element] === this.serial) return dayText(this.days[element] as number);
    if (element > this.count) return undefined;
    const day = readDay(this.bytes, this.starts[element] as number, (this.starts[element + 1] as number) - 1);
    return day < 0 ? undefined : dayText(day);
  }

  /** A date, or the first and last of a range `CCYYMMDD-CCYYMMDD`. */
  period(element: number): { readonly date: PlainDate; readonly to?: PlainDate } | undefined {
    if (this.daysFor[element] === this.serial) return { date: dayText(this.days[element] as number) };
    if (element > this.count) return undefined;
    const from = this.starts[element] as number;
    const to = (this.starts[element + 1] as number) - 1;
    if (to - from === 17) {
      const first = readDay(this.bytes, from, from + 8);
      const last = readDay(this.bytes, from + 9, to);
      return first < 0 || last < 0 ? undefined : { date: dayText(first), to: dayText(last) };
    }
    // A time may follow the date (form DT).
    const day = to - from === 12 ? readDay(this.bytes, from, from + 8) : readDay(this.bytes, from, to);
    return day < 0 ? undefined : { date: dayText(day) };
  }

  /** An element's first bytes packed, to compare qualifiers without strings: -1 where longer than three. */
  packed(element: number): number {
    if (element > this.count) return 0;
    const bytes = this.bytes;
    let from = this.starts[element] as number;
    let to = (this.starts[element + 1] as number) - 1;
    while (from < to && bytes[from] === 0x20) from++;
    while (to > from && bytes[to - 1] === 0x20) to--;
    if (to - from > 3) return -1;
    let packed = 0;
    for (let i = from; i < to; i++) packed = (packed << 8) | (bytes[i] as number);
    return packed;
  }

  /** Begins to read an element's parts with `nextPart`. */
  openParts(element: number): void {
    if (element > this.count) {
      this.partFrom = 1;
      this.partTo = 0;
      return;
    }
    this.partFrom = this.starts[element] as number;
    this.partTo = (this.starts[element + 1] as number) - 1;
  }

  /** The next part's text: '' where blank, nothing after the last. */
  nextPart(): string | undefined {
    const from = this.partFrom;
    const end = this.partTo;
    if (from > end) return undefined;
    let to = from;
    while (to < end && this.bytes[to] !== this.component) to++;
    this.partFrom = to + 1;
    return this.trimmed(from, to);
  }

  /** Bytes of the whole segment in the file, without its terminator. */
  range(): Range {
    return { from: this.from, to: this.end };
  }

  elementRange(element: number): Range {
    if (element > this.count) return this.range();
    return { from: this.base + (this.raw[element] as number), to: this.base + (this.raw[element + 1] as number) - 1 };
  }
}

function trimmed(bytes: Uint8Array, from: number, to: number): string {
  let first = from;
  let end = to;
  while (first < end && bytes[first] === 0x20) first++;
  while (end > first && bytes[end - 1] === 0x20) end--;
  return decode(bytes, first, end);
}

/** A segment's id as text. */
export function segmentName(segment: Segment): string {
  if (segment.id === 0) return '?';
  return decode(segment.bytes, segment.starts[0] as number, (segment.starts[1] as number) - 1);
}

/** As `segmentName`, of a segment whose bytes may be gone by now. */
export function nameOf(id: number): string {
  if (id === 0) return '?';
  return decode(Uint8Array.of(id >>> 16, id >>> 8, id), id > 0xffff ? 0 : id > 0xff ? 1 : 2, 3);
}
