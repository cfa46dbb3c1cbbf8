import { join, resolve } from 'node:path';
import type { KeyKeeper } from './keeper.ts';
import { localKeeper } from './local-keeper.ts';

/** `CLAIMWRIGHT_KEYS`, or beside the data: never in the database. */
export const keysFolder = (data: string): string => resolve(process.env.CLAIMWRIGHT_KEYS ?? join(data, 'keys'));

/** The keeper that CLAIMWRIGHT_KEEPER names; a key file where it names none. */
export function chooseKeeper(data: string, options: { mayMake: boolean; say?: (line: string) => void }): KeyKeeper {
  return localKeeper(keysFolder(data), options);
}
