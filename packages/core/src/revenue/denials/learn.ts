import { addDays, type PlainDate } from '../../ground/base/index.ts';
import type { PastClaim } from './facts.ts';
import { indexOf, namesOf, type Row, rowOf, rowsOf } from './features.ts';
import { type Judgement, judge } from './judge.ts';
import { DenialRates, type Rates } from './rates.ts';
import { fit, probabilityOf, scoreOf, type Weights } from './regression.ts';

export interface DenialModel extends Weights {
  readonly names: readonly string[];
  /** What claims have on average: a reason is what this one has beyond it. */
  readonly means: readonly number[];
  readonly rates: Rates;
}

export interface Learned {
  /** Absent where nothing may be foretold. */
  readonly model?: DenialModel;
  /** Why not. */
  readonly silent?: string;
  /** Of the last part of the history, foretold from the part before it. */
  readonly judgement?: Judgement;
  /** The claims sent from this day on were the test. */
  readonly splitOn?: PlainDate;
  readonly learnedFrom: number;
}

/** Fewer claims, or fewer denied ones, are no history. */
export const leastHistory = { claims: 500, denied: 50, tested: 20 } as const;
const ridges = [0.3, 1, 3, 10, 30, 100] as const;

const truthOf = (claims: readonly PastClaim[]): boolean[] => claims.map(({ denied }) => denied);
const logLoss = (weights: Weights, rows: readonly Row[], truth: readonly boolean[]): number =>
  rows.reduce((sum, row, i) => sum + Math.log1p(Math.exp(truth[i] === true ? -scoreOf(weights, row) : scoreOf(weights, row))), 0);

/** The ridge that foretells the last fifth of the training claims best from those before. */
function chooseRidge(rows: readonly Row[], truth: readonly boolean[], size: number): number {
  const cut = Math.floor(rows.length * 0.8);
  const losses = ridges.map((ridge) =>
    logLoss(fit(rows.slice(0, cut), truth.slice(0, cut), size, ridge), rows.slice(cut), truth.slice(cut)),
  );
  return ridges[losses.indexOf(Math.min(...losses))] ?? 10;
}

function meansOf(rows: readonly Row[], size: number): number[] {
  const sums = new Array<number>(size).fill(0);
  for (const { at, values } of rows) for (let i = 0; i < at.length; i++) sums[at[i] ?? 0] = (sums[at[i] ?? 0] ?? 0) + (values[i] ?? 0);
  return sums.map((sum) => sum / Math.max(1, rows.length));
}

function train(claims: readonly PastClaim[], ridge?: number): { model: DenialModel; ridge: number } {
  const names = namesOf(claims);
  const { rows, rates } = rowsOf(claims, indexOf(names));
  const truth = truthOf(claims);
  const own = ridge ?? chooseRidge(rows, truth, names.length);
  return { model: { ...fit(rows, truth, names.length, own), names, means: meansOf(rows, names.length), rates: rates.kept() }, ridge: own };
}

/**
 * Learns from the practice's own history which claims are denied, and says how well it would have foretold: the last part of the history from
 * what was known before it began. Where that is not better than the base rate, there is no model.
 */
export function learnDenials(history: readonly PastClaim[]): Learned {
  const sorted = [...history].sort((a, b) => (a.sentOn < b.sentOn ? -1 : a.sentOn > b.sentOn ? 1 : 0));
  const learnedFrom = sorted.length;
  const silent = (why: string, more: Partial<Learned> = {}): Learned => ({ silent: why, learnedFrom, ...more });
  if (learnedFrom < leastHistory.claims)
    return silent(`Not enough history: ${learnedFrom} of at least ${leastHistory.claims} decided claims.`);
  const denied = sorted.filter((claim) => claim.denied).length;
  if (denied < leastHistory.denied) return silent(`Not enough history: ${denied} of at least ${leastHistory.denied} denied claims.`);
  const splitOn = sorted[Math.floor(learnedFrom * 0.7)]?.sentOn ?? addDays('2000-01-01' as PlainDate, 0);
  const before = sorted.filter(({ decidedOn }) => decidedOn < splitOn);
  const after = sorted.filter(({ sentOn }) => sentOn >= splitOn);
  const tested = after.filter((claim) => claim.denied).length;
  if (before.filter((claim) => claim.denied).length < leastHistory.tested || tested < leastHistory.tested)
    return silent(`Not enough history: ${tested} of at least ${leastHistory.tested} denied claims to test it with.`);
  const { model: earlier, ridge } = train(before);
  const index = indexOf(earlier.names);
  const rates = DenialRates.of(earlier.rates);
  const told = after.map((claim) => ({ probability: probabilityOf(earlier, rowOf(claim, rates, index)), denied: claim.denied }));
  const base = before.filter((claim) => claim.denied).length / before.length;
  const judgement = judge(told, base);
  const tellsApart = judgement.aucLow > 0.5 && judgement.gainLow > 0;
  if (!tellsApart) return silent('It does not foretell better than the base rate: nothing is said.', { judgement, splitOn });
  return { model: train(sorted, ridge).model, judgement, splitOn, learnedFrom };
}
