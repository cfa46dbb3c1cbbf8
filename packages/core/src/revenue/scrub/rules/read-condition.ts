import type { ASTNode } from '@marcbachmann/cel-js';
import type { Clause, Comparison, FactClause } from './condition-form.ts';
import { signs } from './condition-form.ts';
import { type FactKind, ruleFact } from './rule-facts.ts';

/** `line.code` where the node is that; undefined where it is anything else. */
export function nameOf(node: ASTNode): string | undefined {
  if (node.op !== '.') return undefined;
  const [owner, field] = node.args;
  return owner.op === 'id' ? `${owner.args}.${field}` : undefined;
}

const textOf = (node: ASTNode): string | undefined => (node.op === 'value' && typeof node.args === 'string' ? node.args : undefined);
const numberOf = (node: ASTNode): string | undefined =>
  node.op === 'value' && (typeof node.args === 'bigint' || typeof node.args === 'number') ? String(node.args) : undefined;

function textsOf(node: ASTNode): readonly string[] | undefined {
  if (node.op !== 'list' || node.args.length === 0) return undefined;
  const texts = node.args.flatMap((one) => textOf(one) ?? []);
  return texts.length === node.args.length ? texts : undefined;
}

const kindOf = (name: string | undefined): FactKind | undefined => (name === undefined ? undefined : ruleFact(name)?.kind);

/** What a text is compared with: `== "a"`, `in ["a", "b"]`, `startsWith("a") || startsWith("b")`. */
interface Compared {
  readonly name: string;
  readonly is: 'one-of' | 'begins';
  readonly values: readonly string[];
}

function compared(node: ASTNode, own: (node: ASTNode) => string | undefined): Compared | undefined {
  if (node.op === '||') {
    const [first, second] = [compared(node.args[0], own), compared(node.args[1], own)];
    if (first?.is !== 'begins' || second?.is !== 'begins' || first.name !== second.name) return undefined;
    return { ...first, values: [...first.values, ...second.values] };
  }
  if (node.op === 'rcall') {
    const [called, receiver, [given]] = node.args;
    const name = own(receiver);
    const value = given === undefined ? undefined : textOf(given);
    return called === 'startsWith' && name !== undefined && value !== undefined ? { name, is: 'begins', values: [value] } : undefined;
  }
  if (node.op !== '==' && node.op !== 'in') return undefined;
  const name = own(node.args[0]);
  const value = textOf(node.args[1]);
  const values = node.op === '==' ? (value === undefined ? undefined : [value]) : textsOf(node.args[1]);
  return name === undefined || values === undefined ? undefined : { name, is: 'one-of', values };
}

const turned: { readonly [is in Compared['is']]: Comparison } = { 'one-of': 'none-of', begins: 'begins-not' };
const fact = (name: string, is: Comparison, values: readonly string[] = []): FactClause => ({ kind: 'fact', fact: name, is, values });

interface Exists {
  readonly of: ASTNode;
  readonly one: string;
  readonly body: ASTNode;
}
function existsOf(node: ASTNode): Exists | undefined {
  if (node.op !== 'rcall' || node.args[0] !== 'exists') return undefined;
  const [, of, [one, body]] = node.args;
  return one?.op === 'id' && body !== undefined ? { of, one: one.args, body } : undefined;
}

export const andsOf = (node: ASTNode): readonly ASTNode[] =>
  node.op === '&&' ? [...andsOf(node.args[0]), ...andsOf(node.args[1])] : [node];

const isServed = (name: string): name is 'code' | 'family' => name === 'code' || name === 'family';

function besideOf({ one, body }: Exists, is: 'with' | 'without'): Clause | undefined {
  const found = compared(body, (node) => (nameOf(node)?.startsWith(`${one}.`) ? nameOf(node)?.slice(one.length + 1) : undefined));
  if (found?.is !== 'one-of' || !isServed(found.name)) return undefined;
  return { kind: 'beside', is, fact: found.name, values: found.values };
}

