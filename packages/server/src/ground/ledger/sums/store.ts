import type { Cents } from '@claimwright/core/ground/base';
import { accounts, type JournalEntry } from '@claimwright/core/ground/ledger';
import type { Store, Tx } from '../../../store/store.ts';

/** Who books holds it together with others, who sums up holds it alone: so nothing is summed up while a booking before it is on its way. */
const lock = "hashtextextended('books/' || $1::text, 7)";
/** Before all entries. */
const start = '00000000-0000-0000-0000-000000000000';

/** Up to and with this entry the books are summed up. */
async function summedUntil(tx: Tx): Promise<string> {
  const [row] = await tx.rows<{ until: string }>('select until from ledger.summed_up where tenant_id = $1', [tx.tenant]);
  return row?.until ?? start;
}

const accountSums = (which: string): string =>
  `select account, coalesce(sum(amount) filter (where amount > 0), 0)::bigint as debit,
          coalesce(-sum(amount) filter (where amount < 0), 0)::bigint as credit, count(*) as lines
     from ledger.line where tenant_id = $1 and ${which} group by account`;
const receivableSums = (which: string): string =>
  `select party, coalesce(sum(amount), 0)::bigint as open,
          coalesce(-sum(amount) filter (where account = '${accounts.allowance}'), 0)::bigint as allowance
     from ledger.movement where tenant_id = $1 and ${which} group by party`;

/** Before entries are booked. Answers what settles them afterwards. */
export async function whileBooking(tx: Tx, entries: Iterable<JournalEntry>): Promise<() => Promise<void>> {
  await tx.rows(`select pg_advisory_xact_lock_shared(${lock})`, [tx.tenant]);
  const until = await summedUntil(tx);
  // An entry whose number was given before others that are summed up by now: whoever reads would not meet it.
  const late: string[] = [];
  for (const { id } of entries) if (id <= until) late.push(id);
  return async () => {
    if (late.length > 0) await addUp(tx, 'entry_id = any($2::uuid[])', [late]);
  };
}

/** In the order of the accounts, so that two who add at once wait for each other and not in a circle. */
async function addUp(tx: Tx, which: string, parameters: readonly unknown[]): Promise<void> {
  await tx.rows(
    `insert into ledger.account_sum as old (tenant_id, account, debit, credit, lines)
       select $1, s.* from (${accountSums(which)}) s order by account
     on conflict (tenant_id, account) do update
       set debit = old.debit + excluded.debit, credit = old.credit + excluded.credit, lines = old.lines + excluded.lines`,
    [tx.tenant, ...parameters],
  );
  await tx.rows(
    `insert into ledger.receivable_sum as old (tenant_id, party, open, allowance)
       select $1, s.* from (${receivableSums(which)}) s order by party
     on conflict (tenant_id, party) do update set open = old.open + excluded.open, allowance = old.allowance + excluded.allowance`,
    [tx.tenant, ...parameters],
  );
}

/** So many entries are summed up at a time. */
const atOnce = 20_000;

/**
 * Sums up the next entries, where at least so many wait; answers how many it were. Whoever books at this moment is not waited for: then
 * nothing is summed up.
 */
export async function sumUp(tx: Tx, now: Date, atLeast: number): Promise<number> {
  const until = await summedUntil(tx);
  const [waiting] = await tx.rows<{ count: number }>(
    `select count(*) as count from (select 1 from ledger.entry where tenant_id = $1 and id > $2::uuid limit ${Math.min(atLeast, atOnce)}) e`,
    [tx.tenant, until],
  );
  if ((waiting?.count ?? 0) < Math.max(1, Math.min(atLeast, atOnce))) return 0;
  const [taken] = await tx.rows<{ free: boolean }>(`select pg_try_advisory_xact_lock(${lock}) as free`, [tx.tenant]);
  if (taken?.free !== true) return 0;
  // Looked up again: another process may have summed up meanwhile.
  const from = await summedUntil(tx);
  const [next] = await tx.rows<{ until: string | null; count: number }>(
    `select (array_agg(id order by id desc))[1] as until, count(*) as count
       from (select id from ledger.entry where tenant_id = $1 and id > $2::uuid order by id limit ${atOnce}) e`,
    [tx.tenant, from],
  );
  if (!next || next.until === null) return 0;
  await addUp(tx, 'entry_id > $2::uuid and entry_id <= $3::uuid', [from, next.until]);
  await tx.rows(
    `insert into ledger.summed_up (tenant_id, until, summed_at) values ($1, $2, $3)
     on conflict (tenant_id) do update set until = excluded.until, summed_at = excluded.summed_at`,
    [tx.tenant, next.until, now],
  );
  return next.count;
}

