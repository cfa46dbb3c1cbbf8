import type { PlainDate } from '@claimwright/core/ground/base';
import { nightDue } from '@claimwright/core/revenue/submission';
import { type Gate, systemActor } from '../../gate/index.ts';
import { localTime } from '../../revenue/submission/index.ts';
import { codeOf } from '../../trouble.ts';
import { type ComplianceStore, lastNight } from './store.ts';

export interface NightClock {
  readonly store: ComplianceStore;
  readonly gate: Gate;
  clock(): Date;
  tenants(): Promise<readonly string[]>;
  log: { warn(details: object, message: string): void };
  /** What else is done each night, after the audit. */
  readonly also: readonly string[];
}

export interface NightWatch {
  start(): void;
  /** Once, for every practice: what the night owes. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** When the day is over and nobody is at work. */
const nightAt = '02:30';
const everyMilliseconds = 60_000;

/** Keeps the night's hours: each practice's books are looked at once a night, and after a time of being down at the first moment. */
export function watchNights(parts: NightClock): NightWatch {
  let timer: NodeJS.Timeout | undefined;
  let looking: Promise<void> = Promise.resolve();
  const look = async (): Promise<void> => {
    for (const tenant of await parts.tenants())
      await lookAt(parts, tenant).catch((error: unknown) =>
        parts.log.warn({ code: codeOf(error) ?? 'unknown', tenant }, 'the night’s look at the books failed'),
      );
  };
  const once = (): Promise<void> => {
    looking = looking.then(look).catch((error: unknown) => parts.log.warn({ code: codeOf(error) ?? 'unknown' }, 'nobody could look'));
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

async function lookAt({ store, gate, clock, also }: NightClock, tenant: string): Promise<void> {
  const night = await store.inTenant(tenant, (tx) => dueNight(tx, clock()), { readOnly: true });
  if (night === undefined) return;
  const system = systemActor(tenant);
  for (const command of also) await gate.act(command, { night }, system);
  // Last: it notes that the night is done, so that whatever failed is done again.
  await gate.act('oversight/compliance/audit', { night }, system);
}

async function dueNight(tx: Parameters<typeof lastNight>[0], now: Date): Promise<PlainDate | undefined> {
  return nightDue(nightAt, (await lastNight(tx))?.last ?? null, await localTime(tx, now));
}
