import type { Store } from '../store/store.ts';
import { type Door, refusedAt } from './authorise.ts';
import type { Actor } from './define.ts';
import { actorOn } from './entry.ts';
import { Refusal } from './errors.ts';
import { append } from './record.ts';

interface Parts {
  readonly store: Store;
  clock(): Date;
  newId(): string;
}

/** Refuses whoever has not the right, and keeps the refusal on the record. */
export async function passDoor(parts: Parts, actor: Actor, what: string, door: Door): Promise<void> {
  const refused = refusedAt(door, actor);
  if (!refused) return;
  await recordRefusal(parts, actor, what, `needs ${door.needs}`);
  throw refused;
}

/** A refusal that is made before anything is read goes on the record too. */
export async function orRecorded<T>(parts: Parts, actor: Actor, what: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'not-allowed')
      await recordRefusal(parts, actor, what, error.findings[0]?.code ?? error.code);
    throw error;
  }
}

export async function recordRefusal(parts: Parts, actor: Actor, what: string, why: string): Promise<void> {
  const id = parts.newId();
  const at = parts.clock().toISOString();
  await parts.store.inTenant(actor.tenant, (tx) =>
    append(tx, { chain: 'acts', id, at, actor: actorOn(actor), what, outcome: 'refused', subjects: [], because: why }),
  );
}
