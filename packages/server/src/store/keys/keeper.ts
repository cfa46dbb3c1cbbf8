/**
 * Who keeps the key-encryption key: a file, or a company's key service. It wraps the tenants' data keys and never lets its own key
 * out. A port: what is wrapped is a few dozen bytes, and what comes out is opaque.
 */
export interface KeyKeeper {
  readonly kind: 'local' | 'aws-kms' | 'azure-key-vault' | 'vault' | 'memory';
  /** Where it keeps its key, for people: a folder, an address. Never the key. */
  readonly where: string;
  wrap(secret: Uint8Array): Promise<Wrapped>;
  /** Throws a Trouble where it has not that key, or the bytes are not what it wrapped. */
  unwrap(wrapped: Wrapped): Promise<Uint8Array>;
  /** Makes a new key-encryption key and wraps with it from now on; absent where the service does that by itself. */
  renew?(): Promise<void>;
}

export interface Wrapped {
  /** Which of the keeper's keys, and which version of it. */
  readonly kekId: string;
  readonly bytes: Uint8Array;
}
