/**
 * The twin's own dice: the same seed gives the same world on every machine. Passed around, never global, so that adding a case to one
 * place does not shift the numbers of another: `fork` gives an independent stream by name.
 */
export interface Random {
  /** Whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  pick<T>(values: readonly T[]): T;
  /** True in `perMille` of a thousand throws. */
  chance(perMille: number): boolean;
  shuffle<T>(values: readonly T[]): T[];
  digits(count: number): string;
  fork(name: string): Random;
}

/** FNV-1a over the text's UTF-16 units: a spread of 32 bits, no secret. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

export function makeRandom(seed: string | number): Random {
  const name = String(seed);
  // sfc32, run in: neighbouring seeds must not begin alike.
  let a = hashOf(`${name}/a`);
  let b = hashOf(`${name}/b`);
  let c = hashOf(`${name}/c`);
  let counter = 1;
  const next = (): number => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) next();
  const int = (min: number, max: number): number => min + (next() % (max - min + 1));
  const pick = <T>(values: readonly T[]): T => {
    if (values.length === 0) throw new Error('nothing to pick from');
    return values[int(0, values.length - 1)] as T;
  };
  return {
    int,
    pick,
    chance: (perMille) => next() % 1000 < perMille,
    shuffle(values) {
      const all = [...values];
      for (let i = all.length - 1; i > 0; i--) {
        const j = int(0, i);
        [all[i], all[j]] = [all[j] as (typeof all)[number], all[i] as (typeof all)[number]];
      }
      return all;
    },
    digits: (count) => Array.from({ length: count }, () => String(next() % 10)).join(''),
    fork: (part) => makeRandom(`${name}/${part}`),
  };
}
