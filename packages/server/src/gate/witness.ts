import type { ChainName, SignedCheckpoint } from '@claimwright/core/ground/governance';

/** A checkpoint as the second place holds it, with the first characters of each entry's hash, to name the one that was replaced. */
export interface Witnessed extends SignedCheckpoint {
  readonly marks: string;
}

/** A port: the installation's signing key, and the second place where checkpoints lie, outside of the database. */
export interface Witness {
  /** The key's fingerprint. */
  readonly key: string;
  /** The public half, as PEM. */
  readonly publicKey: string;
  /** Where the second place is, in words for a person. */
  readonly place: string;
  /** Whether somebody chose that place; else it lies beside the data. */
  readonly chosen?: boolean;
  sign(text: string): string;
  /** Whether a key that this installation trusts made the signature; undefined where the key is not known here. */
  trusts(text: string, signature: string, key: string): boolean | undefined;
  /** The public half of a key that this installation trusts. */
  publicKeyOf(key: string): string | undefined;
  /** Keeps a checkpoint in the second place, durably. What is there already is not kept twice. */
  keep(tenant: string, chain: ChainName, checkpoint: Witnessed): Promise<void>;
  /** The number of the last checkpoint that the second place holds of a chain; 0 where it holds none. */
  keptUntil(tenant: string, chain: ChainName): Promise<number>;
  /** What the second place holds of a chain, in order. A line that cannot be read is given as it is, with no signature. */
  kept(tenant: string, chain: ChainName): Promise<readonly Witnessed[]>;
}
