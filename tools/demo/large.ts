// Writes the files of the large fictional practice into a folder, batch after batch, and says each on a line of its own (JSON) when its
// files are there; the first line says who the practice is: `node tools/demo/large.ts FOLDER TODAY SCALE [FROM]`. The same day and scale
// give the same files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LargeFile, largePractice } from '@claimwright/twin';
import { setUpOf } from './set-up.ts';

const [folder, today, scale = '1', from = '0'] = process.argv.slice(2);
if (folder === undefined || today === undefined || !(Number(scale) > 0)) {
  console.error('Say into which folder, until which day, how large: node tools/demo/large.ts FOLDER TODAY SCALE [FROM]');
  process.exit(2);
}

const large = largePractice({ seed: 'large', today, scale: Number(scale) });
const { practice } = large;
const tell = (line: unknown): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
const sites = large.sites.map(({ name, npi, street }) => ({
  name,
  npi,
  timeZone: 'America/New_York',
  address: `${street}, Nowhereville, OH`,
}));
mkdirSync(folder, { recursive: true });
tell({ setUp: setUpOf(practice, sites), batches: large.batches, begins: large.begins });
for (const { number, claims, remits, bank } of large.make(Number(from))) {
  const keep = ({ bytes, ...file }: LargeFile) => {
    writeFileSync(join(folder, file.name), bytes);
    return file;
  };
  tell({ number, claims: keep(claims), remits: remits.map(keep), bank: keep(bank) });
}
