import type { Tx } from '../../../store/store.ts';
import { newest, type TraySought, trayWhere } from '../tray/store.ts';
import type { RemitState } from '../views.ts';

const sources: { readonly [column: string]: string } = {
  remit_id: 'r.id',
  state: 'r.state',
  payer_id: 'r.payer_id',
  payer: 'r.payer_name',
  trace_number: 'r.trace_number',
  method: 'r.method',
  paid_on: 'r.paid_on',
  paid_cents: 'r.paid',
  claims: 'r.claims',
  clean_claims: 'r.clean_claims',
  work_claims: 'r.work_claims',
  parked_claims: 'r.parked_claims',
  unapplied_cents: 'r.unapplied',
  balanced: 'r.balanced',
  open_work: '(select count(*)::int from posting.work_item w where w.tenant_id = $1 and w.remit_id = r.id and w.closed_at is null)',
  posted_at: '(select max(p.posted_at) from posting.posted_remit p where p.tenant_id = $1 and p.remit_id = r.id and p.undone_by is null)',
  received_at: 'r.read_at',
  payer_trace_id: 'r.payer_trace_id',
  payee_npi: 'r.payee_npi',
  near_duplicate_of: 'r.near_duplicate_of',
  document_id: 'r.document_id',
};

export interface RemitsAsked {
  readonly state: RemitState | undefined;
  readonly sought: TraySought | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly columns: readonly string[];
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}

/** A piece of the tray, in its order: what it shows in this view with this search, and of these days of payment. */
export function remitRows(tx: Tx, { columns, after, limit, from, to, ...filter }: RemitsAsked): Promise<{ [column: string]: unknown }[]> {
  const { where, parameters, take } = trayWhere(tx, filter);
  const conditions = [where];
  if (from !== undefined) conditions.push(`${newest} >= ${take(from)}::date`);
  if (to !== undefined) conditions.push(`${newest} <= ${take(to)}::date`);
  if (after !== undefined) conditions.push(`(${newest}, r.id) < (${take(after[0])}::date, ${take(after[1])}::uuid)`);
  return tx.rows(
    `with page as materialized (
       select r.id from remits.remit r where ${conditions.join(' and ')} order by ${newest} desc, r.id desc limit ${take(limit)})
     select r.id as "#id", ${newest} as "#on", ${columns.map((name) => `${sources[name]} as "${name}"`).join(', ')}
       from page cross join lateral (select * from remits.remit where tenant_id = $1 and id = page.id offset 0) r
      order by "#on" desc, r.id desc`,
    parameters,
  );
}
