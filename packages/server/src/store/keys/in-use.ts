import { AsyncLocalStorage } from 'node:async_hooks';
import type { KeyRing } from './key-ring.ts';

const rings = new AsyncLocalStorage<KeyRing>();

/** While `work` runs, whatever it awaits included, personal columns are sealed and opened with these keys. */
export const withKeys = <T>(ring: KeyRing, work: () => T): T => rings.run(ring, work);

/** The keys of the tenant whose transaction this is. */
export function keysInUse(): KeyRing {
  const ring = rings.getStore();
  if (!ring) throw new Error('personal columns are read and written within a transaction of their tenant');
  return ring;
}
