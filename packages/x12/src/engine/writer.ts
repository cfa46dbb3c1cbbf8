import { createReader } from '../create-reader.ts';
import type { Cents, Envelope, PlainDate, X12Finding } from '../types.ts';
import { formatCents } from './money.ts';
import { encode } from './text.ts';

type Positions = 'place' | 'places' | 'bytes' | 'index' | 'element' | 'hl';

/** A read type without what only a file can say: positions, counts and the numbers of levels. */
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

export interface WriteOptions {
  /** Writes it even if it does not balance: for those who pretend to be a careless payer. */
  readonly unbalanced?: boolean;
}

export type ElementToWrite = string | undefined;

const DEFAULT = { element: '*', component: ':', repetition: '^', segment: '~' };

/** Writes segments one after the other: strict about values, silent about trailing empty elements. */
export class SegmentWriter {
  private readonly separators: { element: string; component: string; repetition: string; segment: string };
  private readonly forbidden: RegExp;
  private readonly out: string[] = [];
  private segmentsInSet = 0;

  constructor(separators: Envelope['separators'] | undefined) {
    this.separators = { ...DEFAULT, ...separators };
    const all = Object.values(this.separators);
    if (all.some((s) => s.length !== 1 || s.charCodeAt(0) >= 0x80 || /[A-Za-z0-9 ]/.test(s)) || new Set(all).size !== 4)
      throw new X12WriteError('ISA', 'the separators must be four different signs');
    const escaped = all.map((s) => `\\u${s.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    this.forbidden = new RegExp(`[${escaped}\\u0000-\\u001f\\u007f]`);
  }

  /** One segment. Elements that hold parts come from `parts`. */
  segment(id: string, ...elements: readonly (ElementToWrite | readonly ElementToWrite[])[]): void {
    const texts = elements.map((element, i) => {
      if (element === undefined) return '';
      const at = `${id}${String(i + 1).padStart(2, '0')}`;
      if (typeof element === 'string') return this.safe(element, at);
      return trimEnd(element.map((part) => (part === undefined ? '' : this.safe(part, at)))).join(this.separators.component);
    });
    this.raw([id, ...trimEnd(texts)]);
  }

  private safe(text: string, at: string): string {
    const trimmed = text.trim();
    if (this.forbidden.test(trimmed)) throw new X12WriteError(at, 'the value holds a separator or a control character');
    return trimmed;
  }

  private raw(elements: readonly string[]): void {
    this.out.push(elements.join(this.separators.element), this.separators.segment);
    this.segmentsInSet++;
  }

  /** ISA and GS. */
  open(envelope: EnvelopeToWrite, time: string, kind: string, version: string): void {
    const { interchangeControl, groupControl, interchangeDate } = envelope;
    if (!/^\d{9}$/.test(interchangeControl)) throw new X12WriteError('ISA13', 'the interchange control number must have nine digits');
    if (!/^[1-9]\d{0,8}$/.test(groupControl))
      throw new X12WriteError('GS06', 'the group control number must be a number of up to nine digits');
    if (!/^\d\d:\d\d$/.test(time)) throw new X12WriteError('ISA10', 'the time must be HH:MM');
    const day = writeDate(interchangeDate, 'ISA09') ?? '';
    const sender = this.party(envelope.sender, 'ISA06');
    const receiver = this.party(envelope.receiver, 'ISA08');
    const clock = time.replace(':', '');
    const { repetition, component } = this.separators;
    const blank = ' '.repeat(10);
    const test = envelope.test ? 'T' : 'P';
    const fixed = ['ISA', '00', blank, '00', blank, 'ZZ', sender.padEnd(15), 'ZZ', receiver.padEnd(15), day.slice(2), clock];
    this.raw([...fixed, repetition, '00501', interchangeControl, '0', test, component]);
    this.segment('GS', kind, sender, receiver, day, clock, groupControl, 'X', version);
  }

  private party(id: string, at: string): string {
    const safe = this.safe(id, at);
    if (safe === '' || safe.length > 15) throw new X12WriteError(at, 'an id of one to fifteen characters is needed');
    return safe;
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
    this.segment('GE', String(sets), envelope.groupControl);
    this.segment('IEA', '1', envelope.interchangeControl);
  }

  /** The bytes, once our own check has found no error in them. */
  finish(options: WriteOptions): Uint8Array {
    const bytes: number[] = [];
    for (const text of this.out) encode(text, bytes);
    const file = Uint8Array.from(bytes);
    const errors: X12Finding[] = [];
    const reader = createReader({
      finding: (finding) => {
        if (finding.severity === 'error' && !(finding.snip === 3 && options.unbalanced === true)) errors.push(finding);
      },
    });
    reader.push(file);
    reader.end();
    const [first] = errors;
    if (first !== undefined) throw new X12WriteError(first.at, first.says, errors);
    return file;
  }
}

function trimEnd(values: readonly string[]): readonly string[] {
  let end = values.length;
  while (end > 0 && values[end - 1] === '') end--;
  return values.slice(0, end);
}

/** Cents as X12 writes them: no zeros that say nothing, so 1250 is `12.5` and 10000 is `100`. */
export function writeMoney(cents: Cents | undefined, at = 'amount'): string | undefined {
  if (cents === undefined) return undefined;
  if (!Number.isSafeInteger(cents)) throw new X12WriteError(at, 'an amount must be whole cents');
  return formatCents(cents).replace(/\.?0+$/, '');
}

/** 'YYYY-MM-DD' to CCYYMMDD. */
export function writeDate(date: PlainDate | undefined, at = 'date'): string | undefined {
  if (date === undefined) return undefined;
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) throw new X12WriteError(at, 'a date must be YYYY-MM-DD');
  return date.replaceAll('-', '');
}
