import { codeOf } from '../trouble.ts';

export interface PracticeWatch {
  start(): void;
  /** Once, for every practice. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

export interface PracticesWatched {
  readonly everyMilliseconds: number;
  tenants(): Promise<readonly string[]>;
  log: { warn(details: object, message: string): void };
  /** What is told where a look fails; the other practices are looked at all the same. */
  readonly failed: string;
  lookAt(tenant: string): Promise<void>;
}

/** Looks at every practice in turn, at once and then every so often. Two looks never overlap. */
export function watchPractices({ everyMilliseconds, tenants, log, failed, lookAt }: PracticesWatched): PracticeWatch {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    for (const tenant of await tenants())
      await lookAt(tenant).catch((error: unknown) => log.warn({ code: codeOf(error) ?? 'unknown', tenant }, failed));
  };
  const once = (): Promise<void> => {
    looking = looking.then(look).catch((error: unknown) => log.warn({ code: codeOf(error) ?? 'unknown' }, 'nobody could look'));
    return looking;
  };
  return {
    start: () => {
      void once();
      timer ??= setInterval(() => void once(), everyMilliseconds).unref();
    },
    look: once,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
