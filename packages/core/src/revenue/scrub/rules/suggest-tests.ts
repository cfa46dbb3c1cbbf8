import { tryTests } from './check-pack.ts';
import type { Clause, FactClause } from './condition-form.ts';
import type { PayerRule, RuleSight, RuleTest } from './rule.ts';
import { type FactKind, ruleFact } from './rule-facts.ts';

type Value = string | number | boolean | readonly string[];
const empty: { readonly [kind in FactKind]: Value } = { text: '', texts: [], number: 0, cents: 0, 'yes-no': false };

/** A value by which the clause holds, or one by which it does not. */
function valueFor({ is, values }: FactClause, kind: FactKind, holds: boolean): Value {
  const [first = 'X'] = values;
  const number = Number(first) || 0;
  const some: Value = kind === 'texts' ? [first] : first;
  const none = empty[kind];
  if (is === 'one-of' || is === 'begins' || is === 'given') return holds ? some : none;
  if (is === 'none-of' || is === 'begins-not' || is === 'empty') return holds ? none : some;
  if (is === 'yes' || is === 'no') return (is === 'yes') === holds;
  if (is === 'more') return holds ? number + 1 : number;
  if (is === 'less') return holds ? number - 1 : number;
  if (is === 'at-least') return holds ? number : number - 1;
  return is === 'at-most' ? (holds ? number : number + 1) : holds ? number : number + 1;
}

interface Making {
  readonly parts: { readonly [owner: string]: { [field: string]: Value } };
  readonly beside: { [field: string]: Value }[];
  readonly history: { [field: string]: Value }[];
}

function put(making: Making, clause: Clause, holds: boolean): void {
  if (clause.kind === 'fact') {
    const fact = ruleFact(clause.fact);
    const part = fact === undefined ? undefined : making.parts[fact.of];
    if (fact !== undefined && part !== undefined) part[fact.field] = valueFor(clause, fact.kind, holds);
    return;
  }
  if ((clause.is === 'with') !== holds) return;
  const one = { [clause.fact]: clause.values[0] ?? '' };
  if (clause.kind === 'beside') making.beside.push(one);
  else making.history.push({ ...one, daysAgo: clause.days > 0 ? clause.days - 1 : 0, ...(clause.sameTooth ? { tooth: '14' } : {}) });
}

function sightOf(clauses: readonly Clause[], broken: number | undefined): RuleSight {
  const atTooth = clauses.some((one) => one.kind === 'served' && one.sameTooth);
  const making: Making = {
    parts: { claim: {}, patient: {}, payer: {}, billing: {}, rendering: {}, line: atTooth ? { teeth: ['14'] } : {} },
    beside: [],
    history: [],
  };
  for (const [i, clause] of clauses.entries()) put(making, clause, i !== broken);
  const { line, ...parts } = making.parts;
  const lines = [line ?? {}, ...making.beside];
  return {
    ...Object.fromEntries(Object.entries(parts).filter(([, part]) => Object.keys(part).length > 0)),
    ...(lines.every((one) => Object.keys(one).length === 0) ? {} : { lines }),
    ...(making.history.length === 0 ? {} : { history: making.history }),
  };
}

/** A test where the rule fires and one where it stays silent, made from what its form says; only such as hold. */
export function suggestTests(
  rule: Pick<PayerRule, 'over' | 'when' | 'kinds' | 'effective'>,
  clauses: readonly Clause[],
): readonly RuleTest[] {
  const holding = (test: RuleTest): boolean =>
    tryTests({
      ...{ ...rule, id: 'tried', version: 0, title: '', payers: [], action: 'warn', says: '', because: '', fix: '' },
      ...{ source: '', author: '', writtenOn: rule.effective, tests: [test] },
    }).every(({ holds }) => holds);
  const fires: RuleTest = { name: 'all of it holds', see: sightOf(clauses, undefined), fires: true };
  const silent = clauses
    .map((_, i): RuleTest => ({ name: `condition ${i + 1} does not hold`, see: sightOf(clauses, i), fires: false }))
    .find(holding);
  return [...(holding(fires) ? [fires] : []), ...(silent === undefined ? [] : [silent])];
}
