import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import { accounts, type JournalEntry } from '@claimwright/core/ground/ledger';
import type { Tx } from '../../../store/store.ts';
import { asEntry, type EntryRow, entrySelect } from '../rows.ts';
import type { AccountRow } from '../views.ts';

/** Every account with its sums, up to and including a day. */
export async function accountRows(tx: Tx, until: PlainDate | undefined): Promise<AccountRow[]> {
  const sums = `select l.account, sum(case when l.amount > 0 then l.amount else 0 end) as debit,
      sum(case when l.amount < 0 then -l.amount else 0 end) as credit, sum(l.amount) as balance, count(*) as lines from ledger.line l`;
  if (until === undefined) return tx.rows(`${sums} where l.tenant_id = $1 group by 1 order by 1`, [tx.tenant]);
  return tx.rows(
    `${sums} join ledger.entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
      where l.tenant_id = $1 and e.booked_on <= $2 group by 1 order by 1`,
    [tx.tenant, until],
  );
}

export interface JournalFilter {
  readonly account?: string | undefined;
  readonly claimId?: string | undefined;
  readonly sourceId?: string | undefined;
}
export type StandingEntry = JournalEntry & { readonly reversedBy?: string };

const sources = ['claim', 'remit', 'remit-claim', 'deposit', 'opening'] as const;
/** So many are counted; a list that is longer is longer. */
const counted = 100_000;
const countedOfAccount = 20_000;

/** Below this many, entries of an account are looked up; of more, the newest are met soon enough on the way through all of them. */
const few = 2_000;

/** The entries that touch an account or one below it. */
const ofAccount = (root: string, from: string, to: string): string =>
  `select entry_id as id from ledger.line where tenant_id = $1 and account = ${root}
   union select entry_id from ledger.line where tenant_id = $1 and account ~>=~ ${from} and account ~<~ ${to}`;

/** How many entries there are, as far as it is worth counting. */
async function countJournal(tx: Tx, filter: JournalFilter, where: string, parameters: readonly unknown[]): Promise<number> {
  const { account } = filter;
  const onlyAccount = account !== undefined && filter.claimId === undefined && filter.sourceId === undefined;
  const [count] = onlyAccount
    ? await tx.rows<{ total: number }>(
        `select count(*) as total from (
           (select entry_id from ledger.line where tenant_id = $1 and account = $2 group by entry_id order by entry_id limit ${countedOfAccount})
           union
           (select entry_id from ledger.line where tenant_id = $1 and account ~>=~ $3 and account ~<~ $4 limit ${countedOfAccount})) e`,
        [tx.tenant, account, `${account}:`, `${account};`],
      )
    : await tx.rows<{ total: number }>(
        `select count(*) as total from (select 1 from ledger.entry e where ${where} limit ${counted}) e`,
        parameters,
      );
  return count?.total ?? 0;
}

function journalWhere(tx: Tx, filter: JournalFilter, lookUp: boolean): { where: string; parameters: unknown[] } {
  const parameters: unknown[] = [tx.tenant];
  const take = (value: unknown): string => `$${parameters.push(value)}`;
  const conditions = ['e.tenant_id = $1'];
  if (filter.account !== undefined) {
    const [root, from, to] = [take(filter.account), take(`${filter.account}:`), take(`${filter.account};`)];
    conditions.push(
      lookUp
        ? `e.id = any(array(${ofAccount(root, from, to)}))`
        : `exists (select 1 from ledger.line l where l.tenant_id = $1 and l.entry_id = e.id and (l.account = ${root} or (l.account ~>=~ ${from} and l.account ~<~ ${to})))`,
    );
  }
  if (filter.claimId !== undefined)
    conditions.push(
      `e.id = any(array(select entry_id from ledger.line where tenant_id = $1 and claim_id = ${take(filter.claimId)}::uuid))`,
    );
  // The index has the kind before the id.
  if (filter.sourceId !== undefined)
    conditions.push(`e.source_kind = any(${take(sources)}) and e.source_id = ${take(filter.sourceId)}::uuid`);
  return { where: conditions.join(' and '), parameters };
}

/** Entries, the newest day first, after a place in that order. */
export async function journalPage(
  tx: Tx,
  filter: JournalFilter,
  after: readonly [string, string] | undefined,
  limit: number,
): Promise<{ rows: StandingEntry[]; total: number }> {
  const counting = journalWhere(tx, filter, true);
  const total = await countJournal(tx, filter, counting.where, counting.parameters);
  const { where, parameters } = total <= few ? counting : journalWhere(tx, filter, false);
  const place = after ? ` and (e.booked_on, e.id) < ($${parameters.length + 1}::date, $${parameters.length + 2}::uuid)` : '';
  const rows = await tx.rows<EntryRow & { reversed_by: string | null }>(
    `select x.*, (select m.id from ledger.entry m where m.tenant_id = $1 and m.reverses = x.id limit 1) as reversed_by
       from (${entrySelect} where ${where}${place} order by e.booked_on desc, e.id desc limit ${limit}) x order by x.booked_on desc, x.id desc`,
    [...parameters, ...(after ?? [])],
  );
  return {
    rows: rows.map((row) => ({ ...asEntry(row), ...(row.reversed_by === null ? {} : { reversedBy: row.reversed_by }) })),
    total,
  };
}

