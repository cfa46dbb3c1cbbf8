import { index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** A group of practices. It is a tenant of its own, with people of its own; it holds nothing of its practices. */
export const organisation = governance.table(
  'organisation',
  { tenantId: tenantId(), name: text('name').notNull(), since: instant('since').notNull() },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** A practice's word that an organisation's people may work in it, and as what. It is the practice's row: the practice ends it. */
export const affiliation = governance.table(
  'affiliation',
  {
    tenantId: tenantId(),
    id: id(),
    organisation: uuid('organisation').notNull(),
    roles: text('roles').array().notNull(),
    by: text('by').notNull(),
    since: instant('since').notNull(),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('affiliation_organisation').on(t.organisation)],
);

/** Commands that an organisation wants carried out at each of its practices: one row a version, never changed. */
export const template = governance.table(
  'template',
  {
    tenantId: tenantId(),
    id: id(),
    version: integer('version').notNull(),
    name: text('name').notNull(),
    steps: jsonb('steps').$type<readonly { readonly command: string; readonly input: object }[]>().notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id, t.version] })],
);

/** What came of giving a template to a practice. */
export const templatePush = governance.table(
  'template_push',
  {
    tenantId: tenantId(),
    id: id(),
    templateId: uuid('template_id').notNull(),
    version: integer('version').notNull(),
    practice: uuid('practice').notNull(),
    /** 'applied', 'refused'. */
    outcome: text('outcome').notNull(),
    because: text('because'),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('template_push_of').on(t.tenantId, t.templateId, t.id)],
);
