import { index, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** A program of somebody else's that works here, with the rights of a role narrowed to its scopes. */
export const serviceAccount = governance.table(
  'service_account',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    roles: text('roles').array().notNull(),
    scopes: text('scopes').array().notNull(),
    createdBy: text('created_by').notNull(),
    createdAt: instant('created_at').notNull(),
    revokedAt: instant('revoked_at'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** A key of a service account: its hash only. Two of them stand beside each other while one takes the other's place. */
export const serviceKey = governance.table(
  'service_key',
  {
    tenantId: tenantId(),
    id: id(),
    accountId: uuid('account_id').notNull(),
    /** The first characters, by which a person knows it again. */
    prefix: text('prefix').notNull(),
    hash: text('hash').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
    usedAt: instant('used_at'),
    /** Who saw it when it was made, and answers for what it does; none: whoever made the account. */
    madeBy: text('made_by'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('service_key_account').on(t.tenantId, t.accountId)],
);
