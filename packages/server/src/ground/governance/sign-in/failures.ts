import { createHmac, randomUUID } from 'node:crypto';
import type { LockoutStore } from './store.ts';

/** What was counted, to be settled when the outcome is known. */
export interface Attempt {
  readonly person: string;
  readonly address: string;
  /** How long the person is locked out if it fails; 0: not yet. */
  readonly locksFor: number;
}

/** Counts failed tries of a person and of an address, and locks them for a while. In the database: all servers see them, a restart forgets nothing. */
export interface Failures {
  /** Before a password, a code or a recovery code is looked at. `wait` is there where the try is not admitted. */
  attempt(person: string, address: string): Promise<{ readonly attempt: Attempt } | { readonly waitSeconds: number }>;
  succeeded(attempt: Attempt): Promise<void>;
  /** Until when a person is locked out, where they are. */
  lockedUntil(person: string): Promise<Date | undefined>;
  /** What an administrator does for somebody who is locked out. Answers whether there was anything to forgive. */
  unlock(person: string): Promise<boolean>;
}

const shortest = 15_000;
const longest = 15 * 60_000;
const forgotten = 2 * longest;

/** So many tries are free; then the wait doubles with each further failure, from 15 seconds to 15 minutes. */
function pauses(free: number): number[] {
  const list = Array.from({ length: free - 1 }, () => 0);
  for (let pause = shortest; pause < longest; pause *= 2) list.push(pause);
  return [...list, longest];
}
const ofPerson = pauses(5);
/** An office is behind one address, and Monday mornings are hard. */
const ofAddress = pauses(25);

/** `secret` makes the keys: the table holds no address and no name. */
export function countFailures(store: LockoutStore, secret: string, now: () => number): Failures {
  const key = (kind: string, of: string) => createHmac('sha256', secret).update(`lockout ${kind} ${of.toLowerCase()}`).digest('base64url');
  const tried = (of: string, list: readonly number[]) =>
    store.attempt(of, randomUUID(), new Date(now()), list, new Date(now() - forgotten));
  const seconds = (until: Date | null) => Math.ceil(((until?.getTime() ?? now()) - now()) / 1000);
  return {
    attempt: async (person, address) => {
      const keys = { person: key('person', person), address: key('address', address) };
      // Locked on one side is not counted on the other: whoever waits does not make it longer.
      const locked = await store.lockedUntil([keys.person, keys.address], new Date(now()));
      if (locked) return { waitSeconds: seconds(locked) };
      const byAddress = await tried(keys.address, ofAddress);
      if (!byAddress.admitted) return { waitSeconds: seconds(byAddress.lockedUntil) };
      const byPerson = await tried(keys.person, ofPerson);
      return byPerson.admitted
        ? { attempt: { ...keys, locksFor: seconds(byPerson.lockedUntil) } }
        : { waitSeconds: seconds(byPerson.lockedUntil) };
    },
    succeeded: async (attempt) => {
      await store.forget(attempt.person);
      await store.takeBack(attempt.address);
      await store.sweep(new Date(now() - forgotten));
    },
    lockedUntil: async (person) => (await store.lockedUntil([key('person', person)], new Date(now()))) ?? undefined,
    unlock: async (person) => (await store.forget(key('person', person))) > 0,
  };
}
