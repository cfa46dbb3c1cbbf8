import type { PlainDate } from '@claimwright/core/ground/base';
import { nightDue } from '@claimwright/core/revenue/submission';
import { type Gate, systemActor } from '../../gate/index.ts';
import { type PracticeWatch, watchPractices } from '../../jobs/practice-watch.ts';
import { localTime } from '../../revenue/submission/index.ts';
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

/** When the day is over and nobody is at work. */
const nightAt = '02:30';
const everyMilliseconds = 60_000;

/** Keeps the night's hours: each practice's books are looked at once a night, and after a time of being down at the first moment. */
export const watchNights = (parts: NightClock): PracticeWatch =>
  watchPractices({
    ...{ everyMilliseconds, tenants: () => parts.tenants(), log: parts.log, failed: 'the night’s look at the books failed' },
    lookAt: (tenant) => lookAt(parts, tenant),
  });

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
