export const clearinghouseKinds = ['folder', 'sftp', 'api'] as const;
export type ClearinghouseKind = (typeof clearinghouseKinds)[number];

/** Where a clearinghouse, or a payer itself, takes files in and lays its answers down. */
export interface ClearinghouseAddress {
  readonly kind: string;
  /** Of files: the folder that they go into, and the one where answers lie. */
  readonly path?: string | undefined;
  readonly answersPath?: string | undefined;
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  readonly username?: string | undefined;
  /** A private key or password; of an API its key. */
  readonly secret?: string | undefined;
  readonly hostKey?: string | undefined;
  readonly url?: string | undefined;
  /** Servers of the machine's own network that may be reached. */
  readonly inside?: readonly string[];
  mayLie?(real: string): Promise<boolean>;
}

/**
 * A connection for one sending or one look. A file is sent in two steps, and whoever sends keeps on the books which of them is done: so a
 * sender that was killed can go on without sending anything twice, even where the partner takes files away at once.
 */
export interface OpenClearinghouse {
  /** Lays the file down where nobody takes it for one. May be repeated until it succeeded. */
  stage(name: string, bytes: Uint8Array): Promise<void>;
  /** Makes a staged file count, in one step. `was-there`: an earlier try did, and nothing is sent now. */
  release(name: string, bytes: Uint8Array): Promise<'released' | 'was-there'>;
  /** Names of the answers that lie there. */
  answers(): Promise<readonly { readonly name: string; readonly size: number }[]>;
  read(name: string): AsyncIterable<Uint8Array>;
  close(): Promise<void>;
}

/** Connects, by `milliseconds` at the latest. */
export type ClearinghousePort = (address: ClearinghouseAddress, milliseconds: number) => Promise<OpenClearinghouse>;

/** Why nothing was sent or fetched, or nobody knows whether it was. Holds nothing of the file, and nothing of a key. */
export class ClearinghouseFailure extends Error {
  readonly code: string;
  /** Whether the same may do better later. */
  readonly again: boolean;
  constructor(code: string, again: boolean, cause?: unknown) {
    super(`the clearinghouse could not be reached: ${code}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.again = again;
  }
}