/** All that waits, step by step, each in a transaction of its own. */
export async function sumUpAll(store: Pick<Store, 'inTenant'>, tenant: string, now: Date, atLeast: number): Promise<void> {
  while ((await store.inTenant(tenant, (tx) => sumUp(tx, now, atLeast))) > 0);
}

/** What an account was debited and credited with, by so many lines. */
export interface AccountSum {
  readonly account: string;
  readonly debit: Cents;
  readonly credit: Cents;
  readonly lines: number;
}

/**
 * The sums of accounts as of now: what is summed up, to select from, and what was booked since. Of a part of the practice all of it is
 * walked over.
 */
export async function sumsNow(tx: Tx): Promise<{
  readonly before: { readonly from: string; readonly parameters: readonly unknown[] };
  readonly since: readonly AccountSum[];
}> {
  if (tx.reach !== undefined) return { before: { from: `(${accountSums('true')})`, parameters: [tx.tenant] }, since: [] };
  return {
    before: { from: '(select account, debit, credit, lines from ledger.account_sum where tenant_id = $1)', parameters: [tx.tenant] },
    since: await tx.rows<AccountSum>(accountSums('entry_id > $2::uuid'), [tx.tenant, await summedUntil(tx)]),
  };
}

/** The accounts below a root that are not zero, with what they come to. */
export async function openAccounts(tx: Tx, root: string): Promise<Map<string, Cents>> {
  const range = [`${root}:`, `${root};`];
  const under = (from: string, to: string): string => `account ~>=~ ${from} and account ~<~ ${to}`;
  const open = (rows: string): string =>
    `select account, sum(debit - credit)::bigint as balance from (${rows}) s group by account having sum(debit - credit) <> 0`;
  if (tx.reach !== undefined) return balances(await tx.rows(open(accountSums(under('$2', '$3'))), [tx.tenant, ...range]));
  const since = await tx.rows<{ account: string }>(accountSums(`entry_id > $2::uuid and ${under('$3', '$4')}`), [
    ...[tx.tenant, await summedUntil(tx)],
    ...range,
  ]);
  // Those that were open, and those that were booked on since: an account that came to zero and to nothing else is met by neither.
  const rows = `select account, debit, credit from ledger.account_sum where tenant_id = $1 and debit <> credit and ${under('$2', '$3')}
    union select account, debit, credit from ledger.account_sum where tenant_id = $1 and account = any($4)
    union all select s.* from jsonb_to_recordset($5::jsonb) as s(account text, debit bigint, credit bigint)`;
  const changed = since.map(({ account }) => account);
  return balances(await tx.rows(open(rows), [tx.tenant, ...range, changed, JSON.stringify(since)]));
}

const balances = (rows: readonly { readonly account: string; readonly balance: Cents }[]): Map<string, Cents> =>
  new Map(rows.map(({ account, balance }) => [account, balance]));

export interface ReceivableSum {
  readonly party: string;
  readonly open: Cents;
  readonly allowance: Cents;
}

/** What each party owes by the claims, and what of it is set aside. */
export async function receivables(tx: Tx): Promise<ReceivableSum[]> {
  if (tx.reach !== undefined) return tx.rows<ReceivableSum>(receivableSums('true'), [tx.tenant]);
  const since = await tx.rows<ReceivableSum>(receivableSums('entry_id > $2::uuid'), [tx.tenant, await summedUntil(tx)]);
  const before = await tx.rows<ReceivableSum>('select party, open, allowance from ledger.receivable_sum where tenant_id = $1', [tx.tenant]);
  return [...before, ...since];
}
