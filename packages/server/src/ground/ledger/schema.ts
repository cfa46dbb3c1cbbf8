import { sql } from 'drizzle-orm';
import { bigint, foreignKey, index, integer, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, cents, id, instant, offset, plainDate, tenantId } from '../../store/columns.ts';

export const ledger = pgSchema('ledger');

/** A journal entry. Never changed; undone by an entry that reverses it. */
export const entry = ledger.table(
  'entry',
  {
    tenantId: tenantId(),
    id: id(),
    bookedOn: plainDate('booked_on').notNull(),
    /** 'claim', 'patient-charge', 'remit', 'remit-claim', 'deposit', 'opening'. */
    sourceKind: text('source_kind').notNull(),
    sourceId: uuid('source_id').notNull(),
    description: text('description').notNull(),
    reverses: uuid('reverses'),
    bookedAt: instant('booked_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('entry_source').on(t.tenantId, t.sourceKind, t.sourceId),
    index('entry_newest').on(t.tenantId, t.bookedOn, t.id),
    index('entry_act').on(t.tenantId, t.actId),
    index('entry_reverses').on(t.tenantId, t.reverses),
  ],
);

/** A debit (positive) or credit (negative). A trigger refuses an entry whose lines do not sum to zero. */
export const line = ledger.table(
  'line',
  {
    tenantId: tenantId(),
    entryId: uuid('entry_id').notNull(),
    n: integer('n').notNull(),
    account: text('account').notNull(),
    amount: cents('amount').notNull(),
    claimId: uuid('claim_id'),
    documentId: uuid('document_id'),
    from: offset('byte_from'),
    to: offset('byte_to'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.entryId, t.n] }),
    foreignKey({ columns: [t.tenantId, t.entryId], foreignColumns: [entry.tenantId, entry.id] }),
    index('line_account').on(t.tenantId, t.account.op('text_pattern_ops'), t.entryId),
    index('line_claim').on(t.tenantId, t.claimId),
  ],
);

/** The receivables sub-ledger: what each party owes for each claim's line, movement by movement. */
export const movement = ledger.table(
  'movement',
  {
    tenantId: tenantId(),
    id: id(),
    entryId: uuid('entry_id').notNull(),
    claimId: uuid('claim_id').notNull(),
    claimLineId: uuid('claim_line_id'),
    party: text('party').notNull(),
    kind: text('kind').notNull(),
    amount: cents('amount').notNull(),
    account: text('account').notNull(),
    adjustmentGroup: text('adjustment_group'),
    carc: text('carc'),
    remitClaimId: uuid('remit_claim_id'),
    documentId: uuid('document_id'),
    from: offset('byte_from'),
    to: offset('byte_to'),
    because: text('because').notNull(),
    reverses: uuid('reverses'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.entryId], foreignColumns: [entry.tenantId, entry.id] }),
    index('movement_claim').on(t.tenantId, t.claimId),
    index('movement_remit_claim').on(t.tenantId, t.remitClaimId),
    index('movement_entry').on(t.tenantId, t.entryId),
  ],
);

/**
 * Projection: the books summed up, so that nobody walks over years of lines to show a balance. Up to and with the entry `until` each entry
 * stands in `account_sum` and `receivable_sum`; what was booked since is added when they are read (sums/store.ts).
 */
export const summedUp = ledger.table(
  'summed_up',
  { tenantId: tenantId(), until: uuid('until').notNull(), at: instant('summed_at').notNull() },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

export const accountSum = ledger.table(
  'account_sum',
  {
    tenantId: tenantId(),
    account: text('account').notNull(),
    debit: cents('debit').notNull(),
    credit: cents('credit').notNull(),
    lines: bigint('lines', { mode: 'number' }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.account] }),
    index('account_sum_open').on(t.tenantId, t.account.op('text_pattern_ops')).where(sql`debit <> credit`),
  ],
);

/** The same of the receivables: what each party owes, and what of it is set aside as an allowance. */
export const receivableSum = ledger.table(
  'receivable_sum',
  { tenantId: tenantId(), party: text('party').notNull(), open: cents('open').notNull(), allowance: cents('allowance').notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.party] })],
);
