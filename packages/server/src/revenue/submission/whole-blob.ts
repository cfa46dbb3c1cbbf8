import type { Ctx } from '../../gate/index.ts';

/** All bytes of a blob that was put here. */
export async function wholeBlob(blobs: Ctx['blobs'], tenant: string, sha256: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of blobs.open(tenant, sha256)) parts.push(part);
  return Buffer.concat(parts);
}
