import type { Tx } from '../../../store/store.ts';

/** Of these NPIs, those that claims of the practice were billed under. */
export async function billedUnder(tx: Tx, npis: readonly string[]): Promise<string[]> {
  if (npis.length === 0) return [];
  const rows = await tx.rows<{ npi: string }>(
    `select n.npi from unnest($2::text[]) as n (npi)
      where exists (select 1 from claims.claim c where c.tenant_id = $1 and c.billing_npi = n.npi)`,
    [tx.tenant, npis],
  );
  return rows.map(({ npi }) => npi);
}
