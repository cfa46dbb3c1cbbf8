/** Where documents' bytes lie, sealed, addressed by what they hold. A tenant's blobs are its own, even where two tenants hold the same bytes. */
export interface BlobPort {
  /** Seals and keeps the bytes, durably, and answers their hash (SHA-256, lower-case hex). The same bytes again take their own place. */
  put(tenant: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly size: number }>;
  /** All the bytes, as they come. Throws where they are not what was put, at the latest at their end. */
  open(tenant: string, sha256: string): AsyncIterable<Uint8Array>;
  /** How many bytes lie there; undefined where there are none. */
  size(tenant: string, sha256: string): Promise<number | undefined>;
  /** Bytes `from` to `to` (exclusive); fewer where the blob ends before. */
  read(tenant: string, sha256: string, from: number, to: number): Promise<Uint8Array>;
  /** Deletes the bytes, and with them the key that sealed them. What is not there is no error. */
  remove(tenant: string, sha256: string): Promise<void>;
  /** Deletes all that lies there of a tenant that is no more. Its keys are gone with it, and without them no single file is found. */
  removeAll(tenant: string): Promise<void>;
  /** What lies there as it lies there, sealed: for a backup. Undefined where there is nothing. */
  sealed(tenant: string, sha256: string): Promise<SealedBlob | undefined>;
  /** Puts back what `sealed` gave. */
  putSealed(tenant: string, sha256: string, chunks: AsyncIterable<Uint8Array>): Promise<void>;
  /** Seals a blob's own key with the tenant's current one; answers false where it is so already. */
  rewrap(tenant: string, sha256: string): Promise<boolean>;
  /** Which version of the tenant's key a blob needs; undefined where there is none. */
  version(tenant: string, sha256: string): Promise<number | undefined>;
  /** Seals what lies here in the clear since before there were keys; answers how many there were. */
  sealClear(tenant: string): Promise<number>;
}

export interface SealedBlob {
  readonly size: number;
  readonly chunks: AsyncIterable<Uint8Array>;
}
