import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, plainDate, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** How long a class of records is kept, where a practice departs from the defaults. The newest row of a class counts. */
export const retentionRule = governance.table(
  'retention_rule',
  {
    tenantId: tenantId(),
    class: text('class').notNull(),
    setAt: instant('set_at').notNull(),
    years: integer('years').notNull(),
    /** The law or the policy that says so. */
    basis: text('basis').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.class, t.setAt] })],
);

/** A legal hold: what it covers is not destroyed until somebody lifts it. */
export const hold = governance.table(
  'hold',
  {
    tenantId: tenantId(),
    id: id(),
    /** 'practice' for everything, or `patient:…`, `claim:…`, `document:…`. */
    subject: text('subject').notNull(),
    /** The case, as the lawyers call it. */
    matter: personal('matter', 'governance.hold').notNull(),
    placedBy: text('placed_by').notNull(),
    placedAt: instant('placed_at').notNull(),
    actId: actId(),
    liftedBy: text('lifted_by'),
    liftedAt: instant('lifted_at'),
    liftedActId: uuid('lifted_act_id'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('hold_subject').on(t.tenantId, t.subject)],
);

/** What was proposed to be destroyed, and its certificate once somebody else approved it. */
export const destruction = governance.table(
  'destruction',
  {
    tenantId: tenantId(),
    id: id(),
    class: text('class').notNull(),
    /** What is older than this day. */
    before: plainDate('before').notNull(),
    items: integer('items').notNull(),
    /** Hash over the list of what is to be destroyed. */
    digest: text('digest').notNull(),
    /** 'proposed', 'done', 'declined'. */
    state: text('state').notNull(),
    proposedBy: text('proposed_by').notNull(),
    proposedAt: instant('proposed_at').notNull(),
    actId: actId(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
    /** The text that was signed, its signature and the key's fingerprint. */
    certificate: jsonb('certificate').$type<{ readonly text: string; readonly signature?: string; readonly key?: string }>(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('destruction_newest').on(t.tenantId, t.proposedAt)],
);

/** What stood here and was destroyed: its kind, its id and the hash of what it was. */
export const tombstone = governance.table(
  'tombstone',
  {
    tenantId: tenantId(),
    kind: text('kind').notNull(),
    item: text('item').notNull(),
    sha256: text('sha256'),
    destructionId: uuid('destruction_id').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.kind, t.item] })],
);
