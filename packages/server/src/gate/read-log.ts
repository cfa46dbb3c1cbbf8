import type { Store } from '../store/store.ts';
import { appendAll, type Unsequenced } from './record.ts';

/** Reads of patient data on their way to the record. */
export interface ReadLog {
  /** Ends when the read stands in the database for good: only then may the answer leave. */
  keep(tenant: string, entry: Unsequenced): Promise<void>;
}

interface Waiting {
  readonly entry: Unsequenced;
  kept(): void;
  lost(error: unknown): void;
}

/** So many entries go in one transaction. */
const most = 2_000;

/**
 * Reads that come while others are being written wait and go together, in one transaction for each tenant: what many people and
 * programs look at costs one lock and one flush of the disk for all, and nobody waits for a timer.
 */
export function openReadLog(store: Store): ReadLog {
  const waiting = new Map<string, Waiting[]>();
  const writing = new Set<string>();
  const write = async (tenant: string): Promise<void> => {
    for (;;) {
      const batch = waiting.get(tenant)?.splice(0, most) ?? [];
      if (batch.length === 0) return;
      try {
        await store.inTenant(tenant, (tx) =>
          appendAll(
            tx,
            'reads',
            batch.map(({ entry }) => entry),
          ),
        );
        for (const one of batch) one.kept();
      } catch (error) {
        for (const one of batch) one.lost(error);
      }
    }
  };
  const begin = (tenant: string): void => {
    if (writing.has(tenant)) return;
    writing.add(tenant);
    void write(tenant).finally(() => {
      writing.delete(tenant);
      if ((waiting.get(tenant)?.length ?? 0) > 0) begin(tenant);
      else waiting.delete(tenant);
    });
  };
  return {
    keep: (tenant, entry) =>
      new Promise((kept, lost) => {
        const queue = waiting.get(tenant) ?? [];
        waiting.set(tenant, queue);
        queue.push({ entry, kept, lost });
        begin(tenant);
      }),
  };
}
