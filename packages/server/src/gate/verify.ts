import { randomBytes } from 'node:crypto';
import {
  type Break,
  type ChainName,
  type CheckpointWalk,
  chainNames,
  genesis,
  type RecordBody,
  saidText,
  walkChain,
  walkCheckpoints,
} from '@claimwright/core/ground/governance';
import { entry, line, movement } from '../ground/ledger/schema.ts';
import { shown } from '../store/columns.ts';
import { digestOf } from '../store/digest.ts';
import type { Digest, Tx } from '../store/store.ts';
import { bodyOf, sha256 } from './record.ts';
import { recordWords } from './schema.ts';
import { heldAgainst } from './verify-checkpoints.ts';
import type { VerifyView } from './views.ts';
import type { Witness } from './witness.ts';

const digested: { readonly [table: string]: { table: typeof entry | typeof line | typeof movement; sql: string; order: string } } = {
  'ledger.entry': { table: entry, sql: 'select * from ledger.entry t where t.act_id = $1', order: 't.id' },
  'ledger.line': {
    table: line,
    sql: 'select t.* from ledger.line t join ledger.entry e using (tenant_id) where e.id = t.entry_id and e.act_id = $1',
    order: 't.entry_id, t.n',
  },
  'ledger.movement': {
    table: movement,
    sql: 'select t.* from ledger.movement t join ledger.entry e using (tenant_id) where e.id = t.entry_id and e.act_id = $1',
    order: 't.id',
  },
};

interface Checked {
  checked: number;
  readonly broken: string[];
  /** Acts that say which ledger rows they wrote. */
  readonly booking: Set<string>;
}

/** seq, body, previous, hash, and what the columns beside the body say, as one text. */
type Row = [seq: number, body: string, previous: string, hash: string, shown: string];
const pageSize = 5_000;
const columns = `seq, body, previous, hash,
  concat_ws(E'\\n', id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), coalesce(actor_kind, ''), actor_id, what, outcome,
            coalesce(purpose, ''), array_to_string(subjects, ' '))`;

/**
 * Walks both chains from their beginning, holds them against the checkpoints of the database and of the second place, and checks the
 * ledger's rows against the digests that the record holds, both ways. Names every entry that was cut, replaced, changed or moved.
 */
export async function verifyRecord(tx: Tx, clock: () => number, witness?: Witness): Promise<VerifyView> {
  const started = clock();
  const found: Checked = { checked: 0, broken: [], booking: new Set() };
  const held = await heldAgainst(tx, witness);
  const chains: VerifyView['chains'][number][] = [];
  for (const chain of chainNames) chains.push(await verifyChain(tx, chain, walkCheckpoints(held.chains[chain], sha256), found));
  const whole = chains.every(({ breaks }) => breaks.length === 0);
  // Past a break nobody knows who booked what: to accuse the rest would be untrue.
  if (whole) found.broken.push(...(await unrecorded(tx, found.booking)));
  return {
    ok: whole && found.broken.length === 0 && held.view.broken.length === 0,
    chains,
    digests: { checked: found.checked, broken: found.broken },
    checkpoints: held.view,
    milliseconds: Math.round(clock() - started),
  };
}

async function verifyChain(tx: Tx, chain: ChainName, signed: CheckpointWalk, found: Checked): Promise<VerifyView['chains'][number]> {
  const walk = walkChain(sha256, { seq: 0, hash: genesis });
  const breaks: Break[] = [];
  let last = { seq: 0, hash: genesis };
  let subjects = 0;
  for (let rows = await page(tx, chain, 0), end = rows.at(-1); end; end = rows.at(-1)) {
    // The database reads the next page while this one is hashed.
    const coming = page(tx, chain, end[0]);
    const bound = new Map<number, RecordBody>();
    for (const [seq, text, previous, hash, columnsSay] of rows) {
      walk.take({ seq, body: text, previous, hash });
      signed.take(seq, hash);
      const body = bodyOf(text);
      if (body === undefined || shownBy(body) !== columnsSay)
        breaks.push({ seq, says: `entry ${seq} shows something else than what was written` });
      else {
        subjects += new Set(body.subjects).size;
        if (body.digests !== undefined) bound.set(seq, body);
      }
    }
    last = { seq: end[0], hash: end[3] };
    rows = await coming;
    for (const [seq, body] of bound) await checkDigests(tx, seq, body, found);
  }
  const head = await headOf(tx, chain);
  breaks.unshift(...walk.end(head?.hash), ...signed.end());
  if (head ? head.seq !== last.seq || head.hash !== last.hash : last.seq > 0) breaks.push(headBreak(last, head));
  if (breaks.length === 0) breaks.push(...(await subjectBreaks(tx, chain, subjects)), ...(await wordBreaks(tx, chain)));
  const named = once(breaks);
  const [first] = named;
  const entries = first ? Math.min(first.seq - 1, last.seq) : last.seq;
  return { chain, entries, head: last.hash, breaks: named, ...(first ? { brokenAt: first.seq, says: inShort(named) } : {}) };
}

async function page(tx: Tx, chain: ChainName, after: number): Promise<Row[]> {
  const text = `select ${columns} from gate.record where tenant_id = $1 and chain = $2 and seq > $3 order by seq limit ${pageSize}`;
  return (await tx.client.query<Row>({ text, values: [tx.tenant, chain, after], rowMode: 'array' })).rows;
}

/** The columns beside the body must say what the body says: they are what screens and searches show. */
const shownBy = ({ id, at, actor, what, outcome, purpose, subjects }: RecordBody): string =>
  `${id}\n${at}\n${actor.kind}\n${actor.id}\n${what}\n${outcome}\n${purpose ?? ''}\n${subjects.join(' ')}`;

