import { spawn } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoTonight } from './demo-tonight.ts';
import type { Fictional } from './ground/governance/training-practice/index.ts';
import { type SetUp, setUpInput } from './ground/parties/index.ts';

const tool = fileURLToPath(new URL('../../../tools/demo/main.ts', import.meta.url));

/** What the fictional practice knows of codes, each table a file. */
export interface FictionalCodes {
  readonly codes: readonly { readonly name: string; readonly table: string; bytes(): AsyncIterable<Uint8Array> }[];
}

/** What it bills tonight. */
export interface FictionalTonight {
  readonly tonight: DemoTonight;
}

/** Lends the small fictional practice's files, as the twin makes them, for as long as the work takes. */
export async function withDemoFiles<T>(work: (made: Fictional & FictionalCodes & FictionalTonight) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-demo-'));
  try {
    await writeFiles(folder);
    const manifest: FictionalTonight & { setUp: SetUp; files: { name: string }[]; codes: { name: string; table: string }[] } = JSON.parse(
      await readFile(join(folder, 'manifest.json'), 'utf8'),
    );
    return await work({
      setUp: setUpInput.parse(manifest.setUp),
      files: manifest.files.map(({ name }) => ({ name, bytes: () => createReadStream(join(folder, name)) })),
      tonight: manifest.tonight,
      codes: manifest.codes.map(({ name, table }) => ({ name, table, bytes: () => createReadStream(join(folder, name)) })),
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function writeFiles(folder: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [tool, folder], { stdio: ['ignore', 'ignore', 'pipe'] });
    let words = '';
    child.stderr.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
    child.once('error', reject);
    child.once('exit', (status) =>
      status === 0 ? resolve() : reject(new Error(`the demo's files could not be made: ${words.slice(-500)}`)),
    );
  });
}
