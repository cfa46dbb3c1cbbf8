import { add, type Cents, type PlainDate, subtract, sum, zero } from '@claimwright/core/ground/base';
import { accounts, type JournalEntry } from '@claimwright/core/ground/ledger';
import type { Tx } from '../../../store/store.ts';
import { asEntry, type EntryRow, entrySelect } from '../rows.ts';
import { type AccountSum, openAccounts, type ReceivableSum, receivables, sumsNow } from '../sums/store.ts';
import type { AccountRow } from '../views.ts';

/** Payment by payment an account of its own: those that came to zero stand together in one row, or they would hide the others. */
const perPayment = { root: accounts.clearing, from: `${accounts.clearing}:`, to: `${accounts.clearing};` };

/** Every account with its sums, up to and including a day. */
export async function accountRows(tx: Tx, until: PlainDate | undefined): Promise<AccountRow[]> {
  const { before, since } = until === undefined ? await sumsNow(tx) : { before: sumsUntil(tx, until), since: [] };
  const $ = (n: number): string => `$${before.parameters.length + n}`;
  // What was booked on since is no settled account before that is added.
  const rows = await tx.rows<AccountRow & { settled: number }>(
    `select case when settled then ${$(1)} else account end as account, sum(debit)::bigint as debit, sum(credit)::bigint as credit,
            sum(lines)::bigint as lines, count(*) filter (where settled) as settled
       from (select s.*, debit = credit and account ~>=~ ${$(2)} and account ~<~ ${$(3)} and account <> all(${$(4)}::text[]) as settled
               from ${before.from} s) a
      group by 1`,
    [...before.parameters, perPayment.root, perPayment.from, perPayment.to, since.map(({ account }) => account)],
  );
  return withSince(rows, since);
}

function withSince(rows: readonly (AccountSum & { readonly settled: number })[], since: readonly AccountSum[]): AccountRow[] {
  const all = new Map<string, AccountSum & { readonly settled: number }>();
  const put = (name: string, sum: AccountSum, settled: number) => {
    const old = all.get(name);
    const debit = add(old?.debit ?? zero, sum.debit);
    const credit = add(old?.credit ?? zero, sum.credit);
    all.set(name, { account: name, debit, credit, lines: (old?.lines ?? 0) + sum.lines, settled: (old?.settled ?? 0) + settled });
  };
  for (const row of rows) put(row.account, row, row.settled);
  for (const row of since) put(row.account, row, 0);
  for (const row of since) {
    const now = all.get(row.account);
    if (now === undefined || now.debit !== now.credit || !row.account.startsWith(perPayment.from)) continue;
    all.delete(row.account);
    put(perPayment.root, now, 1);
  }
  return [...all.values()]
    .map(({ settled, ...sum }) => ({ ...sum, balance: subtract(sum.debit, sum.credit), ...(settled === 0 ? {} : { settled }) }))
    .sort((a, b) => (a.account < b.account ? -1 : 1));
}

const sumsUntil = (tx: Tx, until: PlainDate) => ({
  from: `(select l.account, coalesce(sum(l.amount) filter (where l.amount > 0), 0) as debit,
                 coalesce(-sum(l.amount) filter (where l.amount < 0), 0) as credit, count(*) as lines
            from ledger.line l join ledger.entry e on e.tenant_id = l.tenant_id and e.id = l.entry_id
           where l.tenant_id = $1 and e.booked_on <= $2 group by 1)`,
  parameters: [tx.tenant, until],
});

export interface JournalFilter {
  readonly account?: string | undefined;
  readonly claimId?: string | undefined;
  readonly sourceId?: string | undefined;
}
export type StandingEntry = JournalEntry & { readonly reversedBy?: string };

const sources = ['claim', 'patient-charge', 'remit', 'remit-claim', 'deposit', 'opening'] as const;
/** So many are counted; a list that is longer is longer. */
const counted = 100_000;
/** Below this many, entries of an account are looked up; of more, the newest are met soon enough on the way through all of them. */
const countedOfAccount = 10_000;

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
        : // Entry by entry (limit 1): as a join it would be made of all entries, to show fifty.
          `(select true from ledger.line l where l.tenant_id = $1 and l.entry_id = e.id and (l.account = ${root} or (l.account ~>=~ ${from} and l.account ~<~ ${to})) limit 1)`,
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
  const { where, parameters } = total < countedOfAccount || filter.account === undefined ? counting : journalWhere(tx, filter, false);
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

