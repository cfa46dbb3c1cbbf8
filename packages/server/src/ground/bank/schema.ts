import { sql } from 'drizzle-orm';
import { foreignKey, index, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actId, blindIndex, cents, id, instant, offset, personal, plainDate, tenantId } from '../../store/columns.ts';
import { document } from '../intake/schema.ts';

export const bank = pgSchema('bank');

/** One transaction that the bank reported. */
export const deposit = bank.table(
  'deposit',
  {
    tenantId: tenantId(),
    id: id(),
    postedOn: plainDate('posted_on').notNull(),
    amount: cents('amount').notNull(),
    traceNumber: text('trace_number'),
    /** The trace number as traces compare: without case, signs and leading zeros. */
    traceKey: text('trace_key'),
    payerTraceId: text('payer_trace_id'),
    originator: personal('originator', 'bank.deposit'),
    /** The bank's words: a patient's payment bears a name. */
    description: personal('description', 'bank.deposit').notNull(),
    kind: text('kind').notNull(),
    /** Last four characters of the account, or `Main` where the file does not say. */
    account: text('account').notNull(),
    bankReference: text('bank_reference'),
    /** Account, date, amount and the bank's reference: by which the same transaction in another file is known. */
    key: blindIndex('key').notNull(),
    documentId: uuid('document_id').notNull(),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('deposit_key').on(t.tenantId, t.key),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    index('deposit_trace').on(t.tenantId, t.traceKey),
    index('deposit_newest').on(t.tenantId, t.postedOn, t.id),
  ],
);

/** A deposit tied to a remit by a person. Undone by `undoneBy`, never deleted. */
export const tie = bank.table(
  'tie',
  {
    tenantId: tenantId(),
    id: id(),
    depositId: uuid('deposit_id').notNull(),
    /** The remit's id; the bank does not know more of it. */
    remitId: uuid('remit_id').notNull(),
    amount: cents('amount').notNull(),
    how: text('how').notNull(),
    because: personal('because', 'bank.tie').notNull(),
    entryId: uuid('entry_id').notNull(),
    tiedAt: instant('tied_at').notNull(),
    actId: actId(),
    undoneBy: uuid('undone_by'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.depositId], foreignColumns: [deposit.tenantId, deposit.id] }),
    uniqueIndex('tie_standing').on(t.tenantId, t.depositId, t.remitId).where(sql`undone_by is null`),
    index('tie_remit').on(t.tenantId, t.remitId),
  ],
);
