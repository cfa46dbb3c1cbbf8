import { comparableTrace, type Deposit } from '@claimwright/core/ground/bank';
import { type Cents, cents, type PlainDate } from '@claimwright/core/ground/base';
import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Ctx } from '../../gate/index.ts';
import type { Tx } from '../../store/store.ts';
import { deposit, tie } from './schema.ts';

type DepositRow = typeof deposit.$inferSelect;
export type TieRow = typeof tie.$inferSelect;

/** A deposit as it is kept: what core knows of it, and where it lies. */
export interface StoredDeposit extends Deposit {
  readonly id: string;
  readonly account: string;
  readonly documentId: string;
}

const said = <K extends string>(key: K, value: string | null): { [k in K]?: string } =>
  value === null ? {} : ({ [key]: value } as { [k in K]: string });

const stored = (row: DepositRow): StoredDeposit => ({
  id: row.id,
  account: row.account,
  documentId: row.documentId,
  postedOn: row.postedOn,
  amount: row.amount,
  ...said('traceNumber', row.traceNumber),
  ...said('payerTraceId', row.payerTraceId),
  ...said('originator', row.originator),
  description: row.description,
  ...said('bankReference', row.bankReference),
  kind: row.kind as Deposit['kind'],
  bytes: { from: row.from, to: row.to },
});

/** Where the file does not say which account it speaks of. */
const unnamedAccount = 'Main';

/**
 * By what the same transaction is known in another file: account, day, amount and the bank's reference. Where the bank gives none, the
 * words and how many of the very same came before it in its file.
 */
function keysOf(deposits: readonly Deposit[]): string[] {
  const seen = new Map<string, number>();
  return deposits.map((one) => {
    const base = [one.accountLast4 ?? unnamedAccount, one.postedOn, one.amount, one.bankReference ?? '', one.traceNumber ?? ''].join('|');
    if (one.bankReference) return base;
    const words = `${base}|${one.description}`;
    const nth = seen.get(words) ?? 0;
    seen.set(words, nth + 1);
    return `${words}|${nth}`;
  });
}

/** Keeps the deposits of a document; those that another file brought already are counted and not kept again. */
export async function addDeposits(
  ctx: Ctx,
  documentId: string,
  deposits: readonly Deposit[],
): Promise<{ added: number; repeated: number }> {
  const { tx } = ctx;
  const keys = keysOf(deposits).map((key) => tx.blind('deposit', key));
  // Two overlapping files at once: the second waits for the first, and then sees what it brought.
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('deposits/' || $1::text, 7))", [tx.tenant]);
  const rows = await tx.rows<{ key: string }>('select key from bank.deposit where tenant_id = $1 and key = any($2)', [tx.tenant, keys]);
  const known = new Set(rows.map((row) => row.key));
  const fresh: (typeof deposit.$inferInsert)[] = [];
  for (const [i, one] of deposits.entries()) {
    const key = keys[i] ?? '';
    if (known.has(key)) continue;
    known.add(key);
    fresh.push(depositRow(ctx, documentId, one, key));
  }
  await tx.copy(deposit, fresh);
  return { added: fresh.length, repeated: deposits.length - fresh.length };
}

const depositRow = (ctx: Ctx, documentId: string, one: Deposit, key: string): typeof deposit.$inferInsert => ({
  tenantId: ctx.tx.tenant,
  id: ctx.newId(),
  postedOn: one.postedOn,
  amount: one.amount,
  traceNumber: one.traceNumber ?? null,
  traceKey: one.traceNumber === undefined ? null : comparableTrace(one.traceNumber),
  payerTraceId: one.payerTraceId ?? null,
  originator: one.originator ?? null,
  description: one.description,
  kind: one.kind,
  account: one.accountLast4 ?? unnamedAccount,
  bankReference: one.bankReference ?? null,
  key,
  documentId,
  from: one.bytes.from,
  to: one.bytes.to,
  actId: ctx.actId,
});

/** Ties are made and undone one act at a time in a practice, so that nothing is tied twice. */
export async function lockTies(tx: Tx): Promise<void> {
  await tx.rows("select pg_advisory_xact_lock(hashtextextended('ties/' || $1::text, 7))", [tx.tenant]);
}

export async function depositById(tx: Tx, id: string): Promise<StoredDeposit | undefined> {
  const [row] = await tx.db
    .select()
    .from(deposit)
    .where(and(eq(deposit.tenantId, tx.tenant), eq(deposit.id, id)));
  return row && stored(row);
}

/**
 * Asked as a question of its own, answered once and looked up by a hash: as a join it is made row by row where the planner expects few
 * (it knows no tenant), and thirty thousand deposits took seconds.
 */
const ofView = (tx: Tx, view: 'open' | 'tied' | 'all') => {
  const tied = sql`(select t.deposit_id from bank.tie t where t.tenant_id = ${tx.tenant} and t.undone_by is null)`;
  const which = { all: undefined, tied: sql`(${deposit.id} in ${tied}) is true`, open: sql`${deposit.id} not in ${tied}` };
  return and(eq(deposit.tenantId, tx.tenant), which[view]);
};

/** A practice with more open deposits than this ties the oldest of them first. */
const mostOpen = 5000;

