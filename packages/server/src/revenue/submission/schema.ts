import type { ClaimKind } from '@claimwright/core/revenue/claims';
import type { AnsweredEvent, Cause, NumberChosen, StatusMeaning, UsualHours } from '@claimwright/core/revenue/submission';
import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { document } from '../../ground/intake/schema.ts';
import { payer } from '../../ground/parties/schema.ts';
import { actId, blindIndex, cents, id, instant, personal, personalJson, plainDate, tenantId } from '../../store/columns.ts';
import { draft } from '../claims/schema.ts';

export const submission = pgSchema('submission');

export const agreementKinds = ['baa', 'trading-partner'] as const;

/** A clearinghouse, or a payer that takes claims itself: where batches go, and where answers are fetched. */
export const clearinghouse = submission.table(
  'clearinghouse',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    /** folder, sftp, api; paper: the practice prints and mails what goes there itself. */
    kind: text('kind').notNull(),
    path: text('path'),
    answersPath: text('answers_path'),
    host: text('host'),
    port: integer('port'),
    username: text('username'),
    /** Key or password: kept like what identifies a person, and shown to nobody. */
    secret: personal('secret', 'submission.clearinghouse'),
    hostKey: text('host_key'),
    url: text('url'),
    /** ISA06 and submitter; ISA08 and receiver. */
    senderId: text('sender_id').notNull(),
    senderName: text('sender_name').notNull(),
    contact: text('contact').notNull(),
    phone: text('phone'),
    receiverId: text('receiver_id').notNull(),
    receiverName: text('receiver_name').notNull(),
    /** Further ids that stand in its answers, of itself or of the practice. */
    answerIds: text('answer_ids').array().notNull().default([]),
    test: boolean('test').notNull(),
    /** It takes the claims of every payer that has no route of its own. */
    others: boolean('others').notNull().default(true),
    mostClaims: integer('most_claims').notNull(),
    usual: jsonb('usual').$type<UsualHours>().notNull(),
    /** HH:MM of the practice’s day, at which the night’s batches are made ready; none: by hand only. */
    nightlyAt: text('nightly_at'),
    /** The last night whose batches were made ready. */
    lastNight: plainDate('last_night'),
    active: boolean('active').notNull(),
    /** Under which patients’ data may go there: with a business associate (baa), or with a payer itself (trading-partner). */
    agreement: text('agreement').$type<(typeof agreementKinds)[number]>(),
    agreementSignedOn: plainDate('agreement_signed_on'),
    /** Its last day, where it has one. */
    agreementEndsOn: plainDate('agreement_ends_on'),
    /** Since when somebody holds back what would leave by it; answers are fetched all the same. */
    stoppedAt: instant('stopped_at'),
    stoppedBecause: personal('stopped_because', 'submission.clearinghouse'),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/**
 * By whom the claims of one kind to one payer leave, and under which number of that payer. A change is another version; the newest counts,
 * and one without a clearinghouse says that there is no route.
 */
export const route = submission.table(
  'route',
  {
    tenantId: tenantId(),
    payerId: uuid('payer_id').notNull(),
    kind: text('kind').$type<ClaimKind>().notNull(),
    version: integer('version').notNull(),
    clearinghouseId: uuid('clearinghouse_id'),
    /** What the clearinghouse calls this payer; nothing: as the claim says it. */
    payerNumber: text('payer_number'),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.payerId, t.kind, t.version] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    foreignKey({ columns: [t.tenantId, t.clearinghouseId], foreignColumns: [clearinghouse.tenantId, clearinghouse.id] }),
  ],
);

/** One number for every interchange of the practice, whoever it goes to: an answer names the number alone. */
export const counter = submission.table('counter', { tenantId: tenantId(), last: integer('last').notNull() }, (t) => [
  primaryKey({ columns: [t.tenantId] }),
]);

export const batchStates = ['prepared', 'approved', 'staged', 'sent', 'stuck', 'dropped'] as const;

