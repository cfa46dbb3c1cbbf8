import type { ElementDefinition, SegmentDefinition } from '../definitions/grammar.ts';
import type { Cents } from '../types.ts';
import { elementName, pack, type Use } from './compile.ts';
import { readDay } from './dates.ts';
import type { Code, Findings } from './findings.ts';
import { MONEY_BLANK, MONEY_DECIMALS, MONEY_MALFORMED, MONEY_OVERFLOW, moneyVerdict, readCents } from './money.ts';
import type { Segment } from './segment.ts';

const TYPES = ['unused', 'text', 'code', 'number', 'decimal', 'money', 'date', 'time', 'period', 'parts'] as const;
const CODE = 2;
const NUMBER = 3;
const DECIMAL = 4;
const MONEY = 5;
const DATE = 6;
const TIME = 7;
const PERIOD = 8;
const PARTS = 9;

/** A segment's elements as arrays, for the check's loop. */
interface Shape {
  readonly size: number;
  readonly type: Uint8Array;
  readonly required: Uint8Array;
  readonly min: Int32Array;
  readonly max: Int32Array;
  readonly repeats: Int32Array;
  readonly parts: readonly (Shape | undefined)[];
  readonly definitions: readonly ElementDefinition[];
  /** Pairs of elements, one after the other. */
  readonly together: Int32Array;
  readonly formAt: number;
  /** After this element none is required. */
  readonly lastRequired: number;
}

const shapes = new Map<SegmentDefinition, Shape>();

function shapeOf(segment: SegmentDefinition): Shape {
  let shape = shapes.get(segment);
  if (shape === undefined) {
    shape = makeShape(segment.elements, segment.together ?? [], segment.formAt ?? 0);
    shapes.set(segment, shape);
  }
  return shape;
}

function makeShape(elements: readonly ElementDefinition[], together: readonly (readonly [number, number])[], formAt: number): Shape {
  const at = (pick: (element: ElementDefinition) => number) => [0, ...elements.map(pick)];
  return {
    size: elements.length,
    type: Uint8Array.from(at((e) => TYPES.indexOf(e.type))),
    required: Uint8Array.from(at((e) => (e.required ? 1 : 0))),
    min: Int32Array.from(at((e) => e.min)),
    max: Int32Array.from(at((e) => e.max)),
    repeats: Int32Array.from(at((e) => e.repeats)),
    parts: [undefined, ...elements.map((e) => (e.parts === undefined ? undefined : makeShape(e.parts, [], 0)))],
    definitions: elements,
    together: Int32Array.from(together.flat()),
    formAt,
    lastRequired: elements.findLastIndex((e) => e.required) + 1,
  };
}

const D8 = pack('D8');
const RD8 = pack('RD8');

const moneyCodes: { readonly [verdict: number]: Code } = {
  [MONEY_DECIMALS]: 'money.decimals',
  [MONEY_MALFORMED]: 'money.malformed',
  [MONEY_OVERFLOW]: 'money.overflow',
};

/** Checks the elements of segments against their definitions: there or not, length, kind. */
export class Checker {
  /** The repetition separator, 0 where there is none. */
  repetition = 0;
  private readonly findings: Findings;
  private readonly shapes: Shape[];
  // The segment under check, for the words of a finding.
  private use: Use | undefined;
  private segment: Segment | undefined;

  constructor(findings: Findings, uses: readonly Use[]) {
    this.findings = findings;
    this.shapes = uses.map((use) => shapeOf(use.segment));
  }

  check(use: Use, segment: Segment): void {
    const shape = this.shapes[use.index] as Shape;
    const { size, type, required, min, max } = shape;
    const { count, starts } = segment;
    this.use = use;
    this.segment = segment;
    if (count > size) this.tooMany(shape, segment);
    if (count > 0 && (starts[count + 1] as number) - 1 === starts[count])
      this.findings.once('file.trailing-separators', use.at, segment.range());
    const present = count < size ? count : size;
    for (let i = 1; i <= present; i++) {
      const from = starts[i] as number;
      const to = (starts[i + 1] as number) - 1;
      const kind = type[i] as number;
      if (to <= from) {
        if (required[i] === 1) this.tell('element.missing', i, 0, shape.definitions[i - 1]);
      } else if (kind <= CODE) {
        const length = to - from;
        if (length > (max[i] as number) || length < (min[i] as number)) this.checkOne(shape, i, 0, from, to);
      } else if (kind === PARTS) this.checkParts(shape, i, from, to);
      else this.checkOne(shape, i, 0, from, to);
    }
    for (let i = count + 1; i <= shape.lastRequired; i++)
      if (required[i] === 1) this.tell('element.missing', i, 0, shape.definitions[i - 1]);
    if (shape.together.length > 0) this.checkAllTogether(shape.together, segment);
  }

  private checkAllTogether(pairs: Int32Array, segment: Segment): void {
    for (let i = 0; i < pairs.length; i += 2) {
      const first = pairs[i] as number;
      if (first > segment.count) return;
      const second = pairs[i + 1] as number;
      if (segment.has(first) !== segment.has(second)) this.tellAlone(segment, first, second);
    }
  }

  private tooMany(shape: Shape, segment: Segment): void {
    for (let i = shape.size + 1; i <= segment.count; i++) {
      if (!segment.has(i)) continue;
      const use = this.use as Use;
      this.findings.report('segment.elements', use.at, segment.range(), {
        segment: use.segment.id,
        found: segment.count,
        known: shape.size,
      });
      return;
    }
  }

