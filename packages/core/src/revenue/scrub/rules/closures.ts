import type { ASTNode } from '@marcbachmann/cel-js';
import {
  billingReaders,
  claimReaders,
  lineReaders,
  patientReaders,
  payerReaders,
  type Readers,
  renderingReaders,
  servedReaders,
} from './readers.ts';
import { stepsOf } from './too-much.ts';
import { type RuleContext, type RuleView, viewTypes } from './view.ts';

type Ask<Answer> = (sight: RuleContext) => Answer;
type Body = (one: Part) => Part | undefined;

/** A list that a condition goes through. */
interface Many {
  readonly is: 'many';
  readonly size: Ask<number>;
  /** Of texts only. */
  readonly holds?: (sight: RuleContext, text: string) => boolean;
  /** `cost`: parts that are asked of each one, without those of lists within. */
  readonly through: (
    body: Body,
    cost: number,
  ) => { readonly some: Ask<boolean>; readonly every: Ask<boolean>; readonly filter: () => Many } | undefined;
}

/** A part of a condition made into a function, by what it answers. */
type Part =
  | Many
  | { readonly is: 'text'; readonly ask: Ask<string>; readonly fixed?: string }
  | { readonly is: 'number'; readonly ask: Ask<number>; readonly fixed?: number }
  | { readonly is: 'truth'; readonly ask: Ask<boolean> }
  | { readonly is: 'one'; readonly field: (name: string) => Part | undefined };

type Names = ReadonlyMap<string, Part>;

const none: readonly never[] = [];
const text = (ask: Ask<string>): Part => ({ is: 'text', ask });
const truth = (ask: Ask<boolean>): Part => ({ is: 'truth', ask });
const number = (ask: Ask<number>): Part => ({ is: 'number', ask });

function many<T>(of: Ask<readonly T[]>, partOf: (current: () => T | undefined) => Part, holds?: Many['holds']): Many {
  return {
    is: 'many',
    size: (sight) => of(sight).length,
    ...(holds === undefined ? {} : { holds }),
    through: (body, cost) => {
      let current: T | undefined;
      const made = body(partOf(() => current));
      if (made?.is !== 'truth') return undefined;
      const is = (sight: RuleContext, one: T): boolean => {
        sight.allowance?.take(cost);
        current = one;
        return made.ask(sight);
      };
      const some = (sight: RuleContext): boolean => {
        for (const one of of(sight)) if (is(sight, one)) return true;
        return false;
      };
      const every = (sight: RuleContext): boolean => {
        for (const one of of(sight)) if (!is(sight, one)) return false;
        return true;
      };
      const size = (sight: RuleContext): number => {
        let count = 0;
        for (const one of of(sight)) if (is(sight, one)) count++;
        return count;
      };
      return { some, every, filter: () => ({ ...many((sight) => of(sight).filter((one) => is(sight, one)), partOf, holds), size }) };
    },
  };
}

const texts = (of: Ask<readonly string[]>): Many =>
  many(
    of,
    (current) => text(() => current() ?? ''),
    (sight, wanted) => of(sight).includes(wanted),
  );

const isField = <T extends object>(of: T, name: string): name is Extract<keyof T, string> => Object.hasOwn(of, name);
const isList = (value: unknown): value is readonly string[] => Array.isArray(value);

/** Something with fields: the claim, a line, a service of the history. */
function one<T extends object>(types: { readonly [field in keyof T]: string }, readers: Readers<T>, of: Ask<T | undefined>): Part {
  const field = (name: string): Part | undefined => {
    if (!isField(readers, name)) return undefined;
    const type: string = types[name];
    const reader: (one: T) => unknown = readers[name];
    const read = (sight: RuleContext): unknown => {
      const from = of(sight);
      return from === undefined ? undefined : reader(from);
    };
    if (type === 'string')
      return text((sight) => {
        const value = read(sight);
        return typeof value === 'string' ? value : '';
      });
    if (type === 'double')
      return number((sight) => {
        const value = read(sight);
        return typeof value === 'number' ? value : 0;
      });
    if (type === 'bool') return truth((sight) => read(sight) === true);
    return texts((sight) => {
      const list = read(sight);
      return isList(list) ? list : none;
    });
  };
  return { is: 'one', field };
}

