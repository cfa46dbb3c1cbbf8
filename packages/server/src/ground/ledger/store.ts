import type { Cents } from '@claimwright/core/ground/base';
import { checkEntry, type JournalEntry, type JournalLine, type Movement, receivableAccount } from '@claimwright/core/ground/ledger';
import { digestOf } from '../../store/digest.ts';
import type { Digest, Tx } from '../../store/store.ts';
import { entry, line, movement } from './schema.ts';

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
  assertBookable(entries, movements);
  const ordered = [...entries].sort(byId);
  return {
    'ledger.entry': await tx.copy(
      entry,
      ordered.map((e) => entryRow(tx, by, e)),
    ),
    'ledger.line': await tx.copy(line, lineRows(tx, ordered)),
    'ledger.movement': await tx.copy(
      movement,
      [...movements].sort(byId).map((m) => movementRow(tx, m)),
    ),
  };
}

function assertBookable(entries: readonly JournalEntry[], movements: readonly Movement[]): void {
  const receivables = new Map<string, number>();
  const count = (entryId: string, account: string, amount: number) => {
    const key = `${entryId} ${account}`;
    receivables.set(key, (receivables.get(key) ?? 0) + amount);
  };
  const ids = new Set<string>();
  for (const e of entries) {
    const wrong = checkEntry(e);
    if (wrong) throw new Error(wrong);
    ids.add(e.id);
    // Opening balances may stand for no claim that we know.
    if (e.source.kind !== 'opening') for (const l of e.lines) if (receivable.has(l.account)) count(e.id, l.account, l.amount);
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

function* lineRows(tx: Tx, entries: readonly JournalEntry[]): Generator<typeof line.$inferInsert> {
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
     where tenant_id = $1 and (account = $2 or (account ~>=~ $2 || ':' and account ~<~ $2 || ';')) group by account having sum(amount) <> 0`,
    [tx.tenant, root],
  );
  return new Map(rows.map((row) => [row.account, row.balance]));
}
