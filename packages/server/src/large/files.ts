import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { SetUp } from '../ground/parties/index.ts';

const tool = fileURLToPath(new URL('../../../../tools/demo/large.ts', import.meta.url));

/** What the maker of the files tells of one, and of the batch that it is in: as `tools/demo/large.ts` writes it. */
export interface ToldFile {
  readonly name: string;
  /** The day on which it comes in. */
  readonly day: string;
  readonly claims: number;
  readonly remits: number;
}
export interface ToldBatch {
  readonly number: number;
  readonly claims: ToldFile;
  readonly remits: readonly ToldFile[];
  readonly bank: ToldFile;
}
export interface ToldPractice {
  readonly setUp: SetUp;
  readonly batches: number;
  /** The day on which its first claims go out. */
  readonly begins: string;
}
export interface Maker {
  readonly practice: ToldPractice;
  readonly batches: AsyncIterable<ToldBatch>;
  stop(): void;
}

/** Has the files made by a process of its own, which works on the next batch while the one before is read. */
export async function makeFiles(folder: string, today: string, scale: number, from: number): Promise<Maker> {
  const child = spawn(process.execPath, [tool, folder, today, String(scale), String(from)], { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines = linesOf(child);
  const first = await lines.next();
  if (first.done) throw new Error('the large practice could not be made');
  return { practice: JSON.parse(first.value) as ToldPractice, batches: batchesOf(lines), stop: () => void child.kill() };
}

async function* batchesOf(lines: AsyncIterable<string>): AsyncGenerator<ToldBatch> {
  for await (const line of lines) yield JSON.parse(line) as ToldBatch;
}

async function* linesOf(child: ChildProcess): AsyncGenerator<string> {
  if (!child.stdout) return;
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(-500);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  yield* createInterface({ input: child.stdout });
  const status = await ended;
  if (status !== 0 && !child.killed) throw new Error(`the large practice's files could not be made: ${words}`);
}