const lineType: { readonly [field in keyof RuleView['line']]: string } = viewTypes.Line;
const servedType: { readonly [field in keyof RuleView['history'][number]]: string } = viewTypes.Served;

/** What a condition may name. */
const roots: Names = new Map<string, Part>([
  ['claim', one<RuleView['claim']>(viewTypes.Claim, claimReaders, ({ claim }) => claim)],
  ['patient', one<RuleView['patient']>(viewTypes.Patient, patientReaders, ({ patient }) => patient)],
  ['payer', one<RuleView['payer']>(viewTypes.Payer, payerReaders, ({ payer }) => payer)],
  ['billing', one<RuleView['billing']>(viewTypes.Billing, billingReaders, ({ billing }) => billing)],
  ['rendering', one<RuleView['rendering']>(viewTypes.Rendering, renderingReaders, ({ rendering }) => rendering)],
  ['line', one(lineType, lineReaders, ({ line }) => line)],
  [
    'lines',
    many(
      ({ lines }) => lines ?? none,
      (current) => one(lineType, lineReaders, current),
    ),
  ],
  [
    'history',
    many(
      ({ history }) => history ?? none,
      (current) => one(servedType, servedReaders, current),
    ),
  ],
]);

function literal(value: unknown): Part | undefined {
  if (typeof value === 'string') return { is: 'text', ask: () => value, fixed: value };
  if (typeof value === 'boolean') return truth(() => value);
  if (typeof value !== 'number' && typeof value !== 'bigint') return undefined;
  const exact = Number(value);
  return typeof value === 'bigint' && !Number.isSafeInteger(exact) ? undefined : { is: 'number', ask: () => exact, fixed: exact };
}

function compared(sign: string, a: Part | undefined, b: Part | undefined): Part | undefined {
  if (a?.is === 'text' && b?.is === 'text')
    return (b.fixed === undefined ? undefined : toFixed(sign, a.ask, b.fixed)) ?? order(sign, a.ask, b.ask);
  if (a?.is === 'number' && b?.is === 'number')
    return (b.fixed === undefined ? undefined : toFixed(sign, a.ask, b.fixed)) ?? order(sign, a.ask, b.ask);
  if (a?.is !== 'truth' || b?.is !== 'truth') return undefined;
  return sign === '==' || sign === '!=' ? order(sign, a.ask, b.ask) : undefined;
}

/** What is compared most often: with a value that stands in the condition. */
function toFixed<T extends string | number>(sign: string, a: Ask<T>, fixed: T): Part | undefined {
  if (sign === '==') return truth((sight) => a(sight) === fixed);
  if (sign === '<') return truth((sight) => a(sight) < fixed);
  return sign === '>' ? truth((sight) => a(sight) > fixed) : undefined;
}

function order<T extends string | number | boolean>(sign: string, a: Ask<T>, b: Ask<T>): Part | undefined {
  if (sign === '==') return truth((sight) => a(sight) === b(sight));
  if (sign === '!=') return truth((sight) => a(sight) !== b(sight));
  if (sign === '<') return truth((sight) => a(sight) < b(sight));
  if (sign === '<=') return truth((sight) => a(sight) <= b(sight));
  if (sign === '>') return truth((sight) => a(sight) > b(sight));
  return sign === '>=' ? truth((sight) => a(sight) >= b(sight)) : undefined;
}

function within(a: Part | undefined, list: ASTNode, names: Names): Part | undefined {
  if (a?.is !== 'text') return undefined;
  if (list.op === 'list') {
    const all = list.args.map((node) => (node.op === 'value' && typeof node.args === 'string' ? node.args : undefined));
    const wanted = new Set(all);
    return wanted.has(undefined) ? undefined : truth((sight) => wanted.has(a.ask(sight)));
  }
  const holds = holdsOf(partOf(list, names));
  return holds && truth((sight) => holds(sight, a.ask(sight)));
}
const holdsOf = (part: Part | undefined): Many['holds'] => (part?.is === 'many' ? part.holds : undefined);