/** All that the tie-out compares. */
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
  const { before, since } = await sumsNow(tx);
  const [walked] = await tx.rows<{ debits: Cents; credits: Cents }>(
    `select coalesce(sum(debit), 0)::bigint as debits, coalesce(sum(credit), 0)::bigint as credits from ${before.from} s`,
    before.parameters,
  );
  const [named] = await tx.rows<Compared>(
    `select ${ofAccounts('account', 'debit - credit', (n) => `$${before.parameters.length + n}`)} from ${before.from} s
      where account = any($${before.parameters.length + 6}) or (account ~>=~ $${before.parameters.length + 5} and account ~<~ $${before.parameters.length + 7})`,
    [...before.parameters, ...compared, compared.slice(0, 4), `${accounts.unapplied};`],
  );
  // Opening balances that stand for no claim.
  const [opening] = await tx.rows<Compared>(
    `select ${ofAccounts('l.account', 'l.amount', (n) => `$${n + 1}`)}
       from ledger.entry e join ledger.line l on l.tenant_id = e.tenant_id and l.entry_id = e.id
      where e.tenant_id = $1 and e.source_kind = 'opening'
        and not exists (select 1 from ledger.movement m where m.tenant_id = $1 and m.entry_id = e.id)`,
    [tx.tenant, ...compared],
  );
  const sub = await receivables(tx);
  if (!walked || !named || !opening) throw new Error('sums came back empty');
  const gl = withBooked(walked, named, since);
  const total = (of: readonly ReceivableSum[], field: 'open' | 'allowance'): Cents => sum(of.map((one) => one[field]));
  return {
    ...gl,
    payerClaims: add(
      opening.payer,
      total(
        sub.filter(({ party }) => party !== 'patient'),
        'open',
      ),
    ),
    patientClaims: add(
      opening.patient,
      total(
        sub.filter(({ party }) => party === 'patient'),
        'open',
      ),
    ),
    allowanceClaims: add(opening.allowance, total(sub, 'allowance')),
    unappliedOpening: opening.unapplied,
  };
}

type Compared = Pick<BookSums, 'payer' | 'patient' | 'allowance' | 'unapplied'>;

/** With what was booked since. */
function withBooked(walked: Pick<BookSums, 'debits' | 'credits'>, named: Compared, since: readonly AccountSum[]) {
  const of = (which: (account: string) => boolean): Cents =>
    sum(since.filter(({ account }) => which(account)).map(({ debit, credit }) => subtract(debit, credit)));
  return {
    debits: add(walked.debits, sum(since.map(({ debit }) => debit))),
    credits: add(walked.credits, sum(since.map(({ credit }) => credit))),
    payer: add(
      named.payer,
      of((account) => account === accounts.payerReceivable),
    ),
    patient: add(
      named.patient,
      of((account) => account === accounts.patientReceivable),
    ),
    allowance: add(
      named.allowance,
      of((account) => account === accounts.allowance),
    ),
    unapplied: add(
      named.unapplied,
      of((account) => account === accounts.unapplied || account.startsWith(`${accounts.unapplied}:`)),
    ),
  };
}

const compared = [accounts.payerReceivable, accounts.patientReceivable, accounts.allowance, accounts.unapplied, `${accounts.unapplied}:`];

const ofAccounts = (account: string, amount: string, $: (n: number) => string): string =>
  [
    ['payer', `${account} = ${$(1)}`],
    ['patient', `${account} = ${$(2)}`],
    ['allowance', `${account} = ${$(3)}`],
    ['unapplied', `${account} = ${$(4)} or starts_with(${account}, ${$(5)})`],
  ]
    .map(([name, which]) => `coalesce(sum(${amount}) filter (where ${which}), 0)::bigint as ${name}`)
    .join(', ');

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

/** The oldest that are open, at most so many, and how many there are with what they come to. */
export async function openClearing(
  tx: Tx,
  most: number,
): Promise<{ readonly rows: readonly OpenClearing[]; readonly total: number; readonly balance: Cents }> {
  const open = await openAccounts(tx, accounts.clearing);
  const rows = await tx.rows<OpenClearing>(
    `with oldest as materialized (
       select o.account, first.entry_id
         from unnest($2::text[]) o(account)
         cross join lateral (select l.entry_id from ledger.line l where l.tenant_id = $1 and l.account = o.account order by l.entry_id limit 1) first
        order by first.entry_id, o.account limit ${most})
     select oldest.account, sum(l.amount)::bigint as balance,
            coalesce(sum(l.amount) filter (where e.source_kind <> 'deposit'), 0)::bigint as remits,
            coalesce(sum(l.amount) filter (where e.source_kind = 'deposit'), 0)::bigint as deposits,
            (array_agg(e.source_id order by e.id desc) filter (where e.source_kind in ('remit', 'remit-claim')))[1] as "sourceId",
            coalesce(max(e.booked_at) filter (where e.reverses is null), max(e.booked_at)) as "bookedAt"
       from oldest
       cross join lateral (select amount, entry_id from ledger.line where tenant_id = $1 and account = oldest.account offset 0) l
       cross join lateral (select * from ledger.entry where tenant_id = $1 and id = l.entry_id offset 0) e
      group by oldest.account order by min(e.booked_on), oldest.account`,
    [tx.tenant, [...open.keys()]],
  );
  return { rows, total: open.size, balance: sum(open.values()) };
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
