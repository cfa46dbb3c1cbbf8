import type { ReasonFamily } from '@claimwright/core/ground/codes';
import { pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { actId, instant, tenantId } from '../../store/columns.ts';

export const codes = pgSchema('codes');

/** What the practice says that a claim adjustment reason code means. Its words are its own, or come with its own licence. */
export const reason = codes.table(
  'reason',
  {
    tenantId: tenantId(),
    /** Upper case, without its group. */
    carc: text('carc').notNull(),
    words: text('words').notNull(),
    family: text('family').$type<ReasonFamily>().notNull(),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
    /** Given up again: the house's own word counts, where it has one. */
    droppedAt: instant('dropped_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.carc] })],
);
