import { joined } from './mutations.ts';

/**
 * A smaller file that fails alike: pieces are left out, half of it first, then less and less.
 * @param fails whether bytes still fail in the same way
 * @param mayGoOn false when it has taken long enough
 */
export function minimise(bytes: Uint8Array, fails: (bytes: Uint8Array) => boolean, mayGoOn: () => boolean): Uint8Array {
  let least = bytes;
  for (let size = Math.ceil(least.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < least.length && mayGoOn(); ) {
      const without = joined(least.subarray(0, at), least.subarray(at + size));
      if (fails(without)) least = without;
      else at += size;
    }
  }
  return least;
}
