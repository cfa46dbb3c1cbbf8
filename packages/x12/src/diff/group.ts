import type { KeyElement, SegmentDefinition } from '../definitions/grammar.ts';
import type { LoopNode, Use } from '../engine/compile.ts';
import { type Segment, segmentName } from '../engine/segment.ts';
import type { LoopFacts } from './loops.ts';

/** Between the parts of an element and between its repetitions, whatever the file itself divides them by. */
export const PART = '\u001f';
export const REPETITION = '\u001e';

/** A segment as it is compared: text without the blanks around it. */
export interface Kept {
  readonly id: string;
  readonly use: Use | undefined;
  readonly definition: SegmentDefinition | undefined;
  readonly elements: readonly string[];
  /** How many elements stand between a row and where it is compared (see `rows` of the grammar). */
  readonly shift: number;
}

/** A loop with what stands in it; what people count stands alone, not in the loop around it. */
export interface Group {
  readonly node: LoopNode | undefined;
  readonly facts: LoopFacts | undefined;
  readonly segments: Kept[];
  readonly children: Group[];
  /** Whether anything counted was told of it or of what is below. */
  told: boolean;
}

export const groupOf = (node: LoopNode | undefined, facts: LoopFacts | undefined): Group => ({
  node,
  facts,
  segments: [],
  children: [],
  told: false,
});

export interface Signs {
  readonly component: string;
  readonly repetition: string;
}

export function keep(segment: Segment, use: Use | undefined, definition: SegmentDefinition | undefined, signs: Signs): Kept {
  const elements: string[] = [];
  for (let i = 1; i <= segment.count; i++) elements.push(plain(segment.text(i), definition, i, signs));
  return { id: segmentName(segment), use, definition, elements, shift: 0 };
}

/** Elements that hold parts or repeat, divided by signs of our own. */
function plain(text: string, definition: SegmentDefinition | undefined, i: number, { component, repetition }: Signs): string {
  const element = definition?.elements[i - 1];
  if (element !== undefined && element.parts === undefined && element.repeats === 1) return text;
  if (definition?.id === 'ISA') return text;
  const repeated = repetition === '' ? text : text.replaceAll(repetition, REPETITION);
  return component === '' ? repeated : repeated.replaceAll(component, PART);
}

/** What tells a loop from others of its kind; empty texts where it does not say. */
export function keyOf(group: Group): string[] {
  return (group.facts?.definition.key ?? []).map((key) => keyText(group, key));
}

function keyText(group: Group, key: KeyElement): string {
  const segments = [...group.segments, ...group.children.flatMap((child) => child.segments)];
  for (const { id, elements } of segments) {
    if (id !== key.segment || (key.qualifier !== undefined && elements[0] !== key.qualifier)) continue;
    const value = elements[key.element - 1] ?? '';
    if (value !== '') return value;
  }
  return '';
}
