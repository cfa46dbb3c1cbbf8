import type { DenialModel, Learned } from '@claimwright/core/revenue/denials';
import { boolean, doublePrecision, foreignKey, integer, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { draft } from '../../revenue/claims/schema.ts';
import { actId, id, instant, plainDate, tenantId } from '../../store/columns.ts';
import type { Counted } from './views.ts';

export const measures = pgSchema('measures');

/** Projection of the last night: the measures of the work, and their course. */
export const counted = measures.table(
  'counted',
  {
    tenantId: tenantId(),
    night: plainDate('night').notNull(),
    content: jsonb('content').$type<Counted>().notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** What was learned of denials, version by version, with how well it would have foretold; without a model where it stays silent. */
export const denialModel = measures.table(
  'denial_model',
  {
    tenantId: tenantId(),
    id: id(),
    version: integer('version').notNull(),
    model: jsonb('model').$type<DenialModel>(),
    report: jsonb('report').$type<Omit<Learned, 'model'>>().notNull(),
    learnedAt: instant('learned_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('denial_model_version').on(t.tenantId, t.version)],
);

/** What was foretold of a version of a draft, and what came of it. */
export const prediction = measures.table(
  'prediction',
  {
    tenantId: tenantId(),
    draftId: uuid('draft_id').notNull(),
    draftVersion: integer('draft_version').notNull(),
    modelVersion: integer('model_version').notNull(),
    probability: doublePrecision('probability').notNull(),
    reasons: text('reasons').array().notNull(),
    foretoldAt: instant('foretold_at').notNull(),
    /** Whether its first posted remit refused some of it. */
    denied: boolean('denied'),
    scoredAt: instant('scored_at'),
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.draftId, t.draftVersion, t.modelVersion] }),
    foreignKey({ columns: [t.tenantId, t.draftId], foreignColumns: [draft.tenantId, draft.id] }),
  ],
);

/** From which probability on somebody looks before it goes out. The newest counts. */
export const denialThreshold = measures.table(
  'denial_threshold',
  {
    tenantId: tenantId(),
    id: id(),
    probability: doublePrecision('probability').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
