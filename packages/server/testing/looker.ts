/**
 * A process that takes files from a place and stops in the middle of it, until somebody kills it. `node looker.ts URL DATA TENANT SOURCE
 * ROOT before|after`: says `stuck` before a file is received, or after it was and before it is put away.
 */
import { openSource } from '../src/connectors/file-sources/index.ts';
import { createGate, type Gate } from '../src/gate/index.ts';
import { lookAt } from '../src/ground/intake/sources/look.ts';
import { watchBounds } from '../src/ground/intake/sources/roots.ts';
import { commands, queries } from '../src/rooms.ts';
import { fileBlobs } from '../src/store/blob-files.ts';
import { idSource } from '../src/store/new-id.ts';
import { openStore } from '../src/store/store.ts';
import { testKeys } from '../src/store/testing/test-keys.ts';

const [url = '', data = '', tenant = '', source = '', root = '', when = ''] = process.argv.slice(2);
const stuck = (): Promise<never> => {
  console.log('stuck');
  return new Promise(() => setTimeout(() => undefined, 600_000));
};
const keys = testKeys(url);
const store = openStore(url, { max: 4, keys });
const blobs = fileBlobs(data, keys);
const clock = () => new Date();
const gate = createGate({
  ...{ store, blobs, commands, queries, clock, newId: idSource(Date.now) },
  ...{ enqueue: async () => undefined, changed: () => undefined },
});
const waiting: Gate = {
  ...gate,
  act: async (...asked) => {
    if (when === 'before') return stuck();
    await gate.act(...asked);
    return stuck();
  },
};
await lookAt(
  {
    ...{ store, blobs, gate: waiting, open: openSource, bounds: watchBounds({ CLAIMWRIGHT_WATCH: root }), clock, changed: () => undefined },
    log: { warn: () => undefined },
  },
  tenant,
  source,
);
