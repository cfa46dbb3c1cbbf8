/** How well probabilities foretold what happened. */
export interface Judgement {
  readonly claims: number;
  readonly denied: number;
  /** Chance that of a denied and a paid claim the denied one had the higher probability; with its 95 % interval (Hanley and McNeil). */
  readonly auc: number;
  readonly aucLow: number;
  readonly aucHigh: number;
  /** Mean squared error, and that of telling everybody the base rate. */
  readonly brier: number;
  readonly baseBrier: number;
  /** By how much it is better than the base rate, with the lower end of its 95 % interval. */
  readonly gain: number;
  readonly gainLow: number;
  /** How many times as many were denied in the tenth with the highest probabilities. */
  readonly lift: number;
  /** Ten bins of equal numbers, from the lowest probabilities on: what was foretold, and what came. */
  readonly bins: readonly { readonly n: number; readonly foretold: number; readonly came: number }[];
}

export interface Told {
  readonly probability: number;
  readonly denied: boolean;
}

const z = 1.959964;
const binCount = 10;

function aucOf(sorted: readonly Told[], denied: number): number {
  let [rankSum, i] = [0, 0];
  while (i < sorted.length) {
    let end = i;
    while (end < sorted.length && sorted[end]?.probability === sorted[i]?.probability) end += 1;
    const rank = (i + end + 1) / 2;
    for (let k = i; k < end; k++) if (sorted[k]?.denied) rankSum += rank;
    i = end;
  }
  const paid = sorted.length - denied;
  return denied === 0 || paid === 0 ? 0.5 : (rankSum - (denied * (denied + 1)) / 2) / (denied * paid);
}

function aucError(auc: number, denied: number, paid: number): number {
  if (denied === 0 || paid === 0) return 0.5;
  const [q1, q2] = [auc / (2 - auc), (2 * auc * auc) / (1 + auc)];
  return Math.sqrt((auc * (1 - auc) + (denied - 1) * (q1 - auc * auc) + (paid - 1) * (q2 - auc * auc)) / (denied * paid));
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
const rateOf = (some: readonly Told[]): number => mean(some.map(({ denied }) => (denied ? 1 : 0)));

/** `base`: the share that was denied before, which anybody could have told. */
export function judge(told: readonly Told[], base: number): Judgement {
  const sorted = [...told].sort((a, b) => a.probability - b.probability);
  const n = sorted.length;
  const denied = sorted.filter((one) => one.denied).length;
  const auc = aucOf(sorted, denied);
  const error = z * aucError(auc, denied, n - denied);
  const wrong = (p: number, one: Told): number => (p - (one.denied ? 1 : 0)) ** 2;
  const gains = sorted.map((one) => wrong(base, one) - wrong(one.probability, one));
  const gain = mean(gains);
  const deviation = Math.sqrt(mean(gains.map((one) => (one - gain) ** 2)) / Math.max(1, n));
  const cut = (i: number): number => Math.round((i * n) / binCount);
  const bins = Array.from({ length: binCount }, (_, i) => sorted.slice(cut(i), cut(i + 1))).filter((bin) => bin.length > 0);
  const top = bins.at(-1) ?? [];
  return {
    ...{ claims: n, denied, auc, aucLow: auc > error ? auc - error : 0, aucHigh: Math.min(1, auc + error) },
    ...{ brier: mean(sorted.map((one) => wrong(one.probability, one))), baseBrier: mean(sorted.map((one) => wrong(base, one))) },
    ...{ gain, gainLow: gain - z * deviation, lift: denied === 0 ? 1 : rateOf(top) / (denied / n) },
    bins: bins.map((bin) => ({ n: bin.length, foretold: mean(bin.map(({ probability }) => probability)), came: rateOf(bin) })),
  };
}
