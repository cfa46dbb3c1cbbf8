import { type ASTNode, Environment } from '@marcbachmann/cel-js';
import type { Finding } from '../../../ground/base/index.ts';
import { conditionOf } from './closures.ts';
import type { CompiledRule } from './compiled-rule.ts';
import { CompiledRules } from './plan.ts';
import type { PayerRule } from './rule.ts';
import { type Steps, stepsOf, type TooMuch, tooLong, tooMuch } from './too-much.ts';
import { type RuleContext, viewTypes } from './view.ts';

const numbers = ['+', '-', '*', '/', '%'] as const;
const reckon: { readonly [sign in (typeof numbers)[number]]: (a: number, b: bigint) => number } = {
  '+': (a, b) => a + Number(b),
  '-': (a, b) => a - Number(b),
  '*': (a, b) => a * Number(b),
  '/': (a, b) => a / Number(b),
  '%': (a, b) => a % Number(b),
};

function environment(over: PayerRule['over']): Environment {
  // Conditions are written by people: their size and nesting are limited, and what is not declared is an error before it is ever asked.
  const env = new Environment({ unlistedVariablesAreDyn: false, limits: { maxAstNodes: 2_000, maxDepth: 60 } });
  for (const [name, schema] of Object.entries(viewTypes)) env.registerType(name, { schema });
  // A whole number is written 2, not 2.0.
  env.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  for (const sign of numbers) env.registerOperator(`double ${sign} int`, reckon[sign]);
  env.registerVariable('claim', 'Claim').registerVariable('patient', 'Patient').registerVariable('payer', 'Payer');
  env.registerVariable('billing', 'Billing').registerVariable('rendering', 'Rendering');
  env.registerVariable('lines', 'list<Line>').registerVariable('history', 'list<Served>');
  return over === 'line' ? env.registerVariable('line', 'Line') : env;
}

export const environments: { readonly [over in PayerRule['over']]: Environment } = {
  claim: environment('claim'),
  line: environment('line'),
};

function literals(node: ASTNode): readonly string[] | undefined {
  if (node.op === 'value') return typeof node.args === 'string' ? [node.args] : undefined;
  if (node.op !== 'list') return undefined;
  const texts = node.args.map((one) => (one.op === 'value' && typeof one.args === 'string' ? one.args : undefined));
  return texts.every((text) => text !== undefined) ? texts.filter((text) => text !== undefined) : undefined;
}

const isField = (node: ASTNode, field: string): boolean =>
  node.op === '.' && node.args[1] === field && node.args[0].op === 'id' && node.args[0].args === 'line';

interface Wanted {
  readonly names: ReadonlySet<string>;
  /** The part of the condition that asks for them. */
  readonly by: ASTNode;
}

/** Codes or families that the condition asks for in any case: `line.code == 'X'` or `line.code in [...]` among what is joined by &&. */
function wanted(node: ASTNode, field: string): Wanted | undefined {
  if (node.op === '&&') return wanted(node.args[0], field) ?? wanted(node.args[1], field);
  if ((node.op === '==' || node.op === 'in') && isField(node.args[0], field)) {
    const found = literals(node.args[1]);
    return found && { names: new Set(found), by: node };
  }
  return undefined;
}

const summaryOf = (error: unknown): string => (error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'it cannot be read');

const sizeOf = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** The most that a condition can take of a claim: CEL counts no steps itself, so that they are paid for before it is asked. */
function mostStepsOf([once, each, eachOfEach]: Steps, { claim, lines = [], history = [] }: RuleContext): number {
  if (each === 0) return once;
  const own = [claim, ...lines, ...history].flatMap((one) => Object.values(one)).map(sizeOf);
  const longest = own.reduce((a, b) => Math.max(a, b), Math.max(lines.length, history.length));
  return once + each * longest + eachOfEach * longest ** 2;
}

/** A rule made ready, or what is wrong with its condition. */
export function compileRule(rule: PayerRule): CompiledRule | Finding {
  const wrong = (says: string, fix = 'Compare it with the fields that a condition may name.'): Finding => ({
    code: 'rule-condition',
    severity: 'error',
    at: `rule ${rule.id}`,
    says: `The condition of the rule cannot be used: ${says}.`,
    fix,
  });
  const refuse = ({ says, fix }: TooMuch): Finding => wrong(`${says.charAt(0).toLowerCase()}${says.slice(1, -1)}`, fix);
  const long = tooLong(rule.when);
  if (long !== undefined) return refuse(long);
  try {
    const parsed = environments[rule.over].parse(rule.when);
    const much = tooMuch(parsed.ast);
    if (much !== undefined) return refuse(much);
    const checked = parsed.check();
    if (!checked.valid) return wrong(summaryOf(checked.error));
    if (checked.type !== 'bool') return wrong('it answers neither yes nor no');
    const steps = stepsOf(parsed.ast);
    const plainly = (sight: RuleContext): boolean => {
      const whole = sight.whole?.() ?? sight;
      sight.allowance?.take(mostStepsOf(steps, whole));
      return parsed(whole) === true;
    };
    const codes = rule.over === 'line' ? wanted(parsed.ast, 'code') : undefined;
    const families = rule.over === 'line' && codes === undefined ? wanted(parsed.ast, 'family') : undefined;
    return {
      rule,
      holds: conditionOf(parsed.ast) ?? plainly,
      holdsOfThose: conditionOf(parsed.ast, (codes ?? families)?.by) ?? plainly,
      codes: codes?.names,
      families: families?.names,
    };
  } catch (error) {
    return wrong(summaryOf(error));
  }
}

export const isCompiled = (one: CompiledRule | Finding): one is CompiledRule => 'holds' in one;

/** Rules made ready once for many claims; those with a wrong condition are findings and left out. */
export function compileRules(rules: readonly PayerRule[]): { readonly rules: CompiledRules; readonly findings: readonly Finding[] } {
  const compiled = rules.map(compileRule);
  return { rules: new CompiledRules(compiled.filter(isCompiled)), findings: compiled.flatMap((one) => (isCompiled(one) ? [] : [one])) };
}
