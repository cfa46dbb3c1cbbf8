import { index, primaryKey, text } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** What somebody said about getting started. How a step stands is not here: that is looked up in what there is. */
export const onboardingNote = governance.table(
  'onboarding_note',
  {
    tenantId: tenantId(),
    id: id(),
    /** 'not-for-us', 'for-us': of a step, for the practice. 'put-away', 'taken-out': of the whole list, for oneself. */
    kind: text('kind').notNull(),
    step: text('step'),
    because: personal('because', 'governance.onboarding_note'),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('onboarding_note_by').on(t.tenantId, t.by, t.id)],
);
