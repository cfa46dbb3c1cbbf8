import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { installContenders } from './contenders/install.ts';
import { makeFile } from './x12/files.ts';

/**
 * Typed, checked claim objects beside npm's stream parsers, which give segments only. Each contender reads each file in a process
 * of its own, in turn, so that a busy machine is unfair to all alike. Writes its section of RESULTS.md.
 *
 * `node bench/x12.ts [--rounds 5] [--large 1000]`
 */

const argument = (name: string, otherwise: number) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : Number(process.argv[at + 1]);
};
const rounds = argument('rounds', 5);
const largeMegabytes = argument('large', 1000);
const contenders = ['claimwright', 'claimwright, unchecked', 'claimwright, figures only', 'node-x12', 'x12-parser'] as const;
/** As the command line runs: what was compiled is kept, for all alike; a small nursery for ours, and nothing compiled on the side. */
const kept = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'claimwright-bench-compiled') };
const flagsOf = (contender: string) =>
  contender.startsWith('claimwright') ? ['--max-semi-space-size=4', '--no-concurrent-recompilation'] : [];
const kinds = ['835', '837'] as const;
const sizes = [10, 100] as const;

interface Run {
  readonly seconds: number;
  readonly cpu: number;
  readonly claims: number;
  readonly peakMegabytes: number;
}
interface Row {
  readonly kind: string;
  readonly size: number;
  /** Read by a process that has just started. */
  readonly cold: boolean;
  readonly contender: string;
  readonly rate: number;
  readonly cpuRate: number;
  readonly peak: number;
  readonly claims: number;
  /** How many times its time ours took less, by the clock and by the processor: of each round's neighbours, since the machine's speed drifts. */
  readonly behind: number;
  readonly behindCpu: number;
}

function run(contender: string, warm: string, file: string): Run {
  const out = execFileSync(process.execPath, [...flagsOf(contender), import.meta.filename, 'read', contender, warm, file], {
    encoding: 'utf8',
    env: kept,
  });
  return JSON.parse(out) as Run;
}

interface Writing {
  readonly megabytes: number;
  /** Megabytes a processor second: of claims just read, of claims that lie about in memory, and of those with our own check. */
  readonly fresh: number;
  readonly unchecked: number;
  readonly checked: number;
}

/** Claims of a file written again, in sets of a thousand. */
function measureWriting(folder: string): Writing {
  const file = join(folder, 'write.edi');
  makeFile(file, '837', 10);
  const out = execFileSync(process.execPath, [import.meta.filename, 'write', file], { encoding: 'utf8', env: kept });
  const writing = JSON.parse(out) as Writing;
  console.log(
    `837 written: ${writing.fresh.toFixed(0)} MB a CPU second, ${writing.unchecked.toFixed(0)} of scattered claims, with our own check ${writing.checked.toFixed(0)}`,
  );
  return writing;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] as number;
}

function measure(folder: string, kind: '835' | '837', size: number, cold: boolean): Row[] {
  const file = join(folder, `${kind}-${size}.edi`);
  const warm = join(folder, `${kind}-warm.edi`);
  makeFile(file, kind, size);
  if (!cold) makeFile(warm, kind, 10);
  const megabytes = statSync(file).size / 1e6;
  const runs = new Map<string, Run[]>(contenders.map((contender) => [contender, []]));
  for (let round = 0; round < rounds; round++)
    for (const contender of contenders) runs.get(contender)?.push(run(contender, cold ? '' : warm, file));
  rmSync(file);
  const own = runs.get('claimwright') ?? [];
  const behind = (all: readonly Run[], of: (run: Run) => number) => median(all.map((one, round) => of(one) / of(own[round] as Run)));
  return contenders.map((contender) => {
    const all = runs.get(contender) ?? [];
    const row = {
      kind,
      size,
      cold,
      contender,
      rate: megabytes / median(all.map((one) => one.seconds)),
      cpuRate: megabytes / median(all.map((one) => one.cpu)),
      peak: Math.max(...all.map((one) => one.peakMegabytes)),
      claims: all[0]?.claims ?? 0,
      behind: behind(all, (one) => one.seconds),
      behindCpu: behind(all, (one) => one.cpu),
    };
    console.log(
      `${kind} ${size} MB${cold ? ', just started,' : ''} ${contender}: ${row.rate.toFixed(1)} MB/s, ${row.peak.toFixed(0)} MB resident, ours is ${row.behind.toFixed(2)} ×`,
    );
    return row;
  });
}

interface Large extends Run {
  readonly megabytes: number;
  /** Whole claims by two threads, and a small file by one: for its memory. */
  readonly halves: Run;
  readonly small: Run;
  /** The summary by one thread and by two, by the clock. */
  readonly one: Run;
  readonly two: Run;
}