/** One 837 or 276. Its bytes are written when it is prepared, and what was approved is what is sent. */
export const batch = submission.table(
  'batch',
  {
    tenantId: tenantId(),
    id: id(),
    clearinghouseId: uuid('clearinghouse_id').notNull(),
    payerId: uuid('payer_id').notNull(),
    /** What its clearinghouse calls this payer, as it stands in the file; nothing: as its claims say it. */
    payerNumber: text('payer_number'),
    kind: text('kind').$type<ClaimKind>().notNull(),
    /** Claims that are filed (837), or the question how claims stand that were filed (276). */
    purpose: text('purpose').$type<'claims' | 'status'>().notNull().default('claims'),
    /** ISA13 as a number; GS06, BHT03 and the file’s name follow from it. */
    control: integer('control').notNull(),
    reference: text('reference').notNull(),
    state: text('state').$type<(typeof batchStates)[number]>().notNull(),
    sha256: text('sha256').notNull(),
    size: integer('size').notNull(),
    claims: integer('claims').notNull(),
    billed: cents('billed').notNull(),
    preparedAt: instant('prepared_at').notNull(),
    /** The person who let it go. */
    approvedBy: text('approved_by'),
    approvedAt: instant('approved_at'),
    /** The 837 as a document, from its approval on. */
    documentId: uuid('document_id'),
    tries: integer('tries').notNull(),
    sentAt: instant('sent_at'),
    /** Why it is stuck. */
    trouble: text('trouble'),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.clearinghouseId], foreignColumns: [clearinghouse.tenantId, clearinghouse.id] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    uniqueIndex('batch_control').on(t.tenantId, t.control),
    uniqueIndex('batch_reference').on(t.tenantId, t.reference),
    index('batch_state').on(t.tenantId, t.state, t.id),
    index('batch_document').on(t.tenantId, t.documentId).where(sql`document_id is not null`),
    // Nothing leaves, or is about to, that nobody approved.
    check('batch_approved', sql`state in ('prepared', 'dropped') or (approved_by is not null and approved_at is not null)`),
  ],
);

