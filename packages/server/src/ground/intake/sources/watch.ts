import { codeOf } from '../../../trouble.ts';
import { type LookParts, lookAt } from './look.ts';
import { dueSources } from './store.ts';

export interface SourceWatch {
  /** Looks every few seconds which source is due, until it is stopped. */
  start(): void;
  look(): Promise<void>;
  stop(): Promise<void>;
}

const everyMilliseconds = 3_000;

/** Looks at every practice's sources when they are due; several of it may run, on several machines. One that is slow keeps no other waiting. */
export function watchSources(parts: LookParts & { tenants(): Promise<readonly string[]> }): SourceWatch {
  let timer: NodeJS.Timeout | undefined;
  let finding: Promise<void> = Promise.resolve();
  const looking = new Map<string, Promise<void>>();
  const begin = (tenant: string, id: string): void => {
    if (looking.has(id)) return;
    const look = lookAt(parts, tenant, id)
      .catch((error: unknown) => parts.log.warn({ code: codeOf(error) ?? 'unknown', source: id }, 'a look at a source failed'))
      .finally(() => looking.delete(id));
    looking.set(id, look);
  };
  const find = async (): Promise<void> => {
    for (const tenant of await parts.tenants())
      for (const id of await parts.store.inTenant(tenant, (tx) => dueSources(tx, parts.clock()), { readOnly: true })) begin(tenant, id);
  };
  const once = (): Promise<void> => {
    finding = finding
      .then(find)
      .catch((error: unknown) => parts.log.warn({ code: codeOf(error) ?? 'unknown' }, 'nobody could look which sources are due'));
    return finding;
  };
  return {
    start: () => {
      void once();
      timer ??= setInterval(() => void once(), everyMilliseconds).unref();
    },
    look: async () => {
      await once();
      await Promise.all(looking.values());
    },
    stop: async () => {
      clearInterval(timer);
      await finding;
      await Promise.all(looking.values());
    },
  };
}
