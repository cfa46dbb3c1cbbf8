import { setImmediate as turn } from 'node:timers/promises';
import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import {
  accounts,
  checkEntry,
  type JournalEntry,
  type JournalLine,
  type JournalSource,
  type Movement,
  type Party,
  receivableAccount,
} from '@claimwright/core/ground/ledger';
import { digestOf } from '../../store/digest.ts';
import type { Digest, Tx } from '../../store/store.ts';
import { asEntry, asMovement, type EntryRow, entrySelect, type MovementRow } from './rows.ts';
import { entry, line, movement } from './schema.ts';
import { whileBooking } from './sums/store.ts';

/** What an entry is booked by: the record entry's id, and when. */
export interface BookedBy {
  readonly actId: string;
  readonly now: Date;
}
export type LedgerDigests = { readonly 'ledger.entry': Digest; readonly 'ledger.line': Digest; readonly 'ledger.movement': Digest };

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/**
 * Books entries with the movements of the sub-ledger that they stand for. Answers digests over what was written, in the order in which
 * the record's verification reads it again: so one call an act, or `digestsOfAct` at the end of several. Throws where an entry does not
 * sum to zero or its receivables differ from its movements: that is a bug in the plan.
 */
export async function bookEntries(
  tx: Tx,
  by: BookedBy,
  entries: readonly JournalEntry[],
  movements: readonly Movement[],
): Promise<LedgerDigests> {
  const [digests] = await Promise.all([
    bookInOrder(tx, by, [...entries].sort(byId), [...movements].sort(byId)),
    // While the database takes them in: what does not add up takes all of it back.
    turn().then(() => assertBookable(entries, movements)),
  ]);
  return digests;
}

/**
 * Books entries and movements that stand in the order of their ids, which are read as they are written: more of them than memory holds open.
 * Whoever made them has seen that they add up (`assertBookable`).
 */
export async function bookInOrder(
  tx: Tx,
  by: BookedBy,
  entries: Iterable<JournalEntry>,
  movements: Iterable<Movement>,
): Promise<LedgerDigests> {
  const settle = await whileBooking(tx, entries);
  const [entryDigest, lineDigest, movementDigest] = await Promise.all([
    tx.copyDigested(
      entry,
      rowsOf(entries, (e) => entryRow(tx, by, e)),
    ),
    tx.copyDigested(line, lineRows(tx, entries)),
    tx.copyDigested(
      movement,
      rowsOf(movements, (m) => movementRow(tx, m)),
    ),
  ]);
  await settle();
  return { 'ledger.entry': entryDigest, 'ledger.line': lineDigest, 'ledger.movement': movementDigest };
}

/** Rows that are made when they are asked for. */
function* rowsOf<T, R>(items: Iterable<T>, row: (item: T) => R): Generator<R> {
  for (const item of items) yield row(item);
}

/** Throws where an entry does not sum to zero, or its receivables differ from its movements. */
export function assertBookable(entries: readonly JournalEntry[], movements: readonly Movement[]): void {
  const receivables = new Map<string, number>();
  const count = (entryId: string, account: string, amount: number) => {
    const key = `${entryId} ${account}`;
    receivables.set(key, (receivables.get(key) ?? 0) + amount);
  };
  const ids = new Set<string>();
  const moved = new Set(movements.map((m) => m.entryId));
  for (const e of entries) {
    const wrong = checkEntry(e);
    if (wrong) throw new Error(wrong);
    ids.add(e.id);
    // Opening balances may stand for no claim that we know.
    if (e.source.kind !== 'opening' || moved.has(e.id))
      for (const l of e.lines) if (receivable.has(l.account)) count(e.id, l.account, l.amount);
  }
  for (const m of movements) {
    if (!ids.has(m.entryId)) throw new Error(`movement ${m.id} has no entry`);
    count(m.entryId, receivableAccount(m.party), -m.amount);
  }
  for (const [key, rest] of receivables) if (rest !== 0) throw new Error(`entry and movements differ by ${rest} cents: ${key}`);
}
const receivable = new Set([receivableAccount('primary'), receivableAccount('patient')]);

