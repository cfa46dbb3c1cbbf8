import { index, primaryKey, text } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';
import type { EmergencyKind } from './views.ts';

/** Emergency access that somebody took: why, how long, and what somebody else found when they looked at it afterwards. */
export const emergencyAccess = governance.table(
  'emergency_access',
  {
    tenantId: tenantId(),
    id: id(),
    userId: text('user_id').notNull(),
    /** Which kind of reason: what may be told where a patient's name must not stand. */
    kind: text('kind').$type<EmergencyKind>().notNull().default('other'),
    reason: personal('reason', 'governance.emergency_access').notNull(),
    takenAt: instant('taken_at').notNull(),
    endsAt: instant('ends_at').notNull(),
    endedAt: instant('ended_at'),
    reviewedAt: instant('reviewed_at'),
    reviewedBy: text('reviewed_by'),
    /** 'justified' or 'not-justified'. */
    finding: text('finding'),
    note: personal('note', 'governance.emergency_access'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('emergency_access_user').on(t.tenantId, t.userId, t.endsAt)],
);
