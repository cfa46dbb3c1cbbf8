import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { document } from '../../ground/intake/schema.ts';
import { patient, payer, site } from '../../ground/parties/schema.ts';
import { actId, blindIndex, cents, id, instant, offset, personal, plainDate, tenantId } from '../../store/columns.ts';

export const claims = pgSchema('claims');

export interface StoredCoverage {
  readonly rank: 'primary' | 'secondary' | 'tertiary';
  readonly payerId: string;
}

/** Claims without a date of service come last. */
const newest = sql`coalesce(served_from, '-infinity'::date)`;

/** The beginning of a control key by which a cut or lengthened one is found; a shorter one could be that of many claims. */
export const controlStart = (key: string): string | null => (key.length >= 15 ? key.slice(0, 15) : null);

/** A claim as it was billed. Where it stands is `standing`'s to tell. */
export const claim = claims.table(
  'claim',
  {
    tenantId: tenantId(),
    id: id(),
    patientControlNumber: text('patient_control_number').notNull(),
    /** Upper case letters and digits without leading zeros: what an altered control number is looked up by. */
    controlKey: text('control_key').notNull(),
    /** The first fifteen characters of the key, where it has more: payers cut long numbers. Found by equality (decision 0010). */
    controlStart: text('control_start'),
    patientId: uuid('patient_id').notNull(),
    payerId: uuid('payer_id').notNull(),
    coverages: jsonb('coverages').$type<readonly StoredCoverage[]>().notNull(),
    memberId: personal('member_id', 'claims.claim'),
    memberIndex: blindIndex('member_index'),
    frequency: text('frequency').notNull(),
    replaces: uuid('replaces'),
    billed: cents('billed').notNull(),
    billingNpi: text('billing_npi'),
    facilityNpi: text('facility_npi'),
    /** Where it belongs, by those numbers; none where that cannot be known. */
    siteId: uuid('site_id'),
    renderingNpi: text('rendering_npi'),
    placeOfService: text('place_of_service'),
    diagnoses: text('diagnoses').array().notNull(),
    servedFrom: plainDate('served_from'),
    servedTo: plainDate('served_to'),
    /** The day on which its batch was made (BHT04): what was sent after a void is billed anew. */
    sentOn: plainDate('sent_on'),
    /** What the claim says, whatever file it came in: the same again is the same claim. */
    contentKey: blindIndex('content_key').notNull(),
    documentId: uuid('document_id').notNull(),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
    addedAt: instant('added_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    foreignKey({ columns: [t.tenantId, t.siteId], foreignColumns: [site.tenantId, site.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    uniqueIndex('claim_content').on(t.tenantId, t.contentKey),
    index('claim_replaces').on(t.tenantId, t.replaces).where(sql`replaces is not null`),
    index('claim_control_number').on(t.tenantId, t.patientControlNumber),
    // By its beginning too, whatever the database's collation (decision 0010).
    index('claim_control_key').on(t.tenantId, t.controlKey.op('text_pattern_ops')),
    index('claim_control_start').on(t.tenantId, t.controlStart),
    // Partial, so that no plan made while the table is empty takes it for one over the tenant's claims.
    index('claim_member').on(t.tenantId, t.memberIndex, t.servedFrom).where(sql`member_index is not null`),
    // With what a list is sorted by, so that a name that many have is counted without a look at each claim.
    index('claim_patient').on(t.tenantId, t.patientId, t.servedFrom, t.id),
    index('claim_document').on(t.tenantId, t.documentId),
    index('claim_newest').on(t.tenantId, newest, t.id),
  ],
);

/**
 * Where a claim stands: projections of what happened to it, which can be rebuilt. A table of its own, narrow and with few indexes, because
 * a posting writes it anew for each claim of a remit; beside what was billed, each of those writes went into nine indexes.
 */
export const standing = claims.table(
  'standing',
  {
    tenantId: tenantId(),
    claimId: uuid('claim_id').notNull(),
    status: text('status').notNull(),
    /** What payers and the patient still owe. */
    payerOpen: cents('payer_open').notNull(),
    patientOpen: cents('patient_open').notNull(),
    /** The claim's, which never changes: claims of one status are listed the newest first. */
    servedFrom: plainDate('served_from'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.claimId] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claim.tenantId, claim.id] }),
    index('standing_status').on(t.tenantId, t.status, newest, t.claimId),
  ],
);

export const serviceLine = claims.table(
  'service_line',
  {
    tenantId: tenantId(),
    id: id(),
    claimId: uuid('claim_id').notNull(),
    number: integer('number').notNull(),
    lineControlNumber: text('line_control_number'),
    code: text('code').notNull(),
    modifiers: text('modifiers').array().notNull(),
    billed: cents('billed').notNull(),
    units: text('units'),
    servedOn: plainDate('served_on'),
    diagnoses: text('diagnoses').array().notNull(),
    expectedAllowed: cents('expected_allowed'),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claim.tenantId, claim.id] }),
    index('service_line_claim').on(t.tenantId, t.claimId),
  ],
);
