import { type Ctx, makeCheckpoints, type Witness, witnessCheckpoints } from '../../../gate/index.ts';
import { codeOf } from '../../../trouble.ts';
import { sweepFiles } from '../retention/index.ts';
import type { Store } from './store.ts';
import { type Stream, tell, whyNot } from './streams.ts';

export interface KeeperParts {
  readonly store: Store;
  readonly witness: Witness;
  readonly streams: readonly Stream[];
  readonly blobs: Pick<Ctx['blobs'], 'remove'>;
  /** The tenants of this database. */
  tenants(): Promise<readonly string[]>;
  clock(): Date;
  log: { warn(details: object, message: string): void };
}

/**
 * Looks after the record while the program runs: signs batches, carries them to the second place, tells the streams, and deletes the bytes
 * of files whose destruction is committed.
 */
export interface Keeper {
  start(): void;
  /** One round, for whoever does not want to wait. */
  round(): Promise<void>;
  /** Lets a round that runs finish. */
  stop(): Promise<void>;
}

/** Milliseconds between rounds. */
const beat = 5_000;

export function openKeeper(parts: KeeperParts): Keeper {
  /** Until when destroyed files were looked after; what was before this process began is looked at once more. */
  const swept = new Map<string, Date>();
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const round = (): Promise<void> => {
    running = running
      .then(() => once(parts, swept))
      .catch((error: unknown) => parts.log.warn({ code: codeOf(error) ?? 'record' }, 'the record could not be looked after'));
    return running;
  };
  let idle = true;
  return {
    start: () => {
      timer ??= setInterval(() => {
        if (!idle) return;
        idle = false;
        void round().finally(() => {
          idle = true;
        });
      }, beat).unref();
    },
    round,
    stop: async () => {
      clearInterval(timer);
      await running;
    },
  };
}

async function once(parts: KeeperParts, swept: Map<string, Date>): Promise<void> {
  for (const tenant of await parts.tenants()) {
    await parts.store.inTenant(tenant, (tx) => makeCheckpoints(tx, parts.witness, parts.clock()));
    await parts.store
      .inTenant(tenant, (tx) => witnessCheckpoints(tx, parts.witness))
      .catch((error: unknown) =>
        parts.log.warn({ code: codeOf(error) ?? 'checkpoints' }, 'the second place for checkpoints cannot be written'),
      );
    for (const stream of parts.streams) await drained(parts, tenant, stream);
    const since = swept.get(tenant) ?? new Date(0);
    swept.set(tenant, await parts.store.inTenant(tenant, (tx) => sweepFiles(tx, parts.blobs, since)));
  }
}

/** Until there is nothing new; a stream that does not take it is asked again in the next round. */
async function drained(parts: KeeperParts, tenant: string, stream: Stream): Promise<void> {
  try {
    while ((await parts.store.inTenant(tenant, (tx) => tell(tx, stream))) > 0);
  } catch (error) {
    parts.log.warn(whyNot(stream, error), 'a stream of the record does not take it');
  }
}
