import { createHash, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileTrouble, Trouble } from '../../trouble.ts';
import type { KeyKeeper, Wrapped } from './keeper.ts';
import { keyBytes, openWith, sealWith } from './key-ring.ts';

/** A key file as it lies on the disk. */
interface KeyFile {
  readonly about: string;
  readonly id: string;
  readonly made: string;
  readonly key: string;
}

const about =
  'This is the key to a practice’s patient data in Claimwright. Keep copies of it away from the data and the backups: without it neither can be read by anyone.';
const ending = '.key.json';
const bound = Buffer.from('claimwright/kek/1');

/** Its own name is part of the key: a file that holds another key than it says is found out. */
const idOf = (key: Uint8Array): string =>
  `local-${createHash('sha256').update('claimwright/kek-id\n').update(key).digest('hex').slice(0, 16)}`;

interface Kept {
  readonly id: string;
  readonly made: string;
  readonly key: KeyObject;
}

/** Key files in a folder; the newest wraps, all unwrap. `mayMake`: whether a first one may be made where there is none. */
export function localKeeper(folder: string, options: { mayMake: boolean; say?: (line: string) => void }): KeyKeeper {
  let kept = readKeys(folder);
  if (kept.length === 0) {
    if (!options.mayMake) throw noKeys(folder);
    kept = [make(folder)];
    options.say?.(tellMade(folder, kept[0]?.id ?? ''));
  }
  const find = (id: string): Kept | undefined => kept.find((one) => one.id === id);
  return {
    kind: 'local',
    where: folder,
    wrap: async (secret) => {
      // Another process may have made a newer one.
      kept = readKeys(folder);
      const newest = kept.at(-1);
      if (!newest) throw noKeys(folder);
      return { kekId: newest.id, bytes: sealWith(newest.key, bound, secret) };
    },
    unwrap: async ({ kekId, bytes }: Wrapped) => {
      // Another process may have made one since.
      if (!find(kekId)) kept = readKeys(folder);
      const one = find(kekId);
      if (!one) throw wrongKeys(folder, kekId);
      try {
        return openWith(one.key, bound, bytes);
      } catch (error) {
        throw wrongKeys(folder, kekId, error);
      }
    },
    renew: async () => {
      kept = [...readKeys(folder), make(folder)];
    },
  };
}

function readKeys(folder: string): Kept[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => readKey(join(folder, name)))
    .sort((a, b) => (a.made < b.made ? -1 : 1));
}

function readKey(path: string): Kept {
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
    throw new Trouble('no-permission', `Others may read the key file ${path}.`, {
      because: 'Whoever has it can read every patient’s data in the database and in the backups.',
      fix: `chmod 600 ${path}`,
    });
  const { id, made, key } = parsed(path);
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== keyBytes || idOf(bytes) !== id)
    throw new Trouble('keys-missing', `The key file ${path} is damaged: it does not hold the key that it names.`, {
      fix: 'Put a good copy of the file in its place. Nothing was changed.',
    });
  return { id, made, key: createSecretKey(bytes) };
}

function parsed(path: string): KeyFile {
  try {
    const { id, made, key, about } = JSON.parse(readFileSync(path, 'utf8')) as KeyFile;
    return { id: String(id), made: String(made), key: String(key), about: String(about) };
  } catch (error) {
    throw new Trouble('keys-missing', `The key file ${path} cannot be read.`, { fix: 'Put a good copy in its place.', cause: error });
  }
}

function make(folder: string): Kept {
  const bytes = randomBytes(keyBytes);
  const file: KeyFile = { about, id: idOf(bytes), made: new Date().toISOString(), key: bytes.toString('base64url') };
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `${file.id}${ending}`);
    const half = `${path}.${process.pid}`;
    writeFileSync(half, `${JSON.stringify(file, null, 2)}\n`, { mode: 0o600, flush: true });
    renameSync(half, path);
    if (process.platform !== 'win32') {
      // The name is as much to be kept as the bytes: everything that is sealed from here on hangs on it.
      const opened = openSync(folder, 'r');
      fsyncSync(opened);
      closeSync(opened);
    }
  } catch (error) {
    throw fileTrouble(error, folder);
  }
  return { id: file.id, made: file.made, key: createSecretKey(bytes) };
}

const tellMade = (folder: string, id: string): string =>
  [
    `The key to the patient data was made: ${join(folder, id)}${ending}`,
    'Copy it now to a place away from this machine and away from the backups: a backup without it is useless,',
    'and with it in the same place a backup is as open as if it were not sealed. (claimwright keys export-recovery)',
  ].join('\n');

const noKeys = (folder: string): Trouble =>
  new Trouble('keys-missing', `The key file is not in ${folder}.`, {
    because: 'The patient data in this database were sealed with it. A new one would not open them, so none was made.',
    fix: 'Put a copy of it there, or say in CLAIMWRIGHT_KEYS where it is. Nothing was changed.',
  });

const wrongKeys = (folder: string, id: string, cause?: unknown): Trouble =>
  new Trouble('keys-missing', `No key file in ${folder} opens this practice’s data.`, {
    because: `They were sealed with the key ${id}.`,
    fix: `Put a copy of ${id}${ending} there. Nothing was changed.`,
    cause,
  });
