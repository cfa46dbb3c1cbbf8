import { type Cents, cents, type Evidence, negate, type PlainDate, zero } from '../base/index.ts';
import { receivableAccount } from './accounts.ts';
import type { Bookings, JournalEntry, JournalLine, Movement } from './journal.ts';

interface Gathered {
  account: string;
  amount: number;
  claimId: string | undefined;
  document: string | undefined;
  from: number;
  to: number;
}

/** Adds an amount to the line of that key, whose evidence grows to span all that it was made of. */
function gather(into: Map<string, Gathered>, key: string, line: JournalLine): void {
  const known = into.get(key);
  const { evidence } = line;
  if (known === undefined) {
    into.set(key, {
      account: line.account,
      amount: line.amount,
      claimId: line.claimId,
      document: evidence?.document,
      from: evidence?.from ?? 0,
      to: evidence?.to ?? 0,
    });
    return;
  }
  known.amount += line.amount;
  if (evidence === undefined) return;
  if (known.document === undefined) Object.assign(known, evidence);
  else if (known.document === evidence.document) {
    known.from = Math.min(known.from, evidence.from);
    known.to = Math.max(known.to, evidence.to);
  }
}

function journalLine(account: string, amount: Cents, claimId: string | undefined, evidence: Evidence | undefined): JournalLine {
  return { account, amount, ...(claimId !== undefined && { claimId }), ...(evidence !== undefined && { evidence }) };
}

/**
 * The journal lines of receivables movements: each debits what its party owes and credits its contra account. A transfer is two
 * movements, so each gives its own party's side only. Lines of the same account and claim are one line whose evidence spans them.
 */
export function journalOf(movements: readonly Movement[]): JournalLine[] {
  const gathered = new Map<string, Gathered>();
  for (const m of movements) {
    if (m.kind !== 'transfer') {
      gather(gathered, `${m.account}|${m.claimId}`, journalLine(m.account, negate(m.amount), m.claimId, m.evidence));
    }
    const own = receivableAccount(m.party);
    gather(gathered, `${own}|${m.claimId}|${m.party}`, journalLine(own, m.amount, m.claimId, m.evidence));
  }
  const lines: JournalLine[] = [];
  for (const g of gathered.values()) {
    if (g.amount === 0) continue;
    const evidence = g.document === undefined ? undefined : { document: g.document, from: g.from, to: g.to };
    lines.push(journalLine(g.account, cents(g.amount), g.claimId, evidence));
  }
  return lines.length > 0 ? lines : plainLines(movements);
}

/** Movements that cancel each other still leave their trail in the journal. */
function plainLines(movements: readonly Movement[]): JournalLine[] {
  const lines: JournalLine[] = [];
  for (const m of movements) {
    if (m.kind !== 'transfer') lines.push(journalLine(m.account, negate(m.amount), m.claimId, m.evidence));
    lines.push(journalLine(receivableAccount(m.party), m.amount, m.claimId, m.evidence));
  }
  return lines;
}

/** What is wrong with an entry; undefined when it may be booked. */
export function checkEntry(entry: JournalEntry): string | undefined {
  if (entry.lines.length === 0) return `Entry ${entry.id} has no lines.`;
  let total = 0;
  for (const line of entry.lines) total += line.amount;
  return total === 0 ? undefined : `Entry ${entry.id} is out of balance by ${total} cents.`;
}

/** The mirror of an entry: the same accounts, the other side. The mirror of a mirror says what the first one said. */
export function reverseEntry(entry: JournalEntry, id: string, on: PlainDate): JournalEntry {
  return {
    id,
    on,
    source: entry.source,
    description: entry.description.startsWith('Undo: ') ? entry.description.slice(6) : `Undo: ${entry.description}`,
    lines: entry.lines.map((line) => ({ ...line, amount: negate(line.amount) })),
    reverses: entry.id,
  };
}

/** The mirrors of movements, booked by the entries that mirror theirs (`entryIds`: old entry → new entry). */
export function reverseMovements(movements: readonly Movement[], entryIds: ReadonlyMap<string, string>, newId: () => string): Movement[] {
  return movements.map((m) => ({
    ...m,
    id: newId(),
    entryId: entryIds.get(m.entryId) ?? m.entryId,
    amount: negate(m.amount),
    because: m.because.startsWith('Undo: ') ? m.because.slice(6) : `Undo: ${m.because}`,
    reverses: m.id,
  }));
}

/** The mirror of all that was booked together: every balance is as it was before. The mirror of the mirror books it again. */
export function reverseBookings({ entries, movements }: Bookings, newId: () => string, on: PlainDate): Bookings {
  const entryIds = new Map<string, string>();
  const mirrored = entries.map((entry) => {
    const mirror = reverseEntry(entry, newId(), on);
    entryIds.set(entry.id, mirror.id);
    return mirror;
  });
  return { entries: mirrored, movements: reverseMovements(movements, entryIds, newId) };
}

/** Balance of every account that the entries touched, in the order of account names. */
export function trialBalance(entries: Iterable<JournalEntry>): Map<string, Cents> {
  const totals = new Map<string, Cents>();
  for (const entry of entries) {
    for (const line of entry.lines) totals.set(line.account, cents((totals.get(line.account) ?? zero) + line.amount));
  }
  return new Map([...totals].sort(([a], [b]) => (a < b ? -1 : 1)));
}
