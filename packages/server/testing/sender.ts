/**
 * A process that sends a batch and comes as far as it is told: `before end`, `after staged`. Says `there`, and waits to be killed.
 * `node sender.ts URL DATA TENANT BATCH ROOT WHEN STEP`
 */
import { createGate, type Gate, systemActor } from '../src/gate/index.ts';
import { watchBounds } from '../src/ground/intake/sources/index.ts';
import { sendBatch, submissionCommands } from '../src/revenue/submission/index.ts';
import { fileBlobs } from '../src/store/blob-files.ts';
import { idSource } from '../src/store/new-id.ts';
import { openStore } from '../src/store/store.ts';
import { testKeys } from '../src/store/testing/test-keys.ts';

const [url = '', data = '', tenant = '', batchId = '', root = '', when = '', step = ''] = process.argv.slice(2);
const store = openStore(url, { max: 2, keys: testKeys(url) });
const blobs = fileBlobs(data, store.keys);
const whole = createGate({
  ...{
    store,
    blobs,
    commands: submissionCommands({ remarksOf: async () => new Map(), decisionsOn: async () => [], refreshClaims: async () => [] }),
    queries: [],
    clock: () => new Date(),
    newId: idSource(Date.now),
  },
  enqueue: async () => undefined,
  changed: () => undefined,
});
const stop = async (): Promise<void> => {
  console.log('there');
  await new Promise((resolve) => setTimeout(resolve, 600_000));
};
const gate: Gate = {
  ...whole,
  act: async (name, input, actor, options) => {
    const here = name === `revenue/submission/${step}`;
    if (here && when === 'before') await stop();
    const answer = await whole.act<never>(name, input, actor, options);
    if (here && when === 'after') await stop();
    return answer;
  },
};
const bounds = watchBounds({ CLAIMWRIGHT_WATCH: root, CLAIMWRIGHT_DATA: data });
await sendBatch({ gate, blobs, bounds, actor: systemActor, milliseconds: 5_000 }, tenant, batchId);
