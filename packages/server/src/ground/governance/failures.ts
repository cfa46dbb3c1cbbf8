/** Counts failed sign-ins of an address or a person and says how long to wait. In memory: a restart forgives, an attacker gains little. */
export interface Failures {
  /** Milliseconds to wait before the next try; 0: go ahead. */
  waitFor(...keys: readonly string[]): number;
  failed(...keys: readonly string[]): void;
  succeeded(...keys: readonly string[]): void;
}

const free = 5;
const shortest = 15_000;
const longest = 15 * 60_000;
/** More than an office has people; keeps an attacker with many names from filling memory. */
const mostKeys = 10_000;

/** After five failures in a row the wait doubles with each further one, from 15 seconds to 15 minutes. */
export function countFailures(now: () => number): Failures {
  const counted = new Map<string, { times: number; last: number }>();
  const wait = (key: string): number => {
    const seen = counted.get(key);
    if (!seen || seen.times < free) return 0;
    const pause = Math.min(shortest * 2 ** (seen.times - free), longest);
    const left = seen.last + pause - now();
    return left > 0 ? left : 0;
  };
  return {
    waitFor: (...keys) => keys.reduce((most, key) => (wait(key) > most ? wait(key) : most), 0),
    failed: (...keys) => {
      for (const key of keys) {
        const seen = counted.get(key);
        const stale = seen !== undefined && now() - seen.last > 2 * longest;
        counted.delete(key);
        counted.set(key, { times: (stale ? 0 : (seen?.times ?? 0)) + 1, last: now() });
        const oldest = counted.keys().next().value;
        if (counted.size > mostKeys && oldest !== undefined) counted.delete(oldest);
      }
    },
    succeeded: (...keys) => {
      for (const key of keys) counted.delete(key);
    },
  };
}
