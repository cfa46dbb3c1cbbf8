import { randomBytes } from 'node:crypto';
import { v7 } from 'uuid';

const pooled = 4096;

/**
 * Makes a source of UUIDv7, each later than the one before it even within a millisecond. Randomness is drawn in large pieces: a posting
 * of ten thousand claims takes some hundred thousand ids.
 */
export function idSource(clock: () => number): () => string {
  let pool = new Uint8Array(0);
  let used = 0;
  let at = 0;
  let seq = 0;
  return () => {
    if (used >= pool.length) {
      pool = randomBytes(16 * pooled);
      used = 0;
    }
    const random = pool.subarray(used, used + 16);
    used += 16;
    const now = clock();
    if (now > at) {
      at = now;
      // A random start that leaves room to count up: the sequence has 31 bits.
      seq = ((random[6] ?? 0) << 16) | ((random[7] ?? 0) << 8);
    } else seq += 1;
    return v7({ msecs: at, seq, random });
  };
}
