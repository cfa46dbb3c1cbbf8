import { type Cents, cents, plainDate, toDecimal } from '@claimwright/core/ground/base';
import { accounts } from '@claimwright/core/ground/ledger';
import { z } from 'zod';
import { type Ctx, limitedTo, pageOf, type Query, query, readCursor } from '../../gate/index.ts';
import { accountRows, bookSums, journalPage, type OpenClearing, openClearing, type StandingEntry } from './books/store.ts';
import { openAccounts } from './sums/store.ts';
import type { AccountRow, JournalEntryView, PartOfBooks, RemitOfEntry, TieOutView } from './views.ts';

type Tx = Ctx['tx'];

/** A port: what the rooms upstairs know of remits, for the tie-out. */
export interface RemitsOfBooks {
  /** By the id of a remit or of a claim in one: which remit it is. */
  named(tx: Tx, ids: readonly string[]): Promise<ReadonlyMap<string, RemitOfEntry>>;
  /** Cash of posted remits that waits for a person, as posting counts it. */
  parkedCash(tx: Tx): Promise<Cents>;
}

const until = z.object({
  until: z
    .string()
    .refine((text) => plainDate(text) !== undefined, 'This is no date, such as 2026-01-31.')
    .optional(),
});

const accountsQuery = query<z.infer<typeof until>, PartOfBooks & { rows: readonly AccountRow[]; total: number }>({
  name: 'ground/ledger/accounts',
  summary: 'See the accounts',
  permission: 'books.read',
  patientData: false,
  input: until,
  read: async ({ tx }, input) => {
    const rows = await accountRows(tx, input.until === undefined ? undefined : plainDate(input.until));
    return { rows, total: rows.length, ...(await partOf(tx)) };
  },
});

/** Whoever is limited sees the entries of their sites and payers, and is told so: sums over them are not the practice’s balances. */
async function partOf(tx: Tx): Promise<PartOfBooks> {
  const to = await limitedTo(tx);
  return to === undefined ? {} : { part: `Only what is of ${to}. The balances of the whole practice are not shown.` };
}

const journalInput = z.object({
  account: z.string().min(1).max(300).optional(),
  claimId: z.uuid().optional(),
  sourceId: z.uuid().optional(),
  cursor: z.string().max(500).optional(),
});
const pageSize = 50;

const journal = (remits: RemitsOfBooks): Query =>
  query<z.infer<typeof journalInput>, PartOfBooks & { rows: readonly JournalEntryView[]; next?: string; total: number }>({
    name: 'ground/ledger/journal',
    summary: 'See the journal',
    permission: 'books.read',
    patientData: false,
    input: journalInput,
    read: async ({ tx }, { cursor, ...filter }) => {
      const after = readCursor(z.tuple([z.iso.date(), z.uuid()]), cursor);
      const { rows, total } = await journalPage(tx, filter, after, pageSize + 1);
      const page = pageOf(rows, pageSize, (entry) => [entry.on, entry.id]);
      const named = await remits.named(
        tx,
        page.rows.map((entry) => entry.source.id),
      );
      const shown = page.rows.map((entry) => present(entry, named.get(entry.source.id)));
      return { ...page, rows: shown, total, ...(await partOf(tx)) };
    },
  });

const present = ({ source, lines, ...entry }: StandingEntry, remit: RemitOfEntry | undefined): JournalEntryView => ({
  ...entry,
  sourceKind: source.kind,
  sourceId: source.id,
  ...(remit ? { remit } : {}),
  lines: lines.map(({ evidence, ...line }) => ({
    ...line,
    ...(evidence ? { documentId: evidence.document, bytes: { from: evidence.from, to: evidence.to } } : {}),
  })),
});

const tieOut = (remits: RemitsOfBooks): Query =>
  query<Record<string, never>, TieOutView>({
    name: 'ground/ledger/tie-out',
    summary: 'See whether the books tie out',
    permission: 'books.read',
    patientData: false,
    input: z.object({}) as unknown as z.ZodType<Record<string, never>>,
    read: async ({ tx }) => {
      const to = await limitedTo(tx);
      if (to !== undefined) return ofTheWhole(to);
      return { rows: await comparisons(tx, remits), ...(await clearing(tx, remits)), references: await references(tx) };
    },
  });

