import { createHash } from 'node:crypto';
import { bodyText, type ChainEntry, firstBreak, genesis, hashedText, type RecordBody } from '@claimwright/core/ground/governance';
import { entry, line, movement } from '../ground/ledger/schema.ts';
import { digestOf } from '../store/digest.ts';
import type { Digest, Tx } from '../store/store.ts';
import type { VerifyView } from './views.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export type Unsequenced = Omit<RecordBody, 'v' | 'tenant' | 'seq'>;

/**
 * Appends one entry to its chain and answers its number. The head's row lock, held until the transaction ends, puts the entries of
 * a tenant in one order; so this comes last in a transaction.
 */
export async function append(tx: Tx, entry: Unsequenced): Promise<number> {
  await tx.rows('insert into gate.record_head (tenant_id, chain, seq, hash) values ($1, $2, 0, $3) on conflict do nothing', [
    tx.tenant,
    entry.chain,
    genesis,
  ]);
  const [head] = await tx.rows<{ seq: number; hash: string }>(
    'select seq, hash from gate.record_head where tenant_id = $1 and chain = $2 for update',
    [tx.tenant, entry.chain],
  );
  if (!head) throw new Error('the record has no head');
  const seq = head.seq + 1;
  const body = bodyText({ v: 1, tenant: tx.tenant, seq, ...entry });
  const hash = sha256(hashedText(head.hash, body));
  await tx.rows(
    `with head as (update gate.record_head set seq = $3, hash = $11 where tenant_id = $1 and chain = $2),
     about as (insert into gate.record_subject (tenant_id, subject, chain, seq) select $1, subject, $2, $3 from unnest($9::text[]) as s (subject) on conflict do nothing)
     insert into gate.record (tenant_id, chain, seq, id, at, actor_id, what, outcome, subjects, body, previous, hash)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $12, $11)`,
    [tx.tenant, entry.chain, seq, entry.id, entry.at, entry.actor.id, entry.what, entry.outcome, entry.subjects, body, hash, head.hash],
  );
  return seq;
}

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
type Row = ChainEntry & {
  readonly id: string;
  readonly at: Date;
  readonly actor_id: string;
  readonly what: string;
  readonly outcome: string;
  readonly subjects: readonly string[];
};

/** Walks both chains from their beginning, and checks the ledger's rows against the digests that the record holds, both ways. */
export async function verifyRecord(tx: Tx, clock: () => number): Promise<VerifyView> {
  const started = clock();
  const found: Checked = { checked: 0, broken: [], booking: new Set() };
  const chains = [await verifyChain(tx, 'acts', found), await verifyChain(tx, 'reads', found)];
  // Past a break nobody knows who booked what: to accuse the rest would be untrue.
  if (chains.every((chain) => chain.says === undefined)) found.broken.push(...(await unrecorded(tx, found.booking)));
  const ok = chains.every((chain) => chain.says === undefined) && found.broken.length === 0;
  return { ok, chains, digests: { checked: found.checked, broken: found.broken }, milliseconds: Math.round(clock() - started) };
}

async function verifyChain(tx: Tx, chain: 'acts' | 'reads', found: Checked): Promise<VerifyView['chains'][number]> {
  let at = { seq: 0, hash: genesis };
  let subjects = 0;
  for (;;) {
    const page = await tx.rows<Row>(
      'select seq, body, previous, hash, id, at, actor_id, what, outcome, subjects from gate.record where tenant_id = $1 and chain = $2 and seq > $3 order by seq limit 2000',
      [tx.tenant, chain, at.seq],
    );
    const broken = firstBreak(page, sha256, at) ?? page.map(mismatch).find((wrong) => wrong !== undefined);
    const whole = broken ? page.filter((row) => row.seq < broken.seq) : page;
    for (const row of whole) {
      await checkDigests(tx, row, found);
      subjects += new Set(row.subjects).size;
    }
    const last = whole.at(-1);
    if (broken) return { chain, entries: last?.seq ?? at.seq, head: last?.hash ?? at.hash, brokenAt: broken.seq, says: broken.says };
    if (!last)
      return {
        chain,
        entries: at.seq,
        head: at.hash,
        ...((await headMismatch(tx, chain, at)) ?? (await subjectMismatch(tx, chain, subjects, at.seq))),
      };
    at = { seq: last.seq, hash: last.hash };
  }
}

/** An entry's body; undefined where it is not one any more. */
export function bodyOf(text: string): RecordBody | undefined {
  try {
    return JSON.parse(text) as RecordBody;
  } catch {
    return undefined;
  }
}

/** The columns beside the body must say what the body says: they are what screens and searches show. */
function mismatch(row: Row): { seq: number; says: string } | undefined {
  const body = bodyOf(row.body);
  const same =
    body !== undefined &&
    body.what === row.what &&
    body.outcome === row.outcome &&
    body.id === row.id &&
    body.actor.id === row.actor_id &&
    body.at === row.at.toISOString() &&
    body.subjects.length === row.subjects.length &&
    body.subjects.every((subject, i) => subject === row.subjects[i]);
  return same ? undefined : { seq: row.seq, says: `entry ${row.seq} shows something else than what was written` };
}

type Wrong = { readonly brokenAt: number; readonly says: string };

async function headMismatch(tx: Tx, chain: string, at: { seq: number; hash: string }): Promise<Wrong | undefined> {
  const [head] = await tx.rows<{ seq: number; hash: string }>(
    'select seq, hash from gate.record_head where tenant_id = $1 and chain = $2',
    [tx.tenant, chain],
  );
  if (!head ? at.seq === 0 : head.seq === at.seq && head.hash === at.hash) return undefined;
  return { brokenAt: at.seq + 1, says: `the chain ends at entry ${at.seq}, but ${head?.seq ?? 0} were written: the last ones are missing` };
}

/** What entries are found by must be there for each of them, and for nothing else. */
async function subjectMismatch(tx: Tx, chain: string, written: number, seq: number): Promise<Wrong | undefined> {
  const [row] = await tx.rows<{ there: number; right: number }>(
    `select count(*) as there, count(*) filter (where exists (
              select 1 from gate.record r where r.tenant_id = s.tenant_id and r.chain = s.chain and r.seq = s.seq and s.subject = any(r.subjects))) as right
       from gate.record_subject s where s.tenant_id = $1 and s.chain = $2`,
    [tx.tenant, chain],
  );
  if (row?.there === written && row.right === written) return undefined;
  return {
    brokenAt: seq,
    says: `entries are about ${written} things, but ${row?.right ?? 0} of them can be looked up: some were taken out or put in`,
  };
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

async function checkDigests(tx: Tx, row: Row, checked: Checked): Promise<void> {
  const body = JSON.parse(row.body) as RecordBody;
  if (body.outcome === 'applied' && body.digests?.['ledger.entry'] !== undefined) checked.booking.add(body.id);
  for (const [name, written] of Object.entries(body.digests ?? {})) {
    const how = digested[name];
    if (!how) continue;
    const found: Digest = await digestOf(tx, how.table, how.sql, how.order, [row.id]);
    checked.checked += 1;
    if (found.sha256 !== written.sha256)
      checked.broken.push(
        `entry ${row.seq}: ${written.rows} rows of ${name} were written, ${found.rows} stand there now, or they were changed`,
      );
  }
}
