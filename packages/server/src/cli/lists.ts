import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { ExportFormat } from '@claimwright/core/ground/exports';
import type { ListKind } from '../http/served.ts';
import { served } from '../main.ts';
import { fileTrouble, Trouble } from '../trouble.ts';
import { say } from './outcome.ts';
import { atDesk } from './with-program.ts';

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly output?: string;
  readonly force: boolean;
  readonly columns?: string;
  readonly from?: string;
  readonly to?: string;
  readonly search?: string;
  readonly status?: string;
  readonly view?: string;
  readonly account?: string;
  readonly purpose?: string;
  readonly withIdentifiers: boolean;
  readonly practice?: string;
}

/** `export`: a list into a file that is there whole or not at all, or to standard output. */
export function exportList(kind: ListKind, { output, force, practice, ...options }: ExportOptions): Promise<number> {
  const path = output === undefined || output === '-' ? undefined : resolve(output);
  if (path !== undefined && !force && existsSync(path))
    throw new Trouble('usage', `${path} is there already.`, { fix: 'Take another name, or say --force to replace it.' });
  return atDesk(`export ${kind}`, practice, async ({ program, actor }) => {
    const { bytes, rows } = await served(program, undefined).exportList(kind, actor, askedBy(options));
    if (path === undefined) await toStandardOutput(bytes);
    else await intoFile(path, bytes);
    say(
      `${rows()} ${kind}${path === undefined ? '' : ` are in ${path}`}.${options.withIdentifiers ? ' They name patients: keep the file accordingly.' : ''}`,
    );
    return 0;
  });
}

function askedBy({
  format,
  columns,
  purpose,
  withIdentifiers,
  from,
  to,
  search,
  status,
  view,
  account,
}: Omit<ExportOptions, 'force'>): object {
  const filter = Object.fromEntries(Object.entries({ from, to, search, status, view, account }).filter(([, value]) => value !== undefined));
  return {
    ...{ format, filter, identifiers: withIdentifiers },
    ...(columns === undefined ? {} : { columns: columns.split(',').map((name) => name.trim()) }),
    ...(purpose === undefined ? {} : { purpose }),
  };
}

/** Written under another name beside its own. Whoever stops it leaves nothing behind. */
async function intoFile(path: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  const half = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
  let stopped: string | undefined;
  const stop = (signal: string) => {
    stopped = signal;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    const file = await open(half, 'w', 0o600);
    try {
      for await (const piece of bytes) {
        if (stopped !== undefined) throw new Trouble('cut-off', 'It was stopped.', { fix: 'Nothing is left of it. Begin again.' });
        await file.writeFile(piece);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    throw fileTrouble(error, path);
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.removeListener(signal, stop);
  }
}

async function toStandardOutput(bytes: AsyncIterable<Uint8Array>): Promise<void> {
  // Whoever reads us may have enough (`| head`): that is no error.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 3));
  for await (const piece of bytes)
    if (!process.stdout.write(piece)) await new Promise<void>((done) => process.stdout.once('drain', () => done()));
}
