import type { ElementDefinition, LoopDefinition, Need, SegmentDefinition, SegmentUse, SetDefinition } from '../definitions/grammar.ts';
import { zeros } from './table.ts';

/** Packs up to four characters of a segment id or qualifier into a number, so that they compare without strings. */
export function pack(text: string): number {
  let packed = 0;
  for (let i = 0; i < text.length; i++) packed = (packed << 8) | text.charCodeAt(i);
  return packed;
}

const SLOTS = 1024;
const slotKeys = zeros(SLOTS);
const slotNumbers = zeros(SLOTS);
let slots = 0;

/** A small number for each segment id that a grammar knows, found without a Map; 0 is none. */
export function slotOf(id: number): number {
  let i = (Math.imul(id, 0x9e3779b1) >>> 22) & (SLOTS - 1);
  while (slotKeys[i] !== 0) {
    if (slotKeys[i] === id) return slotNumbers[i] as number;
    i = (i + 1) & (SLOTS - 1);
  }
  return 0;
}

function addSlot(id: number): number {
  const known = slotOf(id);
  if (known > 0) return known;
  let i = (Math.imul(id, 0x9e3779b1) >>> 22) & (SLOTS - 1);
  while (slotKeys[i] !== 0) i = (i + 1) & (SLOTS - 1);
  slotKeys[i] = id;
  slotNumbers[i] = ++slots;
  return slots;
}

/** One segment at one place of one set. */
export interface Use {
  /** Counts from 0 through the whole set; indexes the walker's counters. */
  readonly index: number;
  readonly segment: SegmentDefinition;
  readonly id: number;
  /** The loop it opens, or the loop it stands in. */
  readonly node: LoopNode;
  readonly opens: boolean;
  /** Where it stands among its siblings; the same for neighbours of one id. */
  readonly order: number;
  readonly need: Need;
  readonly max: number;
  readonly name: string;
  /** As billers say it: `2100 CLP`; at the root only `BPR`. */
  readonly at: string;
  readonly stray: boolean;
  /** Steering: the element (0: none) and the packed values. */
  readonly element: number;
  readonly values: readonly number[];
}

export interface Target {
  readonly use: Use;
  /** How far away: 0 in this loop and its children, 1 in its parent and the parent's children, … */
  readonly level: number;
}

/** A loop at one path of the set. */
export interface LoopNode {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly parent: LoopNode | undefined;
  readonly depth: number;
  readonly opening: Use;
  /** Uses within: own segments and the openings of child loops. */
  readonly uses: readonly Use[];
  readonly needed: readonly Use[];
  /** From a segment id's slot to where it may lead from here, nearest first. */
  readonly table: readonly (readonly Target[] | undefined)[];
  /** As `table`, where the nearest needs no look at a qualifier. */
  readonly direct: readonly (Use | undefined)[];
}

export interface CompiledSet {
  readonly definition: SetDefinition;
  readonly root: LoopNode;
  readonly nodes: readonly LoopNode[];
  readonly uses: readonly Use[];
}

type Draft<T> = { -readonly [K in keyof T]: T[K] };
interface DraftNode extends Omit<Draft<LoopNode>, 'uses' | 'needed' | 'table' | 'direct' | 'parent'> {
  parent: DraftNode | undefined;
  uses: Use[];
  needed: Use[];
  table: (Target[] | undefined)[];
  direct: (Use | undefined)[];
  children: DraftNode[];
  alsoOpenedBy: readonly string[];
}

/** Turns a set's definition into tables, once. */
export function compileSet(definition: SetDefinition): CompiledSet {
  const nodes: DraftNode[] = [];
  const uses: Use[] = [];
  const root = addLoop(definition.root, undefined, 0, nodes, uses);
  for (const use of uses) addSlot(use.id);
  for (const node of nodes) fillTable(node);
  return { definition, root, nodes, uses };
}

function addLoop(loop: LoopDefinition, parent: DraftNode | undefined, order: number, nodes: DraftNode[], uses: Use[]): DraftNode {
  const [first, ...rest] = loop.body;
  if (first === undefined || first.kind !== 'segment') throw new Error(`loop ${loop.id} of the grammar begins with no segment`);
  const node = {
    index: nodes.length,
    id: loop.id,
    name: loop.name,
    parent,
    depth: parent === undefined ? 0 : parent.depth + 1,
    uses: [] as Use[],
    needed: [] as Use[],
    table: [] as (Target[] | undefined)[],
    direct: [] as (Use | undefined)[],
    children: [] as DraftNode[],
    alsoOpenedBy: loop.alsoOpenedBy ?? [],
  } as unknown as DraftNode;
  nodes.push(node);
  node.opening = addUse(first, node, true, order, loop, uses);
  let place = 0;
  let previous = first.segment.id;
  for (const part of rest) {
    const id = part.kind === 'segment' ? part.segment.id : openingId(part);
    if (id !== previous) place++;
    previous = id;
    if (part.kind === 'segment') {
      node.uses.push(addUse(part, node, false, place, part, uses));
    } else {
      const child = addLoop(part, node, place, nodes, uses);
      node.children.push(child);
      node.uses.push(child.opening);
    }
  }
  for (const use of node.uses) if (use.need !== 'optional') node.needed.push(use);
  return node;
}

function openingId(loop: LoopDefinition): string {
  const first = loop.body[0];
  return first?.kind === 'segment' ? first.segment.id : '';
}

function addUse(
  of: SegmentUse,
  node: DraftNode,
  opens: boolean,
  order: number,
  usage: { readonly need: Need; readonly max: number },
  uses: Use[],
): Use {
  const use: Use = {
    index: uses.length,
    segment: of.segment,
    id: pack(of.segment.id),
    node: node as unknown as LoopNode,
    opens,
    order,
    need: usage.need,
    max: usage.max,
    name: of.name ?? of.segment.name,
    at: node.id === '' ? of.segment.id : `${node.id} ${of.segment.id}`,
    stray: of.stray === true,
    element: of.when?.element ?? 0,
    values: (of.when?.values ?? []).map(pack),
  };
  uses.push(use);
  return use;
}

function fillTable(node: DraftNode): void {
  for (let slot = 0; slot <= slots; slot++) {
    node.table.push([]);
    node.direct.push(undefined);
  }
  const add = (use: Use, level: number) => {
    const list = node.table[addSlot(use.id)] as Target[];
    if (!list.some((t) => t.use === use)) list.push({ use, level });
  };
  let level = 0;
  for (let from: DraftNode | undefined = node; from !== undefined; from = from.parent) {
    for (const use of from.uses) add(use, level);
    for (const child of from.children)
      for (const id of child.alsoOpenedBy) for (const use of child.uses) if (use.segment.id === id) add(use, level);
    level++;
  }
  node.table.forEach((targets, slot) => {
    const [first] = targets as Target[];
    if (first === undefined) node.table[slot] = undefined;
    else if ((targets as Target[]).every((t) => t.level > first.level || t === first) && first.use.element === 0)
      node.direct[slot] = first.use;
  });
}

/** What an element is called in messages: CLP04, and SVC01-2 for a part. */
export function elementName(segment: string, element: number, part = 0): string {
  const name = segment + String(element).padStart(2, '0');
  return part === 0 ? name : `${name}-${part}`;
}

/** The definition of an element, from 1. */
export const elementOf = (segment: SegmentDefinition, element: number): ElementDefinition | undefined => segment.elements[element - 1];
