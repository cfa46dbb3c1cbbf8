import { eachOldRow } from '../../../store/keys/index-old-rows.ts';
import type { Store } from '../../../store/store.ts';

/** Deposits of before there were keys were told apart by the bank's own words. */
export async function indexOldDeposits(store: Store, tenant: string): Promise<void> {
  await eachOldRow<{ id: string; key: string }>(
    store,
    tenant,
    "select id, key from bank.deposit where tenant_id = $1 and id > $2 and strpos(key, '|') > 0",
    (tx, rows) =>
      tx.rows(
        'update bank.deposit d set key = u.key from unnest($2::uuid[], $3::text[]) as u (id, key) where d.tenant_id = $1 and d.id = u.id',
        [tx.tenant, rows.map(({ id }) => id), rows.map(({ key }) => tx.blind('deposit', key))],
      ),
  );
}