const entryRow = (tx: Tx, by: BookedBy, e: JournalEntry): typeof entry.$inferInsert => ({
  tenantId: tx.tenant,
  id: e.id,
  bookedOn: e.on,
  sourceKind: e.source.kind,
  sourceId: e.source.id,
  description: e.description,
  reverses: e.reverses ?? null,
  bookedAt: by.now,
  actId: by.actId,
});

function* lineRows(tx: Tx, entries: Iterable<JournalEntry>): Generator<typeof line.$inferInsert> {
  for (const e of entries) {
    let n = 0;
    for (const l of e.lines) yield lineRow(tx, e.id, n++, l);
  }
}

const lineRow = (tx: Tx, entryId: string, n: number, l: JournalLine): typeof line.$inferInsert => ({
  tenantId: tx.tenant,
  entryId,
  n,
  account: l.account,
  amount: l.amount,
  claimId: l.claimId ?? null,
  documentId: l.evidence?.document ?? null,
  from: l.evidence?.from ?? null,
  to: l.evidence?.to ?? null,
});

const movementRow = (tx: Tx, m: Movement): typeof movement.$inferInsert => ({
  tenantId: tx.tenant,
  id: m.id,
  entryId: m.entryId,
  claimId: m.claimId,
  claimLineId: m.claimLineId ?? null,
  party: m.party,
  kind: m.kind,
  amount: m.amount,
  account: m.account,
  adjustmentGroup: m.group ?? null,
  carc: m.carc ?? null,
  remitClaimId: m.remitClaimId ?? null,
  documentId: m.evidence?.document ?? null,
  from: m.evidence?.from ?? null,
  to: m.evidence?.to ?? null,
  because: m.because,
  reverses: m.reverses ?? null,
});

/** The digests of everything that an act booked so far, read again from the tables. */
export async function digestsOfAct(tx: Tx, actId: string): Promise<LedgerDigests> {
  const own = 'join ledger.entry e on e.tenant_id = t.tenant_id and e.id = t.entry_id where e.tenant_id = $1 and e.act_id = $2';
  const parameters = [tx.tenant, actId];
  return {
    'ledger.entry': await digestOf(
      tx,
      entry,
      'select t.* from ledger.entry t where t.tenant_id = $1 and t.act_id = $2',
      't.id',
      parameters,
    ),
    'ledger.line': await digestOf(tx, line, `select t.* from ledger.line t ${own}`, 't.entry_id, t.n', parameters),
    'ledger.movement': await digestOf(tx, movement, `select t.* from ledger.movement t ${own}`, 't.id', parameters),
  };
}

/** Balances of every account under a root, such as `Liabilities:Payer`; accounts that sum to zero are left out. */
export async function accountBalances(tx: Tx, root: string): Promise<Map<string, Cents>> {
  const rows = await tx.rows<{ account: string; balance: Cents }>(
    `select account, sum(amount) as balance from ledger.line
     where tenant_id = $1 and (account = $2 or (account ~>=~ ($2 || ':') and account ~<~ ($2 || ';'))) group by account having sum(amount) <> 0`,
    [tx.tenant, root],
  );
  return new Map(rows.map((row) => [row.account, row.balance]));
}

/** What one party owes for a claim's line (or the claim as a whole), and the allowance that is set aside there. */
export interface OpenBalance {
  readonly claimId: string;
  readonly claimLineId: string | null;
  readonly party: Party;
  readonly open: Cents;
  readonly allowance: Cents;
}

/** The sub-ledger of claims as it stands, set-based; what sums to nothing is left out. */
export async function openBalances(tx: Tx, claimIds: readonly string[]): Promise<OpenBalance[]> {
  return tx.rows<OpenBalance>(
    `select claim_id as "claimId", claim_line_id as "claimLineId", party, sum(amount) as open,
            sum(case when account = $3 then amount else 0 end) as allowance
       from ledger.movement where tenant_id = $1 and claim_id = any($2::uuid[])
      group by 1, 2, 3 having sum(amount) <> 0 or sum(case when account = $3 then amount else 0 end) <> 0`,
    [tx.tenant, claimIds, accounts.allowance],
  );
}

