import { boolean, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant, tenantId } from '../../store/columns.ts';

export const governance = pgSchema('governance');

/** Who works here and as what. Passwords and sessions live in the schema of the sign-in library. */
export const member = governance.table(
  'member',
  {
    tenantId: tenantId(),
    userId: text('user_id').notNull(),
    name: text('name').notNull(),
    roles: text('roles').array().notNull(),
    active: boolean('active').notNull().default(true),
    since: instant('since').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);

/** How far a workflow may go by itself. No row: assist. */
export const autonomy = governance.table(
  'autonomy',
  {
    tenantId: tenantId(),
    workflow: text('workflow').notNull(),
    /** 'off', 'shadow', 'assist', 'guided', 'conditional'. */
    level: text('level').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.workflow] })],
);
