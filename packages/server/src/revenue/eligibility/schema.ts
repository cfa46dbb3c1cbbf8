import type { LearnedAuthorization, LearnedCoverage, ListMap } from '@claimwright/core/revenue/eligibility';
import { foreignKey, index, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { document } from '../../ground/intake/schema.ts';
import { patient } from '../../ground/parties/schema.ts';
import { actId, blindIndex, id, instant, personalJson, tenantId } from '../../store/columns.ts';

export const eligibility = pgSchema('eligibility');

/** What was learned of a patient's coverage, from a list, an answer of the payer or a person. Nothing is written over: the newest look counts. */
export const coverage = eligibility.table(
  'coverage',
  {
    tenantId: tenantId(),
    id: id(),
    patientId: uuid('patient_id').notNull(),
    content: personalJson<LearnedCoverage['entry']>('content', 'eligibility.coverage').notNull(),
    /** Of whom, and all that it says, hashed: the same again is not kept twice. */
    contentKey: blindIndex('content_key').notNull(),
    /** Absent where a person told it. */
    documentId: uuid('document_id'),
    learnedAt: instant('learned_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    uniqueIndex('coverage_content').on(t.tenantId, t.contentKey),
    index('coverage_patient').on(t.tenantId, t.patientId, t.id),
    index('coverage_document').on(t.tenantId, t.documentId),
  ],
);

/** Prior authorizations as payers gave them. What a later list says of the same number counts. */
export const authorization = eligibility.table(
  'authorization',
  {
    tenantId: tenantId(),
    id: id(),
    patientId: uuid('patient_id').notNull(),
    content: personalJson<LearnedAuthorization['authorization']>('content', 'eligibility.authorization').notNull(),
    contentKey: blindIndex('content_key').notNull(),
    documentId: uuid('document_id').notNull(),
    learnedAt: instant('learned_at').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.patientId], foreignColumns: [patient.tenantId, patient.id] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
    uniqueIndex('authorization_content').on(t.tenantId, t.contentKey),
    index('authorization_patient').on(t.tenantId, t.patientId, t.id),
    index('authorization_document').on(t.tenantId, t.documentId),
  ],
);

/** Which headings of a practice's own lists mean what: said once, and used for every list that has the same. */
export const listMap = eligibility.table(
  'list_map',
  {
    tenantId: tenantId(),
    id: id(),
    list: text('list').$type<'coverage' | 'authorizations'>().notNull(),
    headings: jsonb('headings').$type<readonly string[]>().notNull(),
    columns: jsonb('columns').$type<ListMap>().notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('list_map_list').on(t.tenantId, t.list, t.id)],
);
