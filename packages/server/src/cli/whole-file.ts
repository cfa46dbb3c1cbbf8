import { closeSync, existsSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileTrouble, Trouble } from '../trouble.ts';

/** A file that appears whole or not at all: it is written under another name beside its own, and renamed at the end. */
export class WholeFile {
  readonly path: string;
  private readonly beside: string;
  private descriptor: number | undefined;

  constructor(path: string) {
    this.path = path;
    this.beside = join(dirname(path), `.${basename(path)}.${process.pid}.part`);
    mkdirSync(dirname(path), { recursive: true });
    this.descriptor = openSync(this.beside, 'w', 0o600);
  }

  write(bytes: Uint8Array): void {
    if (this.descriptor === undefined) throw new Error('the file is closed');
    for (let at = 0; at < bytes.length; ) at += writeSync(this.descriptor, bytes, at);
  }

  close(): void {
    if (this.descriptor !== undefined) closeSync(this.descriptor);
    this.descriptor = undefined;
  }

  /** Takes its name. */
  keep(): void {
    this.close();
    renameSync(this.beside, this.path);
  }

  /** As if it had never been. */
  drop(): void {
    this.close();
    rmSync(this.beside, { force: true });
  }
}

/** The paths that are taken already, unless they may be replaced. */
export const taken = (paths: readonly string[], force: boolean): readonly string[] =>
  force ? [] : paths.filter((path) => existsSync(path));

/** A file that a command writes for a person: refused where one is there, and gone again where the work fails. */
export async function intoWholeFile<T>(path: string, force: boolean, work: (file: WholeFile) => Promise<T>): Promise<T> {
  if (taken([path], force).length > 0)
    throw new Trouble('usage', `${path} is there already.`, { fix: 'Take another name, or say --force to replace it.' });
  let file: WholeFile | undefined;
  try {
    file = new WholeFile(path);
    const done = await work(file);
    file.keep();
    return done;
  } catch (error) {
    file?.drop();
    throw fileTrouble(error, path);
  }
}
