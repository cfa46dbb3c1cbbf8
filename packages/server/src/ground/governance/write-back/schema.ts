import type { Finding } from '@claimwright/core/ground/base';
import { boolean, index, integer, jsonb, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { actId, id, instant, personal, personalJson, tenantId } from '../../../store/columns.ts';
import { governance } from '../schema.ts';

/** What is written to a partner system, in the partner's terms. */
export interface WriteBackNote {
  readonly account: string;
  readonly says: { readonly [name: string]: string | number };
}

/** Somebody else's system that is written to: off until the practice switches it on. */
export const partner = governance.table(
  'partner',
  {
    tenantId: tenantId(),
    id: id(),
    name: text('name').notNull(),
    /** Whose it is, and under which product an agreement is on file. */
    vendorId: text('vendor_id').notNull(),
    product: text('product').notNull(),
    protocol: text('protocol').notNull(),
    url: text('url').notNull(),
    /** The partner's key: kept like what identifies a person, and shown to nobody. */
    secret: personal('secret', 'governance.partner').notNull(),
    /** What is written to it: `claim-balance`. */
    kinds: text('kinds').array().notNull(),
    active: boolean('active').notNull(),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] })],
);

/** One thing to write to a partner system, put here in the transaction of the act that it tells of. */
export const writeBack = governance.table(
  'write_back',
  {
    tenantId: tenantId(),
    /** The key of the write at the partner, the same for every try. */
    id: id(),
    partnerId: uuid('partner_id').notNull(),
    kind: text('kind').notNull(),
    /** `claim:…`: what it is about. */
    subject: text('subject').notNull(),
    note: personalJson<WriteBackNote>('note', 'governance.write_back').notNull(),
    /** 'held' and 'needs-person' wait for a person; 'waiting' and 'sent' are on their way; 'done' and 'dropped' are over. */
    state: text('state').$type<'held' | 'waiting' | 'sent' | 'needs-person' | 'done' | 'dropped'>().notNull(),
    tries: integer('tries').notNull(),
    /** The account at the partner and the version that the write rests on, from the first try on. */
    accountId: text('account_id'),
    version: text('version'),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    queuedAt: instant('queued_at').notNull(),
    queuedBy: text('queued_by').notNull(),
    /** The partner asked to be left alone until then. */
    notBefore: instant('not_before'),
    sentAt: instant('sent_at'),
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
    /** The act that it tells of. */
    actId: actId(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('write_back_subject').on(t.tenantId, t.partnerId, t.subject, t.id),
    index('write_back_state').on(t.tenantId, t.state, t.id),
    index('write_back_act').on(t.tenantId, t.actId),
  ],
);
