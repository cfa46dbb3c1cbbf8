import type { Credential } from '@claimwright/core/ground/governance';
import { sql } from 'drizzle-orm';
import { boolean, index, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, cents, id, instant, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

const roleList = () => text('roles').array().notNull();
const places = (name: string) => uuid(name).array().notNull().default(sql`'{}'`);
const papers = () => jsonb('credentials').$type<readonly Credential[]>().notNull().default([]);

/** Somebody who was asked to work here and has not come yet. Whoever brings the code that has this hash comes in. */
export const invitation = governance.table(
  'invitation',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    roles: roleList(),
    sites: places('sites'),
    payers: places('payers'),
    credentials: papers(),
    /** SHA-256 of a code that was made in the inviter's browser: it is never sent here before it is used. */
    codeHash: text('code_hash').notNull(),
    /** 'waiting', 'accepted', 'withdrawn'. */
    state: text('state').notNull(),
    invitedBy: text('invited_by').notNull(),
    invitedAt: instant('invited_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    settledAt: instant('settled_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('invitation_code').on(t.codeHash)],
);

/** What became of somebody's place here, the newest last; never changed. */
export const memberChange = governance.table(
  'member_change',
  {
    tenantId: tenantId(),
    id: id(),
    userId: text('user_id').notNull(),
    /** 'joined', 'changed', 'ended', 'returned'. */
    kind: text('kind').notNull(),
    roles: roleList(),
    sites: places('sites'),
    payers: places('payers'),
    credentials: papers(),
    because: text('because'),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('member_change_of').on(t.tenantId, t.userId, t.id)],
);

/** A second person agreed that somebody is shown, once, the link to another's new password. */
export const linkLeave = governance.table(
  'link_leave',
  {
    tenantId: tenantId(),
    id: id(),
    userId: text('user_id').notNull(),
    /** Who will see the link. */
    forWhom: text('for_whom').notNull(),
    agreedBy: text('agreed_by').notNull(),
    agreedAt: instant('agreed_at').notNull(),
    usedAt: instant('used_at'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('link_leave_of').on(t.tenantId, t.userId, t.forWhom)],
);

/** A practice's own limit on a role's right, within the access table's. What the newest of a role and right does not say, the one before it still says. */
export const roleLimit = governance.table(
  'role_limit',
  {
    tenantId: tenantId(),
    id: id(),
    role: text('role').notNull(),
    right: text('permission').notNull(),
    upTo: cents('up_to'),
    ownUpTo: cents('own_up_to'),
    payers: places('payers'),
    sites: places('sites'),
    /** Whether it gives the table's own limit back. */
    ended: boolean('ended').notNull(),
    because: text('because').notNull(),
    by: text('by').notNull(),
    at: instant('at').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('role_limit_of').on(t.tenantId, t.right, t.role, t.id)],
);
