import { patient } from '../../../ground/parties/index.ts';
import { shown } from '../../../store/columns.ts';
import type { Tx } from '../../../store/store.ts';
import { claim } from '../schema.ts';
import { claimSource } from '../store.ts';

/** Where each column comes from. Only those that are asked for are read: a name that nobody asked for is not even fetched. */
const sources: { readonly [column: string]: string } = {
  claim_id: 'c.id',
  status: 's.status',
  payer_id: 'c.payer_id',
  payer: 'y.name',
  site: '(select i.name from parties.site i where i.tenant_id = $1 and i.id = c.site_id)',
  served_from: 'c.served_from',
  served_to: 'c.served_to',
  billed_cents: 'c.billed',
  paid_cents: 'm.paid',
  adjusted_cents: 'm.adjusted',
  payer_open_cents: 's.payer_open',
  patient_open_cents: 's.patient_open',
  frequency: 'c.frequency',
  place_of_service: 'c.place_of_service',
  sent_on: 'c.sent_on',
  received_at: 'c.added_at',
  billing_npi: 'c.billing_npi',
  rendering_npi: 'c.rendering_npi',
  procedures: '(select array_agg(l.code order by l.number, l.id) from claims.service_line l where l.tenant_id = $1 and l.claim_id = c.id)',
  diagnoses: 'c.diagnoses',
  document_id: 'c.document_id',
  patient_control_number: 'c.patient_control_number',
  patient_last: 'p.last_name',
  patient_first: 'p.first_name',
  birth_date: 'p.birth_date',
  member_id: 'c.member_id',
};
const sealed = {
  ...{ patient_last: patient.last, patient_first: patient.first, birth_date: patient.birthDate, member_id: claim.memberId },
} as const;

export interface ClaimsAsked {
  readonly search?: string | undefined;
  readonly status?: string | undefined;
  readonly site?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly columns: readonly string[];
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}
type Raw = { readonly [column: string]: unknown };

/** A piece of the list of claims, in its order: what the list shows with this search and status, and with these days of service. */
export async function claimRows(tx: Tx, { columns, after, limit, from, to, ...filter }: ClaimsAsked): Promise<Raw[]> {
  const source = await claimSource(tx, filter);
  const { id, newest, parameters, take } = source;
  const conditions = [source.where];
  if (from !== undefined) conditions.push(`${newest} >= ${take(from)}::date`);
  if (to !== undefined) conditions.push(`${newest} <= ${take(to)}::date`);
  if (after !== undefined) conditions.push(`(${newest}, ${id}) < (${take(after[0])}::date, ${take(after[1])}::uuid)`);
  const rows = await tx.rows<Raw>(
    `with page as materialized (
       select ${id} as id from ${source.from} where ${conditions.join(' and ')} order by ${newest} desc, ${id} desc limit ${take(limit)})
     select c.id as "#id", coalesce(c.served_from, '-infinity'::date) as "#on", ${columns.map((name) => `${sources[name]} as "${name}"`).join(', ')}
       from page
       cross join lateral (select * from claims.claim where tenant_id = $1 and id = page.id offset 0) c
       cross join lateral (select * from claims.standing where tenant_id = $1 and claim_id = page.id offset 0) s
       cross join lateral (select * from parties.patient where tenant_id = $1 and id = c.patient_id offset 0) p
       cross join lateral (select * from parties.payer where tenant_id = $1 and id = c.payer_id offset 0) y
       ${columns.some((name) => /^(?:paid|adjusted)_cents$/.test(name)) ? movements : ''}
      order by "#on" desc, c.id desc`,
    parameters,
  );
  return rows.map(openedRow);
}

const movements = `cross join lateral (
  select coalesce(-sum(amount) filter (where kind = 'payment' and party <> 'patient'), 0)::bigint as paid,
         coalesce(-sum(amount) filter (where kind in ('contractual', 'sequestration', 'withhold', 'capitation')), 0)::bigint as adjusted
    from ledger.movement where tenant_id = $1 and claim_id = page.id) m`;

const openedRow = (row: Raw): Raw => ({
  ...row,
  ...Object.fromEntries(
    Object.entries(sealed).flatMap(([name, column]) => {
      const value = row[name];
      return typeof value === 'string' ? [[name, shown(column, value)]] : [];
    }),
  ),
});
