import type { Cents, Envelope, PlainDate, X12Finding } from '../types.ts';
import { elementName } from './compile.ts';
import { encode, withoutBlanks } from './text.ts';

type Positions = 'place' | 'places' | 'bytes' | 'index' | 'element' | 'hl' | 'says' | 'verdict';

/** A read type without what only reading tells: positions, counts, the numbers of levels, and our words for codes. */
export type Writable<T> = T extends string | number | boolean | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Writable<Item>[]
    : { [K in keyof T as Exclude<K, Positions>]: Writable<T[K]> };

/** The envelope to write: control numbers are the caller's. Separators are `*`, `:`, `^` and `~` unless said. */
export type EnvelopeToWrite = Omit<Envelope, 'separators' | 'interchangeDate' | 'groupControl'> & {
  readonly interchangeDate: PlainDate;
  readonly groupControl: string;
  readonly separators?: Envelope['separators'];
};

/** What cannot be written, and where: `CLP01`. Holds no patient data. */
export class X12WriteError extends Error {
  readonly at: string;
  readonly findings: readonly X12Finding[];

  constructor(at: string, why: string, findings: readonly X12Finding[] = []) {
    super(`${at}: ${why}`);
    this.name = 'X12WriteError';
    this.at = at;
    this.findings = findings;
  }
}

export type ElementToWrite = string | undefined;
/** Several values of one element. */
export interface Repeated {
  readonly repeated: readonly ElementToWrite[];
}

const DEFAULT = { element: '*', component: ':', repetition: '^', segment: '~' };

/** Signs that no value may hold: separators, and all that is no text. */
const FORBIDDEN = 1;
/** Room that is always there: for a few separators and a figure. */
const SLACK = 64;
const PIECE = 1 << 15;

/**
 * Writes segments one after the other into one buffer: strict about values, silent about trailing empty elements. Each character
 * is looked at and written in one pass, so that writing is not slower than reading.
 */
export class SegmentWriter {
  private readonly separators: { element: string; component: string; repetition: string; segment: string };
  private readonly signs = new Uint8Array(128).fill(FORBIDDEN, 0, 32);
  /** What was written goes away in pieces, so that the buffer stays small enough for the processor's own memory. */
  private readonly pieces: Uint8Array[] = [];
  private bytes = new Uint8Array(1 << 12);
  private length = 0;
  private segmentsInSet = 0;
  private readonly elementSign: number;
  private readonly componentSign: number;
  private readonly segmentSign: number;
  // The segment that is being written, for the words of a refusal, and how many separators the next element wants before it.
  private id = '';
  private element = 0;
  private gap = 1;
  // The parts of its last element.
  private mark = 0;
  private lastPart = 0;
  private firstPart = true;

  constructor(separators: Envelope['separators'] | undefined) {
    this.separators = { ...DEFAULT, ...separators };
    const all = Object.values(this.separators);
    if (all.some((s) => s.length !== 1 || s.charCodeAt(0) >= 0x80 || /[A-Za-z0-9 ]/.test(s)) || new Set(all).size !== 4)
      throw new X12WriteError('ISA', 'the separators must be four different signs');
    for (const s of all) this.signs[s.charCodeAt(0)] = FORBIDDEN;
    this.signs[0x7f] = FORBIDDEN;
    this.elementSign = this.separators.element.charCodeAt(0);
    this.componentSign = this.separators.component.charCodeAt(0);
    this.segmentSign = this.separators.segment.charCodeAt(0);
  }

  /** Segments since `beginSet`, the last one included. */
  get count(): number {
    return this.segmentsInSet;
  }

  /** One segment. Elements that hold parts, or several values divided by the repetition separator, come as lists. */
  segment(id: string, ...elements: readonly (ElementToWrite | readonly ElementToWrite[] | Repeated)[]): void {
    this.begin(id);
    for (let i = 0; i < elements.length; i++) {
      const element = elements[i];
      if (element === undefined || typeof element === 'string') this.add(element);
      else {
        const mark = this.separate();
        if (this.list(element)) this.gap = 1;
        else this.take(mark);
      }
    }
    this.end();
  }

  /** A segment begins; its elements follow one by one, without a list being made of them: for the segments that come most. */
  begin(id: string): this {
    this.id = id;
    this.element = 0;
    this.gap = 1;
    this.sign(id);
    return this;
  }

  /** The next element; nothing where there is none. */
  add(value: ElementToWrite): this {
    if (value === undefined || value === '') return this.skip();
    const mark = this.separate();
    if (this.text(value)) this.gap = 1;
    else this.take(mark);
    return this;
  }

  /** Elements that stay empty. */
  skip(count = 1): this {
    this.element += count;
    this.gap += count;
    return this;
  }

  /** The next element, in cents. */
  addMoney(cents: Cents | undefined): this {
    if (cents === undefined) return this.skip();
    if ((cents | 0) !== cents || cents < 0) return this.add(writeMoney(cents, elementName(this.id, this.element + 1)));
    const rest = cents % 100;
    this.addNumber((cents - rest) / 100);
    if (rest === 0) return this;
    const { bytes } = this;
    bytes[this.length++] = 0x2e;
    bytes[this.length++] = 0x30 + ((rest / 10) | 0);
    if (rest % 10 !== 0) bytes[this.length++] = 0x30 + (rest % 10);
    return this;
  }

