import type { Store, Tx } from '../store.ts';

/** Goes through rows of a table in the order of their ids, a few hundred in a transaction. `select` has $1 for the tenant and $2 for the id before. */
export async function eachOldRow<T extends { readonly id: string }>(
  store: Store,
  tenant: string,
  select: string,
  work: (tx: Tx, rows: readonly T[]) => Promise<unknown>,
): Promise<void> {
  for (let last: string | undefined = '00000000-0000-0000-0000-000000000000'; last !== undefined; ) {
    const after: string = last;
    last = await store.inTenant(tenant, async (tx) => {
      const rows = await tx.rows<T>(`${select} order by id limit 500`, [tx.tenant, after]);
      if (rows.length > 0) await work(tx, rows);
      return rows.at(-1)?.id;
    });
  }
}
