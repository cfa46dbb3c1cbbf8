import type { Tx } from '../../../store/store.ts';

const sources: { readonly [column: string]: string } = {
  posting_id: 'm.id',
  entry_id: 'm.entry_id',
  booked_on: 'm.booked_on',
  booked_at: 'm.booked_at',
  kind: 'm.kind',
  party: 'm.party',
  amount_cents: 'm.amount',
  account: 'm.account',
  adjustment_group: 'm.adjustment_group',
  carc: 'm.carc',
  claim_id: 'm.claim_id',
  claim_line_id: 'm.claim_line_id',
  remit_id: '(select c.remit_id from remits.remit_claim c where c.tenant_id = $1 and c.id = m.remit_claim_id)',
  reverses: 'm.reverses',
  made_by: "(select c.agent || ' ' || c.agent_version from autonomy.change c where c.tenant_id = $1 and c.id = m.act_id)",
  source_kind: 'm.source_kind',
  source_id: 'm.source_id',
  document_id: 'm.document_id',
};

export interface PostingsAsked {
  /** Of entries that touch this account or one below it, as the journal has them. */
  readonly account?: string | undefined;
  readonly claimId?: string | undefined;
  readonly sourceId?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly columns: readonly string[];
  readonly after: readonly string[] | undefined;
  readonly limit: number;
}

/** A piece of the postings, entry by entry, the newest day first; what is within reach of whoever asks. */
export function postingRows(tx: Tx, { columns, after, limit, ...filter }: PostingsAsked): Promise<{ [column: string]: unknown }[]> {
  const parameters: unknown[] = [tx.tenant];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const entries = ['e.tenant_id = $1'];
  const own: string[] = [];
  if (filter.from !== undefined) entries.push(`e.booked_on >= ${take(filter.from)}::date`);
  if (filter.to !== undefined) entries.push(`e.booked_on <= ${take(filter.to)}::date`);
  if (filter.sourceId !== undefined) entries.push(`e.source_id = ${take(filter.sourceId)}::uuid`);
  if (filter.claimId !== undefined) {
    const claim = `${take(filter.claimId)}::uuid`;
    entries.push(`e.id = any(array(select entry_id from ledger.movement where tenant_id = $1 and claim_id = ${claim}))`);
    own.push(`claim_id = ${claim}`);
  }
  if (filter.account !== undefined) {
    const [root, from, to] = [take(filter.account), take(`${filter.account}:`), take(`${filter.account};`)];
    entries.push(
      `exists (select 1 from ledger.line l where l.tenant_id = $1 and l.entry_id = e.id
                and (l.account = ${root} or (l.account ~>=~ ${from} and l.account ~<~ ${to})))`,
    );
  }
  if (after !== undefined) {
    const [on, entry, posting] = [take(after[0]), take(after[1]), take(after[2])];
    entries.push(`(e.booked_on, e.id) <= (${on}::date, ${entry}::uuid)`);
    own.push(`((e.booked_on, e.id) < (${on}::date, ${entry}::uuid) or id > ${posting}::uuid)`);
  }
  return tx.rows(
    `select m.id as "#id", m.entry_id as "#entry", m.booked_on as "#on", ${columns.map((name) => `${sources[name]} as "${name}"`).join(', ')}
       from (select m.*, e.booked_on, e.booked_at, e.act_id, e.source_kind, e.source_id
               from ledger.entry e
               cross join lateral (select * from ledger.movement
                 where tenant_id = $1 and entry_id = e.id${own.map((one) => ` and ${one}`).join('')} order by id offset 0) m
              where ${entries.join(' and ')}
              order by e.booked_on desc, e.id desc, m.id limit ${take(limit)}) m
      order by m.booked_on desc, m.entry_id desc, m.id`,
    parameters,
  );
}
