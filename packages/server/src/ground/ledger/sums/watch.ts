import { codeOf } from '../../../trouble.ts';
import { sumUpAll } from './store.ts';

export interface BookWatchParts {
  readonly store: Parameters<typeof sumUpAll>[0];
  tenants(): Promise<readonly string[]>;
  clock(): Date;
  log: { warn(details: object, message: string): void };
}

/** Sums up the books while the program runs, where much was booked since. */
export interface BookWatch {
  start(): void;
  /** One round, for whoever does not want to wait; all that waits is summed up. */
  round(): Promise<void>;
  /** Lets a round that runs finish. */
  stop(): Promise<void>;
}

/** Milliseconds between rounds. */
const beat = 10_000;
/** Fewer entries than this are added up each time somebody looks. */
const worthIt = 2_000;

export function watchBooks({ store, tenants, clock, log }: BookWatchParts): BookWatch {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  const look = async (atLeast: number): Promise<void> => {
    for (const tenant of await tenants()) await sumUpAll(store, tenant, clock(), atLeast);
  };
  return {
    start: () => {
      timer ??= setInterval(() => {
        running ??= look(worthIt)
          .catch((error: unknown) => log.warn({ code: codeOf(error) ?? 'books' }, 'the books could not be summed up'))
          .finally(() => {
            running = undefined;
          });
      }, beat).unref();
    },
    round: () => look(1),
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}
