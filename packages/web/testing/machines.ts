import { initialLimits } from '@claimwright/core/ground/governance';
import { type Done, workUnattended } from '../../server/src/agents/unattended.ts';
import { createGate } from '../../server/src/gate/index.ts';
import { addSetting } from '../../server/src/ground/governance/autonomy/store.ts';
import { commands, queries } from '../../server/src/rooms.ts';
import { openChanges } from '../../server/src/store/changes.ts';
import { findRunning } from '../../server/src/store/embedded.ts';
import { openSealedStore } from '../../server/src/store/keys/open-sealed-store.ts';
import { idSource } from '../../server/src/store/new-id.ts';

const noBytes = () => Promise.reject(new Error('no bytes are kept here'));

/**
 * Puts posting to `conditional` for every payer of the practice, as if each had earned it, and lets the machines work once beside the
 * running program.
 */
export async function letMachinesWork(data: string, tenant: string): Promise<Done> {
  const running = findRunning(data);
  if (!running) throw new Error(`nothing runs on ${data}`);
  const store = await openSealedStore(running.appUrl, data);
  const changes = openChanges(running.appUrl);
  const newId = idSource(Date.now);
  const clock = () => new Date();
  const gate = createGate({
    store,
    blobs: { put: noBytes, open: noBytes, read: noBytes, size: noBytes },
    commands,
    queries,
    clock,
    newId,
    enqueue: async () => undefined,
    changed: changes.publish,
  });
  try {
    await store.inTenant(tenant, async (tx) => {
      const actor = { kind: 'person', id: 'earlier', name: 'Earlier', tenant, roles: [] } as const;
      const by = { tx, now: clock(), actId: newId(), actor, newId };
      const payers = await tx.rows<{ id: string }>('select id from parties.payer where tenant_id = $1', [tenant]);
      const limits = { ...initialLimits, maxAmount: 100_000_000, maxAgeDays: 3650 };
      for (const { id } of payers)
        await addSetting(by, { workflow: 'posting', payerId: id, level: 'conditional', limits, because: 'It earned it long ago.' });
    });
    return await workUnattended(gate, tenant);
  } finally {
    await changes.close();
    await store.close();
  }
}
