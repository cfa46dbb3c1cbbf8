import { join } from 'node:path';
import { createMerger, createSplitter, type Refusal, type SplitBy, type TwiceClaim } from '@claimwright/x12';
import { fileTrouble } from '../trouble.ts';
import { batched } from './out.ts';
import { say } from './outcome.ts';
import { taken, WholeFile } from './whole-file.ts';
import { chunksOf, nameOf, sayNothingIn, sayUnread } from './x12.ts';

export interface SplitOptions {
  readonly out: string;
  readonly by: SplitBy;
  readonly control?: number;
  readonly force: boolean;
  readonly json: boolean;
}

/**
 * Takes a file apart; the parts appear together, whole, or none of them.
 * @returns 0 where the parts stand there, 2 where the file cannot be read or must not be split
 */
export async function split(file: string, { out, by, control, force, json }: SplitOptions): Promise<number> {
  const files: WholeFile[] = [];
  const open = (name: string) => {
    const part = new WholeFile(join(out, `${name}.edi`));
    files.push(part);
    return part;
  };
  try {
    const splitter = createSplitter(by, open, control === undefined ? {} : { control });
    if (!(await fed(file, splitter.push))) return dropped(files);
    const { readable, parts, refused } = splitter.end();
    if (!readable) sayNothingIn(file);
    if (refused !== undefined) sayRefused(file, refused);
    if (!readable || refused !== undefined || !mayKeep(files, force)) return dropped(files);
    for (const part of files) part.keep();
    const told = parts.map((part, i) => ({ file: files[i]?.path ?? '', sets: part.sets, claims: part.claims }));
    const lines = batched();
    if (json) lines.line(JSON.stringify(told, null, 2));
    else for (const { file: path, sets, claims } of told) lines.line(`${path}: ${counted(sets, 'set')}, ${counted(claims, 'claim')}`);
    await lines.end();
    return 0;
  } catch (error) {
    dropped(files);
    throw fileTrouble(error, out);
  }
}

/** Puts the sets of several files into one. */
export async function merge(files: readonly string[], { out, control, force, json }: Omit<SplitOptions, 'by'>): Promise<number> {
  if (taken([out], force).length > 0) return sayTaken([out]);
  let whole: WholeFile | undefined;
  try {
    whole = new WholeFile(out);
    const target = whole;
    const merger = createMerger((bytes) => target.write(bytes), control === undefined ? {} : { control });
    for (const file of files) {
      const input = merger.file();
      if (!(await fed(file, input.push))) return dropped([whole]);
      const { readable, refused } = input.end();
      if (!readable) sayNothingIn(file);
      if (refused !== undefined) sayRefused(file, refused);
      if (!readable || refused !== undefined) return dropped([whole]);
    }
    const { sets, twice, reused } = merger.end();
    if (!mayKeep([whole], force)) return dropped([whole]);
    whole.keep();
    if (twice.length > 0) sayTwice(twice);
    if (reused[0] !== undefined) sayReused(reused[0]);
    const lines = batched();
    lines.line(
      json
        ? JSON.stringify({ file: out, files: files.length, sets, twice: twice.length, reused })
        : `${out}: ${counted(sets, 'set')} of ${counted(files.length, 'file')}`,
    );
    await lines.end();
    return 0;
  } catch (error) {
    if (whole !== undefined) dropped([whole]);
    throw fileTrouble(error, out);
  }
}

/** Feeds a file; false where it cannot be read to its end, which is said. */
async function fed(file: string, push: (chunk: Uint8Array) => void): Promise<boolean> {
  const chunks = chunksOf(file);
  for (;;) {
    let next: IteratorResult<Uint8Array, void>;
    try {
      next = await chunks.next();
    } catch (error) {
      sayUnread(file, error);
      return false;
    }
    if (next.done === true) return true;
    push(next.value);
  }
}

function mayKeep(files: readonly WholeFile[], force: boolean): boolean {
  const there = taken(
    files.map(({ path }) => path),
    force,
  );
  if (there.length > 0) sayTaken(there);
  return there.length === 0;
}

function sayTaken(paths: readonly string[]): number {
  say(`${paths[0]}${paths.length > 1 ? ` and ${paths.length - 1} more` : ''} is there already: nothing was written. --force replaces it.`);
  return 2;
}

function dropped(files: readonly WholeFile[]): number {
  for (const file of files) file.drop();
  return 2;
}

const sayRefused = (file: string, { at, says, because, fix }: Refusal): void => say(`${nameOf(file)}: ${at}: ${says} ${because} ${fix}`);

function sayTwice(twice: readonly TwiceClaim[]): void {
  const named = twice.slice(0, 3).map(({ claim }) => claim);
  const more = twice.length > named.length ? ' and others' : '';
  say(
    `${counted(twice.length, 'claim')} stand${twice.length === 1 ? 's' : ''} twice (the same CLM01 and CLM02 under the same BHT03): ${named.join(', ')}${more}. Whoever is sent this is billed twice: leave out the file that came before.`,
  );
}

const sayReused = (control: string): void =>
  say(
    `The interchange control number ${control} (ISA13) is that of one of the files: whoever was sent that file refuses this one as the same. Say --control with a number that was never used.`,
  );

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
