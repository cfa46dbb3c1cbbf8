import { boolean, integer, primaryKey, text } from 'drizzle-orm/pg-core';
import { actId, instant, personal, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** How people sign in here. No row: as the code says for a practice, or for the demo. */
export const signInPolicy = governance.table(
  'sign_in_policy',
  {
    tenantId: tenantId(),
    /** Whoever holds one of these must show a second factor. */
    secondFactorRoles: text('second_factor_roles').array().notNull(),
    idleMinutes: integer('idle_minutes').notNull(),
    longestHours: integer('longest_hours').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);

/** The practice's identity provider (OpenID Connect). */
export const signOnProvider = governance.table(
  'sign_on_provider',
  {
    tenantId: tenantId(),
    /** What the button says. */
    name: text('name').notNull(),
    issuer: text('issuer').notNull(),
    clientId: text('client_id').notNull(),
    clientSecret: personal('client_secret', 'governance.sign_on_provider').notNull(),
    /** Whose addresses the provider may speak for. */
    domains: text('domains').array().notNull(),
    /** The provider asks for a second factor itself, and the practice relies on it. */
    secondFactor: boolean('second_factor').notNull(),
    active: boolean('active').notNull(),
    setBy: text('set_by').notNull(),
    setAt: instant('set_at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId] })],
);
