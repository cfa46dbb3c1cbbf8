import type { ScrubFacts } from '../facts.ts';
import { type Changes, day } from './claims.ts';

/** Numbers that look like chance and are the same each time. */
export function chance(seed: number): (below: number) => number {
  let state = (seed * 2654435761 + 12345) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
}
export type Chance = (below: number) => number;

/** An error that is made on purpose, and the same claim where it was not made. */
export interface Seeding {
  readonly kind: 'medical' | 'dental' | 'optometry';
  readonly code: string;
  readonly wrong: (chance: Chance) => ScrubFacts;
  readonly near: (chance: Chance) => ScrubFacts;
}

export const seeding = <Value>(
  kind: Seeding['kind'],
  code: string,
  make: (value: Value, chance: Chance) => ScrubFacts,
  wrong: readonly Value[],
  near: readonly Value[],
): Seeding => {
  const pick = (from: readonly Value[], c: Chance): ScrubFacts => {
    for (const value of from.slice(c(from.length))) return make(value, c);
    throw new Error('nothing to choose from');
  };
  return { kind, code, wrong: (c) => pick(wrong, c), near: (c) => pick(near, c) };
};

/** Whose claim it is: another person each time. */
export function somebody(c: Chance, years: readonly [number, number] = [25, 60]): Changes {
  const first = ['Ida', 'Noor', 'Tomas', 'Wren', 'Aki', 'Pilar'][c(6)] ?? 'Ida';
  const last = ['Marlow', 'Finch', 'Okafor', 'Lind', 'Reyes', 'Tan'][c(6)] ?? 'Marlow';
  const born = 2026 - years[0] - c(years[1] - years[0] + 1);
  return {
    patient: { first, last, birthDate: day(`${born}-0${1 + c(2)}-1${c(9)}`), sex: c(2) === 0 ? 'F' : 'M' },
    coverage: { memberId: `SH${100_000 + c(899_999)}` },
  };
}
