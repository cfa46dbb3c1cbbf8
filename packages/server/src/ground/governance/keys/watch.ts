import type { Actor, Ctx, Gate } from '../../../gate/index.ts';
import { isDue, isRunning } from './due.ts';
import { rotate, standing } from './store.ts';

export interface KeyWatchParts {
  readonly store: Parameters<typeof standing>[0];
  readonly blobs: Ctx['blobs'];
  readonly gate: Gate;
  actor(tenant: string): Actor;
  tenants(): Promise<readonly string[]>;
  clock(): Date;
  log: { warn(details: object, message: string): void };
}

export interface KeyWatch {
  /** Looks now and every hour whether a key is due. */
  start(): void;
  look(): Promise<void>;
  /** Does what is left of a tenant's rotation, and puts its proof on the record. */
  work(tenant: string): Promise<void>;
  stop(): Promise<void>;
}

const hour = 3_600_000;

export function watchKeys(parts: KeyWatchParts): KeyWatch {
  const { store, blobs, gate, actor, clock, log } = parts;
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const work = async (tenant: string): Promise<void> => {
    const rotationId = await rotate(store, blobs, tenant);
    if (rotationId !== undefined) await gate.act('ground/governance/keys/proved', { rotationId }, actor(tenant));
  };
  const once = async (): Promise<void> => {
    for (const tenant of await parts.tenants()) {
      const { keys, rotations } = await standing(store, tenant);
      if (isDue(keys, rotations, clock())) await gate.act('ground/governance/keys/rotate-due', {}, actor(tenant));
      // One whose job is gone, because nobody ran for days, goes on all the same.
      else if (isRunning(rotations) && (rotations[0]?.orderedAt.getTime() ?? 0) < clock().getTime() - hour) await work(tenant);
    }
  };
  const look = (): Promise<void> => {
    looking = looking
      .then(once)
      .catch((error: unknown) => log.warn({ code: error instanceof Error ? error.name : 'unknown' }, 'the keys could not be looked after'));
    return looking;
  };
  return {
    start: () => {
      void look();
      timer ??= setInterval(() => void look(), hour).unref();
    },
    look,
    work,
    stop: async () => {
      clearInterval(timer);
      await looking;
    },
  };
}
