import type { DenialFacts, PastClaim } from './facts.ts';
import { DenialRates } from './rates.ts';

/** A row of the regression: where it is not zero. */
export interface Row {
  readonly at: readonly number[];
  readonly values: readonly number[];
}

/** Features that are figures; the others are there or not. */
const figures = ['payer rate', 'code rate', 'days', 'billed', 'lines', 'diagnoses', 'warned'] as const;
const most: { readonly [kind: string]: number } = { payer: 25, family: 30, modifier: 15, place: 8, provider: 25 };
/** Seen on fewer claims, nothing is learned of it. */
const fewestSeen = 25;

/** Of a day before the service, and of an amount below nothing, nothing is learned. */
const logOf = (figure: number): number => (figure > 0 ? Math.log1p(figure) : 0);
const logit = (p: number): number => Math.log(p / (1 - p));

/** `payer …`, `modifier 59`: what a claim is one of. */
function marksOf({ payer, families, modifiers, place, provider, authorization }: DenialFacts): string[] {
  const marks = [`payer ${payer}`, `place ${place}`, `provider ${provider}`];
  for (const family of new Set(families)) if (family !== '') marks.push(`family ${family}`);
  for (const modifier of new Set(modifiers)) marks.push(`modifier ${modifier}`);
  if (authorization !== undefined) marks.push(authorization ? 'authorization there' : 'authorization none');
  return marks;
}

/** The marks that are learned of: the most frequent of each kind. */
export function namesOf(history: readonly PastClaim[]): string[] {
  const seen = new Map<string, number>();
  for (const claim of history) for (const mark of marksOf(claim)) seen.set(mark, (seen.get(mark) ?? 0) + 1);
  const frequent = [...seen].filter(([, n]) => n >= fewestSeen).sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  const taken = new Map<string, number>();
  const marks = frequent.flatMap(([mark]) => {
    const kind = mark.slice(0, mark.indexOf(' '));
    const count = (taken.get(kind) ?? 0) + 1;
    taken.set(kind, count);
    return count <= (most[kind] ?? 2) ? [mark] : [];
  });
  return [...figures, ...marks];
}

/** A claim as the regression sees it, with the rates as they were known when it went out. */
export function rowOf(facts: DenialFacts, rates: DenialRates, index: ReadonlyMap<string, number>): Row {
  const base = logit(rates.overall());
  const own = [
    logit(rates.ofPayer(facts)) - base,
    logit(rates.worst(facts).rate) - base,
    logOf(facts.days) / 3,
    logOf(facts.billedCents) / 10,
    Math.log(Math.max(1, facts.codes.length)),
    Math.log(Math.max(1, facts.diagnoses)),
    Math.min(5, facts.warned ?? 0) / 2,
  ];
  const at = own.map((_, i) => i);
  for (const mark of marksOf(facts)) {
    const place = index.get(mark);
    if (place !== undefined) {
      at.push(place);
      own.push(1);
    }
  }
  return { at, values: own };
}

export const indexOf = (names: readonly string[]): ReadonlyMap<string, number> => new Map(names.map((name, i) => [name, i]));

const byDay = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Rows of past claims, each with what was known on the day it went out: a claim never tells of itself. */
export function rowsOf(history: readonly PastClaim[], index: ReadonlyMap<string, number>): { rows: Row[]; rates: DenialRates } {
  const decided = [...history].sort((a, b) => byDay(a.decidedOn, b.decidedOn));
  const order = history.map((_, i) => i).sort((a, b) => byDay(history[a]?.sentOn ?? '', history[b]?.sentOn ?? ''));
  const rates = new DenialRates();
  const rows: Row[] = [];
  let known = 0;
  for (const i of order) {
    const claim = history[i];
    if (claim === undefined) continue;
    for (let next = decided[known]; next !== undefined && next.decidedOn < claim.sentOn; next = decided[known]) {
      rates.add(next);
      known += 1;
    }
    rows[i] = rowOf(claim, rates, index);
  }
  for (const rest of decided.slice(known)) rates.add(rest);
  return { rows, rates };
}