  /** One element, or one part of one: `to` is after `from`. */
  private checkOne(shape: Shape, i: number, element: number, from: number, to: number): void {
    const kind = shape.type[i] as number;
    const bytes = (this.segment as Segment).bytes;
    if (kind === MONEY) {
      this.checkMoney(shape, i, element, from, to);
      return;
    }
    const length = to - from;
    if (kind === DATE) {
      if (readDay(bytes, from, to) < 0) this.fault('element.date', shape, i, element);
      return;
    }
    if (kind === PERIOD) {
      if (!this.isPeriod(shape, from, to)) this.fault('element.date', shape, i, element);
      return;
    }
    if (kind === NUMBER || kind === TIME) {
      if (!isDigits(bytes, from, to)) this.fault('element.number', shape, i, element);
    } else if (kind === DECIMAL && !isDecimal(bytes, from, to)) this.fault('element.number', shape, i, element);
    if (length < (shape.min[i] as number)) this.fault('element.short', shape, i, element);
    else if (length > (shape.max[i] as number) && visible(bytes, from, to) > (shape.max[i] as number))
      this.fault('element.long', shape, i, element);
  }

  private checkMoney(shape: Shape, i: number, element: number, from: number, to: number): void {
    const segment = this.segment as Segment;
    const cents = readTrimmed(segment.bytes, from, to);
    if (moneyVerdict === 0) {
      if (element === 0) segment.keepMoney(i, cents);
      return;
    }
    if (moneyVerdict === MONEY_BLANK) {
      if (shape.required[i] === 1) this.fault('element.missing', shape, i, element);
    } else this.fault(moneyCodes[moneyVerdict] as Code, shape, i, element);
  }

  private checkParts(shape: Shape, i: number, from: number, to: number): void {
    const segment = this.segment as Segment;
    const { bytes, component } = segment;
    const parts = shape.parts[i] as Shape;
    const repeats = (shape.repeats[i] as number) > 1 && this.repetition !== 0;
    let part = 1;
    let start = from;
    for (let at = from; at <= to; at++) {
      const last = at === to || (repeats && bytes[at] === this.repetition);
      if (!last && bytes[at] !== component) continue;
      if (part <= parts.size) {
        if (at > start) {
          const length = at - start;
          if ((parts.type[part] as number) > CODE || length > (parts.max[part] as number) || length < (parts.min[part] as number))
            this.checkOne(parts, part, i, start, at);
        } else if (parts.required[part] === 1) this.fault('element.missing', parts, part, i);
      }
      part++;
      start = at + 1;
      if (!last) continue;
      for (; part <= parts.size; part++) if (parts.required[part] === 1) this.fault('element.missing', parts, part, i);
      part = 1;
    }
  }

  private isPeriod(shape: Shape, from: number, to: number): boolean {
    const segment = this.segment as Segment;
    const form = shape.formAt === 0 ? D8 : segment.packed(shape.formAt);
    if (form === D8) return readDay(segment.bytes, from, to) >= 0;
    if (form !== RD8) return true;
    return to - from === 17 && readDay(segment.bytes, from, from + 8) >= 0 && readDay(segment.bytes, from + 9, to) >= 0;
  }

  private tellAlone(segment: Segment, first: number, second: number): void {
    const alone = segment.has(first) ? first : second;
    const use = this.use as Use;
    const words = {
      element: elementName(use.segment.id, alone),
      other: elementName(use.segment.id, alone === first ? second : first),
    };
    this.findings.report('element.together', label(use, alone, 0), segment.elementRange(alone), words);
  }

  /** `i` counts within `shape`; where that is a composite's, `element` is the composite. */
  private fault(code: Code, shape: Shape, i: number, element: number): void {
    const definition = shape.definitions[i - 1];
    if (element === 0) this.tell(code, i, 0, definition);
    else this.tell(code, element, i, definition);
  }

  private tell(code: Code, element: number, part: number, definition: ElementDefinition | undefined): void {
    const use = this.use as Use;
    this.findings.report(code, label(use, element, part), (this.segment as Segment).elementRange(element), {
      element: elementName(use.segment.id, element, part),
      name: definition?.name ?? '',
      min: definition?.min ?? 0,
      max: definition?.max ?? 0,
    });
  }
}

/** `2110 SVC03`, `2400 SV101-2`, at the root `BPR02`. */
export function label(use: Use, element: number, part: number): string {
  const name = elementName(use.segment.id, element, part);
  return use.node.id === '' ? name : `${use.node.id} ${name}`;
}

function readTrimmed(bytes: Uint8Array, from: number, to: number): Cents {
  while (from < to && bytes[from] === 0x20) from++;
  while (to > from && bytes[to - 1] === 0x20) to--;
  return readCents(bytes, from, to);
}

function isDigits(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const b = bytes[i] as number;
    if (b < 0x30 || b > 0x39) return false;
  }
  return true;
}

function isDecimal(bytes: Uint8Array, from: number, to: number): boolean {
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

/** Characters rather than bytes, sign and point of a number not counted. */
function visible(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const b = bytes[i] as number;
    if ((b & 0xc0) !== 0x80) count++;
  }
  return count;
}
