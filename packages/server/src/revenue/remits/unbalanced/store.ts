import type { Tx } from '../../../store/store.ts';

/** Trace numbers of the remits that do not add up, of which nothing is posted: the newest hundred. */
export async function unbalancedTraces(tx: Tx): Promise<readonly string[]> {
  const rows = await tx.rows<{ trace: string }>(
    `select trace_number as trace from remits.remit where tenant_id = $1 and state = 'parked' and not balanced order by id desc limit 100`,
    [tx.tenant],
  );
  return rows.map(({ trace }) => trace);
}