/** Deposits that are tied to nothing, the oldest first. */
export async function openDeposits(tx: Tx): Promise<StoredDeposit[]> {
  const rows = await tx.db.select().from(deposit).where(ofView(tx, 'open')).orderBy(deposit.postedOn, deposit.id).limit(mostOpen);
  return rows.map(stored);
}

export interface DepositFilter {
  readonly view: 'open' | 'tied' | 'all';
  readonly after?: readonly [string, string] | undefined;
  readonly limit: number;
}

/** Deposits, the newest day first. */
export async function depositPage(tx: Tx, filter: DepositFilter): Promise<{ rows: StoredDeposit[]; total: number }> {
  const where = ofView(tx, filter.view);
  const place = filter.after ? sql`(${deposit.postedOn}, ${deposit.id}) < (${filter.after[0]}::date, ${filter.after[1]}::uuid)` : undefined;
  const rows = await tx.db
    .select()
    .from(deposit)
    .where(and(where, place))
    .orderBy(desc(deposit.postedOn), desc(deposit.id))
    .limit(filter.limit);
  const [count] = await tx.db.select({ total: sql<number>`count(*)` }).from(deposit).where(where);
  return { rows: rows.map(stored), total: Number(count?.total ?? 0) };
}

export async function tiesOfDeposits(tx: Tx, depositIds: readonly string[]): Promise<TieRow[]> {
  return standingTies(tx, sql`${tie.depositId} = any(${sql.param(depositIds)}::uuid[])`, depositIds.length);
}

export async function tiesOfRemits(tx: Tx, remitIds: readonly string[]): Promise<TieRow[]> {
  return standingTies(tx, sql`${tie.remitId} = any(${sql.param(remitIds)}::uuid[])`, remitIds.length);
}

async function standingTies(tx: Tx, which: SQL, asked: number): Promise<TieRow[]> {
  if (asked === 0) return [];
  return tx.db
    .select()
    .from(tie)
    .where(and(eq(tie.tenantId, tx.tenant), which, isNull(tie.undoneBy)))
    .orderBy(tie.id);
}

export async function addTies(ctx: Ctx, ties: readonly Omit<TieRow, 'tenantId' | 'tiedAt' | 'actId' | 'undoneBy'>[]): Promise<void> {
  const { tx } = ctx;
  await tx.copy(
    tie,
    ties.map((row) => ({ ...row, tenantId: tx.tenant, tiedAt: ctx.now, actId: ctx.actId, undoneBy: null })),
  );
}

export async function endTies(ctx: Ctx, ids: readonly string[]): Promise<void> {
  await ctx.tx.db
    .update(tie)
    .set({ undoneBy: ctx.actId })
    .where(and(eq(tie.tenantId, ctx.tx.tenant), inArray(tie.id, [...ids]), isNull(tie.undoneBy)));
}

/** What the bank says of a remit's payment: tied to it, or an open deposit with the same trace number. */
export interface DepositOfRemit {
  readonly state: 'tied' | 'found' | 'differs';
  readonly depositId: string;
  /** Where tied: what of the deposits is this remit's. */
  readonly amount: Cents;
  readonly postedOn: PlainDate;
}

interface Spoken {
  readonly tiedTo: string | null;
  readonly traceKey: string | null;
  readonly id: string;
  readonly amount: Cents;
  readonly postedOn: PlainDate;
}

/** By remit; a remit of which the bank says nothing is not in it. */
export async function depositsOfRemits(
  tx: Tx,
  remits: readonly { readonly remitId: string; readonly traceNumber: string; readonly paid: Cents }[],
): Promise<Map<string, DepositOfRemit>> {
  const keys = remits.map((remit) => comparableTrace(remit.traceNumber));
  const rows = await tx.rows<Spoken>(
    `select t.remit_id as "tiedTo", d.trace_key as "traceKey", d.id, t.amount, d.posted_on as "postedOn"
       from bank.tie t join bank.deposit d on d.tenant_id = t.tenant_id and d.id = t.deposit_id
      where t.tenant_id = $1 and t.remit_id = any($2::uuid[]) and t.undone_by is null
      union all
     select null, d.trace_key, d.id, d.amount, d.posted_on from bank.deposit d
      where d.tenant_id = $1 and d.trace_key = any($3) and not exists
            (select 1 from bank.tie t where t.tenant_id = d.tenant_id and t.deposit_id = d.id and t.undone_by is null)
      order by 5, 3`,
    [tx.tenant, remits.map((remit) => remit.remitId), keys.filter((key) => key !== '' && key !== '0')],
  );
  const found = new Map<string, DepositOfRemit>();
  for (const [i, remit] of remits.entries()) {
    const ties = rows.filter((row) => row.tiedTo === remit.remitId);
    const free = rows.filter((row) => row.tiedTo === null && row.traceKey === keys[i]);
    const one = ties[0] ?? free.find((row) => row.amount === remit.paid) ?? free[0];
    if (!one) continue;
    const state = ties[0] ? 'tied' : one.amount === remit.paid ? 'found' : 'differs';
    const amount = ties[0] ? cents(ties.reduce((sum, row) => sum + row.amount, 0)) : one.amount;
    found.set(remit.remitId, { state, depositId: one.id, amount, postedOn: one.postedOn });
  }
  return found;
}
