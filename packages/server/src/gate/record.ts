import { hash, randomBytes } from 'node:crypto';
import { bodyText, type ChainName, genesis, hashedText, type RecordBody, saidText } from '@claimwright/core/ground/governance';
import type { Tx } from '../store/store.ts';
import { record, recordWords } from './schema.ts';

export const sha256 = (text: string): string => hash('sha256', text);

/** An entry before it has its place. `words` are what a person wrote: kept beside the chain, which holds their digest. */
export type Unsequenced = Omit<RecordBody, 'v' | 'tenant' | 'seq' | 'said'> & { readonly words?: string };

interface Row {
  readonly seq: number;
  readonly entry: Unsequenced;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
  readonly words?: { readonly salt: string; readonly words: string };
}

/**
 * Appends one entry to its chain and answers its number. The head's row lock, held until the transaction ends, puts the entries of
 * a tenant in one order; so this comes last in a transaction.
 */
export async function append(tx: Tx, entry: Unsequenced): Promise<number> {
  const head = await takeHead(tx, entry.chain);
  const row = chained(tx.tenant, head, entry);
  await tx.rows(
    `with head as (update gate.record_head set seq = $3, hash = $11 where tenant_id = $1 and chain = $2),
     about as (insert into gate.record_subject (tenant_id, subject, chain, seq) select distinct $1::uuid, subject, $2, $3::bigint from unnest($9::text[]) as s (subject))
     insert into gate.record (tenant_id, chain, seq, id, at, actor_id, what, outcome, subjects, body, previous, hash, actor_kind, purpose)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $11, $13, $14)`,
    [
      ...[tx.tenant, entry.chain, row.seq, entry.id, entry.at, entry.actor.id, entry.what, entry.outcome, entry.subjects],
      ...[row.body, row.hash, row.previous, entry.actor.kind, entry.purpose ?? null],
    ],
  );
  await keepWords(tx, [row]);
  return row.seq;
}

/**
 * Appends many entries of one chain at once, in their order: one lock, bulk inserts. While the database inserts some, the next ones are
 * hashed. Answers the number of the last one.
 */
export async function appendAll(tx: Tx, chain: ChainName, entries: readonly Unsequenced[]): Promise<number> {
  const [only] = entries;
  if (only && entries.length === 1) return append(tx, only);
  let head: { readonly seq: number; readonly hash: string } = await takeHead(tx, chain);
  const spoken: Row[] = [];
  function* rows(): Generator<typeof record.$inferInsert> {
    for (const entry of entries) {
      const row = chained(tx.tenant, head, entry);
      head = row;
      if (row.words) spoken.push(row);
      yield recordRow(tx.tenant, row);
    }
  }
  await tx.copy(record, rows(), subjectsOf);
  await keepWords(tx, spoken);
  await tx.rows('update gate.record_head set seq = $3, hash = $4 where tenant_id = $1 and chain = $2', [
    tx.tenant,
    chain,
    head.seq,
    head.hash,
  ]);
  return head.seq;
}

/** The look-up of the entries in `stage`. Most are about one thing. */
const subjectsOf = (stage: string): string =>
  `insert into gate.record_subject (tenant_id, subject, chain, seq) select tenant_id, subjects[1], chain, seq from ${stage} where cardinality(subjects) = 1;
   insert into gate.record_subject (tenant_id, subject, chain, seq) select distinct tenant_id, unnest(subjects), chain, seq from ${stage} where cardinality(subjects) > 1`;

async function takeHead(tx: Tx, chain: ChainName): Promise<{ seq: number; hash: string }> {
  const locked = 'select seq, hash from gate.record_head where tenant_id = $1 and chain = $2 for update';
  const [head] = await tx.rows<{ seq: number; hash: string }>(locked, [tx.tenant, chain]);
  if (head) return head;
  await tx.rows('insert into gate.record_head (tenant_id, chain, seq, hash) values ($1, $2, 0, $3) on conflict do nothing', [
    tx.tenant,
    chain,
    genesis,
  ]);
  const [made] = await tx.rows<{ seq: number; hash: string }>(locked, [tx.tenant, chain]);
  if (!made) throw new Error('the record has no head');
  return made;
}

function chained(tenant: string, head: { readonly seq: number; readonly hash: string }, entry: Unsequenced): Row {
  const { words, ...rest } = entry;
  const salt = words === undefined ? undefined : randomBytes(16).toString('hex');
  const seq = head.seq + 1;
  const said = words === undefined || salt === undefined ? undefined : { said: sha256(saidText(salt, words)) };
  const body = bodyText({ v: 2, tenant, seq, ...rest, ...said });
  const hashed = sha256(hashedText(head.hash, body));
  return {
    ...{ seq, entry, body, previous: head.hash, hash: hashed },
    ...(words === undefined || salt === undefined ? {} : { words: { salt, words } }),
  };
}

const recordRow = (tenantId: string, { seq, entry, body, previous, hash }: Row): typeof record.$inferInsert => ({
  tenantId,
  chain: entry.chain,
  seq,
  id: entry.id,
  at: entry.at,
  actorId: entry.actor.id,
  actorKind: entry.actor.kind,
  what: entry.what,
  outcome: entry.outcome,
  purpose: entry.purpose ?? null,
  subjects: [...entry.subjects],
  body,
  previous,
  hash,
});

async function keepWords(tx: Tx, rows: readonly Row[]): Promise<void> {
  const said = rows.flatMap(({ seq, entry, words }) => (words ? [{ tenantId: tx.tenant, chain: entry.chain, seq, ...words }] : []));
  if (said.length > 0) await tx.db.insert(recordWords).values(said);
}

/** An entry's body; undefined where it is not one any more. */
export function bodyOf(text: string): RecordBody | undefined {
  try {
    const value: Partial<RecordBody> | null = JSON.parse(text);
    const whole = typeof value?.actor?.id === 'string' && Array.isArray(value.subjects) && typeof value.what === 'string';
    return whole ? (value as RecordBody) : undefined;
  } catch {
    return undefined;
  }
}

/** How many acts the tenant's record holds: any change of anything moves it. */
export async function actsSoFar(tx: Tx): Promise<number> {
  const [row] = await tx.rows<{ seq: number }>("select seq from gate.record_head where tenant_id = $1 and chain = 'acts'", [tx.tenant]);
  return row?.seq ?? 0;
}