/** All that the tie-out compares, by one walk over each table. */
export interface BookSums {
  readonly debits: Cents;
  readonly credits: Cents;
  /** General ledger. */
  readonly payer: Cents;
  readonly patient: Cents;
  readonly allowance: Cents;
  readonly unapplied: Cents;
  /** Sub-ledger, with opening balances that stand for no claim. */
  readonly payerClaims: Cents;
  readonly patientClaims: Cents;
  readonly allowanceClaims: Cents;
  readonly unappliedOpening: Cents;
}

export async function bookSums(tx: Tx): Promise<BookSums> {
  const [row] = await tx.rows<BookSums>(
    `with gl as (
       select coalesce(sum(amount) filter (where amount > 0), 0) as debits, coalesce(-sum(amount) filter (where amount < 0), 0) as credits,
              coalesce(sum(amount) filter (where account = $2), 0) as payer, coalesce(sum(amount) filter (where account = $3), 0) as patient,
              coalesce(sum(amount) filter (where account = $4), 0) as allowance,
              coalesce(sum(amount) filter (where account = $5 or starts_with(account, $5 || ':')), 0) as unapplied
         from ledger.line where tenant_id = $1),
     sub as (
       select coalesce(sum(amount) filter (where party <> 'patient'), 0) as payer, coalesce(sum(amount) filter (where party = 'patient'), 0) as patient,
              coalesce(-sum(amount) filter (where account = $4), 0) as allowance
         from ledger.movement where tenant_id = $1),
     opening as (
       select coalesce(sum(l.amount) filter (where l.account = $2), 0) as payer, coalesce(sum(l.amount) filter (where l.account = $3), 0) as patient,
              coalesce(sum(l.amount) filter (where l.account = $4), 0) as allowance,
              coalesce(sum(l.amount) filter (where l.account = $5 or starts_with(l.account, $5 || ':')), 0) as unapplied
         from ledger.entry e join ledger.line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
        where e.tenant_id = $1 and e.source_kind = 'opening'
          and not exists (select 1 from ledger.movement m where m.tenant_id = $1 and m.entry_id = e.id))
     select gl.debits, gl.credits, gl.payer, gl.patient, gl.allowance, gl.unapplied, sub.payer + opening.payer as "payerClaims",
            sub.patient + opening.patient as "patientClaims", sub.allowance + opening.allowance as "allowanceClaims", opening.unapplied as "unappliedOpening"
       from gl, sub, opening`,
    [tx.tenant, accounts.payerReceivable, accounts.patientReceivable, accounts.allowance, accounts.unapplied],
  );
  if (!row) throw new Error('sums came back empty');
  return row;
}

/** A clearing account that is not zero: what remits put in and what deposits took out. */
export interface OpenClearing {
  readonly account: string;
  readonly balance: Cents;
  readonly remits: Cents;
  readonly deposits: Cents;
  /** The remit, or the claim of one, that was booked there last. */
  readonly sourceId: string | null;
  /** When its newest entry that mirrors none was booked; the entry's own day is the payment's. */
  readonly bookedAt: Date;
}

export async function openClearing(tx: Tx): Promise<OpenClearing[]> {
  return tx.rows<OpenClearing>(
    `select l.account, sum(l.amount) as balance,
            coalesce(sum(l.amount) filter (where e.source_kind <> 'deposit'), 0) as remits,
            coalesce(sum(l.amount) filter (where e.source_kind = 'deposit'), 0) as deposits,
            (array_agg(e.source_id order by e.id desc) filter (where e.source_kind in ('remit', 'remit-claim')))[1] as "sourceId",
            coalesce(max(e.booked_at) filter (where e.reverses is null), max(e.booked_at)) as "bookedAt"
       from ledger.line l join ledger.entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
      where l.tenant_id = $1 and l.account ~>=~ ($2 || ':') and l.account ~<~ ($2 || ';')
      group by l.account having sum(l.amount) <> 0 order by min(e.booked_on), l.account`,
    [tx.tenant, accounts.clearing],
  );
}

const chunk = 1000;

/** Every entry in the order of booking, by a cursor: memory stays flat however large the books are. */
export async function* exportEntries(tx: Tx): AsyncGenerator<readonly JournalEntry[]> {
  await tx.client.query(`declare books no scroll cursor for ${entrySelect} where e.tenant_id = $1 order by e.id`, [tx.tenant]);
  for (;;) {
    const rows = (await tx.client.query(`fetch ${chunk} from books`)).rows as EntryRow[];
    if (rows.length === 0) break;
    yield rows.map(asEntry);
  }
  await tx.client.query('close books');
}

export async function accountNames(tx: Tx): Promise<string[]> {
  const rows = await tx.rows<{ account: string }>('select distinct account from ledger.line where tenant_id = $1 order by 1', [tx.tenant]);
  return rows.map((row) => row.account);
}
