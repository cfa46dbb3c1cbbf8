/** Whole numbers from 0 to 2³² − 1, by chance or from a seed. */
export type Chance = () => number;

/**
 * The same numbers for the same seed (sfc32), for tests and for files that must be redacted alike. No secret is safe behind it.
 * @param seed any text
 * @returns a source of whole numbers
 */
export function seeded(seed: string): Chance {
  let hash = 0x811c9dc5;
  const next = () => {
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
    hash ^= hash >>> 15;
    return hash >>> 0;
  };
  for (let i = 0; i < seed.length; i++) hash = Math.imul(hash ^ seed.charCodeAt(i), 0x01000193);
  let [a, b, c, counter] = [next(), next(), next(), 1];
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  };
  for (let i = 0; i < 12; i++) step();
  return step;
}

/** From 0 to below `limit`. */
export const below = (chance: Chance, limit: number): number => Math.floor((chance() / 0x1_0000_0000) * limit);
