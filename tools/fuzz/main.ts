import { type ChildProcess, fork } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeSection } from '../../bench/results.ts';
import { floodAll } from './flood.ts';
import { blank, reportOf, type Tally, together } from './report.ts';
import type { Work } from './worker.ts';

/**
 * Hurts X12 files in every way that `packages/x12/testing/fuzz/mutations.ts` knows, puts each through every door of the package, and
 * sees that what `holds.ts` says holds. Inputs are numbered: the same seed and number make the same file.
 *
 * `npm run fuzz -- [--minutes 60] [--seed N] [--inputs N] [--input N] [--workers 2] [--save]`
 */

function argument(name: string): number | undefined {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return undefined;
  const value = Number(process.argv[at + 1]);
  if (!Number.isFinite(value)) {
    console.error(`--${name} wants a number.`);
    process.exit(2);
  }
  return value;
}

const one = argument('input');
const most = argument('inputs');
const minutes = argument('minutes') ?? (one === undefined && most === undefined ? 60 : 24 * 60);
const seed = argument('seed') ?? 1;
const workers = one === undefined ? (argument('workers') ?? Math.min(4, availableParallelism())) : 1;
const folder = join(import.meta.dirname, '..', '..', '.claimwright', 'fuzz');
/** One input takes at most some seconds, so a worker that works this long and says nothing hangs; on a busy machine it may get to work late. */
const SILENCE = 60_000;
const LONGEST_SILENCE = 15 * SILENCE;

/** Milliseconds that a process has had of the processor; endless where the system does not tell. */
function workedOf(pid: number | undefined): number {
  try {
    // utime and stime, fields 14 and 15, in hundredths of a second; the name of the process may hold blanks.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, '').trim().split(' ');
    return (Number(fields[11]) + Number(fields[12])) * 10;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}

const faults: string[] = [];
const tell = (fault: string): void => {
  faults.push(fault);
  console.log(`FAULT ${fault}`);
};

/** Runs a share of the inputs to its end; a worker that dies or hangs is a fault, and the next goes on after it. */
async function share(first: number, until: number): Promise<Tally[]> {
  const done: Tally[] = [];
  const standing = join(mkdtempSync(join(tmpdir(), 'claimwright-fuzz-')), 'standing');
  const end = one === undefined ? (most ?? Number.MAX_SAFE_INTEGER) : one + 1;
  let next = first;
  while (next < end && Date.now() < until) {
    const work: Work = { seed, first: next, step: workers, end, until, folder, standing };
    const { tally, stopped } = await oneWorker(work);
    done.push(tally);
    if (stopped === undefined) break;
    const at = Number(readFileSync(standing, 'utf8'));
    tell(`input ${at} ${stopped}: npm run fuzz -- --seed ${seed} --input ${at}`);
    next = at + workers;
  }
  rmSync(join(standing, '..'), { recursive: true });
  return done;
}

function oneWorker(work: Work): Promise<{ tally: Tally; stopped: string | undefined }> {
  const child: ChildProcess = fork(join(import.meta.dirname, 'worker.ts'), {
    execArgv: ['--max-old-space-size=512'],
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
  });
  let tally = blank();
  let silent: NodeJS.Timeout | undefined;
  let said = '';
  let stopped: string | undefined;
  const listen = () => {
    clearTimeout(silent);
    const since = Date.now();
    const before = workedOf(child.pid);
    const look = () => {
      const worked = workedOf(child.pid) - before;
      if (worked < SILENCE / 2 && Date.now() - since < LONGEST_SILENCE) {
        silent = setTimeout(look, SILENCE);
        return;
      }
      stopped = 'hangs';
      child.kill('SIGKILL');
    };
    silent = setTimeout(look, SILENCE);
  };
  listen();
  child.on('message', (message: { tally?: Tally; fault?: string }) => {
    listen();
    if (message.tally !== undefined) tally = message.tally;
    if (message.fault !== undefined) tell(message.fault);
  });
  // The command line says on stderr what it refuses; only a crash's last words are of interest.
  child.stderr?.on('data', (chunk: Buffer) => {
    said = (said + chunk).slice(-2000);
  });
  child.send(work);
  return new Promise((done) => {
    child.on('close', (status) => {
      clearTimeout(silent);
      if (status !== 0)
        stopped ??= `ends the process (${/heap out of memory/.test(said) ? 'out of memory' : said.trim().split('\n').at(-1)})`;
      done({ tally, stopped });
    });
  });
}

const began = Date.now();
const flooded = one === undefined ? await floodAll(4, tell) : '';
const until = Date.now() + minutes * 60_000;
const tallies = (await Promise.all(Array.from({ length: workers }, (_, n) => share((one ?? 0) + n, until)))).flat();
const spent = (Date.now() - began) / 60_000;
const lines = reportOf(together(tallies), { seed, minutes: spent, faults: faults.length, floods: flooded });
console.log(lines.join('\n'));
if (faults.length > 0) console.log(`Inputs that fail are kept in ${folder}.`);
if (process.argv.includes('--save'))
  writeSection('fuzz', [
    '## Hurting X12 files',
    '',
    `\`npm run fuzz -- --minutes ${minutes} --seed ${seed}\`, by ${workers} processes side by side.`,
    '',
    ...lines,
  ]);
process.exitCode = faults.length > 0 ? 1 : 0;
