import type { LoopDefinition } from '../definitions/grammar.ts';
import { sets } from '../definitions/index.ts';
import type { LoopNode } from '../engine/compile.ts';
import { compiledSet } from '../engine/reader.ts';

/** What the grammar says of a loop, and how it stands to what people count. */
export interface LoopFacts {
  readonly definition: LoopDefinition;
  /** Counted one by one: a claim, a payment. */
  readonly counted: boolean;
  /** Holds what is counted, so that its own segments are what all of them have in common. */
  readonly around: boolean;
}

const known = new Map<LoopNode, readonly LoopFacts[]>();

function rootOf(node: LoopNode): LoopNode {
  let at = node;
  while (at.parent !== undefined) at = at.parent;
  return at;
}

/** The facts of a loop, by the node that the walker stands in. Nodes are numbered as the definition is read: outer before inner. */
export function factsOf(node: LoopNode): LoopFacts | undefined {
  const root = rootOf(node);
  let facts = known.get(root);
  if (facts === undefined) {
    const definition = sets.find((set) => compiledSet(set).root === root);
    const list: LoopFacts[] = [];
    if (definition !== undefined) addFacts(definition.root, false, list);
    facts = list;
    known.set(root, facts);
  }
  return facts[node.index];
}

function addFacts(definition: LoopDefinition, within: boolean, list: LoopFacts[]): boolean {
  // The whole of a set may be counted (a payment) and what is in it too (its claims): only below those counting ends.
  const root = definition.id === '';
  const counted = definition.item !== undefined && !within;
  const index = list.length;
  list.push({ definition, counted, around: false });
  let holds = false;
  for (const part of definition.body) {
    if (part.kind === 'loop') holds = addFacts(part, within || (counted && !root), list) || holds;
  }
  list[index] = { definition, counted, around: holds };
  return holds || (counted && !root);
}
