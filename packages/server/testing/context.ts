import type { PlainDate } from '@claimwright/core/ground/base';
import { v7 } from 'uuid';
import type { Ctx } from '../src/gate/index.ts';
import { person } from '../src/gate/person.ts';
import { addDocument } from '../src/ground/intake/store.ts';
import type { Store } from '../src/store/store.ts';

/** Runs `work` as one act of a practice, without the gate: for tests of what a room keeps. */
export async function within<T>(
  store: Store,
  tenant: string,
  work: (ctx: Ctx) => Promise<T>,
  today = '2026-03-02' as PlainDate,
): Promise<T> {
  return store.found(tenant, (tx) =>
    work({
      tx,
      actor: person('test', { id: 'dana', name: 'Dana', tenant, roles: ['biller', 'office-manager', 'compliance-officer'] }),
      now: new Date(`${today}T15:00:00Z`),
      today,
      actId: v7(),
      blobs: {
        put: refuse,
        open: refuse,
        read: refuse,
        size: refuse,
        sealed: refuse,
        putSealed: refuse,
        removeAll: refuse,
        remove: refuse,
        rewrap: refuse,
        version: refuse,
        sealClear: refuse,
      },
      newId: () => v7(),
      progress: () => undefined,
    }),
  );
}

const refuse = (): never => {
  throw new Error('no bytes are kept here');
};

/** A document that rows may point at. */
export async function someDocument(ctx: Ctx): Promise<string> {
  const id = ctx.newId();
  await addDocument(ctx.tx, {
    id,
    sha256: id.replaceAll('-', '').padEnd(64, '0'),
    name: 'sample',
    size: 1,
    kind: '837',
    receivedAt: ctx.now,
    receivedBy: ctx.actor.name,
    actId: ctx.actId,
  });
  return id;
}
