import type { Tx } from '../../../store/store.ts';

/** By account: the payers whose remits booked there, each as the payer that it was said to be. */
export async function payersOfAccounts(tx: Tx, accounts: readonly string[]): Promise<Map<string, ReadonlySet<string>>> {
  if (accounts.length === 0) return new Map();
  const rows = await tx.rows<{ account: string; payers: string[] }>(
    `select l.account, array_agg(distinct coalesce(p.same_as, p.id)) as payers
       from ledger.line l
       join ledger.entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id and e.source_kind = 'remit'
       join remits.remit r on r.tenant_id = e.tenant_id and r.id = e.source_id
       join parties.payer p on p.tenant_id = r.tenant_id and p.id = r.payer_id
      where l.tenant_id = $1 and l.account = any($2)
      group by l.account`,
    [tx.tenant, accounts],
  );
  return new Map(rows.map(({ account, payers }) => [account, new Set(payers)]));
}
