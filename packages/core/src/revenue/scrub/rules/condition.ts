import type { ASTNode } from '@marcbachmann/cel-js';
import { environments } from './compile.ts';
import type { Clause } from './condition-form.ts';
import { inWords } from './condition-words.ts';
import { andsOf, clauseOf } from './read-condition.ts';
import type { PayerRule } from './rule.ts';
import { ruleFact, ruleFacts } from './rule-facts.ts';
import { tooLong, tooMuch } from './too-much.ts';

/** What is wrong with a condition, where in it, and what to do. */
export interface ConditionFault {
  readonly says: string;
  readonly fix: string;
  readonly from: number;
  readonly to: number;
}
export type ConditionLook =
  | {
      readonly is: 'good';
      readonly words: string;
      /** As a form holds it, where it is made of the usual conditions alone. */
      readonly clauses?: readonly Clause[];
      /** The facts that it asks about. */
      readonly facts: readonly string[];
    }
  | { readonly is: 'wrong'; readonly fault: ConditionFault };

/** How many letters have to be changed to make one word of the other. */
function apart(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++)
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)));
    row = next;
  }
  return row[b.length] ?? 0;
}

/** The fact that somebody may have meant. */
function meant(written: string): string | undefined {
  const [, field = written] = written.split('.');
  const far = ({ name, field: own }: (typeof ruleFacts)[number]) => Math.min(apart(written, name), apart(field, own) + 0.5);
  const [best] = [...ruleFacts].sort((a, b) => far(a) - far(b));
  return best !== undefined && far(best) <= 3 ? best.name : undefined;
}

const kinds = {
  text: 'a text: in quotes',
  texts: 'several texts: "x" in it, or it.exists(x, …)',
  number: 'a number: without quotes',
  cents: 'an amount in cents: a whole number',
  'yes-no': 'yes or no: it stands by itself',
};

function fixOf(code: string, says: string, written: string): string {
  if (/unterminated/.test(code)) return 'Close the text with a quotation mark.';
  if (/^(?:expected_token|unexpected_token)/.test(code))
    return /EOF/.test(says)
      ? 'Something is missing at the end: a value, a bracket or a quotation mark.'
      : 'Compare the brackets, and join conditions with && or ||.';
  const names = written.match(/[a-z]+\.[A-Za-z]+/g) ?? [];
  const known = names.map(ruleFact).find((fact) => fact !== undefined);
  if (/overload|operator/i.test(`${code} ${says}`) && known !== undefined)
    return `${known.name} is ${kinds[known.kind]}, such as ${known.example}.`;
  const near = meant(names[0] ?? written.trim());
  if (/unknown|no such|not found|undeclared/i.test(`${code} ${says}`) && near !== undefined) return `Did you mean ${near}?`;
  return 'Compare it with the facts that a condition may name.';
}

/** The message without what a person cannot use. */
const plain = (message: string): string => {
  const first = message.split('\n')[0] ?? '';
  return `${first.charAt(0).toUpperCase()}${first.slice(1)}${/[.?]$/.test(first) ? '' : '.'}`;
};

interface Told {
  readonly message: string;
  readonly code?: unknown;
  readonly range?: { readonly start: number; readonly end: number } | undefined;
}
function faultOf(error: unknown, when: string): ConditionFault {
  const told: Told = error instanceof Error ? error : { message: 'it cannot be read' };
  const start = Math.min(told.range?.start ?? 0, when.length);
  const end = Math.max(Math.min(told.range?.end ?? when.length, when.length), start);
  const says = plain(told.message);
  return { says, fix: fixOf(String(told.code ?? ''), says, when.slice(start, end) || when), from: start, to: end };
}

function factsOf(node: unknown, found = new Set<string>()): ReadonlySet<string> {
  if (Array.isArray(node)) for (const one of node) factsOf(one, found);
  else if (typeof node === 'object' && node !== null && 'op' in node && 'args' in node) {
    const { op, args } = node;
    if (op === '.' && Array.isArray(args)) {
      const [owner, field] = args;
      if (owner?.op === 'id') found.add(`${owner.args}.${field}`);
    }
    if (op === 'rcall' && Array.isArray(args)) for (const name of ofEach(args)) found.add(name);
    factsOf(args, found);
  }
  return found;
}

/** `lines.exists(x, x.code == …)` asks about `line.code`, whatever the one is called there. */
function ofEach([, of, given]: readonly unknown[]): readonly string[] {
  if (!isId(of) || !Array.isArray(given)) return [];
  const owner = of.args === 'lines' ? 'line' : of.args === 'history' ? 'h' : undefined;
  const [one, body] = given;
  if (owner === undefined || !isId(one)) return [];
  return [...factsOf(body)].flatMap((name) => (name.startsWith(`${one.args}.`) ? [`${owner}.${name.slice(one.args.length + 1)}`] : []));
}
const isId = (node: unknown): node is Extract<ASTNode, { op: 'id' }> =>
  typeof node === 'object' && node !== null && 'op' in node && node.op === 'id';

/** A condition as it is being written: what it says in words, or what is wrong with it and where. */
export function lookAtCondition({ over, when }: Pick<PayerRule, 'over' | 'when'>): ConditionLook {
  const long = tooLong(when);
  if (long !== undefined) return { is: 'wrong', fault: long };
  try {
    const parsed = environments[over].parse(when);
    const much = tooMuch(parsed.ast);
    if (much !== undefined) return { is: 'wrong', fault: much };
    const checked = parsed.check();
    if (!checked.valid) return { is: 'wrong', fault: faultOf(checked.error, when) };
    if (checked.type !== 'bool') {
      const fix = 'Compare it with something: > 4, == "11".';
      return { is: 'wrong', fault: { says: 'It answers neither yes nor no.', fix, from: 0, to: when.length } };
    }
    const clauses = andsOf(parsed.ast).map((node) => clauseOf(node));
    const usual = clauses.filter((clause) => clause !== undefined);
    const facts = [...factsOf(parsed.ast)].filter((name) => ruleFact(name) !== undefined);
    return { is: 'good', words: inWords(parsed.ast), facts, ...(usual.length === clauses.length ? { clauses: usual } : {}) };
  } catch (error) {
    return { is: 'wrong', fault: faultOf(error, when) };
  }
}