/** Added up of a part, nothing would agree, and nothing would be wrong. */
const ofTheWhole = (to: string): TieOutView => ({
  rows: [],
  clearing: [],
  clearingTotal: { accounts: 0, balance: cents(0) },
  references: [],
  notShown: `Whether the books tie out is told of the whole practice. You are limited to ${to}: ask a colleague who sees all of it.`,
});

async function comparisons(tx: Tx, remits: RemitsOfBooks): Promise<TieOutView['rows']> {
  const s = await bookSums(tx);
  const parked = await remits.parkedCash(tx);
  return [
    compare('debits-credits', 'Every entry has as much debit as credit.', ['Debits', s.debits], ['Credits', s.credits]),
    compare(
      'payer-receivables',
      'What payers owe, claim by claim, is what the books say.',
      ['Claims', s.payerClaims],
      [accounts.payerReceivable, s.payer],
    ),
    compare(
      'patient-receivables',
      'What patients owe, claim by claim, is what the books say.',
      ['Claims', s.patientClaims],
      [accounts.patientReceivable, s.patient],
    ),
    compare(
      'allowance',
      'What contracts are expected to take off, claim line by claim line, is what the books say.',
      ['Claims', s.allowanceClaims],
      [accounts.allowance, s.allowance],
    ),
    compare(
      'unapplied',
      'The cash of parked remit claims is the unapplied cash in the books.',
      ['Parked', parked],
      [accounts.unapplied, cents(s.unappliedOpening - s.unapplied)],
    ),
  ];
}

function compare(name: string, says: string, left: readonly [string, Cents], right: readonly [string, Cents]): TieOutView['rows'][number] {
  return {
    name,
    says,
    left: { label: left[0], amount: left[1] },
    right: { label: right[0], amount: right[1] },
    difference: cents(left[1] - right[1]),
  };
}

/** So many open accounts are told of one by one; the rest is in their sum, and in the list of accounts. */
const mostClearing = 200;

async function clearing(tx: Tx, remits: RemitsOfBooks): Promise<Pick<TieOutView, 'clearing' | 'clearingTotal'>> {
  const { rows, total, balance } = await openClearing(tx, mostClearing);
  const named = await remits.named(
    tx,
    rows.flatMap((row) => row.sourceId ?? []),
  );
  return { clearing: rows.map((row) => presentClearing(row, named.get(row.sourceId ?? ''))), clearingTotal: { accounts: total, balance } };
}

const presentClearing = (row: OpenClearing, remit: RemitOfEntry | undefined): TieOutView['clearing'][number] => ({
  account: row.account,
  traceNumber: remit?.traceNumber ?? row.account.slice(row.account.lastIndexOf(':') + 1),
  balance: row.balance,
  ...(remit ? { remitId: remit.remitId } : {}),
  because: reason(row),
  bookedAt: row.bookedAt.toISOString(),
});

function reason({ remits, deposits, balance }: OpenClearing): string {
  if (deposits === 0) return 'Posted; no deposit is tied to it yet.';
  if (remits === 0) return 'A deposit is tied; its remit is not posted.';
  const size = toDecimal(cents(Math.abs(balance)));
  return balance > 0 ? `The deposits came to ${size} less than the remits.` : `The deposits came to ${size} more than the remits.`;
}

/** Money that payers took, forwarded or advanced, and that has not come to zero yet. */
async function references(tx: Tx): Promise<TieOutView['references']> {
  const open = await openAccounts(tx, 'Liabilities:Payer');
  return [...open].sort(([a], [b]) => (a < b ? -1 : 1)).map(([account, balance]) => ({ account, balance }));
}

export const ledgerQueries = (remits: RemitsOfBooks): readonly Query[] => [accountsQuery, journal(remits), tieOut(remits)];
