import type { ASTNode } from '@marcbachmann/cel-js';
import { cents, toDecimal } from '../../../ground/base/index.ts';
import type { Clause, Comparison, FactClause } from './condition-form.ts';
import { clauseOf, nameOf } from './read-condition.ts';
import { ruleFact } from './rule-facts.ts';

const or = (values: readonly string[]): string =>
  values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')} or ${values.at(-1) ?? ''}`;

/** `its units are`, `the procedure is`. */
const verb = (noun: string): string => (/(?:units|minutes)$/.test(noun) ? 'are' : 'is');

const compare: { readonly [is in Comparison]: string } = {
  'one-of': '',
  'none-of': 'not ',
  begins: '',
  'begins-not': '',
  given: '',
  empty: '',
  is: '',
  more: 'more than ',
  'at-least': 'at least ',
  less: 'less than ',
  'at-most': 'at most ',
  yes: '',
  no: 'not ',
};

const amount = (kind: string, value: string): string =>
  kind === 'cents' && /^-?\d+$/.test(value) ? `$${toDecimal(cents(Number(value)))}` : value;

function textsInWords(noun: string, is: Comparison, values: readonly string[]): string {
  if (is === 'given') return `there is one of ${noun}`;
  if (is === 'empty') return `there is none of ${noun}`;
  const which = is === 'none-of' || is === 'begins-not' ? 'none' : 'one';
  return `${which} of ${noun} ${is.startsWith('begins') ? 'begins with' : 'is'} ${or(values)}`;
}

function factInWords({ fact, is, values }: FactClause): string {
  const known = ruleFact(fact);
  const noun = known?.noun ?? fact;
  const kind = known?.kind ?? 'text';
  if (kind === 'texts') return textsInWords(noun, is, values);
  if (kind === 'yes-no') return `it is ${compare[is]}${noun}`;
  if (is === 'given') return `${noun} is given`;
  if (is === 'empty') return `${noun} is missing`;
  if (is === 'begins') return `${noun} begins with ${or(values)}`;
  if (is === 'begins-not') return `${noun} does not begin with ${or(values)}`;
  return `${noun} ${verb(noun)} ${compare[is]}${or(values.map((value) => amount(kind, value)))}`;
}

const which = (fact: 'code' | 'family'): string => (fact === 'code' ? '' : 'of the kind ');

/** One of the usual conditions, as somebody would say it. */
export function clauseInWords(clause: Clause): string {
  if (clause.kind === 'fact') return factInWords(clause);
  const values = `${which(clause.fact)}${or(clause.values)}`;
  if (clause.kind === 'beside') return `the claim has ${clause.is === 'with' ? 'a line' : 'no line'} with ${values}`;
  const tooth = clause.sameTooth ? ' at the same tooth' : '';
  return `the patient had ${clause.is === 'with' ? '' : 'not '}${values}${tooth} less than ${clause.days} days before`;
}

const signWords: { readonly [sign: string]: string } = {
  '==': 'is',
  '!=': 'is not',
  '>': 'is more than',
  '>=': 'is at least',
  '<': 'is less than',
  '<=': 'is at most',
  in: 'is among',
};

/** Things by their nouns; what has none as it is written. */
function thing(node: ASTNode): string {
  const name = nameOf(node);
  if (name !== undefined) return ruleFact(name)?.noun ?? `its ${name.split('.')[1] ?? name}`;
  if (node.op === 'call' && node.args[0] === 'size' && node.args[1][0] !== undefined) return `the number of ${thing(node.args[1][0])}`;
  if (node.op === 'rcall' && node.args[0] === 'size') return `the number of ${thing(node.args[1])}`;
  if (node.op === 'rcall' && node.args[0] === 'filter' && node.args[2][1] !== undefined)
    return `${thing(node.args[1])} where ${nodeInWords(node.args[2][1])}`;
  if (node.op === 'id') return node.args === 'lines' ? 'lines' : node.args === 'history' ? 'earlier services' : node.args;
  if (node.op === 'list') return or(node.args.map(thing));
  if (node.op === 'value') return String(node.args);
  return node.input.slice(node.start, node.end);
}

const someWords: { readonly [macro: string]: string } = { exists: 'one of', all: 'each of', exists_one: 'exactly one of' };
const heldWords: { readonly [method: string]: string } = { startsWith: 'begins with', endsWith: 'ends with', contains: 'contains' };

function nodeInWords(node: ASTNode, not = ''): string {
  const clause = clauseOf(node);
  if (clause !== undefined) return not + clauseInWords(clause);
  if (node.op === '&&' || node.op === '||') {
    const word = node.op === '&&' ? 'and' : 'or';
    const parts = node.args.map((part) => (part.op === '||' && node.op === '&&' ? `(${nodeInWords(part)})` : nodeInWords(part)));
    return not === '' ? parts.join(` ${word} `) : `${not}(${parts.join(` ${word} `)})`;
  }
  if (node.op === '!_') return nodeInWords(node.args, 'not: ');
  if (node.op === 'rcall') {
    const [method, receiver, [first, second]] = node.args;
    const some = someWords[method];
    if (some !== undefined && second !== undefined) return `${not}${some} ${thing(receiver)} has: ${nodeInWords(second)}`;
    const held = heldWords[method];
    if (held !== undefined && first !== undefined) return `${not}${thing(receiver)} ${held} ${thing(first)}`;
  }
  const sign = signWords[node.op];
  if (sign !== undefined && Array.isArray(node.args)) {
    const [left, right] = node.args;
    if (isNode(left) && isNode(right)) return `${not}${thing(left)} ${sign} ${thing(right)}`;
  }
  return not + thing(node);
}

const isNode = (one: unknown): one is ASTNode => typeof one === 'object' && one !== null && 'op' in one && 'args' in one;

export const inWords = (node: ASTNode): string => nodeInWords(node);
