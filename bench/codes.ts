/**
 * Reads code tables' files as their publishers give them (named as arguments), packs them, and measures in a process of its own what it takes
 * to load them all, and how fast they answer. Writes medians into bench/RESULTS.md. No such file is in the repository.
 */
import { fork } from 'node:child_process';
import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { plainDate } from '../packages/core/src/ground/base/index.ts';
import { periodOfName, TableReading } from '../packages/core/src/ground/codes/index.ts';
import { packedEdition } from '../packages/server/src/ground/codes/editions/packed-edition.ts';
import { textOf } from '../packages/server/src/ground/codes/editions/unpacked.ts';
import type { Measured } from './codes/load.ts';
import { machine, median, writeSection } from './results.ts';

const rounds = Number(process.env.CLAIMWRIGHT_ROUNDS ?? 5);

const cpuMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1000;
};

/** Packs every file into the folder; answers how many rows there are, and how long it took. */
async function pack(
  files: readonly string[],
  folder: string,
): Promise<{ rows: number; wrong: number; cpu: number; bytes: number; open: number }> {
  const begun = process.cpuUsage();
  const sum = { rows: 0, wrong: 0, bytes: 0, open: 0 };
  for (const [at, file] of files.entries()) {
    const reading = new TableReading();
    reading.begin(file);
    for await (const text of textOf(createReadStream(file, { highWaterMark: 1 << 18 }))) {
      const not = reading.push(text);
      if (not) throw new Error(`${file}: ${not.says}`);
    }
    const not = reading.end();
    const as = reading.recognized;
    if (not || !as) throw new Error(`${file}: ${not?.says ?? 'nothing'}`);
    const from = periodOfName(as.table, file)?.from ?? plainDate('2024-07-01');
    if (!from) throw new Error('no day');
    sum.rows += reading.rows;
    sum.wrong += reading.wrongRows;
    for (const [part, { bytes }] of reading.build({ name: basename(file), from }).entries()) {
      const packed = await packedEdition(bytes);
      sum.open += bytes.length;
      sum.bytes += packed.length;
      writeFileSync(join(folder, `${String(at).padStart(2, '0')}-${part}`), packed);
    }
  }
  return { ...sum, cpu: cpuMs(begun) };
}

const inOwnProcess = (folder: string): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'codes', 'load.ts'), [folder], { execArgv: ['--expose-gc'] });
    child.once('message', (told: Measured) => resolve(told));
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? undefined : reject(new Error(`it ended with ${code}`))));
  });

async function main(files: readonly string[]): Promise<void> {
  // With all the others: nobody's lists are here to be measured.
  if (files.length === 0) return void console.log('Say which files: node bench/codes.ts FILE…');
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-codes-'));
  try {
    const made = await pack(files, folder);
    const all: Measured[] = [];
    for (let round = 0; round < rounds; round++) all.push(await inOwnProcess(folder));
    const of = (name: keyof Measured): number => median(all.map((one) => one[name]));
    const mb = (bytes: number): string => (bytes / 1e6).toFixed(1);
    const count = (n: number): string => Math.round(n).toLocaleString('en-US');
    writeSection('codes', [
      '## Code tables',
      '',
      `\`CLAIMWRIGHT_ROUNDS=${rounds} node bench/codes.ts FILE…\` on ${machine()}; ${files.map((file) => basename(file)).join(', ')}: ${count(made.rows)} rows, ${made.wrong} that cannot be read. The files are their publishers’ and the practice’s; none is in the repository. Medians, each loading in a process of its own; CPU counts, for the clock tells what else the machine did.`,
      '',
      '| | measured | goal |',
      '|---|---|---|',
      `| on disk | ${mb(made.bytes)} MB (opened ${mb(made.open)}) | 25 |`,
      `| load all of them | ${of('cpu').toFixed(0)} ms of CPU, ${of('wall').toFixed(0)} ms by the clock | 150 |`,
      `| resident memory of the process | ${of('resident').toFixed(0)} MB, of which ${of('grown').toFixed(0)} came with the tables; at most ${of('most').toFixed(0)} while loading | 150 |`,
      `| pairs asked, ${(of('absent') * 100).toFixed(0)} % of them absent | ${count(of('pairs'))} a CPU second | |`,
      `| unit limits asked | ${count(of('limits'))} a CPU second | |`,
      `| read and pack, once for each import | ${(made.cpu / 1000).toFixed(1)} s of CPU for all | |`,
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
