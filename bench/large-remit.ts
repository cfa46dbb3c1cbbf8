/**
 * One remittance of 100,000 claims: received and read, planned, opened, paged through, posted, opened again and paged through. Writes how
 * long each took, and the memory of the process, into bench/RESULTS.md. CLAIMWRIGHT_SCALE makes a smaller one, CLAIMWRIGHT_DRY writes nothing.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { adjudicateClaims, type MadeClaim, makeClaims, makePractice } from '@claimwright/twin';
import { removeData, startEmbedded } from '../packages/server/src/store/embedded.ts';
import { prepare } from '../packages/server/src/store/prepare.ts';
import { createDatabase } from '../packages/server/src/store/provision.ts';
import { openStore } from '../packages/server/src/store/store.ts';
import { testKeys } from '../packages/server/src/store/testing/test-keys.ts';
import { twinPayers } from '../packages/server/testing/conserve.ts';
import { type Desk, openDesk } from '../packages/server/testing/desk.ts';
import { machine, writeSection } from './results.ts';

const claims = Math.round(100_000 * Number(process.env.CLAIMWRIGHT_SCALE ?? 1));
const perFile = 5_000;

interface Step {
  readonly what: string;
  readonly ms: number;
  /** Of this process; the database has its own. */
  readonly cpu: number;
  /** The most of it, in MB. */
  readonly resident: number;
}
const steps: Step[] = [];

async function step<T>(what: string, work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const before = process.cpuUsage();
  let resident = 0;
  const look = () => {
    resident = Math.max(resident, process.memoryUsage.rss() / 1e6);
  };
  const looking = setInterval(look, 50);
  const answer = await work();
  clearInterval(looking);
  look();
  const { user, system } = process.cpuUsage(before);
  const one = { what, ms: performance.now() - started, cpu: (user + system) / 1000, resident };
  steps.push(one);
  console.log(`${what}: ${ms(one.ms)}, ${ms(one.cpu)} of CPU, ${one.resident.toFixed(0)} MB`);
  return answer;
}
const ms = (value: number): string => `${Math.round(value).toLocaleString('en-US')} ms`;

/** One practice whose patients all have the same payer, its claims, and one remit that answers them all. */
function makeFiles(folder: string): void {
  const practice = makePractice('bench', { patients: Math.max(200, Math.round(claims / 2)) });
  const payer = practice.payers[0];
  const patients = practice.patients.filter((patient) => patient.coverages[0]?.payer === payer && patient.coverages.length === 1);
  const made: MadeClaim[] = [];
  // As a practice sends them: in files of some thousands.
  for (let at = 0; at < claims; at += perFile) {
    const count = Math.min(perFile, claims - at);
    const batch = makeClaims({ seed: 'bench', count, firstNumber: at + 1, until: '2026-01-30', practice: { ...practice, patients } });
    writeFileSync(join(folder, `claims-${at}.837`), batch.bytes837);
    made.push(...batch.claims);
  }
  const { remits } = adjudicateClaims(made, {
    ...{ seed: 'bench', from: '2026-02-06', claimsPerRemit: claims * 2 },
    mix: { contracted: 80, deductible: 12, denied: 8 },
  });
  const largest = [...remits].sort((a, b) => b.remit.claims.length - a.remit.claims.length)[0];
  if (!largest) throw new Error('the twin answered nothing');
  writeFileSync(join(folder, 'remit.835'), largest.bytes835);
}

type Page = { readonly rows: readonly unknown[]; readonly next?: string; readonly total: number };

/** The first pages, one far down, and those of one state. */
async function pages(desk: Desk, remitId: string, when: string): Promise<void> {
  const ask = (input: object) => desk.ask<Page>('revenue/posting/remit-claims', { remitId, ...input });
  const first = await step(`${when}: first page of its claims`, () => ask({}));
  await step(`${when}: next page`, () => ask({ cursor: first.next }));
  let cursor = first.next;
  await step(`${when}: twenty more, one after the other`, async () => {
    for (let i = 0; i < 20 && cursor !== undefined; i++) cursor = (await ask({ cursor })).next;
  });
  for (const state of ['clean', 'work', 'parked']) {
    const found = await step(`${when}: those that are ${state}`, () => ask({ state }));
    console.log(`  ${found.total} of them`);
  }
}

async function measure(desk: Desk, folder: string): Promise<void> {
  const read = (name: string) => desk.feed(name, readFileSync(join(folder, name)));
  await step('its claims, received and read', async () => {
    for (let at = 0; at < claims; at += perFile) await read(`claims-${at}.837`);
  });
  await step(`the remit of ${(statSync(join(folder, 'remit.835')).size / 1e6).toFixed(0)} MB, received and read`, () => read('remit.835'));
  await step('planned for the tray', () => desk.settle());
  const { rows } = await desk.ask<{ rows: { id: string; claims: number }[] }>('revenue/posting/tray', { view: 'all' });
  const [remit] = rows;
  if (!remit) throw new Error('the remit did not come in');
  console.log(`${remit.claims} claims`);
  const open = () => desk.ask<object>('revenue/posting/remit', { remitId: remit.id });
  const answer = await step('opened', open);
  console.log(`  ${(JSON.stringify(answer).length / 1e6).toFixed(2)} MB of answer`);
  await step('opened again', open);
  await pages(desk, remit.id, 'open');
  await step('posted', () => desk.act('revenue/posting/post-remit', { remitId: remit.id }));
  await step('posted: opened', open);
  await pages(desk, remit.id, 'posted');
}

function report(): void {
  writeSection('large-remit', [
    `## One 835 of ${claims.toLocaleString('en-US')} claims`,
    '',
    `\`node bench/large-remit.ts\` on ${machine()}; once, embedded PostgreSQL with fsync on. Memory is the most that was resident of the server’s process during the step; the files are made by another.`,
    '',
    '| step | took | of it CPU of the server | resident |',
    '|---|---|---|---|',
    ...steps.map(({ what, ms: took, cpu, resident }) => `| ${what} | ${ms(took)} | ${ms(cpu)} | ${resident.toFixed(0)} MB |`),
  ]);
}

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  chmodSync(folder, 0o711);
  // In a process of its own: what making them takes is not the server’s.
  execFileSync(process.execPath, [import.meta.filename, folder], { stdio: 'inherit' });
  const data = join(folder, 'data');
  const embedded = await startEmbedded(data, 'bench');
  try {
    await createDatabase(embedded.adminUrl);
    await prepare(embedded);
    const store = openStore(embedded.appUrl, { max: 4, keys: testKeys(embedded.appUrl) });
    const desk = await openDesk(store, twinPayers);
    await measure(desk, folder);
    await desk.close();
    await store.close();
  } finally {
    await embedded.stop();
    removeData(data);
    rmSync(folder, { recursive: true, force: true });
  }
  if (process.env.CLAIMWRIGHT_DRY === undefined) report();
}

const [into] = process.argv.slice(2);
if (into === undefined) await main();
else makeFiles(into);
