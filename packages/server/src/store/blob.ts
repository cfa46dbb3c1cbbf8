/** Where documents' bytes lie, addressed by what they hold. A tenant's blobs are its own, even where two tenants hold the same bytes. */
export interface BlobPort {
  /** Keeps the bytes, durably, and answers their hash (SHA-256, lower-case hex). Bytes that are here already are not kept twice. */
  put(tenant: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly size: number }>;
  /** All the bytes, as they come. Reading to the end throws where they are not what was put. */
  open(tenant: string, sha256: string): AsyncIterable<Uint8Array>;
  /** How many bytes lie there; undefined where there are none. */
  size(tenant: string, sha256: string): Promise<number | undefined>;
  /** Bytes `from` to `to` (exclusive); fewer where the blob ends before. A part cannot be checked against the hash. */
  read(tenant: string, sha256: string, from: number, to: number): Promise<Uint8Array>;
}
