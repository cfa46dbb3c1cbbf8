import type { BlobPort } from '../blob.ts';
import type { Store } from '../store.ts';
import { keysInUse } from './in-use.ts';
import { sampleOf, sealedTables, valuesByVersion } from './sealed-tables.ts';

/** What was counted and read back. */
export interface Proof {
  /** Sealed values by the version of their key; `clear` where one is not sealed. */
  readonly values: { readonly [version: string]: number };
  /** Documents likewise; `lost` where one has no bytes or no heading. */
  readonly documents: { readonly [version: string]: number };
  /** How many of them were opened, and how many would not open. */
  readonly opened: number;
  readonly failed: number;
}

const valuesOfColumn = 50;
const wholeDocuments = 20;

/** Counts every sealed value and document by the version of its key, and opens some of each kind. */
export async function proofOf(store: Store, blobs: BlobPort, tenant: string, documents: readonly string[], broken: number): Promise<Proof> {
  const proof = { values: {} as { [version: string]: number }, documents: {} as { [version: string]: number }, opened: 0, failed: broken };
  await store.inTenant(
    tenant,
    async (tx) => {
      for (const table of await sealedTables(tx)) {
        for (const [version, n] of await valuesByVersion(tx, table)) proof.values[version] = (proof.values[version] ?? 0) + n;
        for (const { place, sealed } of await sampleOf(tx, table, valuesOfColumn)) count(proof, () => keysInUse().open(place, sealed));
      }
    },
    { readOnly: true },
  );
  for (const [i, sha256] of documents.entries()) {
    const version = await blobs.version(tenant, sha256).catch(() => undefined);
    const name = version === undefined ? 'lost' : String(version);
    proof.documents[name] = (proof.documents[name] ?? 0) + 1;
    if (version !== undefined && i % Math.max(Math.floor(documents.length / wholeDocuments), 1) === 0)
      (await opens(blobs, tenant, sha256)) ? proof.opened++ : proof.failed++;
  }
  return proof;
}

function count(proof: { opened: number; failed: number }, open: () => unknown): void {
  try {
    open();
    proof.opened += 1;
  } catch {
    proof.failed += 1;
  }
}

async function opens(blobs: BlobPort, tenant: string, sha256: string): Promise<boolean> {
  try {
    for await (const _ of blobs.open(tenant, sha256));
    return true;
  } catch {
    return false;
  }
}
