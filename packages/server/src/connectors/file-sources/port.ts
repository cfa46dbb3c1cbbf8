import type { ListedFile } from '@claimwright/core/ground/intake';

export const sourceKinds = ['folder', 'sftp'] as const;
export type SourceKind = (typeof sourceKinds)[number];

/** Where files are taken from. */
export interface SourceAddress {
  readonly kind: string;
  readonly path: string;
  /** The rest is of SFTP. */
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly username?: string | undefined;
  /** A private key (PEM or OpenSSH), or else a password. */
  readonly secret?: string | undefined;
  /** The server's own key, as `SHA256:…`: nobody signs in anywhere else. */
  readonly hostKey?: string | undefined;
  /** Servers of the machine's own network that may be fetched from; any other is outside of it. */
  readonly inside?: readonly string[];
  /** Whether a folder may be used, as it really lies. Without it: whoever asks may use any, such as from the command line. */
  mayLie?(real: string): Promise<boolean>;
}

/** A folder that is open for one look. Names are names within it, never paths. */
export interface OpenSource {
  /** Files only: no folders, and nothing that merely points to a file. */
  list(): Promise<readonly ListedFile[]>;
  look(name: string): Promise<ListedFile | undefined>;
  /** Bytes `from` to `to` (exclusive), or all of them. */
  read(name: string, from?: number, to?: number): AsyncIterable<Uint8Array>;
  /** Into a folder within this one, under a name that is free there. */
  move(name: string, folder: string): Promise<void>;
  remove(name: string): Promise<void>;
  /** Lays bytes down whole, over what an earlier try left under this name. */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Gives a file its other name in one step, and never over what is there. False: nothing of the first name is there. */
  rename(name: string, to: string): Promise<boolean>;
  close(): Promise<void>;
}

/** Opens a folder, by `milliseconds` at the latest. */
export type FileSourcePort = (address: SourceAddress, milliseconds: number) => Promise<OpenSource>;

export const sourceTroubles = [
  'not-there',
  'no-permission',
  'unreachable',
  'refused',
  'key-unreadable',
  'host-key-unknown',
  'host-key-changed',
  'time-out',
  'outside',
  'inside',
  'name-taken',
  'broken',
] as const;
export type SourceTrouble = (typeof sourceTroubles)[number];

/** Why a folder could not be looked at, or a file not be had. Holds no name of a file, and nothing of the key. */
export class SourceFailure extends Error {
  readonly code: SourceTrouble;
  /** The key that the server showed, where it is not the one that is expected. */
  readonly offered: string | undefined;
  constructor(code: SourceTrouble, offered?: string, cause?: unknown) {
    super(`the folder could not be looked at: ${code}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.offered = offered;
  }
}

/** `a.835`, or where that is taken `a.2.835`, `a.3.835` …: never over what is there. */
export function* freeNames(name: string): Generator<string> {
  yield name;
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  for (let n = 2; n < 10_000; n++) yield `${stem}.${n}${ending}`;
}
