import type { ChainName } from '@claimwright/core/ground/governance';
import { shown } from '../store/columns.ts';
import type { Tx } from '../store/store.ts';
import { recordWords } from './schema.ts';

/** What one looks for in the record; what is not said is not looked at. Dates are instants, `until` exclusive. */
export interface Filter {
  readonly chain: ChainName;
  /** About any of these. */
  readonly subjects?: readonly string[] | undefined;
  readonly actor?: string | undefined;
  readonly actorKind?: string | undefined;
  /** Anybody but a person. */
  readonly machines?: boolean | undefined;
  readonly what?: string | undefined;
  readonly outcome?: string | undefined;
  readonly purpose?: string | undefined;
  readonly from?: Date | undefined;
  readonly until?: Date | undefined;
}

export interface Kept {
  readonly seq: number;
  /** As the column beside the body says it. */
  readonly at: Date;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
  readonly name: string | null;
}

/** So many are counted; a list that is longer is longer. */
const counted = 100_000;

/** Only plain comparisons, which reach the indexes under row-level security (decision 0010). */
function conditions(tx: Tx, filter: Filter): { where: string; values: unknown[] } {
  const values: unknown[] = [tx.tenant, filter.chain];
  const parts = ['r.tenant_id = $1', 'r.chain = $2'];
  const add = (sql: (place: string) => string, value: unknown): void => {
    if (value !== undefined) parts.push(sql(`$${values.push(value)}`));
  };
  add((at) => `r.actor_id = ${at}`, filter.actor);
  add((at) => `r.actor_kind = ${at}`, filter.actorKind);
  if (filter.machines) parts.push("r.actor_kind <> 'person'");
  add((at) => `r.what = ${at}`, filter.what);
  add((at) => `r.outcome = ${at}`, filter.outcome);
  add((at) => `r.purpose = ${at}`, filter.purpose);
  add((at) => `r.at >= ${at}`, filter.from);
  add((at) => `r.at < ${at}`, filter.until);
  if (filter.subjects !== undefined) {
    const at = values.push(filter.subjects);
    parts.push(
      `r.seq = any(array(select s.seq from gate.record_subject s where s.tenant_id = $1 and s.subject = any($${at}::text[]) and s.chain = $2))`,
    );
  }
  return { where: parts.join(' and '), values };
}

/** What people and programs are called here. */
const names = `(select user_id as id, name from governance.member where tenant_id = $1
      union all select id::text, name from governance.service_account where tenant_id = $1)`;

/** The newest first. */
export async function findEntries(tx: Tx, filter: Filter, before: number | undefined, limit: number): Promise<Kept[]> {
  const { where, values } = conditions(tx, filter);
  const below = before === undefined ? '' : ` and r.seq < $${values.push(before)}`;
  return tx.rows<Kept>(
    `select r.seq, r.at, r.body, r.previous, r.hash, n.name from (
       select * from gate.record r where ${where}${below} order by r.seq desc limit ${limit}) r
       left join ${names} n on n.id = r.actor_id order by r.seq desc`,
    values,
  );
}

/** How many there are, as far as it is worth counting. */
export async function countEntries(tx: Tx, filter: Filter): Promise<number> {
  const { where, values } = conditions(tx, filter);
  const [row] = await tx.rows<{ total: number }>(
    `select count(*) as total from (select 1 from gate.record r where ${where} limit ${counted}) r`,
    values,
  );
  return row?.total ?? 0;
}

export interface Seer {
  readonly actor: string;
  readonly kind: string | null;
  readonly name: string | null;
  readonly times: number;
  readonly first: Date;
  readonly last: Date;
  readonly purposes: readonly string[];
}

/** Everybody who did what the filter says, with how often, when, and why: most often first. */
export async function actorsOf(tx: Tx, filter: Filter): Promise<Seer[]> {
  const { where, values } = conditions(tx, filter);
  return tx.rows<Seer>(
    `select r.*, n.name from (
       select r.actor_id as actor, max(r.actor_kind) as kind, count(*) as times, min(r.at) as first, max(r.at) as last,
              array_remove(array_agg(distinct r.purpose), null) as purposes
         from gate.record r where ${where} group by r.actor_id) r
       left join ${names} n on n.id = r.actor order by r.times desc, r.actor limit 500`,
    values,
  );
}

/** What people wrote as the reason of these entries. */
export async function wordsBeside(
  tx: Tx,
  chain: ChainName,
  seqs: readonly number[],
): Promise<Map<number, { salt: string; words: string }>> {
  const rows = await tx.rows<{ seq: number; salt: string; words: string }>(
    'select seq, salt, words from gate.record_words where tenant_id = $1 and chain = $2 and seq = any($3::bigint[])',
    [tx.tenant, chain, seqs],
  );
  return new Map(rows.map(({ seq, salt, words }) => [seq, { salt, words: shown(recordWords.words, words) ?? '' }]));
}

/** Whether the record speaks of it anywhere. */
export async function isSubject(tx: Tx, subject: string): Promise<boolean> {
  const rows = await tx.rows('select 1 from gate.record_subject where tenant_id = $1 and subject = $2 limit 1', [tx.tenant, subject]);
  return rows.length > 0;
}

/** Whether somebody goes by this id, works or worked here, or ever did or saw anything. */
export async function isActor(tx: Tx, id: string): Promise<boolean> {
  const of = (chain: string) => `(select 1 from gate.record where tenant_id = $1 and chain = '${chain}' and actor_id = $2 limit 1)`;
  const rows = await tx.rows(`select 1 from ${names} n where n.id = $2 union all ${of('acts')} union all ${of('reads')} limit 1`, [
    tx.tenant,
    id,
  ]);
  return rows.length > 0;
}