  /** The next element, a whole number from 0 on. */
  addNumber(number: number): this {
    this.separate();
    this.gap = 1;
    let size = 1;
    for (let rest = number; rest >= 10; rest = Math.floor(rest / 10)) size++;
    const { bytes } = this;
    let left = number;
    for (let at = this.length + size - 1; at >= this.length; at--) {
      const next = Math.floor(left / 10);
      bytes[at] = 0x30 + (left - next * 10);
      left = next;
    }
    this.length += size;
    return this;
  }

  /** The next element, CCYYMMDD. */
  addDate(date: PlainDate | undefined): this {
    if (date === undefined) return this.skip();
    if (!isDate(date)) throw new X12WriteError(elementName(this.id, this.element + 1), WRONG_DATE);
    this.separate();
    this.gap = 1;
    const { bytes } = this;
    for (let i = 0; i < 10; i++) if (i !== 4 && i !== 7) bytes[this.length++] = date.charCodeAt(i);
    return this;
  }

  /** The next element, whose parts follow. */
  openParts(): this {
    this.mark = this.separate();
    this.lastPart = this.length;
    this.firstPart = true;
    return this;
  }

  part(value: ElementToWrite): this {
    if (this.firstPart) this.firstPart = false;
    else this.bytes[this.length++] = this.componentSign;
    if (value === undefined || value === '') this.room(0);
    else if (this.text(value)) this.lastPart = this.length;
    return this;
  }

  /** Parts that say nothing at the end are left out. */
  closeParts(): this {
    const whole = this.mark + this.gap;
    this.length = this.lastPart;
    if (this.length > whole) this.gap = 1;
    else this.take(this.mark);
    return this;
  }

  end(): void {
    this.bytes[this.length++] = this.segmentSign;
    this.room(0);
    this.segmentsInSet++;
    if (this.length > PIECE) {
      this.pieces.push(this.bytes.slice(0, this.length));
      this.length = 0;
    }
  }

  /** Writes the separators before the next element; answers where they begin, so that they can be taken back. */
  private separate(): number {
    const mark = this.length;
    this.element++;
    this.room(this.gap);
    const { bytes, elementSign } = this;
    let at = mark;
    for (let n = this.gap; n > 0; n--) bytes[at++] = elementSign;
    this.length = at;
    return mark;
  }

  /** Takes back the separators of an element that turned out empty. */
  private take(mark: number): void {
    this.length = mark;
    this.gap++;
  }

  /** Sees that there is room for so many bytes, and always some more for separators and figures. */
  private room(size: number): void {
    if (this.length + size + SLACK > this.bytes.length) this.grow(size + SLACK);
  }

  /** Writes an element of several values; answers whether there was anything in it. */
  private list(element: readonly ElementToWrite[] | Repeated): boolean {
    const repeated = !Array.isArray(element);
    const values = repeated ? (element as Repeated).repeated : (element as readonly ElementToWrite[]);
    const divider = repeated ? this.separators.repetition : this.separators.component;
    const start = this.length;
    let end = start;
    for (let i = 0; i < values.length; i++) {
      if (i > 0) this.sign(divider);
      const value = values[i];
      if (value !== undefined && this.text(value)) end = this.length;
    }
    this.length = end;
    return end > start;
  }

  private text(text: string): boolean {
    const size = text.length;
    if (size === 0) return false;
    if (text.charCodeAt(0) === 0x20 || text.charCodeAt(size - 1) === 0x20) return this.text(withoutBlanks(text));
    this.room(size);
    const { bytes, signs } = this;
    let at = this.length;
    let seen = 0;
    let forbidden = 0;
    for (let i = 0; i < size; i++) {
      const code = text.charCodeAt(i);
      seen |= code;
      forbidden |= signs[code & 0x7f] as number;
      bytes[at++] = code;
    }
    if (seen >= 0x80) return this.wide(text);
    if (forbidden !== 0) this.refuse();
    this.length = at;
    return true;
  }

  /** A text that is not all ASCII. */
  private wide(text: string): boolean {
    const encoded: number[] = [];
    encode(text, encoded);
    for (const byte of encoded) if (byte < 0x80 && this.signs[byte] === FORBIDDEN) this.refuse();
    this.room(encoded.length);
    this.bytes.set(encoded, this.length);
    this.length += encoded.length;
    return true;
  }

  private refuse(): never {
    throw new X12WriteError(elementName(this.id, this.element), 'the value holds a separator or a control character');
  }

  /** A separator, an id: signs of our own. */
  private sign(text: string): void {
    this.room(text.length);
    for (let i = 0; i < text.length; i++) this.bytes[this.length++] = text.charCodeAt(i);
  }

  private grow(by: number): void {
    const bytes = new Uint8Array(this.bytes.length * 2 + by);
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
  }