/** A claim in a batch: one sending of it. */
export const batchClaim = submission.table(
  'batch_claim',
  {
    tenantId: tenantId(),
    batchId: uuid('batch_id').notNull(),
    draftId: uuid('draft_id').notNull(),
    /** Of the draft: what was written is this version. */
    version: integer('version').notNull(),
    patientControlNumber: text('patient_control_number').notNull(),
    billingNpi: text('billing_npi'),
    /** The member number that it was sent under, keyed: an answer for somebody else is none of it. */
    member: blindIndex('member'),
    billed: cents('billed').notNull(),
    /** Which sending of this claim, from 1. */
    attempt: integer('attempt').notNull(),
    /** It counts: false once the batch was dropped, or the claim taken up again after a rejection. */
    open: boolean('open').notNull(),
    /** What became of this sending, once it is told: taken by the payer, or rejected by anybody first, which stays. */
    outcome: text('outcome').$type<'accepted' | 'rejected'>(),
    /** Where several payer control numbers were told of it: the one that a person chose. */
    numberChosen: jsonb('number_chosen').$type<Pick<NumberChosen, 'number' | 'among' | 'at'>>(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.batchId, t.draftId] }),
    foreignKey({ columns: [t.tenantId, t.batchId], foreignColumns: [batch.tenantId, batch.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    // A claim is on its way once.
    uniqueIndex('batch_claim_open').on(t.tenantId, t.draftId).where(sql`open`),
    index('batch_claim_draft').on(t.tenantId, t.draftId),
    index('batch_claim_number').on(t.tenantId, t.patientControlNumber),
  ],
);

/** A claim that a payer is asked about: which sending of it the question means. */
export const inquiryClaim = submission.table(
  'inquiry_claim',
  {
    tenantId: tenantId(),
    batchId: uuid('batch_id').notNull(),
    draftId: uuid('draft_id').notNull(),
    attempt: integer('attempt').notNull(),
    /** TRN02 of the question. */
    trace: text('trace').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.batchId, t.draftId] }),
    foreignKey({ columns: [t.tenantId, t.batchId], foreignColumns: [batch.tenantId, batch.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    index('inquiry_claim_draft').on(t.tenantId, t.draftId),
  ],
);

/** The report on a batch before it leaves; another edition where what is found of it changed since. */
export const batchReport = submission.table(
  'batch_report',
  {
    tenantId: tenantId(),
    batchId: uuid('batch_id').notNull(),
    edition: integer('edition').notNull(),
    jsonDocumentId: uuid('json_document_id').notNull(),
    pdfDocumentId: uuid('pdf_document_id').notNull(),
    jsonSha256: text('json_sha256').notNull(),
    pdfSha256: text('pdf_sha256').notNull(),
    madeAt: instant('made_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.batchId, t.edition] }),
    foreignKey({ columns: [t.tenantId, t.batchId], foreignColumns: [batch.tenantId, batch.id] }),
    foreignKey({ columns: [t.tenantId, t.jsonDocumentId], foreignColumns: [document.tenantId, document.id] }),
    foreignKey({ columns: [t.tenantId, t.pdfDocumentId], foreignColumns: [document.tenantId, document.id] }),
    index('batch_report_json').on(t.tenantId, t.jsonDocumentId),
    index('batch_report_pdf').on(t.tenantId, t.pdfDocumentId),
  ],
);

/** For whom the practice lets the program scrub and send, and what it measures that by. */
export const scope = submission.table(
  'scope',
  {
    tenantId: tenantId(),
    /** Payers that were chosen to begin with; nothing: all. */
    payers: uuid('payers').array(),
    /** Of ten thousand first sendings, how many payers took before. */
    baseline: integer('baseline'),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** What an answer said of a claim. The same again is not kept again. */
export const claimEvent = submission.table(
  'claim_event',
  {
    tenantId: tenantId(),
    id: id(),
    draftId: uuid('draft_id').notNull(),
    batchId: uuid('batch_id').notNull(),
    event: personalJson<AnsweredEvent>('event', 'submission.claim_event').notNull(),
    eventKey: blindIndex('event_key').notNull(),
    /** The file that says so. */
    documentId: uuid('document_id').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.batchId], foreignColumns: [batch.tenantId, batch.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    uniqueIndex('claim_event_once').on(t.tenantId, t.draftId, t.eventKey),
    index('claim_event_document').on(t.tenantId, t.documentId),
  ],
);

/** What a payer said of a claim in a status that no standard knows, by its code alone. */
export const unmapped = submission.table(
  'unmapped',
  {
    tenantId: tenantId(),
    payerId: uuid('payer_id').notNull(),
    code: text('code').notNull(),
    draftId: uuid('draft_id').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.payerId, t.code, t.draftId] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
    index('unmapped_draft').on(t.tenantId, t.draftId),
  ],
);

/** What people say that a payer means by a status of its own. A change is another version; the newest counts, and one without a meaning takes it back. */
export const statusMeaning = submission.table(
  'status_meaning',
  {
    tenantId: tenantId(),
    payerId: uuid('payer_id').notNull(),
    code: text('code').notNull(),
    version: integer('version').notNull(),
    meaning: jsonb('meaning').$type<StatusMeaning>(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.payerId, t.code, t.version] }),
    foreignKey({ columns: [t.tenantId, t.payerId], foreignColumns: [payer.tenantId, payer.id] }),
  ],
);

export const workKinds = ['rejected', 'silent', 'stuck', 'unplaced', 'late', 'paper', 'number', 'no-route', 'unmapped'] as const;

/**
 * What a person has to look at: a rejection, a silence, a batch that cannot be sent, an answer that is of nothing that was sent, one that
 * came after its claim was taken up again, an attachment that goes by paper, two payer control numbers of one claim, a payer whose claims
 * have no way out, a status of a payer that nobody has given a meaning.
 */
export const work = submission.table(
  'work',
  {
    tenantId: tenantId(),
    id: id(),
    kind: text('kind').$type<(typeof workKinds)[number]>().notNull(),
    /** What it is about, so that it is opened once: `rejected:<draft>:1`. */
    key: text('key').notNull(),
    draftId: uuid('draft_id'),
    batchId: uuid('batch_id'),
    documentId: uuid('document_id'),
    payerId: uuid('payer_id'),
    causes: jsonb('causes').$type<readonly Cause[]>().notNull(),
    /** How many claims it is about. */
    claims: integer('claims').notNull(),
    openedAt: instant('opened_at').notNull(),
    closedAt: instant('closed_at'),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('work_key').on(t.tenantId, t.key),
    index('work_open').on(t.tenantId, t.id).where(sql`closed_at is null`),
    index('work_draft').on(t.tenantId, t.draftId).where(sql`draft_id is not null`),
  ],
);

/** An answer that was fetched, by its name there. */
export const fetched = submission.table(
  'fetched',
  {
    tenantId: tenantId(),
    clearinghouseId: uuid('clearinghouse_id').notNull(),
    /** Keyed: partners name files after patients. */
    name: blindIndex('name').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.clearinghouseId, t.name] }),
    foreignKey({ columns: [t.tenantId, t.clearinghouseId], foreignColumns: [clearinghouse.tenantId, clearinghouse.id] }),
  ],
);
