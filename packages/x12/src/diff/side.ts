import { createTappedReader } from '../create-reader.ts';
import type { SegmentDefinition } from '../definitions/grammar.ts';
import { envelope } from '../definitions/index.ts';
import { type LoopNode, pack, type Use } from '../engine/compile.ts';
import type { Segment } from '../engine/segment.ts';
import type { Envelope } from '../types.ts';
import { type Group, groupOf, keep, keyOf, type Signs } from './group.ts';
import { factsOf } from './loops.ts';

/** One thing that people count, with what stands around it: the envelope, the levels above. */
export interface Item {
  /** claim, payment, line, … */
  readonly noun: string;
  readonly set: string;
  /** The key of the whole that it is counted in (a payment), empty where there is none. */
  readonly scope: string;
  readonly key: readonly string[];
  readonly group: Group;
  readonly around: readonly Group[];
  /** Which of its kind in the file, from 1. */
  readonly index: number;
}

const ENVELOPE: ReadonlyMap<number, SegmentDefinition> = new Map(envelope.map((segment) => [pack(segment.id), segment]));
const ISA = pack('ISA');
const GS = pack('GS');
const TA1 = pack('TA1');
const ENDS: ReadonlySet<number> = new Set(['SE', 'GE', 'IEA'].map(pack));

/** One of the two files: bytes in, items out, each as soon as it is complete. */
export class Side {
  /** Items that came so far: who compares feeds the side that is behind. */
  items = 0;
  private readonly hand: (item: Item) => void;
  private readonly strict: boolean;
  private readonly reader: ReturnType<typeof createTappedReader>;
  private signs: Signs = { component: '', repetition: '' };
  private outer: Group = groupOf(undefined, undefined);
  private stack: Group[] = [];
  private set = '';
  private readonly counts = new Map<string, number>();
  /** Where the segment before ended; how the first segments of an interchange are laid out. */
  private before = 0;
  private terminator = '';

  constructor(strict: boolean, hand: (item: Item) => void) {
    this.strict = strict;
    this.hand = hand;
    this.reader = createTappedReader(
      {
        interchange: (told) => this.open(told),
        setStart: ({ set }) => {
          this.set = set;
          this.stack = [];
        },
        setEnd: () => this.endSet(),
      },
      { check: false, segments: (segment, use) => this.take(segment, use) },
    );
  }

  push(chunk: Uint8Array): void {
    this.reader.push(chunk);
  }

  end(): boolean {
    return this.reader.end().readable;
  }

  private open({ separators }: Envelope): void {
    this.signs = { component: separators.component, repetition: separators.repetition ?? '' };
    this.terminator = separators.segment;
    this.outer = groupOf(undefined, undefined);
  }

  private take(segment: Segment, use: Use | undefined): void {
    const { id } = segment;
    if (use === undefined && ENVELOPE.has(id)) this.takeEnvelope(segment);
    else if (!ENDS.has(id)) this.takeInSet(segment, use);
    this.before = segment.to;
  }

  private takeEnvelope(segment: Segment): void {
    const { id } = segment;
    const kept = keep(segment, undefined, ENVELOPE.get(id), this.signs);
    if (id === ISA) this.outer.segments.push(kept);
    else if (id === GS) {
      // A new group for each GS: what was told of the one before keeps its own.
      const interchange = this.outer.segments.filter((one) => one.id === 'ISA');
      this.outer = groupOf(undefined, undefined);
      this.outer.segments.push(...interchange, kept);
      if (this.strict) this.outer.segments.push(this.layout(segment));
    } else if (id === TA1) {
      const group = groupOf(undefined, undefined);
      group.segments.push(kept);
      this.tell('acknowledgment of interchange', '', [kept.elements[0] ?? ''], group, [this.outer]);
    } else if (!ENDS.has(id)) this.takeInSet(segment, undefined);
  }

  /** How segments end: a pseudo segment, so that strict comparing sees delimiters and line breaks. */
  private layout(segment: Segment) {
    const breaks = segment.from - this.before;
    const said = breaks === 0 ? 'none' : breaks === 1 ? 'LF' : 'CR LF';
    return { id: 'layout', use: undefined, definition: undefined, elements: [visible(this.terminator), said], shift: 0 };
  }

  private takeInSet(segment: Segment, use: Use | undefined): void {
    const definition = use?.segment ?? ENVELOPE.get(segment.id);
    if (use === undefined) {
      if (this.stack.length === 0) this.stack.push(groupOf(undefined, undefined));
      this.stack[this.stack.length - 1]?.segments.push(keep(segment, use, definition, this.signs));
      return;
    }
    const stop = use.opens ? use.node.parent : use.node;
    while (this.stack.length > 0 && !holds(this.stack[this.stack.length - 1], stop)) this.close();
    if (stop !== undefined) this.reach(stop);
    if (use.opens) this.stack.push(groupOf(use.node, factsOf(use.node)));
    this.stack[this.stack.length - 1]?.segments.push(keep(segment, use, definition, this.signs));
  }

  /** Opens the loops down to `node` whose own openings are missing. */
  private reach(node: LoopNode): void {
    if (this.stack[this.stack.length - 1]?.node === node) return;
    if (node.parent !== undefined) this.reach(node.parent);
    this.stack.push(groupOf(node, factsOf(node)));
  }

  private close(): void {
    const group = this.stack.pop();
    if (group === undefined) return;
    const parent = this.stack[this.stack.length - 1];
    const { facts } = group;
    if (facts?.counted === true || group.node === undefined) this.tellOf(group, facts?.definition.item ?? `set ${this.set}`);
    else if (facts?.around === true) {
      // Nothing counted is in it: then it counts itself, or its change would be nobody's.
      if (!group.told) this.tellOf(group, lower(facts.definition.name));
    } else parent?.children.push(group);
    if (group.told && parent !== undefined) parent.told = true;
  }

  private tellOf(group: Group, noun: string): void {
    const root = this.stack[0];
    const scope = root?.facts?.counted === true ? keyOf(root).join(' ') : '';
    // A whole that is counted itself is compared as itself, not with each of its parts.
    const around = this.stack.filter((one) => one.facts?.counted !== true);
    this.tell(noun, scope, keyOf(group), group, [this.outer, ...around]);
    group.told = true;
  }

  private tell(noun: string, scope: string, key: readonly string[], group: Group, around: readonly Group[]): void {
    this.items++;
    const index = (this.counts.get(noun) ?? 0) + 1;
    this.counts.set(noun, index);
    this.hand({ noun, set: this.set, scope, key, group, around, index });
  }

  private endSet(): void {
    while (this.stack.length > 0) this.close();
  }
}

/** Whether a group is `node` or around it. */
function holds(group: Group | undefined, node: LoopNode | undefined): boolean {
  if (group?.node === undefined) return false;
  for (let at = node; at !== undefined; at = at.parent) if (at === group.node) return true;
  return false;
}

const lower = (text: string): string => text.slice(0, 1).toLowerCase() + text.slice(1);
const visible = (sign: string): string => (sign === '\n' ? 'LF' : sign === '\r' ? 'CR' : sign);
