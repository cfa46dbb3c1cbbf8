import { addDays, type PlainDate } from '../../../ground/base/index.ts';
import type { PastClaim } from '../facts.ts';

export interface MadeClaim extends PastClaim {
  /** The chance by which it was denied: what nobody who learns may see. */
  readonly truth: number;
}

/** The same numbers every time. */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) >>> 0;
    let x = state;
    x = Math.imul(x ^ (x >>> 16), 0x45d9f3b) >>> 0;
    return ((x ^ (x >>> 15)) >>> 0) / 2 ** 32;
  };
}

const payers = ['payer-a', 'payer-b', 'payer-c', 'payer-d', 'payer-e', 'payer-f'];
const ofPayer = [-1, -0.5, 0, 0.2, 0.6, 1.2];
const codes = ['99213', '99214', '92014', '92250', '92134', '66984', '93000', '97110', '97140', 'J1100'];
const ofCode = [-0.6, -0.4, -0.2, 0.3, 0.5, -0.8, 0, 0.9, 0.7, 0.4];
const pick = (next: () => number, n: number): number => Math.min(n - 1, Math.floor(next() * n));

/** Claims of two years whose chance of a denial is known; with `random`, one and the same for all. */
export function madeHistory(count: number, seed: number, random = false): MadeClaim[] {
  const next = chance(seed);
  return Array.from({ length: count }, (_, i) => {
    const sentOn = addDays('2024-01-01' as PlainDate, Math.floor((i / count) * 730));
    const payer = pick(next, payers.length);
    const lines = 1 + pick(next, 3);
    const own = Array.from({ length: lines }, () => pick(next, codes.length));
    const modifiers = next() < 0.2 ? ['59'] : next() < 0.2 ? ['25'] : [];
    const authorization = next() < 0.7;
    const days = Math.floor(-15 * Math.log(1 - next()));
    const worst = own.reduce((most, code) => Math.max(most, ofCode[code] ?? 0), -9);
    const score =
      -2.4 +
      (ofPayer[payer] ?? 0) +
      worst +
      (modifiers.includes('59') ? 0.7 : 0) +
      (authorization ? -0.3 : 0.8) +
      0.5 * (Math.log1p(days) - 2.4);
    const truth = random ? 0.15 : 1 / (1 + Math.exp(-score));
    return {
      ...{ payer: payers[payer] ?? '', codes: own.map((code) => codes[code] ?? ''), families: [], modifiers, authorization, days },
      ...{ place: next() < 0.8 ? '11' : '22', provider: `npi-${pick(next, 6)}`, billedCents: 5_000 + pick(next, 60_000) },
      ...{
        diagnoses: 1 + pick(next, 4),
        warned: 0,
        sentOn,
        decidedOn: addDays(sentOn, 10 + pick(next, 30)),
        denied: next() < truth,
        truth,
      },
    };
  });
}
