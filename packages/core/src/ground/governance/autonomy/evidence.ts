/** 95 % two-sided. */
export const z95 = 1.959963984540054;

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/** Wilson's score interval for a share of n. Nothing seen: anything is possible. */
export function wilson(successes: number, n: number, z = z95): Interval {
  if (n === 0) return { lower: 0, upper: 1 };
  const p = successes / n;
  const z2 = z * z;
  const middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { lower: Math.max(0, middle - half), upper: Math.min(1, middle + half) };
}

/** One subject that both the machine and a person decided. */
export interface Compared {
  readonly arm: Arm;
  readonly agree: boolean;
  /** Where it was measured. */
  readonly seconds?: number;
  /** Cents that would stand wrong, had the machine's decision been applied. */
  readonly errorCost: number;
}

export type Arm = 'control' | 'machine';

export interface Evidence {
  readonly n: number;
  readonly agreed: number;
  readonly agreement: number;
  readonly interval: Interval;
  /** Median seconds a person took, by arm; absent where nothing was measured. */
  readonly seconds: { readonly [arm in Arm]?: number };
  /** Cents in all, and for each subject. */
  readonly errorCost: number;
  readonly errorCostEach: number;
}

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle];
  const below = sorted[middle - 1];
  if (upper === undefined) return undefined;
  return sorted.length % 2 === 1 || below === undefined ? upper : (below + upper) / 2;
}

export function evidenceOf(items: readonly Compared[]): Evidence {
  const agreed = items.filter((item) => item.agree).length;
  const errorCost = items.reduce((total, item) => total + item.errorCost, 0);
  const took = (arm: Arm) => median(items.flatMap((item) => (item.arm === arm && item.seconds !== undefined ? [item.seconds] : [])));
  const control = took('control');
  const machine = took('machine');
  return {
    n: items.length,
    agreed,
    agreement: items.length === 0 ? 0 : agreed / items.length,
    interval: wilson(agreed, items.length),
    seconds: { ...(control === undefined ? {} : { control }), ...(machine === undefined ? {} : { machine }) },
    errorCost,
    errorCostEach: items.length === 0 ? 0 : errorCost / items.length,
  };
}

/**
 * Wald's sequential test of the share that agrees: `good` is what earns a promotion, `bad` what ends the trial. `alpha` is the chance
 * to pass a bad machine, `beta` that to stop a good one.
 */
export interface StopRule {
  readonly good: number;
  readonly bad: number;
  readonly alpha: number;
  readonly beta: number;
}
export const initialStopRule: StopRule = { good: 0.98, bad: 0.9, alpha: 0.05, beta: 0.05 };

/** Where the test stands after these outcomes, in order. Once it has crossed a bound it stays crossed. */
export function sequentialTest(
  outcomes: readonly boolean[],
  rule: StopRule,
): { readonly says: 'go-on' | 'good' | 'stop'; readonly at?: number } {
  const upper = Math.log((1 - rule.beta) / rule.alpha);
  const below = Math.log(rule.beta / (1 - rule.alpha));
  let sum = 0;
  for (const [i, agree] of outcomes.entries()) {
    sum += agree ? Math.log(rule.good / rule.bad) : Math.log((1 - rule.good) / (1 - rule.bad));
    if (sum >= upper) return { says: 'good', at: i + 1 };
    if (sum <= below) return { says: 'stop', at: i + 1 };
  }
  return { says: 'go-on' };
}

/** A number from 0 to 1 that is the same for the same subject and salt, and tells nothing of other subjects. `sha256` answers hex. */
const drawn = (sha256: (text: string) => string, salt: string, subject: string): number =>
  Number.parseInt(sha256(`${salt}\n${subject}`).slice(0, 12), 16) / 2 ** 48;

/** In which arm a subject is: random, and the same for ever. */
export const armOf = (sha256: (text: string) => string, salt: string, subject: string, controlShare: number): Arm =>
  drawn(sha256, salt, subject) < controlShare ? 'control' : 'machine';

/** Whether an automatic change is drawn for a person to check one by one. */
export const isSampled = (sha256: (text: string) => string, seed: string, subject: string, share: number): boolean =>
  drawn(sha256, seed, subject) < share;

/** What somebody decided, as figures by name: cents by account, for one. */
export interface Figures {
  readonly [name: string]: number;
}

/** Cents that would stand wrong: half of what the two differ by, since every difference is on two sides. */
export function errorCost(machine: Figures, person: Figures): number {
  const names = new Set([...Object.keys(machine), ...Object.keys(person)]);
  let apart = 0;
  for (const name of names) apart += Math.abs((machine[name] ?? 0) - (person[name] ?? 0));
  return Math.ceil(apart / 2);
}
