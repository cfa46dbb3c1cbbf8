import type { ElementDefinition, ElementType, SegmentDefinition } from '../definitions/grammar.ts';
import { pack, type Use } from './compile.ts';
import { readDay } from './dates.ts';
import { MONEY_OK, moneyVerdict, readTrimmedCents } from './money.ts';
import type { Segment } from './segment.ts';

/*
 * Nearly every segment is clean. So before the thorough check, which has the words for what is wrong, a screen looks over the
 * elements' bytes once, with all that the grammar says of them in one table of numbers. The screen may doubt without reason,
 * but never trusts without: what it lets pass, the thorough check would find nothing in.
 *
 * A segment in the table: how many elements it knows, which must stand, which go in pairs, where a period's form stands, where its
 * pairs begin and how many they are; then an element each: its least length, how much more it may have and its kind, packed.
 */
const SIZE = 0;
const REQUIRED = 1;
const PAIRED = 2;
const FORM = 3;
const PAIRS = 4;
const PAIR_COUNT = 5;
const HEAD = 6;

const WIDTH = 10;
const MASK = (1 << WIDTH) - 1;
const KIND = 2 * WIDTH;

/** A bit an element, from 1. */
const MOST_KNOWN = 31;

/** Only the length counts. */
const LENGTH = 0;
const DIGITS = 1;
const DECIMAL = 2;
const MONEY = 3;
const DATE = 4;
const PERIOD = 5;
/** Instead of lengths, where the parts stand in the table. */
const PARTS = 6;
/** Always for the thorough check. */
const DOUBT = 7;

const kinds: { readonly [type in ElementType]: number } = {
  unused: LENGTH,
  text: LENGTH,
  code: LENGTH,
  number: DIGITS,
  time: DIGITS,
  decimal: DECIMAL,
  money: MONEY,
  date: DATE,
  period: PERIOD,
  parts: PARTS,
};

const D8 = pack('D8');
const RD8 = pack('RD8');

const bitsOf = (elements: readonly number[]): number => elements.reduce((bits, element) => bits | (1 << element), 0);

/** Writes a segment, or the parts of an element, into the table; answers where it begins. */
function addTo(table: number[], elements: readonly ElementDefinition[], of: Pick<SegmentDefinition, 'together' | 'formAt'>): number {
  if (elements.length > MOST_KNOWN) throw new Error(`the grammar has more than ${MOST_KNOWN} elements in one segment`);
  const pairs = of.together ?? [];
  const parts = elements.map((element) => (element.parts === undefined ? 0 : addTo(table, element.parts, {})));
  const pairsAt = table.length;
  table.push(...pairs.map(bitsOf));
  const at = table.length;
  const required = bitsOf(elements.flatMap((element, i) => (element.required ? [i + 1] : [])));
  table.push(elements.length, required, bitsOf(pairs.flat()), of.formAt ?? 0, pairsAt, pairs.length);
  table.push(...elements.map((element, i) => factsOf(element, parts[i] ?? 0)));
  return at;
}

function factsOf({ type, min, max, repeats }: ElementDefinition, parts: number): number {
  if (repeats > 1 || min > MASK || max - min > MASK) return DOUBT << KIND;
  if (type === 'parts') return (PARTS << KIND) | parts;
  return (kinds[type] << KIND) | ((max - min) << WIDTH) | min;
}

const screens = new WeakMap<readonly Use[], Screen>();

/** The screen of a set's uses, made once. */
export function screenOf(uses: readonly Use[]): Screen {
  let screen = screens.get(uses);
  if (screen === undefined) {
    screen = new Screen(uses);
    screens.set(uses, screen);
  }
  return screen;
}

/** Tells segments that are surely clean from those to look at thoroughly. */
class Screen {
  private readonly table: readonly number[];
  /** By the use's index, where its segment begins in the table. */
  private readonly begins: readonly number[];

  constructor(uses: readonly Use[]) {
    const table: number[] = [];
    const known = new Map<SegmentDefinition, number>();
    this.begins = uses.map(({ segment }) => {
      const at = known.get(segment) ?? addTo(table, segment.elements, segment);
      known.set(segment, at);
      return at;
    });
    this.table = table;
  }

