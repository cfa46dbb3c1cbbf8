import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, fileTrouble, Trouble } from '../trouble.ts';

/** Who works on a data folder. `address` is where its people find it, once it listens. */
export interface Holder {
  readonly pid: number;
  /** When the process began, as the system tells it: a number that was given to another process is not taken for the holder. */
  readonly began: string | null;
  readonly what: string;
  readonly address?: string;
}

export interface Lock {
  announce(address: string): void;
  release(): void;
}

const fileOf = (data: string): string => join(data, 'lock');

/** Takes the data folder for this process. A holder that died, by kill -9 or with the machine, is replaced. */
export function takeLock(data: string, what: string): Lock {
  const file = fileOf(data);
  const holder: Holder = { pid: process.pid, began: beganAt(process.pid), what };
  const mine = `${file}.${process.pid}`;
  try {
    writeFileSync(mine, JSON.stringify(holder), { mode: 0o600 });
  } catch (error) {
    throw fileTrouble(error, data);
  }
  try {
    // A link is made whole or not at all, so nobody ever reads half a lock.
    while (!linked(mine, file)) removeStale(file, data);
  } finally {
    rmSync(mine, { force: true });
  }
  return {
    announce: (address) => {
      writeFileSync(mine, JSON.stringify({ ...holder, address }), { mode: 0o600 });
      renameSync(mine, file);
    },
    release: () => rmSync(file, { force: true }),
  };
}

/** Who works on this folder now, if anybody lives who does. */
export function holderOf(data: string): Holder | undefined {
  const holder = read(fileOf(data));
  return holder && lives(holder) ? holder : undefined;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw fileTrouble(error, to);
  }
}

function removeStale(file: string, data: string): void {
  const holder = read(file);
  if (holder && lives(holder)) throw alreadyRunning(holder, data);
  const aside = `${file}.stale.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  // Between reading and moving, another process may have replaced the dead one: then its lock goes back where it was.
  const moved = read(aside);
  if (moved && lives(moved)) linked(aside, file);
  rmSync(aside, { force: true });
}

function alreadyRunning(holder: Holder, data: string): Trouble {
  const where = holder.address ? ` at ${holder.address}` : '';
  return new Trouble('already-running', `Claimwright already works on ${data}: "${holder.what}", process ${holder.pid}${where}.`, {
    fix: holder.address
      ? 'Use that one, or stop it first (Ctrl-C in its window).'
      : `Wait until it is done, or name another folder in CLAIMWRIGHT_DATA.`,
  });
}

function read(file: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function lives(holder: Holder): boolean {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  const began = beganAt(holder.pid);
  return holder.began === null || began === null || holder.began === began;
}

function beganAt(pid: number): string | null {
  try {
    // The 22nd field; the second may hold spaces and ends with the last parenthesis.
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}