/** One word for each entry: the first that was found says most. */
function once(breaks: readonly Break[]): Break[] {
  const bySeq = new Map<number, Break>();
  for (const one of breaks) if (!bySeq.has(one.seq)) bySeq.set(one.seq, one);
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}

const inShort = (breaks: readonly Break[]): string =>
  breaks
    .slice(0, 5)
    .map(({ says }) => says)
    .join('; ') + (breaks.length > 5 ? `; and ${breaks.length - 5} more` : '');

async function headOf(tx: Tx, chain: ChainName): Promise<{ seq: number; hash: string } | undefined> {
  const [head] = await tx.rows<{ seq: number; hash: string }>(
    'select seq, hash from gate.record_head where tenant_id = $1 and chain = $2',
    [tx.tenant, chain],
  );
  return head;
}

const headBreak = (last: { seq: number; hash: string }, head: { seq: number } | undefined): Break =>
  head && head.seq === last.seq
    ? { seq: last.seq, says: `entry ${last.seq} is not the one that the end of the chain was kept for` }
    : { seq: last.seq + 1, says: `the chain ends at entry ${last.seq}, but ${head?.seq ?? 0} were written: the last ones are missing` };

/**
 * What entries are found by must be there for each of them, and for nothing else. Sums of hashes first; names only where they differ. The
 * hashes are seeded anew at each verification: nobody can put in beforehand what comes to the same sum.
 */
async function subjectBreaks(tx: Tx, chain: ChainName, written: number): Promise<Break[]> {
  const [sums] = await tx.rows<{ there: string; right: string; count: number }>(
    `select * from
       (select coalesce(sum(hashtextextended(subject || ' ' || seq, $3)), 0)::text as there, count(*) as count
          from gate.record_subject where tenant_id = $1 and chain = $2) kept,
       (select coalesce(sum(hash), 0)::text as right from (
          select hashtextextended(subjects[1] || ' ' || seq, $3) as hash from gate.record
           where tenant_id = $1 and chain = $2 and cardinality(subjects) = 1
          union all
          select hashtextextended(s.subject || ' ' || seq, $3) from gate.record r, lateral (select distinct unnest(r.subjects) as subject) s
           where tenant_id = $1 and chain = $2 and cardinality(subjects) > 1) each) written`,
    [tx.tenant, chain, randomBytes(8).readBigInt64BE().toString()],
  );
  if (sums && sums.there === sums.right && sums.count === written) return [];
  const rows = await tx.rows<{ seq: number; gone: number; added: number }>(
    `select seq, count(*) filter (where times = 0) as gone, coalesce(sum(times - belongs) filter (where times > 0), 0) as added from (
       select coalesce(s.seq, w.seq) as seq, coalesce(s.times, 0) as times, case when w.seq is null then 0 else 1 end as belongs
         from (select seq, subject, count(*) as times from gate.record_subject where tenant_id = $1 and chain = $2 group by seq, subject) s
         full join (select r.seq, u.subject from gate.record r, lateral (select distinct unnest(r.subjects) as subject) u
                     where r.tenant_id = $1 and r.chain = $2) w on w.seq = s.seq and w.subject = s.subject) d
      where times <> belongs group by seq order by seq limit 100`,
    [tx.tenant, chain],
  );
  return rows.map(({ seq, gone, added }) => ({
    seq,
    says: `entry ${seq} can be looked up otherwise than it was written: ${gone} of what it is about were taken out, ${added} put in`,
  }));
}

/** Words beside the chain that are not the ones its entry holds the digest of. Words that are gone were destroyed, or their act says so. */
async function wordBreaks(tx: Tx, chain: ChainName): Promise<Break[]> {
  const rows = await tx.rows<{ seq: number; salt: string; words: string; body: string }>(
    `select w.seq, w.salt, w.words, r.body from gate.record_words w join gate.record r using (tenant_id, chain, seq)
      where w.tenant_id = $1 and w.chain = $2 order by w.seq`,
    [tx.tenant, chain],
  );
  return rows
    .filter(({ salt, words, body }) => sha256(saidText(salt, shown(recordWords.words, words) ?? '')) !== bodyOf(body)?.said)
    .map(({ seq }) => ({ seq, says: `the reason that somebody gave in entry ${seq} is not the one that was written` }));
}

/** Ledger entries that no act of the record says it wrote. */
async function unrecorded(tx: Tx, booking: ReadonlySet<string>): Promise<string[]> {
  const rows = await tx.rows<{ act_id: string; entries: number }>(
    'select act_id, count(*) as entries from ledger.entry where tenant_id = $1 group by act_id',
    [tx.tenant],
  );
  return rows
    .filter((row) => !booking.has(row.act_id))
    .map((row) => `${row.entries} rows of ledger.entry were written by no act of the record (${row.act_id})`);
}

async function checkDigests(tx: Tx, seq: number, body: RecordBody, checked: Checked): Promise<void> {
  if (body.outcome === 'applied' && body.digests?.['ledger.entry'] !== undefined) checked.booking.add(body.id);
  for (const [name, written] of Object.entries(body.digests ?? {})) {
    const how = digested[name];
    if (!how) continue;
    const found: Digest = await digestOf(tx, how.table, how.sql, how.order, [body.id]);
    checked.checked += 1;
    if (found.sha256 !== written.sha256)
      checked.broken.push(
        `entry ${seq}: ${written.rows} rows of ${name} were written, ${found.rows} stand there now, or they were changed`,
      );
  }
}
