/**
 * A process that posts every open remit of a practice, over and over, until somebody kills it. `node poster.ts URL TENANT`: says
 * `ready` when it starts posting and `posted <id>` after each.
 */
import { v7 } from 'uuid';
import { createGate } from '../src/gate/index.ts';
import { person } from '../src/gate/person.ts';
import { commands, queries } from '../src/rooms.ts';
import { fileBlobs } from '../src/store/blob-files.ts';
import { openStore } from '../src/store/store.ts';
import { testKeys } from '../src/store/testing/test-keys.ts';

const [url = '', tenant = ''] = process.argv.slice(2);
const store = openStore(url, { max: 2, keys: testKeys(url) });
const gate = createGate({
  store,
  blobs: fileBlobs('/nowhere', store.keys),
  commands,
  queries,
  clock: () => new Date(),
  newId: () => v7(),
  enqueue: async () => undefined,
  changed: () => undefined,
});
const biller = person('test', { id: 'dana', name: 'Dana', tenant, roles: ['biller'] });
const { rows } = await gate.ask<{ rows: readonly { id: string }[] }>('revenue/posting/tray', { view: 'open' }, biller);
console.log('ready');
for (const row of rows) {
  await gate.act('revenue/posting/post-remit', { remitId: row.id }, biller);
  console.log(`posted ${row.id}`);
}
await store.close();
