import type { ElementDefinition } from '../definitions/grammar.ts';
import { elementName, type Use } from './compile.ts';
import { readDay } from './dates.ts';
import type { Code, Findings } from './findings.ts';
import { MONEY_BLANK, MONEY_DECIMALS, MONEY_MALFORMED, MONEY_OK, MONEY_OVERFLOW, moneyVerdict, readTrimmedCents } from './money.ts';
import { isDecimal, isDigits, isPeriod, screenOf } from './screen.ts';
import type { Segment } from './segment.ts';

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
  private readonly screen: ReturnType<typeof screenOf>;
  // The segment under check, for the words of a finding.
  private use: Use | undefined;
  private segment: Segment | undefined;

  constructor(findings: Findings, uses: readonly Use[]) {
    this.findings = findings;
    this.screen = screenOf(uses);
  }

  check(use: Use, segment: Segment): void {
    const { count, starts } = segment;
    const trailing = count > 0 && (starts[count + 1] as number) - 1 === starts[count];
    if (!this.screen.passes(use, segment)) this.checkThoroughly(use, segment, trailing);
    else if (trailing) this.tellTrailing(use, segment);
  }

  /** What the screen doubts: every element against its definition, each fault in the order of the elements. */
  checkThoroughly(use: Use, segment: Segment, trailing: boolean): void {
    const { elements, together } = use.segment;
    const { count, starts } = segment;
    this.use = use;
    this.segment = segment;
    if (count > elements.length) this.tooMany(use, segment);
    if (trailing) this.tellTrailing(use, segment);
    elements.forEach((definition, index) => {
      const i = index + 1;
      const from = starts[i] as number;
      const to = (starts[i + 1] as number) - 1;
      if (i > count || to <= from) {
        if (definition.required) this.tell('element.missing', i, 0, definition);
      } else if (definition.parts !== undefined) this.checkParts(definition, definition.parts, i, from, to);
      else if (definition.repeats > 1) this.checkRepeated(definition, i, from, to);
      else this.checkOne(definition, i, 0, from, to);
    });
    for (const [first, second] of together ?? []) if (segment.has(first) !== segment.has(second)) this.tellAlone(segment, first, second);
  }

  /** An element that may stand several times, divided by the repetition separator. */
  private checkRepeated(definition: ElementDefinition, i: number, from: number, to: number): void {
    const { bytes } = this.segment as Segment;
    let start = from;
    for (let at = from; at <= to; at++) {
      if (at < to && (this.repetition === 0 || bytes[at] !== this.repetition)) continue;
      if (at > start) this.checkOne(definition, i, 0, start, at);
      start = at + 1;
    }
  }

  private tellTrailing(use: Use, segment: Segment): void {
    this.findings.once('file.trailing-separators', use.at, segment.range());
  }

  private tooMany(use: Use, segment: Segment): void {
    const known = use.segment.elements.length;
    for (let i = known + 1; i <= segment.count; i++) {
      if (!segment.has(i)) continue;
      this.findings.report('segment.elements', use.at, segment.range(), { segment: use.segment.id, found: segment.count, known });
      return;
    }
  }

  /** Element `i`, or the part `part` of it: `to` is after `from`. */
  private checkOne(definition: ElementDefinition, i: number, part: number, from: number, to: number): void {
    const segment = this.segment as Segment;
    const { bytes } = segment;
    const { type, min, max } = definition;
    if (type === 'money') this.checkMoney(definition, i, part, from, to);
    else if (type === 'date') {
      if (readDay(bytes, from, to) < 0) this.tell('element.date', i, part, definition);
    } else if (type === 'period') {
      if (!isPeriod(segment, this.use?.segment.formAt ?? 0, from, to)) this.tell('element.date', i, part, definition);
    } else {
      const digits = type === 'number' || type === 'time';
      if ((digits && !isDigits(bytes, from, to)) || (type === 'decimal' && !isDecimal(bytes, from, to)))
        this.tell('element.number', i, part, definition);
      if (to - from < min) this.tell('element.short', i, part, definition);
      else if (to - from > max && characters(bytes, from, to) > max) this.tell('element.long', i, part, definition);
    }
  }

  private checkMoney(definition: ElementDefinition, i: number, part: number, from: number, to: number): void {
    const segment = this.segment as Segment;
    const cents = readTrimmedCents(segment.bytes, from, to);
    if (moneyVerdict === MONEY_OK) {
      if (part === 0) segment.keepMoney(i, cents);
    } else if (moneyVerdict === MONEY_BLANK) {
      if (definition.required) this.tell('element.missing', i, part, definition);
    } else this.tell(moneyCodes[moneyVerdict] as Code, i, part, definition);
  }

  private checkParts(whole: ElementDefinition, parts: readonly ElementDefinition[], i: number, from: number, to: number): void {
    const { bytes, component } = this.segment as Segment;
    const repeats = whole.repeats > 1 && this.repetition !== 0;
    let part = 1;
    let start = from;
    for (let at = from; at <= to; at++) {
      const last = at === to || (repeats && bytes[at] === this.repetition);
      if (!last && bytes[at] !== component) continue;
      // A repetition with nothing in it says nothing, as in `checkRepeated`: a run of separators is not a finding each.
      if (repeats && last && part === 1 && at === start) {
        start = at + 1;
        continue;
      }
      const definition = parts[part - 1];
      if (definition !== undefined) {
        if (at > start) this.checkOne(definition, i, part, start, at);
        else if (definition.required) this.tell('element.missing', i, part, definition);
      }
      part++;
      start = at + 1;
      if (!last) continue;
      for (const missing of parts.slice(part - 1)) {
        if (missing.required) this.tell('element.missing', i, part, missing);
        part++;
      }
      part = 1;
    }
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

/** Characters rather than bytes. */
function characters(bytes: Uint8Array, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i++) {
    const b = bytes[i] as number;
    if ((b & 0xc0) !== 0x80) count++;
  }
  return count;
}