function measureLarge(folder: string): Large {
  const file = join(folder, 'large.edi');
  makeFile(file, '835', largeMegabytes);
  const megabytes = statSync(file).size / 1e6;
  const result = run('claimwright, one buffer', '', file);
  const halves = run('claimwright, two threads', '', file);
  const one = run('claimwright, figures only', '', file);
  const two = run('claimwright, figures only, two threads', '', file);
  makeFile(file, '835', 10);
  const small = run('claimwright, one buffer', '', file);
  rmSync(file);
  console.log(
    `835 ${megabytes.toFixed(0)} MB: ${(megabytes / result.seconds).toFixed(1)} MB/s, ${result.peakMegabytes.toFixed(0)} MB resident`,
  );
  return { ...result, megabytes, halves, small, one, two };
}

function section(rows: readonly Row[], large: Large, writing: Writing): string {
  const lines = rows.map((row) => {
    const times = row.contender.startsWith('claimwright') ? '' : `${row.behind.toFixed(1)} × (CPU ${row.behindCpu.toFixed(1)} ×)`;
    const cells = [
      row.kind,
      `${row.size} MB${row.cold ? ', just started' : ''}`,
      row.contender,
      row.rate.toFixed(1),
      row.cpuRate.toFixed(1),
      row.claims,
      row.peak.toFixed(0),
      times,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    '## Reading X12',
    '',
    `\`node bench/x12.ts --rounds ${rounds}\` on ${cpus()[0]?.model.trim()} (${cpus().length} cores), Node ${process.versions.node}. Medians of ${rounds}; each`,
    'contender in a process of its own, in turn, on compiled code that was kept, ours with a nursery of 4 MB and without compiling on the side as its command line has (which changes its peak, not its speed), after 30 MB to warm up, but where it says “just started”; the 10 MB files seven times, of which the middle counts. Ours gives typed claim objects, checked and balanced, every element with its bytes; the',
    'peers give segments. The last column is how many times faster ours is, by the clock and by the processor time used: the median of the rounds,',
    'in each of which all read the file one after the other.',
    '',
    '| set | file | reader | MB/s | MB per CPU second | claims found | peak MB | ours is |',
    '|---|---|---|---|---|---|---|---|',
    ...lines,
    '',
    `An 835 of ${large.megabytes.toFixed(0)} MB, ${large.claims} claims, read into one buffer: ${(large.megabytes / large.seconds).toFixed(1)} MB/s, ${large.peakMegabytes.toFixed(0)} MB resident at its peak, ${(large.peakMegabytes / large.small.peakMegabytes).toFixed(2)} × that of one of 10 MB; by two threads, each a half: ${(large.megabytes / large.halves.seconds).toFixed(1)} MB/s, ${(large.seconds / large.halves.seconds).toFixed(2)} ×.`,
    `Its summary (counts, sums, balances, all checked, claims with their figures only): ${(large.megabytes / large.one.seconds).toFixed(1)} MB/s by one thread, ${large.one.peakMegabytes.toFixed(0)} MB; ${(large.megabytes / large.two.seconds).toFixed(1)} MB/s by two, each a half, ${large.two.peakMegabytes.toFixed(0)} MB: ${(large.one.seconds / large.two.seconds).toFixed(2)} ×.`,
    '',
    `Writing an 837P of ${writing.megabytes.toFixed(1)} MB from claims, in sets of 500: ${writing.fresh.toFixed(0)} MB a CPU second of claims that were made just before; ${writing.unchecked.toFixed(0)} of 19,000 that lie about in memory, of which each word is fetched anew; ${writing.checked.toFixed(0)} where each set is read again by our own check before it is handed out.`,
  ].join('\n');
}

function save(text: string): void {
  const path = join(import.meta.dirname, 'RESULTS.md');
  const old = existsSync(path) ? readFileSync(path, 'utf8') : '# Measured\n';
  const marked = `<!-- x12 -->\n${text}\n<!-- /x12 -->`;
  const place = /<!-- x12 -->[\s\S]*<!-- \/x12 -->/;
  writeFileSync(path, place.test(old) ? old.replace(place, () => marked) : `${old.trimEnd()}\n\n${marked}\n`);
}

function compare(): void {
  const folder = mkdtempSync(join(tmpdir(), 'claimwright-bench-'));
  try {
    const rows = kinds.flatMap((kind) => [
      ...sizes.flatMap((size) => measure(folder, kind, size, false)),
      ...measure(folder, kind, sizes[0], true),
    ]);
    save(section(rows, measureLarge(folder), measureWriting(folder)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const [task, contender = '', warm = '', file = ''] = process.argv.slice(2);
if (task === 'read') {
  const { contend } = await import('./x12/contender.ts');
  await contend(contender, warm, file);
} else if (task === 'write') {
  const { write } = await import('./x12/write.ts');
  process.stdout.write(JSON.stringify(write(contender)));
} else {
  installContenders();
  compare();
}
