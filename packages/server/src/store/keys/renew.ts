import type { Store } from '../store.ts';
import type { DataKeyRow } from './keys.ts';

/**
 * Wraps all the keys of these tenants with the keeper's newest key-encryption key: no value is touched. With `make`, the keeper makes a
 * new one first, where it makes its own. Answers how many keys were wrapped.
 */
export async function rewrapKeys(store: Store, tenants: readonly string[], make: boolean): Promise<number> {
  if (make) await store.keys.keeper.renew?.();
  let count = 0;
  for (const tenant of tenants)
    count += await store.inTenant(tenant, async (tx) => {
      const rows = await tx.rows<DataKeyRow>(
        'select purpose, version, keeper, kek_id, wrapped, current_from, retired_at from governance.data_key where tenant_id = $1 for update',
        [tx.tenant],
      );
      for (const row of rows) {
        const { kek_id, wrapped } = await store.keys.rewrapped(tenant, row);
        await tx.rows(
          'update governance.data_key set kek_id = $4, wrapped = $5, wrapped_at = now() where tenant_id = $1 and purpose = $2 and version = $3',
          [tx.tenant, row.purpose, row.version, kek_id, wrapped],
        );
      }
      return rows.length;
    });
  return count;
}

/** Orders a new data key for a tenant, in its transaction: made, wrapped, not sealing yet. Answers its version. */
export async function orderKey(
  tx: Parameters<Parameters<Store['inTenant']>[1]>[0],
  order: { readonly id: string; readonly by: string; readonly at: Date; readonly actId: string },
): Promise<number> {
  const [last] = await tx.rows<{ version: number }>(
    `select max(version) as version from governance.data_key where tenant_id = $1 and purpose = 'data'`,
    [tx.tenant],
  );
  const version = (last?.version ?? 0) + 1;
  const key = await tx.keys.fresh(tx.tenant, 'data', version);
  await tx.rows(
    `insert into governance.data_key (tenant_id, purpose, version, keeper, kek_id, wrapped, created_at, wrapped_at) values ($1, 'data', $2, $3, $4, $5, $6, $6)`,
    [tx.tenant, version, key.keeper, key.kek_id, key.wrapped, order.at],
  );
  await tx.rows(
    `insert into governance.key_rotation (tenant_id, id, to_version, ordered_at, ordered_by, state, resealed, total, act_id)
     values ($1, $2, $3, $4, $5, 'ordered', 0, 0, $6)`,
    [tx.tenant, order.id, version, order.at, order.by, order.actId],
  );
  return version;
}
