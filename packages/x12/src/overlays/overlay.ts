import type { SetDefinition } from '../definitions/grammar.ts';
import { definitionFor } from '../definitions/index.ts';
import type { CompiledSet, Use } from '../engine/compile.ts';
import { OverlayError } from './overlay-error.ts';
import { patternOf } from './pattern.ts';

/** A payer's companion guide as data: its own rules on top of a set. `overlayFrom` makes it of JSON. */
export interface Overlay {
  /** Whose guide it is; stands in every finding. */
  readonly name: string;
  /** ST01. */
  readonly set: string;
  /** Beginning of GS08 or ST03: 005010X222. */
  readonly version: string;
  readonly rules: readonly OverlayRule[];
}

/** One rule. What it speaks of is a loop (`2310B`), a segment (`2300 REF`), an element (`2300 CLM01`) or a part (`2300 CLM05-3`). */
export interface OverlayRule {
  readonly at: string;
  /** Of a segment or loop: only those with these values of an element, `{ "1": ["G1"] }`. */
  readonly where?: { readonly [element: string]: readonly string[] };
  /** Only where another element, of the same loop or one around it, has one of these values. */
  readonly when?: Condition;
  /** Not where one of these holds. */
  readonly unless?: readonly Condition[];
  readonly required?: boolean;
  readonly forbidden?: boolean;
  /** Of a segment or loop: how often at most within the loop around it. */
  readonly most?: number;
  /** Of an element: the values that it may have. */
  readonly values?: readonly string[];
  /** Of an element: a regular expression of JavaScript that the whole value fits. */
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Error unless said. */
  readonly severity?: 'error' | 'warning';
  /** In the payer's words or yours; otherwise we say it. */
  readonly says?: string;
}

/** Another element, of the same loop or one around it, has one of these values. */
export interface Condition {
  readonly at: string;
  readonly values: readonly string[];
}

/** Where a rule looks. */
export interface Spot {
  readonly loop: string;
  /** '' where the rule speaks of a loop. */
  readonly segment: string;
  readonly element: number;
  readonly part: number;
}

/** `2300 CLM05-3`, `2300 REF`, `2310B`, at the root `BHT06`. */
export function spotOf(at: string): Spot | undefined {
  const [, loop = '', segment = '', element = '0', part = '0'] =
    /^(?:(\d{4}[A-Z]{0,2}) ?)?(?:([A-Z][A-Z0-9]{1,2}?)(?:(\d\d)(?:-(\d{1,2}))?)?)?$/.exec(at) ?? [];
  if (loop === '' && segment === '') return undefined;
  return { loop, segment, element: Number(element), part: Number(part) };
}

/** Whether a use is where a spot looks: its own segment, or the one that opens its loop. */
export const isAt = (use: Use, spot: Spot): boolean =>
  use.node.id === spot.loop && (spot.segment === '' ? use.opens : use.segment.id === spot.segment);

type Json = { readonly [key: string]: unknown };
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

/**
 * An overlay from parsed JSON.
 * @throws OverlayError where it is none, or a rule speaks of what the set does not have
 */
export function readOverlay(value: unknown, compile: (definition: SetDefinition) => CompiledSet): Overlay {
  if (!isObject(value)) throw new OverlayError('the overlay', 'must be an object with name, set, version and rules');
  const { name, set, version, rules } = value;
  if (typeof name !== 'string' || name === '') throw new OverlayError('name', 'must say whose guide it is');
  const definition = typeof set === 'string' && typeof version === 'string' ? definitionFor(set, version) : undefined;
  if (definition === undefined || typeof version !== 'string' || typeof set !== 'string')
    throw new OverlayError('set, version', 'must name a set that is known, such as "837" and "005010X222"');
  if (!Array.isArray(rules)) throw new OverlayError('rules', 'must be a list');
  const compiled = compile(definition);
  return { name, set, version, rules: rules.map((rule: unknown, i) => readRule(rule, `rules[${i}]`, compiled)) };
}

const KNOWN = new Set([
  'at',
  'where',
  'when',
  'unless',
  'required',
  'forbidden',
  'most',
  'values',
  'pattern',
  'minLength',
  'maxLength',
  'severity',
  'says',
]);

function readRule(rule: unknown, where: string, compiled: CompiledSet): OverlayRule {
  if (!isObject(rule)) throw new OverlayError(where, 'must be an object');
  const strange = Object.keys(rule).find((key) => !KNOWN.has(key));
  if (strange !== undefined) throw new OverlayError(where, `"${strange}" is no word of an overlay`);
  checkSpot(rule.at, where, compiled);
  if (rule.when !== undefined) checkCondition(rule.when, `${where}.when`, compiled);
  if (rule.unless !== undefined && !Array.isArray(rule.unless)) throw new OverlayError(where, '"unless" must be a list');
  for (const condition of rule.unless ?? []) checkCondition(condition, `${where}.unless`, compiled);
  if (rule.where !== undefined && (!isObject(rule.where) || !Object.values(rule.where).every(isTexts)))
    throw new OverlayError(where, '"where" must have a list of values for each element');
  if (rule.values !== undefined && !isTexts(rule.values)) throw new OverlayError(where, '"values" must be a list of texts');
  if (rule.pattern !== undefined) {
    if (typeof rule.pattern !== 'string') throw new OverlayError(where, '"pattern" must be a text');
    if (typeof rule.at !== 'string' || !spotOf(rule.at)?.element) throw new OverlayError(where, '"pattern" is of an element');
    patternOf(rule.pattern, where);
  }
  for (const key of ['most', 'minLength', 'maxLength'])
    if (rule[key] !== undefined && !Number.isSafeInteger(rule[key])) throw new OverlayError(where, `"${key}" must be a whole number`);
  for (const key of ['required', 'forbidden'])
    if (rule[key] !== undefined && typeof rule[key] !== 'boolean') throw new OverlayError(where, `"${key}" must be true or false`);
  if (rule.says !== undefined && typeof rule.says !== 'string') throw new OverlayError(where, '"says" must be a text');
  if (rule.severity !== undefined && rule.severity !== 'error' && rule.severity !== 'warning')
    throw new OverlayError(where, '"severity" must be error or warning');
  return rule as unknown as OverlayRule;
}

function checkCondition(condition: unknown, where: string, compiled: CompiledSet): void {
  if (!isObject(condition) || !isTexts(condition.values)) throw new OverlayError(where, 'must have "at" and "values"');
  checkSpot(condition.at, where, compiled);
}

function checkSpot(at: unknown, where: string, compiled: CompiledSet): void {
  const spot = typeof at === 'string' ? spotOf(at) : undefined;
  if (spot === undefined) throw new OverlayError(where, '"at" must name a loop, segment or element, such as "2300 CLM05-3"');
  const use = compiled.uses.find((candidate) => isAt(candidate, spot));
  if (use === undefined) throw new OverlayError(where, `${String(at)} is not in this set`);
  const element = use.segment.elements[spot.element - 1];
  if (spot.element > 0 && element === undefined) throw new OverlayError(where, `${use.segment.id} has no element ${spot.element}`);
  if (spot.part > 0 && element?.parts?.[spot.part - 1] === undefined)
    throw new OverlayError(where, `${String(at)} is not in this set: the element has no such part`);
}