  /** Whether there is surely nothing to say of the segment's elements. Keeps the amounts that it reads. */
  passes(use: Use, segment: Segment): boolean {
    const { table } = this;
    const { starts, count } = segment;
    const at = this.begins[use.index] as number;
    if (count > (table[at + SIZE] as number)) return false;
    let seen = 0;
    let from = starts[1] as number;
    for (let i = 1; i <= count; i++) {
      const next = starts[i + 1] as number;
      const length = next - 1 - from;
      if (length > 0) {
        seen |= 1 << i;
        const facts = table[at + HEAD + i - 1] as number;
        if (facts >>> KIND === LENGTH) {
          if (!fitsLength(facts, length)) return false;
        } else if (!this.fits(facts, segment, i, from, next - 1, at)) return false;
      }
      from = next;
    }
    const required = table[at + REQUIRED] as number;
    if ((seen & required) !== required) return false;
    return (seen & (table[at + PAIRED] as number)) === 0 || this.arePaired(at, seen);
  }

  private arePaired(at: number, seen: number): boolean {
    const { table } = this;
    const first = table[at + PAIRS] as number;
    const end = first + (table[at + PAIR_COUNT] as number);
    for (let i = first; i < end; i++) {
      const pair = table[i] as number;
      if ((seen & pair) !== 0 && (seen & pair) !== pair) return false;
    }
    return true;
  }

  private fits(facts: number, segment: Segment, element: number, from: number, to: number, at: number): boolean {
    const kind = facts >>> KIND;
    if (kind === PARTS) return this.fitParts(facts & ((1 << KIND) - 1), segment, from, to);
    if (kind === MONEY) {
      const cents = readTrimmedCents(segment.bytes, from, to);
      if (moneyVerdict !== MONEY_OK) return false;
      segment.keepMoney(element, cents);
      return true;
    }
    if (kind === DATE || (kind === PERIOD && to - from === 8 && isDay(segment, this.table[at + FORM] as number))) {
      const day = readDay(segment.bytes, from, to);
      if (day < 0) return false;
      segment.keepDay(element, day);
      return true;
    }
    if (kind === PERIOD) return isPeriod(segment, this.table[at + FORM] as number, from, to);
    return fitsKind(kind, facts, segment.bytes, from, to);
  }

  private fitParts(at: number, segment: Segment, from: number, to: number): boolean {
    const { table } = this;
    const { bytes, component } = segment;
    const size = table[at + SIZE] as number;
    let seen = 0;
    let part = 1;
    let start = from;
    for (let i = from; i <= to; i++) {
      if (i < to && bytes[i] !== component) continue;
      if (i > start && part <= size) {
        seen |= 1 << part;
        const facts = table[at + HEAD + part - 1] as number;
        if (facts >>> KIND === LENGTH) {
          if (!fitsLength(facts, i - start)) return false;
        } else if (!fitsKind(facts >>> KIND, facts, bytes, start, i)) return false;
      }
      part++;
      start = i + 1;
    }
    const required = table[at + REQUIRED] as number;
    return (seen & required) === required;
  }
}

/** Not shorter than its least length and not longer than its most. */
function fitsLength(facts: number, length: number): boolean {
  return (length - (facts & MASK)) >>> 0 <= ((facts >>> WIDTH) & MASK);
}

function fitsKind(kind: number, facts: number, bytes: Uint8Array, from: number, to: number): boolean {
  if (kind === DIGITS) return fitsLength(facts, to - from) && isDigits(bytes, from, to);
  if (kind === DECIMAL) return fitsLength(facts, to - from) && isDecimal(bytes, from, to);
  if (kind === DATE) return readDay(bytes, from, to) >= 0;
  if (kind !== MONEY) return false;
  readTrimmedCents(bytes, from, to);
  return moneyVerdict === MONEY_OK;
}

/** Whether a period's form is that of one day. */
function isDay(segment: Segment, formAt: number): boolean {
  return formAt === 0 || segment.packed(formAt) === D8;
}

/** A date or range in the form that another element names; what other forms there are is not looked into. */
export function isPeriod(segment: Segment, formAt: number, from: number, to: number): boolean {
  const { bytes } = segment;
  if (isDay(segment, formAt)) return readDay(bytes, from, to) >= 0;
  if (segment.packed(formAt) !== RD8) return true;
  return to - from === 17 && readDay(bytes, from, from + 8) >= 0 && readDay(bytes, from + 9, to) >= 0;
}

export function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const b = bytes[i] as number;
    if (b < 0x30 || b > 0x39) return false;
  }
  return true;
}

export function isDecimal(bytes: Uint8Array, from: number, to: number): boolean {
  let digits = 0;
  let points = 0;
  for (let i = bytes[from] === 0x2d ? from + 1 : from; i < to; i++) {
    const b = bytes[i] as number;
    if (b === 0x2e) points++;
    else if (b < 0x30 || b > 0x39) return false;
    else digits++;
  }
  return digits > 0 && points <= 1;
}
