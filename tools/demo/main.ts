// Writes the files of the fictional practice into a folder, with a manifest that says who the practice is and in which order they came:
// `node tools/demo/main.ts FOLDER [TODAY]`. A process of its own, because the server never knows the twin that plays the outside world.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { demoFiles, sampleCodeTables } from '@claimwright/twin';
import { setUpOf } from './set-up.ts';

const [folder, today = new Date().toISOString().slice(0, 10)] = process.argv.slice(2);
if (folder === undefined) {
  console.error('Say into which folder: node tools/demo/main.ts FOLDER [TODAY]');
  process.exit(2);
}

const { practice, secondSite, claims, remits, bank, tonight } = demoFiles('demo', today);
const files = [
  { name: claims.name, about: 'The claims as they were sent', bytes: claims.bytes837 },
  ...remits.map(({ name, about, bytes835 }) => ({ name, about, bytes: bytes835 })),
  { name: bank.name, about: 'The bank’s file', bytes: bank.bytes },
];
const timeZone = 'America/New_York';
const addressOf = ({ street, town }: { readonly street: string; readonly town: string }) =>
  `${street}, ${town}, ${practice.state} ${practice.zip}`;
const setUp = setUpOf(practice, [
  { name: practice.name, billingNpi: practice.npi, timeZone, address: addressOf(practice) },
  { name: secondSite.name, npi: secondSite.npi, timeZone, address: addressOf(secondSite) },
]);

mkdirSync(folder, { recursive: true });
for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
for (const { name, text } of sampleCodeTables) writeFileSync(join(folder, name), text);
const manifest = {
  setUp,
  files: files.map(({ name, about }) => ({ name, about })),
  codes: sampleCodeTables.map(({ name, table }) => ({ name, table })),
  tonight,
};
writeFileSync(join(folder, 'manifest.json'), JSON.stringify(manifest, null, 2));
