import type { PayerRule } from './rule.ts';
import { type FactKind, ruleFact } from './rule-facts.ts';

/** How a fact is compared. Of several texts, one of them counts. */
export type Comparison =
  | 'one-of'
  | 'none-of'
  | 'begins'
  | 'begins-not'
  | 'given'
  | 'empty'
  | 'is'
  | 'more'
  | 'at-least'
  | 'less'
  | 'at-most'
  | 'yes'
  | 'no';

export interface FactClause {
  readonly kind: 'fact';
  readonly fact: string;
  readonly is: Comparison;
  readonly values: readonly string[];
}
/** Another line of the claim. */
export interface BesideClause {
  readonly kind: 'beside';
  readonly is: 'with' | 'without';
  readonly fact: 'code' | 'family';
  readonly values: readonly string[];
}
/** A service on another claim of the patient, fewer days ago than these. */
export interface ServedClause {
  readonly kind: 'served';
  readonly is: 'with' | 'without';
  readonly fact: 'code' | 'family';
  readonly values: readonly string[];
  readonly days: number;
  readonly sameTooth: boolean;
}
/** One of the usual conditions, as a form holds it. All of a form's clauses have to hold. */
export type Clause = FactClause | BesideClause | ServedClause;

const many = ['one-of', 'none-of', 'begins', 'begins-not', 'given', 'empty'] as const;
const numeric = ['is', 'more', 'at-least', 'less', 'at-most'] as const;
export const comparisons: { readonly [kind in FactKind]: readonly Comparison[] } = {
  text: many,
  texts: many,
  number: numeric,
  cents: numeric,
  'yes-no': ['yes', 'no'],
};
export const signs: { readonly [is in (typeof numeric)[number]]: string } = {
  is: '==',
  more: '>',
  'at-least': '>=',
  less: '<',
  'at-most': '<=',
};

/** Whether the comparison wants something to compare with. */
export const wantsValues = (is: Comparison): boolean => !['given', 'empty', 'yes', 'no'].includes(is);

const quoted = (text: string): string => JSON.stringify(text);
const listed = (values: readonly string[]): string => `[${values.map(quoted).join(', ')}]`;
const begins = (name: string, values: readonly string[]): string =>
  values.map((value) => `${name}.startsWith(${quoted(value)})`).join(' || ');
const only = ([value]: readonly string[]): string => quoted(value ?? '');

function asText(name: string, is: Comparison, values: readonly string[]): string {
  if (is === 'given') return `${name} != ""`;
  if (is === 'empty') return `${name} == ""`;
  if (is === 'begins') return values.length === 1 ? begins(name, values) : `(${begins(name, values)})`;
  if (is === 'begins-not') return values.length === 1 ? `!${begins(name, values)}` : `!(${begins(name, values)})`;
  if (is === 'none-of') return values.length === 1 ? `${name} != ${only(values)}` : `!(${name} in ${listed(values)})`;
  return values.length === 1 ? `${name} == ${only(values)}` : `${name} in ${listed(values)}`;
}

function asTexts(name: string, is: Comparison, values: readonly string[]): string {
  if (is === 'given') return `size(${name}) > 0`;
  if (is === 'empty') return `size(${name}) == 0`;
  const one = values.length === 1 ? `${only(values)} in ${name}` : `${name}.exists(x, x in ${listed(values)})`;
  if (is === 'none-of') return values.length === 1 ? `!(${one})` : `!${one}`;
  const begun = `${name}.exists(x, ${begins('x', values)})`;
  return is === 'begins' ? begun : is === 'begins-not' ? `!${begun}` : one;
}

const isNumeric = (is: Comparison): is is keyof typeof signs => is in signs;

function asCel(clause: Clause): string {
  if (clause.kind === 'fact') {
    const { fact, is, values } = clause;
    const kind = ruleFact(fact)?.kind;
    if (kind === 'yes-no') return is === 'no' ? `!${fact}` : fact;
    if (isNumeric(is)) return `${fact} ${signs[is]} ${values[0] ?? '0'}`;
    return kind === 'texts' ? asTexts(fact, is, values) : asText(fact, is, values);
  }
  const not = clause.is === 'without' ? '!' : '';
  if (clause.kind === 'beside') return `${not}lines.exists(l, ${asText(`l.${clause.fact}`, 'one-of', clause.values)})`;
  const tooth = clause.sameTooth ? ' && h.tooth in line.teeth' : '';
  return `${not}history.exists(h, ${asText(`h.${clause.fact}`, 'one-of', clause.values)} && h.daysAgo < ${clause.days}${tooth})`;
}

const ofLine = (clause: Clause): boolean =>
  (clause.kind === 'fact' && clause.fact.startsWith('line.')) || (clause.kind === 'served' && clause.sameTooth);

/** What a form says, as the condition that the program asks: of each line, where it speaks of one. */
export const writeCondition = (clauses: readonly Clause[]): Pick<PayerRule, 'over' | 'when'> => ({
  over: clauses.some(ofLine) ? 'line' : 'claim',
  when: clauses.map(asCel).join(' && '),
});
