import { elementName } from '../engine/compile.ts';
import { meant, nameOf, saying, unpacked } from './canonical.ts';
import { type Group, type Kept, keyOf, PART, REPETITION } from './group.ts';

/** Where within an item, and what differs there. */
export interface Detail {
  readonly kind: 'changed' | 'missing' | 'added';
  /** line 2, adjustment CO 45, … */
  readonly path: readonly string[];
  /** As billers say it: `2110 SVC03`. */
  readonly at: string;
  /** In our words: paid. */
  readonly name: string;
  readonly before?: string;
  readonly after?: string;
}

type Tell = (detail: Detail) => void;

/** Compares what two loops say, and what stands in them. */
export class Comparer {
  private readonly strict: boolean;
  private readonly tell: Tell;

  constructor(strict: boolean, tell: Tell) {
    this.strict = strict;
    this.tell = tell;
  }

  groups(a: Group, b: Group, path: readonly string[]): void {
    if (alike(a, b)) return;
    this.segments(a, b, path);
    const kinds = new Set([...a.children, ...b.children].map(kindOf));
    for (const kind of kinds) {
      const left = a.children.filter((child) => kindOf(child) === kind);
      const right = b.children.filter((child) => kindOf(child) === kind);
      this.loops(left, right, path);
    }
  }

  private loops(left: readonly Group[], right: readonly Group[], path: readonly string[]): void {
    const numbered = left.length > 1 || right.length > 1;
    const label = (group: Group, all: readonly Group[]) => [...path, labelOf(group, all.indexOf(group), numbered)];
    const pairs = paired(left, right, [(group) => keyOf(group).find((text) => text !== ''), (group) => this.whole(group), () => '']);
    for (const [a, b] of pairs) {
      if (a !== undefined && b !== undefined) this.groups(a, b, label(a, left));
      else if (a !== undefined) this.alone('missing', a, label(a, left));
      else if (b !== undefined) this.alone('added', b, label(b, right));
    }
  }

  private alone(kind: 'missing' | 'added', group: Group, path: readonly string[]): void {
    const shown = summaryOf(group);
    const value = kind === 'missing' ? { before: shown } : { after: shown };
    this.tell({ kind, path, at: group.node?.id ?? '', name: '', ...value });
  }

  /** All that a loop says, to find its like. */
  private whole(group: Group): string {
    return [...group.segments.map((one) => saying(one, this.strict)).sort(), ...group.children.map((one) => this.whole(one)).sort()].join(
      '~',
    );
  }

  private segments(a: Group, b: Group, path: readonly string[]): void {
    const left = a.segments.flatMap((one) => unpacked(one));
    const right = b.segments.flatMap((one) => unpacked(one));
    const kind = (segment: Kept) => [segment.id, ...nameOf(segment)].join('*');
    for (const one of new Set([...left, ...right].map(kind))) {
      const before = left.filter((segment) => kind(segment) === one);
      const after = right.filter((segment) => kind(segment) === one);
      const ordered = (before[0] ?? after[0])?.definition?.rows?.ordered === true;
      const alike = (segment: Kept) => saying(segment, this.strict);
      for (const [was, is] of paired(before, after, ordered ? [() => ''] : [alike, () => ''])) {
        if (was !== undefined && is !== undefined) this.elements(was, is, a, path);
        else this.segmentAlone(was, is, path, a);
      }
    }
  }

  private segmentAlone(was: Kept | undefined, is: Kept | undefined, path: readonly string[], group: Group): void {
    const segment = was ?? is;
    // A segment that says nothing but numbers of the transmission is none.
    if (segment === undefined || saying(segment, this.strict) === segment.id) return;
    const value = shownSegment(segment);
    const name = segmentLabel(segment);
    const at = placeOf(segment, group);
    this.tell(was === undefined ? { kind: 'added', path, at, name, after: value } : { kind: 'missing', path, at, name, before: value });
  }

  private elements(was: Kept, is: Kept, group: Group, path: readonly string[]): void {
    const { definition } = was;
    const formal = this.strict ? [] : (definition?.formal ?? []);
    const label = opens(was, group) ? path : [...path, segmentLabel(was)];
    for (let i = 0; i < Math.max(was.elements.length, is.elements.length); i++) {
      if (formal.includes(i + 1)) continue;
      const element = definition?.elements[i];
      const before = meant(was.elements[i] ?? '', element);
      const after = meant(is.elements[i] ?? '', element);
      if (before === after) continue;
      const number = i + 1 + (i + 1 >= (definition?.rows?.from ?? Number.POSITIVE_INFINITY) ? was.shift : 0);
      const at = `${loopPrefix(group)}${elementName(was.id, number)}`;
      this.tell({
        kind: 'changed',
        path: label,
        at,
        name: element?.name ?? elementName(was.id, number),
        before: shown(before),
        after: shown(after),
      });
    }
  }
}

