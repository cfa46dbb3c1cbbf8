import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** How far the large practice is: kept beside the data, so that an interrupted start goes on where it was. */
export interface Progress {
  readonly tenant: string;
  /** The demo's biller; absent before the practice stands. */
  readonly biller?: string;
  /** The last day of it: the files are made for this day, whenever the rest of them is read. */
  readonly today: string;
  readonly scale: number;
  /** Batches that are in, whole. */
  readonly done: number;
  readonly finished: boolean;
}

const fileIn = (data: string): string => join(data, 'large-practice.json');

export async function readProgress(data: string): Promise<Progress | undefined> {
  const text = await readFile(fileIn(data), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Progress);
}

/** Whole or not at all. */
export async function keepProgress(data: string, progress: Progress): Promise<void> {
  await mkdir(data, { recursive: true });
  await writeFile(`${fileIn(data)}.new`, JSON.stringify(progress));
  await rename(`${fileIn(data)}.new`, fileIn(data));
}

export const forgetProgress = (data: string): Promise<void> => rm(fileIn(data), { force: true });
