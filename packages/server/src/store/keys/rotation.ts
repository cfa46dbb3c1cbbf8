import { setTimeout as sleep } from 'node:timers/promises';
import type { BlobPort } from '../blob.ts';
import { revisionLock, type Store, type Tx } from '../store.ts';
import { tenantIds } from '../tenants.ts';
import { makeMissing, revisionSql } from './keys.ts';
import { type Proof, proofOf } from './proof.ts';
import { resealTable } from './reseal.ts';
import { rowsToSeal, type SealedTable, sealedTables } from './sealed-tables.ts';

/** Made by whoever seals a practice of before there were keys; the columns beside the sealed ones are each room's own. */
export type Upgrade = (store: Store, tenant: string) => Promise<void>;

export interface RotationParts {
  readonly store: Store;
  readonly blobs: BlobPort;
  readonly upgrades?: readonly Upgrade[];
  readonly say?: ((line: string) => void) | undefined;
}

interface Open {
  readonly id: string;
  readonly to_version: number;
  readonly from_clear: boolean;
}

const pause = 250;
const mostPasses = 200;
const mostRounds = 5;

/**
 * Does what is left of a tenant's open rotation; nothing where there is none. Can be ended at any moment and begun again.
 *
 * First every process learns of the new key, then it seals, then all that older keys sealed is sealed anew, read back and counted; only
 * then are they retired. Readers and writers go on meanwhile. A retired key is kept: backups of its time need none of ours, but a value
 * that came back from one does.
 */
export async function continueRotation({ store, blobs, upgrades = [], say }: RotationParts, tenant: string): Promise<Proof | undefined> {
  const open = await store.inTenant(tenant, openRotation);
  if (!open) return undefined;
  await nobodyOlder(store, tenant);
  await store.inTenant(tenant, (tx) =>
    tx.rows(
      `update governance.data_key set current_from = now() where tenant_id = $1 and purpose = 'data' and version = $2 and current_from is null`,
      [tx.tenant, open.to_version],
    ),
  );
  await nobodyOlder(store, tenant);
  // Documents are sealed outside of transactions, with the keys that this process knows.
  await store.keys.refreshed(tenant);
  for (let pass = 0; ; pass++) {
    const broken = await sealRows(store, tenant, open, say);
    if (open.from_clear) for (const upgrade of upgrades) await upgrade(store, tenant);
    if (open.from_clear) await blobs.sealClear(tenant);
    const documents = await documentsOf(store, tenant);
    for (const sha256 of documents) await rewrapped(blobs, tenant, sha256);
    const proof = await proofOf(store, blobs, tenant, documents, broken);
    // A file that was coming in all the while may have been sealed with the key before.
    if (isComplete(proof, open.to_version) || proof.failed > 0 || pass === mostRounds) {
      await finish(store, tenant, open, proof);
      return proof;
    }
  }
}

/** Seals the practices of before there were keys, before anybody works with them. Answers how many there were. */
export async function finishUpgrades(parts: RotationParts): Promise<number> {
  let count = 0;
  const tenants = await tenantIds(parts.store);
  await makeMissing(parts.store.keys, tenants);
  for (const tenant of tenants) {
    const open = await parts.store.inTenant(tenant, openRotation, { readOnly: true });
    if (!open?.from_clear) continue;
    await continueRotation(parts, tenant);
    count += 1;
  }
  return count;
}

/** Everything that can be read is sealed with this version, and what was tried opened. */
const isComplete = ({ values, documents, failed }: Proof, version: number): boolean =>
  failed === 0 && [...Object.keys(values), ...Object.keys(documents)].every((key) => key === String(version) || key === 'lost');

async function openRotation(tx: Tx): Promise<Open | undefined> {
  const [row] = await tx.rows<Open>(
    `select id, to_version, ordered_by = 'upgrade' as from_clear from governance.key_rotation where tenant_id = $1 and done_at is null`,
    [tx.tenant],
  );
  return row;
}

