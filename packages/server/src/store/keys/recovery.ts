import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Trouble } from '../../trouble.ts';
import { type Environment, keysFolder } from './choose-keeper.ts';

const ending = '.key.json';

/** The key files that a data folder has. */
export function keyFilesIn(data: string, env: Environment = process.env): string[] {
  const folder = keysFolder(data, env);
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(ending)) : [];
  return names.sort().map((name) => join(folder, name));
}

/** All key files as one text, for a place away from the data. */
export function recoveryOf(data: string): { readonly text: string; readonly files: number } {
  const paths = keyFilesIn(data);
  if (paths.length === 0)
    throw new Trouble('keys-missing', `There is no key file in ${keysFolder(data)}.`, {
      because: 'Where a key service keeps the key, there is nothing to export: its own backup counts.',
    });
  const files: unknown[] = paths.map((path) => JSON.parse(readFileSync(path, 'utf8')));
  return { text: `${JSON.stringify(files, null, 2)}\n`, files: paths.length };
}

/** Puts the keys of a recovery file, or of a single key file, where a data folder looks for them. Those that are there stay. */
export function putBack(path: string, data: string, env: Environment = process.env): void {
  const folder = keysFolder(data, env);
  for (const file of keysIn(path)) {
    const target = join(folder, `${file.id}${ending}`);
    if (existsSync(target)) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(target, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
  }
}

function keysIn(path: string): { readonly id: string }[] {
  try {
    const read: unknown = JSON.parse(readFileSync(path, 'utf8'));
    const files: unknown[] = Array.isArray(read) ? read : [read];
    return files.map((file) => {
      if (
        typeof file !== 'object' ||
        file === null ||
        !('id' in file) ||
        typeof file.id !== 'string' ||
        !/^local-[0-9a-f]{16}$/.test(file.id)
      )
        throw new Error('no key');
      return { ...file, id: file.id };
    });
  } catch (error) {
    throw new Trouble('keys-missing', `${path} is no key file and no recovery file.`, { cause: error });
  }
}