function servedOf({ one, body }: Exists, is: 'with' | 'without'): Clause | undefined {
  const [first, ago, tooth, ...more] = andsOf(body);
  if (first === undefined || ago?.op !== '<' || more.length > 0 || nameOf(ago.args[0]) !== `${one}.daysAgo`) return undefined;
  const sameTooth = tooth?.op === 'in' && nameOf(tooth.args[0]) === `${one}.tooth` && nameOf(tooth.args[1]) === 'line.teeth';
  const days = Number(numberOf(ago.args[1]) ?? Number.NaN);
  const found = besideOf({ of: body, one, body: first }, is);
  if (found?.kind !== 'beside' || Number.isNaN(days) || (tooth !== undefined && !sameTooth)) return undefined;
  return { ...found, kind: 'served', days, sameTooth };
}

function fromExists(exists: Exists, not: boolean): Clause | undefined {
  const { of, one, body } = exists;
  const is = not ? 'without' : 'with';
  if (of.op === 'id') return of.args === 'lines' ? besideOf(exists, is) : of.args === 'history' ? servedOf(exists, is) : undefined;
  const name = nameOf(of);
  const found = compared(body, (node) => (node.op === 'id' && node.args === one ? one : undefined));
  if (found === undefined || name === undefined || kindOf(name) !== 'texts') return undefined;
  return fact(name, not ? turned[found.is] : found.is, found.values);
}

/** `size(line.modifiers)` */
function sizedOf(node: ASTNode): string | undefined {
  if (node.op !== 'call' || node.args[0] !== 'size') return undefined;
  const [, [given]] = node.args;
  const name = given === undefined ? undefined : nameOf(given);
  return kindOf(name) === 'texts' ? name : undefined;
}

const numericSigns: readonly [Comparison, string][] = Object.entries(signs).map(([is, sign]) => [is as keyof typeof signs, sign]);

function fromNumbers(node: ASTNode): Clause | undefined {
  if (node.op !== '==' && node.op !== '>' && node.op !== '>=' && node.op !== '<' && node.op !== '<=') return undefined;
  const [left, right] = node.args;
  const value = numberOf(right);
  const sized = sizedOf(left);
  if (sized !== undefined && value === '0')
    return node.op === '==' ? fact(sized, 'empty') : node.op === '>' ? fact(sized, 'given') : undefined;
  const name = nameOf(left);
  const kind = kindOf(name);
  const is = numericSigns.find(([, sign]) => sign === node.op)?.[0];
  return name === undefined || value === undefined || is === undefined || (kind !== 'number' && kind !== 'cents')
    ? undefined
    : fact(name, is, [value]);
}

/** One of the usual conditions, where the node is one. */
export function clauseOf(node: ASTNode, not = false): Clause | undefined {
  if (node.op === '!_') return not ? undefined : clauseOf(node.args, true);
  const exists = existsOf(node);
  if (exists !== undefined) return fromExists(exists, not);
  const name = nameOf(node);
  if (name !== undefined) return kindOf(name) === 'yes-no' ? fact(name, not ? 'no' : 'yes') : undefined;
  if (node.op === 'in') {
    const [value, list] = [textOf(node.args[0]), nameOf(node.args[1])];
    if (value !== undefined && list !== undefined && kindOf(list) === 'texts') return fact(list, not ? 'none-of' : 'one-of', [value]);
  }
  const own = (one: ASTNode): string | undefined => (kindOf(nameOf(one)) === 'text' ? nameOf(one) : undefined);
  if (node.op === '!=' && !not) {
    const [name, value] = [own(node.args[0]), textOf(node.args[1])];
    return name === undefined || value === undefined ? undefined : value === '' ? fact(name, 'given') : fact(name, 'none-of', [value]);
  }
  const found = compared(node, own);
  if (found === undefined) return not ? undefined : fromNumbers(node);
  if (found.values.length === 1 && found.values[0] === '' && found.is === 'one-of') return fact(found.name, not ? 'given' : 'empty');
  return fact(found.name, not ? turned[found.is] : found.is, found.values);
}
