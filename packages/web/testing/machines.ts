import { join } from 'node:path';
import { initialLimits } from '@claimwright/core/ground/governance';
import { type Done, workUnattended } from '../../server/src/agents/unattended.ts';
import { createGate } from '../../server/src/gate/index.ts';
import { person } from '../../server/src/gate/person.ts';
import { addSetting } from '../../server/src/ground/governance/autonomy/store.ts';
import { commands, queries } from '../../server/src/rooms.ts';
import { fileBlobs } from '../../server/src/store/blob-files.ts';
import { openChanges } from '../../server/src/store/changes.ts';
import { findRunning } from '../../server/src/store/embedded.ts';
import { openSealedStore } from '../../server/src/store/keys/open-sealed-store.ts';
import { idSource } from '../../server/src/store/new-id.ts';

type Beside = Parameters<typeof workUnattended>[0];
type Store = Awaited<ReturnType<typeof openSealedStore>>;

/** Opens the store beside the running program, with a gate of its own. */
async function beside<T>(data: string, work: (store: Store, gate: Beside) => Promise<T>): Promise<T> {
  const running = findRunning(data);
  if (!running) throw new Error(`nothing runs on ${data}`);
  const store = await openSealedStore(running.appUrl, data);
  const changes = openChanges(running.appUrl);
  const gate = createGate({
    store,
    blobs: fileBlobs(join(data, 'blobs'), store.keys),
    commands,
    queries,
    clock: () => new Date(),
    newId: idSource(Date.now),
    enqueue: async () => undefined,
    changed: changes.publish,
  });
  try {
    return await work(store, gate);
  } finally {
    await changes.close();
    await store.close();
  }
}

/**
 * Puts posting to `conditional` for every payer of the practice, as if each had earned it, and lets the machines work once beside the
 * running program.
 */
export const letMachinesWork = (data: string, tenant: string): Promise<Done> =>
  beside(data, async (store, gate) => {
    await store.inTenant(tenant, async (tx) => {
      const newId = idSource(Date.now);
      const actor = person('test', { id: 'earlier', name: 'Earlier', tenant, roles: [] });
      const by = { tx, now: new Date(), actId: newId(), actor, newId };
      const payers = await tx.rows<{ id: string }>('select id from parties.payer where tenant_id = $1', [tenant]);
      const limits = { ...initialLimits, maxAmount: 100_000_000, maxAgeDays: 3650 };
      for (const { id } of payers)
        await addSetting(by, { workflow: 'posting', payerId: id, level: 'conditional', limits, because: 'It earned it long ago.' });
    });
    return workUnattended(gate, tenant);
  });

/** Weeks of a trial of posting in which people and the machine agreed on all but one of so many remits; then the watch looks at it. */
export const runTrial = (data: string, tenant: string, count: number): Promise<void> =>
  beside(data, async (store, gate) => {
    await store.inTenant(tenant, async (tx) => {
      await tx.rows(
        `insert into autonomy.trial_item (tenant_id, workflow, subject, trial_id, arm, command, digest, figures, confidence, amount, decided_at, person_digest, person_at, agree, seconds, error_cost)
         select $1, 'posting', 'remit:' || n, t.id, case when n % 5 = 0 then 'control' else 'machine' end, 'revenue/posting/post-remit', 'd', '{}', 9900, 5000 + (n * 37) % 100, now(), 'd',
                now() + n * interval '1 millisecond', n <> 7, case when n % 5 = 0 then 90 + n % 20 else 12 + n % 9 end, case when n = 7 then 4200 else 0 end
           from autonomy.trial t, generate_series(1, $2::int) n where t.tenant_id = $1 and t.ended_at is null and t.workflow = 'posting'`,
        [tenant, count],
      );
    });
    const system = { kind: 'system', id: 'claimwright', name: 'Claimwright', tenant, roles: ['system'] } as const;
    await gate.act('ground/governance/watch-machines', { workflow: 'posting' }, system);
  });