  /** ISA and GS. */
  open(envelope: EnvelopeToWrite, time: string, kind: string, version: string): void {
    this.openInterchange(envelope, time);
    this.openGroup(envelope, time, kind, version);
  }

  /** @param version ISA12; before 00402 there was no repetition, and ISA11 named who keeps the standard */
  openInterchange(
    { interchangeControl, interchangeDate, sender, receiver, test }: EnvelopeToWrite,
    time: string,
    version: '00401' | '00501' = '00501',
  ): void {
    if (!/^\d{9}$/.test(interchangeControl)) throw new X12WriteError('ISA13', 'the interchange control number must have nine digits');
    if (!/^\d\d:\d\d$/.test(time)) throw new X12WriteError('ISA10', 'the time must be HH:MM');
    const day = writeDate(interchangeDate, 'ISA09') ?? '';
    const { element, repetition, component, segment } = this.separators;
    const blank = ' '.repeat(10);
    const [from, to] = [this.party(sender, 'ISA06'), this.party(receiver, 'ISA08')].map((id) => id.padEnd(15)) as [string, string];
    const repeats = version === '00401' ? 'U' : repetition;
    const fixed = ['ISA', '00', blank, '00', blank, 'ZZ', from, 'ZZ', to, day.slice(2), time.replace(':', ''), repeats];
    this.sign([...fixed, version, interchangeControl, '0', test ? 'T' : 'P', component].join(element) + segment);
  }

  openGroup({ groupControl, interchangeDate, sender, receiver }: EnvelopeToWrite, time: string, kind: string, version: string): void {
    if (!/^[1-9]\d{0,8}$/.test(groupControl))
      throw new X12WriteError('GS06', 'the group control number must be a number of up to nine digits');
    const day = writeDate(interchangeDate, 'GS04');
    this.segment('GS', kind, sender, receiver, day, time.replace(':', ''), groupControl, 'X', version);
  }

  private party(id: string, at: string): string {
    const text = id.trim();
    if (text === '' || text.length > 15) throw new X12WriteError(at, 'an id of one to fifteen characters is needed');
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code >= 0x80 || this.signs[code] === FORBIDDEN)
        throw new X12WriteError(at, 'the value holds a separator or a character that is no ASCII');
    }
    return text;
  }

  beginSet(set: string, control: string, version?: string): void {
    if (!/^[A-Za-z0-9]{4,9}$/.test(control))
      throw new X12WriteError('ST02', 'the set control number must have four to nine letters or digits');
    this.segmentsInSet = 0;
    this.segment('ST', set, control, version);
  }

  endSet(control: string): void {
    this.segment('SE', String(this.segmentsInSet + 1), control);
  }

  /** GE and IEA. */
  close(envelope: EnvelopeToWrite, sets: number): void {
    this.closeGroup(envelope, sets);
    this.closeInterchange(envelope, 1);
  }

  closeGroup(envelope: EnvelopeToWrite, sets: number): void {
    this.segment('GE', String(sets), envelope.groupControl);
  }

  /** Of no group where it holds TA1 only. */
  closeInterchange(envelope: EnvelopeToWrite, groups: number): void {
    this.segment('IEA', String(groups), envelope.interchangeControl);
  }

  /** The bytes as they are. */
  written(): Uint8Array {
    const rest = this.bytes.subarray(0, this.length);
    const all = new Uint8Array(this.pieces.reduce((size, piece) => size + piece.length, rest.length));
    let at = 0;
    for (const piece of [...this.pieces, rest]) {
      all.set(piece, at);
      at += piece.length;
    }
    return all;
  }
}

/** Cents as X12 writes them: no zeros that say nothing, so 1250 is `12.5` and 10000 is `100`. */
export function writeMoney(cents: Cents | undefined, at = 'amount'): string | undefined {
  if (cents === undefined) return undefined;
  if (!Number.isSafeInteger(cents)) throw new X12WriteError(at, 'an amount must be whole cents');
  const size = Math.abs(cents);
  const rest = size % 100;
  const whole = `${cents < 0 ? '-' : ''}${(size - rest) / 100}`;
  if (rest === 0) return whole;
  return rest % 10 === 0 ? `${whole}.${rest / 10}` : `${whole}.${rest < 10 ? '0' : ''}${rest}`;
}

/** 'YYYY-MM-DD' to CCYYMMDD. */
export function writeDate(date: PlainDate | undefined, at = 'date'): string | undefined {
  if (date === undefined) return undefined;
  if (!isDate(date)) throw new X12WriteError(at, WRONG_DATE);
  return date.slice(0, 4) + date.slice(5, 7) + date.slice(8);
}

const WRONG_DATE = 'a date must be YYYY-MM-DD';

function isDate(date: PlainDate): boolean {
  if (date.length !== 10) return false;
  for (let i = 0; i < 10; i++) {
    const code = date.charCodeAt(i);
    if (i === 4 || i === 7 ? code !== 0x2d : code < 0x30 || code > 0x39) return false;
  }
  return true;
}