/** Entries with their movements, as core knows them. */
export interface StandingEntries {
  readonly entries: JournalEntry[];
  readonly movements: Movement[];
}

/** Entries by id with their movements, in the order of their ids. */
async function loadEntries(tx: Tx, ids: readonly string[]): Promise<StandingEntries> {
  if (ids.length === 0) return { entries: [], movements: [] };
  const rows = await tx.rows<EntryRow>(`${entrySelect} where e.tenant_id = $1 and e.id = any($2::uuid[]) order by e.id`, [tx.tenant, ids]);
  return { entries: rows.map(asEntry), movements: await movementsWhere(tx, 'm.entry_id = any($2::uuid[])', [ids]) };
}

/** Entries of sources (claims, patient charges, remits, remit claims, deposits) that no later entry mirrored and that mirror none themselves. */
export async function standingEntries(tx: Tx, sourceIds: readonly string[]): Promise<StandingEntries> {
  const rows = await tx.rows<{ id: string }>(
    `select e.id from ledger.entry e where e.tenant_id = $1 and e.source_kind = any($2) and e.source_id = any($3::uuid[]) and e.reverses is null
        and not exists (select 1 from ledger.entry mirror where mirror.tenant_id = $1 and mirror.reverses = e.id)`,
    [tx.tenant, sources, sourceIds],
  );
  return loadEntries(
    tx,
    rows.map((row) => row.id),
  );
}

/** Of each of these claims its charges as they were booked last, whether they stand or were mirrored since. */
export async function chargesBooked(tx: Tx, claimIds: readonly string[]): Promise<StandingEntries> {
  const rows = await tx.rows<{ id: string }>(
    `select distinct on (e.source_id) e.id from ledger.entry e
      where e.tenant_id = $1 and e.source_kind = 'claim' and e.source_id = any($2::uuid[]) and e.reverses is null
      order by e.source_id, e.id desc`,
    [tx.tenant, claimIds],
  );
  return loadEntries(
    tx,
    rows.map((row) => row.id),
  );
}

const sources: readonly JournalSource[] = ['claim', 'patient-charge', 'remit', 'remit-claim', 'deposit'];

/** Movements that a condition on `m` selects, oldest first. `$1` is the tenant, the parameters follow from `$2` on. */
async function movementsWhere(tx: Tx, condition: string, parameters: readonly unknown[]): Promise<Movement[]> {
  const rows = await tx.rows<MovementRow>(`select m.* from ledger.movement m where m.tenant_id = $1 and ${condition} order by m.id`, [
    tx.tenant,
    ...parameters,
  ]);
  return rows.map(asMovement);
}

/** The standing movements of remit claims, by remit claim: those that no undo mirrored, and no mirrors. */
export async function standingMovements(tx: Tx, remitClaimIds: readonly string[]): Promise<Map<string, Movement[]>> {
  if (remitClaimIds.length === 0) return new Map();
  const movements = await movementsWhere(
    tx,
    `m.remit_claim_id = any($2) and m.reverses is null
        and not exists (select 1 from ledger.entry e where e.tenant_id = m.tenant_id and e.reverses = m.entry_id)`,
    [remitClaimIds],
  );
  const byClaim = new Map<string, Movement[]>();
  for (const movement of movements) {
    const of = movement.remitClaimId ?? '';
    const list = byClaim.get(of);
    if (list) list.push(movement);
    else byClaim.set(of, [movement]);
  }
  return byClaim;
}

/** What was booked on a claim and on which day, oldest first, mirrored movements included. */
export async function movementsOfClaim(tx: Tx, claimId: string): Promise<(Movement & { readonly on: PlainDate })[]> {
  const rows = await tx.rows<MovementRow & { booked_on: PlainDate }>(
    `select m.*, e.booked_on from ledger.movement m join ledger.entry e on e.tenant_id = m.tenant_id and e.id = m.entry_id
      where m.tenant_id = $1 and m.claim_id = $2 order by m.id`,
    [tx.tenant, claimId],
  );
  return rows.map((row) => ({ ...asMovement(row), on: row.booked_on }));
}
