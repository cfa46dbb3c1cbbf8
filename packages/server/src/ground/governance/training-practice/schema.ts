import { index, integer, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** In a training practice: that it is one, and whose. A tenant with this row is apart from everything outside, for good. */
export const trainingPractice = governance.table(
  'training_practice',
  { tenantId: tenantId(), practice: uuid('practice').notNull(), since: instant('since').notNull() },
  (t) => [primaryKey({ columns: [t.tenantId] }), index('training_practice_of').on(t.practice)],
);

/** In the real practice: each training practice that it ever had, and how far its making has come. */
export const trainingPlace = governance.table(
  'training_place',
  {
    tenantId: tenantId(),
    id: id(),
    training: uuid('training').notNull(),
    /** 'making', 'ready', 'ended'. */
    state: text('state').notNull(),
    /** Files that are read, of all. */
    read: integer('files_read').notNull().default(0),
    files: integer('files').notNull().default(0),
    madeBy: text('made_by').notNull(),
    madeAt: instant('made_at').notNull(),
    endedBy: text('ended_by'),
    endedAt: instant('ended_at'),
    /** What was destroyed, as signed. */
    certificate: text('certificate'),
    signature: text('signature'),
    key: text('key'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** Exercises that were done in training practices which are gone. */
export const exerciseResult = governance.table(
  'exercise_result',
  {
    tenantId: tenantId(),
    id: id(),
    userId: text('user_id').notNull(),
    exercise: text('exercise').notNull(),
    doneAt: instant('done_at').notNull(),
    placeId: uuid('place_id').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);