type Pair<T> = readonly [T | undefined, T | undefined];

/** Pairs what is alike, first by the first reason, then what is left by the next; the rest stands alone. */
export function paired<T>(left: readonly T[], right: readonly T[], reasons: readonly ((one: T) => string | undefined)[]): Pair<T>[] {
  const partner = new Map<T, T>();
  let rest = [...right];
  let open = [...left];
  for (const reason of reasons) {
    const waiting = new Map<string, T[]>();
    for (const one of rest) {
      const why = reason(one);
      if (why === undefined) continue;
      const list = waiting.get(why);
      if (list === undefined) waiting.set(why, [one]);
      else list.push(one);
    }
    for (const one of open) {
      const why = reason(one);
      const found = why === undefined ? undefined : waiting.get(why)?.shift();
      if (found !== undefined) partner.set(one, found);
    }
    const taken = new Set(partner.values());
    rest = rest.filter((one) => !taken.has(one));
    open = open.filter((one) => !partner.has(one));
  }
  return [...left.map((one): Pair<T> => [one, partner.get(one)]), ...rest.map((one): Pair<T> => [undefined, one])];
}

/** The bulk of two files is the same to the letter. */
function alike(a: Group, b: Group): boolean {
  if (a.segments.length !== b.segments.length || a.children.length !== b.children.length || a.node !== b.node) return false;
  for (let i = 0; i < a.segments.length; i++) if (!same(a.segments[i], b.segments[i])) return false;
  for (let i = 0; i < a.children.length; i++) {
    const [one, other] = [a.children[i], b.children[i]];
    if (one === undefined || other === undefined || !alike(one, other)) return false;
  }
  return true;
}

function same(a: Kept | undefined, b: Kept | undefined): boolean {
  if (a === undefined || b === undefined || a.id !== b.id || a.elements.length !== b.elements.length) return false;
  return a.elements.every((text, i) => text === b.elements[i]);
}

const kindOf = (group: Group): string =>
  `${group.node?.id ?? ''} ${(group.segments[0] === undefined ? [] : nameOf(group.segments[0])).join(' ')}`;

function labelOf(group: Group, index: number, numbered: boolean): string {
  const { item, name = 'part' } = group.facts?.definition ?? {};
  const noun = item ?? lower(name);
  return numbered || item !== undefined ? `${noun} ${index + 1}` : noun;
}

/** Whether a segment speaks for its whole loop: the first, or the one after a mere number. */
function opens(segment: Kept, group: Group): boolean {
  const [first, second] = group.segments;
  const counted = group.facts?.definition.item !== undefined && first !== undefined && saying(first, false) === first.id;
  return segment.use?.opens === true || segment === first || (counted && segment === second);
}

const loopPrefix = (group: Group): string => (group.node === undefined || group.node.id === '' ? '' : `${group.node.id} `);
const placeOf = (segment: Kept, group: Group): string => `${loopPrefix(group)}${segment.id}`;

function segmentLabel(segment: Kept): string {
  const name = lower(segment.use?.name ?? segment.definition?.name ?? segment.id);
  const { use } = segment;
  // What is steered has a name of its own.
  return [name, ...(use !== undefined && use.element > 0 ? [] : nameOf(segment))].join(' ').trim();
}

/** What there is of a segment beyond its qualifier. */
function shownSegment(segment: Kept): string {
  const { elements, definition } = segment;
  const skip = segment.use !== undefined && segment.use.element > 0 ? 1 : (definition?.rows?.named ?? nameOf(segment).length);
  const rest = elements
    .slice(skip === 1 && definition?.rows?.from === 1 ? 0 : skip)
    .map((text, i) => shown(meant(text, definition?.elements[i + skip])));
  return rest.filter((text) => text !== '').join(' ');
}

/** The amounts and the procedure of what stands alone. */
export function summaryOf(group: Group): string {
  const told: string[] = [];
  for (const segment of group.segments.slice(0, 2)) {
    segment.elements.forEach((text, i) => {
      const element = segment.definition?.elements[i];
      if (text === '' || element === undefined) return;
      if (element.type === 'money') told.push(`${element.name} ${meant(text, element)}`);
      else if (element.name === 'procedure') told.push(`procedure ${shown(text)}`);
    });
  }
  return told.join(', ');
}

const shown = (text: string): string => text.replaceAll(PART, ':').replaceAll(REPETITION, '^');
const lower = (text: string): string => (/^[A-Z][a-z]/.test(text) ? text.slice(0, 1).toLowerCase() + text.slice(1) : text);
