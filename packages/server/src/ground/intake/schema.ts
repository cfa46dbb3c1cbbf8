import type { Finding } from '@claimwright/core/ground/base';
import { bigint, foreignKey, index, integer, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, personalJson, tenantId } from '../../store/columns.ts';

export const intake = pgSchema('intake');

/** A raw file as it came, kept forever; its bytes lie behind the blob port under their hash. Never changed. */
export const document = intake.table(
  'document',
  {
    tenantId: tenantId(),
    id: id(),
    sha256: text('sha256').notNull(),
    /** As its sender named it: often after a patient. */
    name: personal('name', 'intake.document').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** 1, or one more each time that the same bytes come in after they were destroyed. */
    generation: integer('generation').notNull().default(1),
    /** '835', '837', 'bank', 'unknown': what the first bytes say. */
    kind: text('kind').notNull(),
    receivedAt: instant('received_at').notNull(),
    receivedBy: text('received_by').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex('document_hash').on(t.tenantId, t.sha256, t.generation),
    index('document_newest').on(t.tenantId, t.receivedAt.desc()),
  ],
);

/** One reading of a document: what came out of it. The newest one counts. */
export const reading = intake.table(
  'reading',
  {
    tenantId: tenantId(),
    documentId: uuid('document_id').notNull(),
    readAt: instant('read_at').notNull(),
    /** 'read' or 'refused'. */
    outcome: text('outcome').notNull(),
    claims: integer('claims').notNull(),
    remits: integer('remits').notNull(),
    deposits: integer('deposits').notNull(),
    /** Claims, remits or deposits that were here already. */
    repeated: integer('repeated').notNull(),
    /** They may quote the file. */
    findings: personalJson<readonly Finding[]>('findings', 'intake.reading').notNull(),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.documentId] }),
    foreignKey({ columns: [t.tenantId, t.documentId], foreignColumns: [document.tenantId, document.id] }),
  ],
);