function called(name: string, of: ASTNode, given: readonly ASTNode[], names: Names): Part | undefined {
  const receiver = partOf(of, names);
  const [first, second] = given;
  if (name === 'size' && given.length === 0) return receiver?.is === 'many' ? number(receiver.size) : undefined;
  if (receiver?.is === 'text' && first !== undefined && given.length === 1) return inText(name, receiver.ask, partOf(first, names));
  if (receiver?.is !== 'many' || first?.op !== 'id' || second === undefined || given.length !== 2) return undefined;
  const variable = first.args;
  const [cost] = stepsOf(second);
  const gone = receiver.through((current) => partOf(second, new Map([...names, [variable, current]])), cost);
  if (gone === undefined) return undefined;
  if (name === 'exists') return truth(gone.some);
  if (name === 'all') return truth(gone.every);
  return name === 'filter' ? gone.filter() : undefined;
}

function inText(name: string, a: Ask<string>, given: Part | undefined): Part | undefined {
  if (given?.is !== 'text') return undefined;
  const b = given.ask;
  if (name === 'startsWith') return truth((sight) => a(sight).startsWith(b(sight)));
  if (name === 'endsWith') return truth((sight) => a(sight).endsWith(b(sight)));
  return name === 'contains' ? truth((sight) => a(sight).includes(b(sight))) : undefined;
}

function partOf(node: ASTNode, names: Names): Part | undefined {
  switch (node.op) {
    case 'value':
      return literal(node.args);
    case 'id':
      return names.get(node.args);
    case '.': {
      const owner = partOf(node.args[0], names);
      return owner?.is === 'one' ? owner.field(node.args[1]) : undefined;
    }
    case '&&':
    case '||':
      return joined(node.op, partOf(node.args[0], names), partOf(node.args[1], names));
    case '!_': {
      const part = partOf(node.args, names);
      return part?.is === 'truth' ? truth((sight) => !part.ask(sight)) : undefined;
    }
    case 'in':
      return within(partOf(node.args[0], names), node.args[1], names);
    case 'rcall':
      return called(node.args[0], node.args[1], node.args[2], names);
    case 'call': {
      const [name, [only, ...more]] = node.args;
      return only === undefined || more.length > 0 || name !== 'size' ? undefined : called(name, only, none, names);
    }
    case '==':
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return compared(node.op, partOf(node.args[0], names), partOf(node.args[1], names));
    default:
      return undefined;
  }
}

function joined(sign: '&&' | '||', a: Part | undefined, b: Part | undefined): Part | undefined {
  if (a?.is !== 'truth' || b?.is !== 'truth') return undefined;
  return sign === '&&' ? truth((sight) => a.ask(sight) && b.ask(sight)) : truth((sight) => a.ask(sight) || b.ask(sight));
}

const always = truth(() => true);

/** What is left to ask of a condition where one of the parts that && joins is known to hold. */
function leftOf(node: ASTNode, known: ASTNode): Part | undefined {
  if (node === known) return always;
  if (node.op !== '&&') return partOf(node, roots);
  const a = leftOf(node.args[0], known);
  const b = leftOf(node.args[1], known);
  if (a === always) return b;
  return b === always ? a : joined('&&', a, b);
}

/**
 * A condition as functions of our own, which answer what CEL answers and cannot fail; undefined where it has anything that is not known here.
 * It has to have been checked: names and kinds of values are taken for right. `known` is a part of it, joined by &&, that is not asked again.
 */
export function conditionOf(node: ASTNode, known?: ASTNode): Ask<boolean> | undefined {
  const part = known === undefined ? partOf(node, roots) : leftOf(node, known);
  return part?.is === 'truth' ? part.ask : undefined;
}
