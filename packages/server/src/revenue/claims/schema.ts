import type { Alignment, BillingFacts, ClaimToSend, DraftStatus, FormName, ServiceLine } from '@claimwright/core/revenue/claims';
import { sql } from 'drizzle-orm';
import { foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { document } from '../../ground/intake/schema.ts';
import { patient, payer, site } from '../../ground/parties/schema.ts';
import { actId, blindIndex, cents, id, instant, offset, personal, personalJson, plainDate, tenantId } from '../../store/columns.ts';

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
    /** Of a dental line: where in the mouth. */
    teeth: jsonb('teeth').$type<NonNullable<ServiceLine['teeth']>>(),
    areas: text('areas').array(),
    /** Who did it, where the line says another than the claim. */
    renderingNpi: text('rendering_npi'),
    from: offset('byte_from').notNull(),
    to: offset('byte_to').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claim.tenantId, claim.id] }),
    index('service_line_claim').on(t.tenantId, t.claimId),
  ],
);

/**
 * A claim as it is to go out, before it is one of `claim`: its content as it stands now, every fact copied by value. Where it stands is
 * `draft_standing`'s to tell, so that whoever moves it up the ladder writes nothing of what it says.
 */
export const draft = claims.table(
  'draft',
  {
    tenantId: tenantId(),
    id: id(),
    patientControlNumber: text('patient_control_number').notNull(),
    /** professional, institutional, dental. */
    kind: text('kind').$type<ClaimToSend['kind']>().notNull(),
    /** Whom it is billed to, and as which of those who pay. */
    payerId: uuid('payer_id').notNull(),
    sentAs: text('sent_as').$type<ClaimToSend['sentAs']>().notNull(),
    frequency: text('frequency').notNull(),
    patientId: uuid('patient_id').notNull(),
    patientName: personal('patient_name', 'claims.draft').notNull(),
    siteId: uuid('site_id'),
    servedFrom: plainDate('served_from'),
    servedTo: plainDate('served_to'),
    billed: cents('billed').notNull(),
    /** Of `draft_version`, which holds what it says, from 1: each edit is a new one. */
    version: integer('version').notNull(),
    /** What it was made of, hashed: the same again makes no second draft. */
    madeKey: blindIndex('made_key').notNull(),
    /** The file that it came in, where it came in one. */
    documentId: uuid('document_id'),
    /** The claim that it replaces, voids or sends on to the next payer. */
    fromClaimId: uuid('from_claim_id'),
    madeAt: instant('made_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
    foreignKey({ columns: [t.tenantId, t.siteId], foreignColumns: [site.tenantId, site.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    foreignKey({ columns: [t.tenantId, t.fromClaimId], foreignColumns: [claim.tenantId, claim.id] }),
    uniqueIndex('draft_made').on(t.tenantId, t.madeKey),
    index('draft_control_number').on(t.tenantId, t.patientControlNumber),
    index('draft_patient').on(t.tenantId, t.patientId, t.servedFrom),
    // What was made of a claim, and what stands in the place of another.
    index('draft_from_claim').on(t.tenantId, t.fromClaimId).where(sql`from_claim_id is not null`),
    index('draft_anew').on(t.tenantId, t.id).where(sql`frequency in ('7', '8')`),
    index('draft_document').on(t.tenantId, t.documentId).where(sql`document_id is not null`),
  ],
);

/** Every content that a draft ever had, and why: nothing is ever written over. */
export const draftVersion = claims.table(
  'draft_version',
  {
    tenantId: tenantId(),
    draftId: uuid('draft_id').notNull(),
    version: integer('version').notNull(),
    content: personalJson<ClaimToSend>('content', 'claims.draft_version').notNull(),
    /** What differs from the version before it: `lines.1.units`. */
    changed: text('changed').array().notNull(),
    because: personal('because', 'claims.draft_version'),
    /** The version that it says again, where an edit was taken back. */
    restores: integer('restores'),
    madeAt: instant('made_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.draftId, t.version] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
  ],
);

/** Who bills, who does, where, and what payers want: what claims are built with. The newest counts; each claim holds a copy of its own. */
export const billingFacts = claims.table(
  'billing_facts',
  {
    tenantId: tenantId(),
    id: id(),
    /** A number of whoever bills alone may be their own. */
    content: personalJson<BillingFacts>('content', 'claims.billing_facts').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Where a draft stands. */
export const draftStanding = claims.table(
  'draft_standing',
  {
    tenantId: tenantId(),
    draftId: uuid('draft_id').notNull(),
    status: text('status').$type<DraftStatus>().notNull(),
    /** The claim of the books that it became, once it was sent. */
    claimId: uuid('claim_id'),
    since: instant('since').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.draftId] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    foreignKey({ columns: [t.tenantId, t.claimId], foreignColumns: [claim.tenantId, claim.id] }),
    index('draft_standing_claim').on(t.tenantId, t.claimId).where(sql`claim_id is not null`),
    // Drafts are numbered in the order in which they were made.
    index('draft_standing_status').on(t.tenantId, t.status, t.draftId),
  ],
);

/** How a printer prints a form, by its name in the practice. The newest counts; without an alignment it was taken away. */
export const printer = claims.table(
  'printer',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    form: text('form').$type<FormName>().notNull(),
    alignment: jsonb('alignment').$type<Alignment>(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('printer_name').on(t.tenantId, t.name, t.form, t.id)],
);
