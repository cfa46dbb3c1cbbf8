import type { DataKeyRecord, RotationRecord } from './store.ts';

/** How long a data key seals before it is replaced. */
export const everyDays = 90;
const day = 86_400_000;

/** The key that seals now. */
export function currentKey(keys: readonly DataKeyRecord[]): (DataKeyRecord & { currentFrom: Date }) | undefined {
  const [newest] = keys
    .flatMap((key) => (key.purpose === 'data' && key.currentFrom !== null ? [{ ...key, currentFrom: key.currentFrom }] : []))
    .sort((a, b) => b.version - a.version);
  return newest;
}

export const ageDays = (since: Date, now: Date): number => Math.floor((now.getTime() - since.getTime()) / day);
export const nextOn = (since: Date): Date => new Date(since.getTime() + everyDays * day);

export const isRunning = (rotations: readonly RotationRecord[]): boolean => rotations.some(({ doneAt }) => doneAt === null);

/** Whether the key that seals is to be replaced now. */
export function isDue(keys: readonly DataKeyRecord[], rotations: readonly RotationRecord[], now: Date): boolean {
  const current = currentKey(keys);
  return current !== undefined && !isRunning(rotations) && nextOn(current.currentFrom) <= now;
}
