import { join } from 'node:path';
import { type Actor, createGate, type Gate } from '../../server/src/gate/index.ts';
import { commands, queries } from '../../server/src/rooms.ts';
import { fileBlobs } from '../../server/src/store/blob-files.ts';
import { openChanges } from '../../server/src/store/changes.ts';
import { findRunning } from '../../server/src/store/embedded.ts';
import { openSealedStore } from '../../server/src/store/keys/open-sealed-store.ts';
import { idSource } from '../../server/src/store/new-id.ts';

/** Works beside the running program as a machine that may only propose; machines have no door on the network yet. */
export async function asAgent<T>(data: string, tenant: string, work: (gate: Gate, agent: Actor) => Promise<T>): Promise<T> {
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
    return await work(gate, { kind: 'agent', id: 'poster', name: 'Poster', tenant, roles: ['posting-agent'] });
  } finally {
    await changes.close();
    await store.close();
  }
}
