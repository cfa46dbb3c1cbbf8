import { createTappedReader } from '../create-reader.ts';
import type { ElementDefinition, LoopDefinition, SegmentDefinition } from '../definitions/grammar.ts';
import { envelope, setNames, sets } from '../definitions/index.ts';
import { elementName, type Use } from '../engine/compile.ts';
import { dayText, readDay } from '../engine/dates.ts';
import { formatCents, moneyVerdict, readCents } from '../engine/money.ts';
import { type Segment, segmentName } from '../engine/segment.ts';
import { findingLine } from './check.ts';
import { type ExitStatus, exitStatus, Tally } from './status.ts';

/** Segments by id, for sets that are known by their envelope only. */
const dictionary = new Map<string, SegmentDefinition>();
for (const segment of envelope) dictionary.set(segment.id, segment);
for (const { root } of sets) learn(root);

function learn(loop: LoopDefinition): void {
  for (const part of loop.body) {
    if (part.kind === 'loop') learn(part);
    else if (!dictionary.has(part.segment.id)) dictionary.set(part.segment.id, part.segment);
  }
}

/** A file that is being explained: chunks of any size, then the end. */
export interface Explainer {
  push(chunk: Uint8Array): void;
  end(): { readonly readable: boolean; readonly errors: number; readonly status: ExitStatus };
}

/** An element in words, or a part of one; what is empty is left out. */
export interface ExplainedElement {
  /** `NM103`, `SV101-2`. */
  readonly ref: string;
  readonly name: string;
  /** Amounts with two places, dates with dashes, all else as sent. An element of parts has none of its own. */
  readonly value?: string;
  readonly parts?: readonly { readonly ref: string; readonly name: string; readonly value: string }[];
}

/** A segment in words. */
export interface ExplainedSegment {
  readonly id: string;
  readonly name: string;
  /** The loop that it opens, by name and id: `Billing provider (2000A)`. */
  readonly loop?: string;
  readonly elements: readonly ExplainedElement[];
}

/**
 * Every segment of a file in our own words, one after the other, whatever is wrong with it.
 * @param hear hears each segment
 * @returns the file to feed
 */
export function createSegmentExplainer(hear: (segment: ExplainedSegment) => void): Explainer {
  return explaining(
    () => {},
    (segment, use) => hear(inWords(segment, use)),
  );
}

/**
 * A file as the tree that a biller can read: every segment and every element named in our own words, loops indented, findings
 * where they arise (marked `!`). Lines are written as the bytes come, so that a large file needs no memory.
 * @param write hears each line, without its line break
 * @returns the file to feed
 */
export function createExplainer(write: (line: string) => void): Explainer {
  const printer = new Printer(write);
  return explaining(
    (line) => printer.line(line),
    (segment, use) => printer.segment(segment, use),
  );
}

function explaining(tell: (line: string) => void, hear: (segment: Segment, use: Use | undefined) => void): Explainer {
  const tally = new Tally();
  const reader = createTappedReader(
    {
      finding: (finding) => {
        tally.add(finding);
        if (finding.severity !== 'info') tell(`! ${findingLine(finding)}`);
        else if (finding.code === 'set.unknown') tell(`! ${finding.says}`);
      },
    },
    { segments: hear },
  );
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable } = reader.end();
      return { readable, errors: tally.errors, status: exitStatus({ readable, errors: tally.errors }) };
    },
  };
}

const headless = new Set(['ISA', 'IEA', 'GS', 'GE', 'TA1', 'ST', 'SE']);

function inWords(segment: Segment, use: Use | undefined): ExplainedSegment {
  const id = segmentName(segment);
  const definition = use?.segment ?? dictionary.get(id);
  const name = `${use?.name ?? definition?.name ?? 'a segment that we have no words for'}${setName(id, segment)}`;
  const elements: ExplainedElement[] = [];
  for (let i = 1; i <= segment.count; i++) {
    if (!segment.has(i)) continue;
    const element = definition?.elements[i - 1];
    const own = { ref: elementName(id, i), name: element?.name ?? 'unnamed' };
    if (element?.type === 'parts' || (element === undefined && hasParts(segment, i)))
      elements.push({ ...own, parts: partsOf(segment, id, i, element) });
    else elements.push({ ...own, value: shown(segment, i, element) });
  }
  const opens = use?.opens === true && use.node.depth > 0 && !headless.has(id);
  return { id, name, elements, ...(opens ? { loop: `${use.node.name} (${use.node.id})` } : {}) };
}

function setName(id: string, segment: Segment): string {
  const name = id === 'ST' ? setNames[segment.text(1)] : undefined;
  return name === undefined ? '' : `: ${name}`;
}

function hasParts(segment: Segment, i: number): boolean {
  if (segmentName(segment) === 'ISA') return false;
  const from = segment.starts[i] as number;
  const to = (segment.starts[i + 1] as number) - 1;
  return segment.bytes.subarray(from, to).includes(segment.component);
}

function partsOf(segment: Segment, id: string, i: number, element: ElementDefinition | undefined): NonNullable<ExplainedElement['parts']> {
  const parts: { ref: string; name: string; value: string }[] = [];
  segment.openParts(i);
  let part = 1;
  for (let value = segment.nextPart(); value !== undefined; value = segment.nextPart()) {
    if (value !== '') parts.push({ ref: elementName(id, i, part), name: element?.parts?.[part - 1]?.name ?? 'unnamed', value });
    part++;
  }
  return parts;
}

class Printer {
  private readonly write: (line: string) => void;
  private depth = 0;

  constructor(write: (line: string) => void) {
    this.write = write;
  }

  line(text: string): void {
    this.write(`${'  '.repeat(this.depth)}${text}`);
  }

  segment(segment: Segment, use: Use | undefined): void {
    const { id, name, loop, elements } = inWords(segment, use);
    this.place(id, use);
    if (loop !== undefined) {
      this.line(loop);
      this.depth++;
    }
    this.line(`${id} ${name}`);
    this.depth++;
    for (const { ref, name: said, value, parts } of elements) {
      this.line(value === undefined ? `${ref} ${said}` : `${ref} ${said}: ${value}`);
      this.depth++;
      for (const part of parts ?? []) this.line(`${part.ref} ${part.name}: ${part.value}`);
      this.depth--;
    }
    this.depth--;
  }

  /** How deep the segment stands, or the heading of the loop that it opens. */
  private place(id: string, use: Use | undefined): void {
    if (id === 'ISA' || id === 'IEA') this.depth = 0;
    else if (id === 'GS' || id === 'GE' || id === 'TA1') this.depth = 1;
    else if (id === 'ST' || id === 'SE') this.depth = 2;
    else this.depth = use === undefined ? 3 : 3 + use.node.depth - (use.opens ? 1 : 0);
  }
}

/** An element's value: amounts with two places, dates with dashes, all else as sent. */
function shown(segment: Segment, i: number, element: ElementDefinition | undefined): string {
  const text = segment.text(i);
  const { bytes } = segment;
  const from = segment.starts[i] as number;
  const to = (segment.starts[i + 1] as number) - 1;
  if (element?.type === 'money') {
    const cents = readCents(bytes, from, to);
    return moneyVerdict === 0 ? formatCents(cents) : text;
  }
  if (element?.type === 'date' || element?.type === 'period') {
    const period = segment.period(i);
    if (period !== undefined) return period.to === undefined ? period.date : `${period.date} to ${period.to}`;
    const day = readDay(bytes, from, to);
    return day < 0 ? text : dayText(day);
  }
  return text;
}
