// The clearinghouse of the demo, with payers behind it: `node tools/demo/clearinghouse.ts FOLDER` takes what is laid into FOLDER/in and lays
// its answers into FOLDER/out, in a hurry: what takes others a day takes it ten seconds. A process of its own, because the server never
// knows the twin; it ends with whoever started it.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clearinghouse, openClearinghouse, serveFolder } from '@claimwright/twin';

const [folder] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say in which folder: node tools/demo/clearinghouse.ts FOLDER');
  process.exit(2);
}

/** Of a minute, as they stand in the names of files. */
const parts = 60_000;
const kept = join(folder, 'taken');
mkdirSync(kept, { recursive: true });
const openedFile = join(folder, 'opened');
if (!existsSync(openedFile)) writeFileSync(openedFile, new Date(Date.now() - 86_400_000).toISOString().slice(0, 10));
const opens = readFileSync(openedFile, 'utf8').trim();
const minute = (): number => (Date.now() - Date.parse(`${opens}T08:00:00Z`)) / 60_000;

const house = openClearinghouse({
  ...{ seed: 'demo', opens, manner: { slow: 1 / 7200 } },
  mix: { contracted: 80, deductible: 10, denied: 5, 'line-denied': 5 },
});
// What it took before it was stopped it has still: the same files at the same minutes give the same answers.
for (const file of readdirSync(kept).sort()) {
  const [at = '', name = ''] = file.split('~');
  house.put(name, readFileSync(join(kept, file)), Number(at) / parts);
}
const keeping: Clearinghouse = {
  ...house,
  put: (name, bytes, at) => {
    if (!house.put(name, bytes, at)) return false;
    writeFileSync(join(kept, `${String(Math.round(at * parts)).padStart(14, '0')}~${name}`), bytes);
    return true;
  },
};
const serving = serveFolder(keeping, folder);
const outbound = join(folder, 'out');
let laid = readdirSync(outbound).length;
setInterval(() => {
  serving.pump(minute());
  const now = readdirSync(outbound).length;
  // Whoever started it looks at once, instead of when it would have looked.
  if (now > laid) console.log(`${now - laid} answers`);
  laid = now;
}, 250);
process.stdin.on('end', () => process.exit(0)).resume();
