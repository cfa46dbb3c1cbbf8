import type { ASTNode } from '@marcbachmann/cel-js';

/** What in a condition is refused however right it is written: it could keep the program from everything else. */
export interface TooMuch {
  readonly says: string;
  readonly fix: string;
  readonly from: number;
  readonly to: number;
}

const most = { letters: 4_000, within: 2, values: 500, innermost: 60 };
const through = new Set(['exists', 'exists_one', 'all', 'filter', 'map']);
const roots = new Set(['lines', 'history']);
/** A pattern can be written so that it never ends; a name given to a value can double it each time. */
const refused: { readonly [name: string]: readonly [says: string, fix: string] } = {
  matches: ['It looks for a pattern.', 'Use startsWith, endsWith, contains or in.'],
  bind: ['It gives a name to a value.', 'Write the value where it is asked about.'],
};

interface Through {
  readonly list: ASTNode;
  readonly one: ASTNode | undefined;
  readonly body: readonly ASTNode[];
}
function throughOf(node: ASTNode): Through | undefined {
  if (node.op !== 'rcall') return undefined;
  const [name, list, [one, ...body]] = node.args;
  return through.has(name) && body.length > 0 ? { list, one, body } : undefined;
}

function partsOf(node: ASTNode): readonly ASTNode[] {
  switch (node.op) {
    case 'value':
    case 'id':
      return [];
    case '.':
    case '.?':
      return [node.args[0]];
    case 'call':
      return node.args[1];
    case 'rcall':
      return [node.args[1], ...node.args[2]];
    case 'map':
      return node.args.flat();
    case '!_':
    case '-_':
      return [node.args];
    default:
      return node.args;
  }
}

/** Lists whose length is that of the claim: named ones, and what is left of them. */
function isNamedList(node: ASTNode): boolean {
  if (node.op === 'id') return roots.has(node.args);
  if (node.op === '.') return isOne(node.args[0]);
  if (node.op === 'list') return node.args.every(({ op }) => op === 'value');
  const gone = throughOf(node);
  return gone !== undefined && isNamedList(gone.list);
}
function isOne(node: ASTNode): boolean {
  if (node.op === 'id') return true;
  return (node.op === '[]' && isNamedList(node.args[0])) || (node.op === '.' && isOne(node.args[0]));
}

/** How many parts are asked once, once for each of a list, and once for each of a list within another. */
export type Steps = readonly [once: number, each: number, eachOfEach: number];

function count(node: ASTNode, depth: number, parts: number[]): void {
  parts[depth] = (parts[depth] ?? 0) + 1;
  const gone = throughOf(node);
  if (gone === undefined) for (const part of partsOf(node)) count(part, depth, parts);
  else {
    count(gone.list, depth, parts);
    for (const part of gone.body) count(part, depth + 1, parts);
  }
}
export function stepsOf(node: ASTNode): Steps {
  const parts: number[] = [];
  count(node, 0, parts);
  return [parts[0] ?? 0, parts[1] ?? 0, parts[2] ?? 0];
}

const at = ({ start, end }: ASTNode, says: string, fix: string): TooMuch => ({ says, fix, from: start, to: end });

function ofCall(node: ASTNode): TooMuch | undefined {
  if (node.op !== 'call' && node.op !== 'rcall') return undefined;
  const [name] = node.args;
  const no = Object.hasOwn(refused, name) ? refused[name] : undefined;
  if (no === undefined) return undefined;
  const place = node.input.indexOf(name, node.op === 'rcall' ? node.args[1].end : node.start);
  const from = place < 0 ? node.start : place;
  return { says: no[0], fix: no[1], from, to: from + name.length };
}

function ofThrough(node: ASTNode, { list, one }: Through, depth: number): TooMuch | undefined {
  if (depth >= most.within)
    return at(
      node,
      `It goes through a list within a list within a list; ${most.within} within each other are the most.`,
      'Ask with one list within another at most, and join several such conditions with &&.',
    );
  if (one?.op === 'id' && roots.has(one.args))
    return at(one, `It calls one of a list ${one.args}, which is the name of the list.`, 'Give it another name, such as x.');
  return isNamedList(list)
    ? undefined
    : at(list, 'It goes through a list that it makes itself.', 'Go through lines, history or a list of theirs, such as line.modifiers.');
}

function find(node: ASTNode, depth: number): TooMuch | undefined {
  const call = ofCall(node);
  if (call !== undefined) return call;
  if (node.op === 'map') return at(node, 'It makes a table of its own.', 'Compare with each value by itself, or with a list.');
  if (node.op === 'list' && node.args.length > most.values)
    return at(node, `A list in it has more than ${most.values} values.`, 'Make several rules of it, each with a shorter list.');
  const gone = throughOf(node);
  const own = gone && ofThrough(node, gone, depth);
  if (own !== undefined) return own;
  for (const part of gone === undefined ? partsOf(node) : [gone.list]) {
    const found = find(part, depth);
    if (found !== undefined) return found;
  }
  for (const part of gone?.body ?? []) {
    const found = find(part, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

export function tooLong(when: string): TooMuch | undefined {
  if (when.length <= most.letters) return undefined;
  const says = `It is longer than ${most.letters} letters.`;
  return { says, fix: 'Make several rules of it.', from: most.letters, to: when.length };
}

export function tooMuch(node: ASTNode): TooMuch | undefined {
  const found = find(node, 0);
  if (found !== undefined) return found;
  const [, , innermost] = stepsOf(node);
  return innermost <= most.innermost
    ? undefined
    : at(
        node,
        'It asks too much of each one of a list within a list.',
        'Ask less there: move what does not depend on the inner list out of it, or make several rules of it.',
      );
}
