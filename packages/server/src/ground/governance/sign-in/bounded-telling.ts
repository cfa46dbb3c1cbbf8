import type { IdentityEvent } from './parts.ts';

type Tell = (event: IdentityEvent) => Promise<void>;
interface Open {
  readonly began: number;
  told: number;
  /** How many more there were, by their reason. */
  readonly more: Map<string, number>;
}

/** So many failures of one person, or of nobody known, stand on the record one by one in a window; the others as one number. */
export const mostOneByOne = 20;
export const windowLasts = 10 * 60_000;

/**
 * Failures at the door can be made by anybody, at any rate: the record must hear of them and must not grow by them. What succeeds is told
 * always. A window that overflowed is summed up when it is over; `flush` sums up at once, where the program ends.
 */
export function boundedTelling(tell: Tell, now: () => number, later: (work: () => void, milliseconds: number) => void) {
  const open = new Map<string, Open>();
  const sumUp = async (key: string, userId: string | undefined): Promise<void> => {
    const found = open.get(key);
    open.delete(key);
    if (!found || found.more.size === 0) return;
    const failures = [...found.more.values()].reduce((sum, n) => sum + n, 0);
    const why = [...found.more.keys()].sort().join('; ');
    const details = { why, failures, from: new Date(found.began).toISOString(), until: new Date(now()).toISOString() };
    await tell({ what: 'ground/governance/more-failures', outcome: 'refused', userId, details });
  };
  return {
    tell: async (event: IdentityEvent): Promise<void> => {
      if (event.outcome !== 'refused') return tell(event);
      const key = event.userId ?? '';
      const before = open.get(key);
      if (before && now() - before.began >= windowLasts) await sumUp(key, event.userId);
      const window = open.get(key) ?? { began: now(), told: 0, more: new Map<string, number>() };
      if (!open.has(key)) {
        open.set(key, window);
        // Another window may be open by then: it has a time of its own.
        later(() => (open.get(key) === window ? void sumUp(key, event.userId).catch(() => undefined) : undefined), windowLasts);
      }
      if (window.told < mostOneByOne) {
        window.told += 1;
        return tell(event);
      }
      const why = String(event.details?.why ?? event.what);
      window.more.set(why, (window.more.get(why) ?? 0) + 1);
    },
    flush: async (): Promise<void> => {
      for (const key of [...open.keys()]) await sumUp(key, key === '' ? undefined : key);
    },
  };
}
