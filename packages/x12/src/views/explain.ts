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

/**
 * A file as the tree that a biller can read: every segment and every element named in our own words, loops indented, findings
 * where they arise (marked `!`). Lines are written as the bytes come, so that a large file needs no memory.
 * @param write hears each line, without its line break
 * @returns the file to feed
 */
export function createExplainer(write: (line: string) => void): Explainer {
  const tally = new Tally();
  const printer = new Printer(write);
  const reader = createTappedReader(
    {
      finding: (finding) => {
        tally.add(finding);
        if (finding.severity !== 'info') printer.line(`! ${findingLine(finding)}`);
        else if (finding.code === 'set.unknown') printer.line(`! ${finding.says}`);
      },
    },
    { segments: (segment, use) => printer.segment(segment, use) },
  );
  return {
    push: (chunk) => reader.push(chunk),
    end: () => {
      const { readable } = reader.end();
      return { readable, errors: tally.errors, status: exitStatus({ readable, errors: tally.errors }) };
    },
  };
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
    const id = segmentName(segment);
    const definition = use?.segment ?? dictionary.get(id);
    this.place(id, use);
    this.line(`${id} ${use?.name ?? definition?.name ?? 'a segment that we have no words for'}${this.setName(id, segment)}`);
    this.depth++;
    for (let i = 1; i <= segment.count; i++) {
      const element = definition?.elements[i - 1];
      if (element?.type === 'parts' || (element === undefined && this.hasParts(segment, i))) this.parts(segment, id, i, element);
      else if (segment.has(i)) this.line(`${elementName(id, i)} ${element?.name ?? 'unnamed'}: ${shown(segment, i, element)}`);
    }
    this.depth--;
  }

  /** How deep the segment stands; a loop that it opens gets a heading. */
  private place(id: string, use: Use | undefined): void {
    if (id === 'ISA' || id === 'IEA') this.depth = 0;
    else if (id === 'GS' || id === 'GE' || id === 'TA1') this.depth = 1;
    else if (id === 'ST' || id === 'SE') this.depth = 2;
    else if (use === undefined) this.depth = 3;
    else {
      this.depth = 3 + use.node.depth - (use.opens ? 1 : 0);
      if (use.opens && use.node.depth > 0) this.heading(use);
    }
  }

  private heading(use: Use): void {
    this.line(`${use.node.name} (${use.node.id})`);
    this.depth++;
  }

  private setName(id: string, segment: Segment): string {
    if (id !== 'ST') return '';
    const name = setNames[segment.text(1)];
    return name === undefined ? '' : `: ${name}`;
  }

  private hasParts(segment: Segment, i: number): boolean {
    if (segmentName(segment) === 'ISA') return false;
    const from = segment.starts[i] as number;
    const to = (segment.starts[i + 1] as number) - 1;
    return segment.bytes.subarray(from, to).includes(segment.component);
  }

  private parts(segment: Segment, id: string, i: number, element: ElementDefinition | undefined): void {
    if (!segment.has(i)) return;
    this.line(`${elementName(id, i)} ${element?.name ?? 'unnamed'}`);
    this.depth++;
    segment.openParts(i);
    let part = 1;
    for (let text = segment.nextPart(); text !== undefined; text = segment.nextPart()) {
      if (text !== '') this.line(`${elementName(id, i, part)} ${element?.parts?.[part - 1]?.name ?? 'unnamed'}: ${text}`);
      part++;
    }
    this.depth--;
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
