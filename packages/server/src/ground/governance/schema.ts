import type { Credential } from '@claimwright/core/ground/governance';
import { sql } from 'drizzle-orm';
import { boolean, jsonb, pgSchema, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
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
    email: text('email'),
    /** Where and for which payers somebody acts; none: everywhere, for all. */
    sites: uuid('sites').array().notNull().default(sql`'{}'`),
    payers: uuid('payers').array().notNull().default(sql`'{}'`),
    /** A coder's credential, a clinician's license. */
    credentials: jsonb('credentials').$type<readonly Credential[]>().notNull().default([]),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.userId] })],
);