/** Waits until no transaction that writes knows an older revision of the tenant's keys than the newest. */
export async function nobodyOlder(store: Store, tenant: string): Promise<void> {
  const newest = await store.inTenant(
    tenant,
    async (tx) => (await tx.rows<{ revision: number }>(`${revisionSql}$1`, [tx.tenant]))[0]?.revision ?? 0,
  );
  for (let revision = 0; revision < newest; revision++)
    for (;;) {
      const [lock] = await store.rows<{ free: boolean }>(`select pg_try_advisory_xact_lock(${revisionLock('$1', '$2::int')}) as free`, [
        tenant,
        revision,
      ]);
      if (lock?.free) break;
      await sleep(pause);
    }
}

async function sealRows(store: Store, tenant: string, open: Open, say: RotationParts['say']): Promise<number> {
  const { tables, counts } = await store.inTenant(tenant, async (tx) => {
    const all = await sealedTables(tx);
    const left: number[] = [];
    for (const table of all) left.push(await rowsToSeal(tx, table, open.to_version));
    return { tables: all, counts: left };
  });
  const total = counts.reduce((sum, n) => sum + n, 0);
  await store.inTenant(tenant, (tx) =>
    tx.rows(`update governance.key_rotation set state = 'sealing', total = resealed + $3 where tenant_id = $1 and id = $2`, [
      tx.tenant,
      open.id,
      total,
    ]),
  );
  let done = 0;
  const told = async (tx: Tx, rows: number): Promise<void> => {
    await tx.rows('update governance.key_rotation set resealed = resealed + $3 where tenant_id = $1 and id = $2', [
      tx.tenant,
      open.id,
      rows,
    ]);
    if (Math.floor((done + rows) / 10_000) > Math.floor(done / 10_000)) say?.(`Sealing patient data: ${done + rows} of ${total} rows.`);
    done += rows;
  };
  let broken = 0;
  for (const table of tables) broken += await sealTable(store, tenant, table, open, told);
  if (total > 0) say?.(`Patient data is sealed: ${done} rows.`);
  return broken;
}

/** Pass after pass, until nothing is left but what does not open. Answers how many rows that are. */
async function sealTable(
  store: Store,
  tenant: string,
  table: SealedTable,
  open: Open,
  told: (tx: Tx, rows: number) => Promise<void>,
): Promise<number> {
  for (let pass = 0; pass < mostPasses; pass++) {
    const { broken } = await resealTable(store, tenant, table, { fromClear: open.from_clear, told });
    const left = await store.inTenant(tenant, (tx) => rowsToSeal(tx, table, open.to_version), { readOnly: true });
    if (left <= broken) return left;
    await sleep(pause);
  }
  throw new Error(`rows of ${table.name} are held by others all the time`);
}

async function documentsOf(store: Store, tenant: string): Promise<string[]> {
  const rows = await store.inTenant(
    tenant,
    (tx) =>
      tx.rows<{ sha256: string }>(
        `select sha256, id from intake.document where tenant_id = $1 union all select sha256, id from codes.edition where tenant_id = $1 order by id`,
        [tx.tenant],
      ),
    { readOnly: true },
  );
  return rows.map(({ sha256 }) => sha256);
}

/** A document that is lost or damaged is told by the proof, and by whoever reads it. */
async function rewrapped(blobs: BlobPort, tenant: string, sha256: string): Promise<void> {
  await blobs.rewrap(tenant, sha256).catch(() => false);
}

async function finish(store: Store, tenant: string, open: Open, proof: Proof): Promise<void> {
  await store.inTenant(tenant, async (tx) => {
    if (isComplete(proof, open.to_version))
      await tx.rows(
        `update governance.data_key set retired_at = now() where tenant_id = $1 and purpose = 'data' and version < $2 and retired_at is null`,
        [tx.tenant, open.to_version],
      );
    await tx.rows(
      `update governance.key_rotation set state = 'done', done_at = now(), proof = $3 where tenant_id = $1 and id = $2 and done_at is null`,
      [tx.tenant, open.id, JSON.stringify(proof)],
    );
  });
}
