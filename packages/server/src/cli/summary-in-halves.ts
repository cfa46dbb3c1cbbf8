import { type FileHandle, open } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { exitStatus, type FileSummary } from '@claimwright/x12';
import type { Half, HalfSummed } from './summary-half.ts';

/** Below this, two threads take longer to begin than one to read it. */
const LARGE = 128 << 20;
const WINDOW = 1 << 20;
/** The end of a set is looked for this far behind the middle. */
const FARTHEST = 64 << 20;
/** More control numbers the reader does not compare with each other either. */
const MOST_SETS = 20_000;

interface Cut {
  /** Where the first set begins: behind ISA and GS, which the second half needs too. */
  readonly head: number;
  /** Where the first set of the second half begins. */
  readonly middle: number;
  readonly size: number;
}

interface HalvesOptions {
  readonly least?: number;
  readonly threads?: number;
  /** Reads whole claims on the way, as `createSummary` may. */
  readonly objects?: boolean;
}

/**
 * Sums up a large file by two threads, each a half, cut between two sets. Only what is sound around its sets is summed so: one
 * interchange of one group, whose counts and control numbers agree over both halves.
 * @returns nothing where the file is small, packed or in any way unusual: then it is to be read in one piece
 */
export async function summaryInHalves(
  path: string,
  { least = LARGE, threads = availableParallelism(), objects = false }: HalvesOptions = {},
): Promise<{ readonly summary: FileSummary; readonly status: 0 | 1 | 2 } | undefined> {
  if (path === '-' || threads < 2) return undefined;
  const file = await open(path, 'r').catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const cut = await cutOf(file, least);
    if (cut === undefined) return undefined;
    const { head, middle, size } = cut;
    const halves = await Promise.all([
      half({ path, head: 0, from: 0, to: middle, objects }),
      half({ path, head, from: middle, to: size, objects }),
    ]);
    return await together(path, file, cut, halves);
  } finally {
    await file.close();
  }
}

async function bytesOf(file: FileHandle, from: number, size: number): Promise<Buffer> {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, from);
  return buffer.subarray(0, bytesRead);
}

async function cutOf(file: FileHandle, least: number): Promise<Cut | undefined> {
  const stat = await file.stat();
  if (!stat.isFile() || stat.size < Math.max(least, 200)) return undefined;
  const start = (await bytesOf(file, 0, 1000)).toString('latin1');
  const [element = '', end = ''] = [start[3], start[105]];
  if (!start.startsWith('ISA') || start.slice(0, 105).split(element).length !== 17 || /[A-Za-z0-9\s]/.test(element + end)) return undefined;
  // ISA, then one GS, then the first ST, with or without line breaks between them.
  const [isa, gs = '', st = ''] = start.split(end);
  if (isa?.length !== 105 || !/^\r?\nGS|^GS/.test(gs) || !/^\r?\nST|^ST/.test(st)) return undefined;
  const blank = st.length - st.trimStart().length;
  const middle = await setBehind(file, stat.size >> 1, stat.size, end, element);
  return middle === undefined ? undefined : { head: isa.length + gs.length + 2 + blank, middle, size: stat.size };
}

/** Where the next set begins behind a byte: an ST behind the end of a segment. */
async function setBehind(file: FileHandle, from: number, size: number, end: string, element: string): Promise<number | undefined> {
  for (let at = from; at < Math.min(size, from + FARTHEST); at += WINDOW) {
    const text = (await bytesOf(file, at, WINDOW + 8)).toString('latin1');
    for (const break_ of ['', '\n', '\r\n']) {
      const found = text.indexOf(`${end}${break_}ST${element}`);
      if (found >= 0) return at + found + 1 + break_.length;
    }
  }
  return undefined;
}

function half(of: Half): Promise<HalfSummed> {
  return new Promise((done, fail) => {
    const worker = new Worker(new URL('./summary-half.ts', import.meta.url), {
      workerData: of,
      resourceLimits: { maxYoungGenerationSizeMb: 8 },
    });
    worker.once('message', done);
    worker.once('error', fail);
  });
}

/** The first half has no end and the second a GE that counts both: what is told of that is left out, if it is all. */
async function together(path: string, file: FileHandle, cut: Cut, [first, second]: readonly [HalfSummed, HalfSummed]) {
  const ends = first.outside.map(({ code }) => code).sort();
  const [count, ...others] = second.outside;
  if (ends.join() !== 'gs.not-closed,isa.not-closed' || count?.code !== 'count.sets' || others.length > 0) return undefined;
  const sets = [...first.sets, ...second.sets];
  const controls = new Set(sets.map(({ control }) => control));
  if (first.interchanges !== 1 || second.interchanges !== 1 || controls.size !== sets.length || sets.length > MOST_SETS) return undefined;
  const said = await bytesOf(file, count.from - cut.head + cut.middle, count.to - count.from);
  if (said.toString('latin1') !== String(sets.length)) return undefined;
  const errors = first.errors - ends.length + second.errors - 1;
  const findings = sets.reduce((outside, set) => outside - set.findings, errors);
  return { summary: { file: path, interchanges: 1, findings, sets }, status: exitStatus({ readable: true, errors }) };
}
