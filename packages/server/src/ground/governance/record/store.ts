import type { ChainName, Checkpoint } from '@claimwright/core/ground/governance';
import { readCheckpoint } from '@claimwright/core/ground/governance';
import { recordWords } from '../../../gate/schema.ts';
import { shown } from '../../../store/columns.ts';
import type { Store, Tx } from '../../../store/store.ts';

export type { Store, Tx };

export interface KeptCheckpoint {
  readonly checkpoint: Checkpoint;
  readonly text: string;
  readonly signature: string;
}

/** Checkpoints whose batches hold anything of entries `from` to `to`, in their order. */
export async function checkpointsWithin(tx: Tx, chain: ChainName, from: number, to: number): Promise<KeptCheckpoint[]> {
  const rows = await tx.rows<{ text: string; signature: string }>(
    `select body as text, signature from gate.checkpoint where tenant_id = $1 and chain = $2 and to_seq >= $3 and from_seq <= $4 order by n`,
    [tx.tenant, chain, from, to],
  );
  return rows.flatMap((row) => {
    const checkpoint = readCheckpoint(row.text);
    return checkpoint ? [{ ...row, checkpoint }] : [];
  });
}

export type Beside = KeptCheckpoint & { readonly place: 'before' | 'after' };

/** The checkpoints right before and right after those of entries `from` to `to`. */
export async function checkpointsBeside(tx: Tx, chain: ChainName, { from, to }: Span): Promise<Beside[]> {
  const rows = await tx.rows<{ text: string; signature: string; place: 'before' | 'after' }>(
    `(select body as text, signature, 'before' as place from gate.checkpoint where tenant_id = $1 and chain = $2 and to_seq < $3 order by n desc limit 1)
     union all
     (select body, signature, 'after' from gate.checkpoint where tenant_id = $1 and chain = $2 and from_seq > $4 order by n limit 1)`,
    [tx.tenant, chain, from, to],
  );
  return rows.flatMap((row) => {
    const checkpoint = readCheckpoint(row.text);
    return checkpoint ? [{ ...row, checkpoint }] : [];
  });
}

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** The numbers of the first and the last entry of a span of time; where nothing is in it, the numbers around it the wrong way round. */
export async function spanOf(tx: Tx, chain: ChainName, from: Date | undefined, to: Date | undefined): Promise<Span> {
  const [row] = await tx.rows<Span>(
    `with own as not materialized (select seq, at from gate.record where tenant_id = $1 and chain = $2),
          span as (select min(seq) as low, max(seq) as high from own where at >= coalesce($3, '-infinity'::timestamptz) and at < coalesce($4, 'infinity'::timestamptz))
     select coalesce(low, (select max(seq) from own where at < $3), 0) + case when low is null then 1 else 0 end as from,
            coalesce(high, (select max(seq) from own where at < $3), 0) as to from span`,
    [tx.tenant, chain, from ?? null, to ?? null],
  );
  return row ?? { from: 1, to: 0 };
}

export interface Raw {
  readonly seq: number;
  readonly body: string;
  readonly previous: string;
  readonly hash: string;
}

export const entriesWithin = (tx: Tx, chain: ChainName, from: number, to: number): Promise<Raw[]> =>
  tx.rows<Raw>(
    'select seq, body, previous, hash from gate.record where tenant_id = $1 and chain = $2 and seq between $3 and $4 order by seq',
    [tx.tenant, chain, from, to],
  );

/** The numbers of the entries about a subject. */
export async function seqsAbout(tx: Tx, chain: ChainName, subject: string): Promise<number[]> {
  const rows = await tx.rows<{ seq: number }>(
    'select seq from gate.record_subject where tenant_id = $1 and subject = $2 and chain = $3 order by seq',
    [tx.tenant, subject, chain],
  );
  return rows.map(({ seq }) => seq);
}

export interface Words {
  readonly chain: ChainName;
  readonly seq: number;
  readonly salt: string;
  readonly words: string;
}

export async function wordsWithin(tx: Tx, chain: ChainName, from: number, to: number): Promise<Words[]> {
  const rows = await tx.rows<Words>(
    'select chain, seq, salt, words from gate.record_words where tenant_id = $1 and chain = $2 and seq between $3 and $4 order by seq',
    [tx.tenant, chain, from, to],
  );
  return rows.map((row) => ({ ...row, words: shown(recordWords.words, row.words) ?? '' }));
}

export interface LedgerLine {
  readonly party: string;
  readonly kind: string;
  readonly amount: number;
  readonly movements: number;
}

/** What a claim's movements came to at a moment: they are only ever added to, so that the past can be summed again. */
export const ledgerAsOf = (tx: Tx, claimId: string, at: Date): Promise<LedgerLine[]> =>
  tx.rows<LedgerLine>(
    `select m.party, m.kind, sum(m.amount)::bigint as amount, count(*) as movements
       from ledger.movement m join ledger.entry e on e.tenant_id = m.tenant_id and e.id = m.entry_id
      where m.tenant_id = $1 and m.claim_id = $2 and e.booked_at <= $3 group by m.party, m.kind order by m.party, m.kind`,
    [tx.tenant, claimId, at],
  );

/** How far a stream has told of a chain. The row is locked until the transaction ends: two processes do not tell the same twice at once. */
export async function takeCursor(tx: Tx, name: string, chain: ChainName): Promise<number> {
  await tx.rows('insert into gate.stream (tenant_id, name, chain, seq) values ($1, $2, $3, 0) on conflict do nothing', [
    tx.tenant,
    name,
    chain,
  ]);
  const [row] = await tx.rows<{ seq: number }>('select seq from gate.stream where tenant_id = $1 and name = $2 and chain = $3 for update', [
    tx.tenant,
    name,
    chain,
  ]);
  return row?.seq ?? 0;
}

export const moveCursor = (tx: Tx, name: string, chain: ChainName, seq: number): Promise<unknown> =>
  tx.rows('update gate.stream set seq = $4 where tenant_id = $1 and name = $2 and chain = $3', [tx.tenant, name, chain, seq]);

export const entriesAfter = (tx: Tx, chain: ChainName, seq: number, limit: number): Promise<Raw[]> =>
  tx.rows<Raw>('select seq, body, previous, hash from gate.record where tenant_id = $1 and chain = $2 and seq > $3 order by seq limit $4', [
    tx.tenant,
    chain,
    seq,
    limit,
  ]);

/** Whoever works or worked here, and the programs: by name, e-mail and the id that the record says. */
export const peopleAndPrograms = (
  tx: Tx,
): Promise<{ readonly id: string; readonly name: string; readonly email: string | null; readonly program: boolean }[]> =>
  tx.rows(
    `select user_id as id, name, email, false as program from governance.member where tenant_id = $1
     union all select id::text, name, null, true from governance.service_account where tenant_id = $1 order by name, id`,
    [tx.tenant],
  );
