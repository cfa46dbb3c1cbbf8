import type { Finding } from '@claimwright/core/ground/base';
import type { Adjustment, RemitLine } from '@claimwright/core/revenue/remits';
import { sql } from 'drizzle-orm';
import { boolean, foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { document } from '../../ground/intake/schema.ts';
import { actId, blindIndex, cents, id, instant, offset, personal, plainDate, tenantId } from '../../store/columns.ts';

export const remits = pgSchema('remits');

/** Remits without a day of payment come last. */
const newest = sql`coalesce(paid_on, '0001-01-01'::date)`;

/** One payment advice: an ST of an 835. Never changed after reading but for the projections named so. */
export const remit = remits.table(
  'remit',
  {
    tenantId: tenantId(),
    id: id(),
    documentId: uuid('document_id').notNull(),
    control: text('control').notNull(),
    version: text('version').notNull(),
    payerId: uuid('payer_id'),
    payerName: text('payer_name').notNull(),
    payerIds: text('payer_ids').array().notNull(),
    payeeName: text('payee_name').notNull(),
    payeeNpi: text('payee_npi'),
    payeeTaxId: text('payee_tax_id'),
    traceNumber: text('trace_number').notNull(),
    payerTraceId: text('payer_trace_id').notNull(),
    method: text('method').notNull(),
    paidOn: plainDate('paid_on'),
    paid: cents('paid').notNull(),
    claims: integer('claims').notNull(),
    lines: integer('lines').notNull(),
    balanced: boolean('balanced').notNull(),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    /** Amounts outside of claims that could not be read, and an end that is missing. */
    unreadable: jsonb('unreadable').$type<readonly Finding[]>().notNull(),
    /** The payment, told apart from others: payer, trace, date, amount, payee. */
    paymentKey: text('payment_key').notNull(),
    /** Payer and trace only: the same with another amount is a near-duplicate. */
    nearKey: text('near_key').notNull(),
    /** SHA-256 over all that it says: the same payment with the same content is the same remit in another file. */
    contentHash: text('content_hash').notNull(),
    /** The remit with the same near key that was here first. */
    nearDuplicateOf: uuid('near_duplicate_of'),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
    paidFrom: offset('paid_from').notNull(),
    paidTo: offset('paid_to').notNull(),
    readAt: instant('read_at').notNull(),
    actId: actId(),
    /** Projection: 'open', 'posted', 'parked', 'not-ours'. */
    state: text('state').notNull(),
    /** Projections of the proposal, so that the tray needs no planning. */
    cleanClaims: integer('clean_claims').notNull(),
    workClaims: integer('work_claims').notNull(),
    parkedClaims: integer('parked_claims').notNull(),
    unapplied: cents('unapplied').notNull(),
    /** By which it is searched, as `soughtOf` has it: in letters that are small already, and not too long for an index. */
    sought: text('sought').notNull().default(''),
    /** The sites of its claims, as far as they are known. */
    sites: uuid('sites').array().notNull().default(sql`'{}'`),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    uniqueIndex('remit_payment').on(t.tenantId, t.paymentKey, t.contentHash),
    index('remit_document').on(t.tenantId, t.documentId),
    index('remit_near').on(t.tenantId, t.nearKey),
    index('remit_trace').on(t.tenantId, t.traceNumber),
    index('remit_paid').on(t.tenantId, t.paid),
    index('remit_state').on(t.tenantId, t.state, newest, t.id),
    index('remit_newest').on(t.tenantId, newest, t.id),
    // All that a search on the tray looks at: the rows themselves are wide. Of what is searched, so that nothing else is walked by it.
    index('remit_sought').on(t.tenantId, t.sought, t.paidOn, t.documentId, t.paid, t.state, t.id).where(sql`sought <> ''`),
    index('remit_unapplied').on(t.tenantId, t.unapplied).where(sql`state = 'posted' and unapplied <> 0`),
  ],
);

/** One CLP. `lines` and `adjustments` are kept as they were read, with their bytes. */
export const remitClaim = remits.table(
  'remit_claim',
  {
    tenantId: tenantId(),
    id: id(),
    remitId: uuid('remit_id').notNull(),
    index: integer('index').notNull(),
    patientControlNumber: text('patient_control_number').notNull(),
    payerControlNumber: text('payer_control_number'),
    originalReference: text('original_reference'),
    status: text('status').notNull(),
    filingIndicator: text('filing_indicator'),
    billed: cents('billed').notNull(),
    paid: cents('paid').notNull(),
    statedPatientResponsibility: cents('stated_patient_responsibility'),
    patientLast: personal('patient_last', 'remits.remit_claim'),
    patientFirst: personal('patient_first', 'remits.remit_claim'),
    patientMemberId: personal('patient_member_id', 'remits.remit_claim'),
    subscriberMemberId: personal('subscriber_member_id', 'remits.remit_claim'),
    patientMemberIndex: blindIndex('patient_member_index'),
    subscriberMemberIndex: blindIndex('subscriber_member_index'),
    crossoverName: text('crossover_name'),
    crossoverId: text('crossover_id'),
    renderingNpi: text('rendering_npi'),
    servedFrom: plainDate('served_from'),
    servedTo: plainDate('served_to'),
    receivedOn: plainDate('received_on'),
    adjustments: jsonb('adjustments').$type<readonly Adjustment[]>().notNull(),
    rarcs: text('rarcs').array().notNull(),
    lines: jsonb('lines').$type<readonly RemitLine[]>().notNull(),
    /** Amounts of the claim that could not be read. */
    unreadable: jsonb('unreadable').$type<readonly Finding[]>().notNull(),
    contentKey: text('content_key').notNull(),
    /** Projection: the site of the claim that it speaks of, else that of the payee. */
    siteId: uuid('site_id'),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
    billedFrom: offset('billed_from').notNull(),
    billedTo: offset('billed_to').notNull(),
    paidFrom: offset('paid_from').notNull(),
    paidTo: offset('paid_to').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.remitId], foreignColumns: [remit.tenantId, remit.id] }),
    uniqueIndex('remit_claim_index').on(t.tenantId, t.remitId, t.index),
    index('remit_claim_content').on(t.tenantId, t.contentKey),
    index('remit_claim_payer_control').on(t.tenantId, t.payerControlNumber),
    index('remit_claim_control').on(t.tenantId, t.patientControlNumber),
    index('remit_claim_original').on(t.tenantId, t.originalReference).where(sql`original_reference is not null`),
    index('remit_claim_patient_member').on(t.tenantId, t.patientMemberIndex).where(sql`patient_member_index is not null`),
    index('remit_claim_subscriber_member').on(t.tenantId, t.subscriberMemberIndex).where(sql`subscriber_member_index is not null`),
    index('remit_claim_paid').on(t.tenantId, t.paid),
    index('remit_claim_served').on(t.tenantId, t.servedFrom),
  ],
);

/** By what the patients of a remit are searched, whether their claims are known or not: as `parties.patient_search`. */
export const patientSearch = remits.table(
  'patient_search',
  { tenantId: tenantId(), token: blindIndex('token').notNull(), remitClaimId: uuid('remit_claim_id').notNull() },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.token, t.remitClaimId] }),
    foreignKey({ columns: [t.tenantId, t.remitClaimId], foreignColumns: [remitClaim.tenantId, remitClaim.id] }),
  ],
);

export const providerAdjustment = remits.table(
  'provider_adjustment',
  {
    tenantId: tenantId(),
    remitId: uuid('remit_id').notNull(),
    index: integer('index').notNull(),
    code: text('code').notNull(),
    reference: text('reference'),
    amount: cents('amount').notNull(),
    fiscalDate: plainDate('fiscal_date'),
    providerId: text('provider_id').notNull(),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.remitId, t.index] }),
    foreignKey({ columns: [t.tenantId, t.remitId], foreignColumns: [remit.tenantId, remit.id] }),
    index('provider_adjustment_reference').on(t.tenantId, t.reference).where(sql`reference is not null`),
  ],
);
