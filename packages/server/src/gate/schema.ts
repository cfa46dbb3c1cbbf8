import { bigint, index, jsonb, pgSchema, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { id, instant, tenantId } from '../store/columns.ts';

export const gate = pgSchema('gate');

/**
 * The record: one chain of acts and one of reads for each tenant. `body` is the canonical text that was hashed together with the
 * hash before it; the other columns repeat parts of it for searching and are checked against it by `verify`.
 */
export const record = gate.table(
  'record',
  {
    tenantId: tenantId(),
    /** 'acts' or 'reads'. */
    chain: text('chain').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    id: id(),
    at: instant('at').notNull(),
    actorId: text('actor_id').notNull(),
    /** The command's or the query's address. */
    what: text('what').notNull(),
    outcome: text('outcome').notNull(),
    subjects: text('subjects').array().notNull(),
    body: text('body').notNull(),
    previous: text('previous').notNull(),
    hash: text('hash').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.chain, t.seq] }),
    uniqueIndex('record_id').on(t.tenantId, t.id),
    index('record_what').on(t.tenantId, t.what, t.at.desc()),
  ],
);

/** What each entry was about, once more for looking it up: who saw this claim, what happened to this remit. */
export const recordSubject = gate.table(
  'record_subject',
  {
    tenantId: tenantId(),
    subject: text('subject').notNull(),
    chain: text('chain').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.subject, t.chain, t.seq] })],
);

/** The end of each chain; its lock puts acts in order. */
export const recordHead = gate.table(
  'record_head',
  { tenantId: tenantId(), chain: text('chain').notNull(), seq: bigint('seq', { mode: 'number' }).notNull(), hash: text('hash').notNull() },
  (t) => [primaryKey({ columns: [t.tenantId, t.chain] })],
);

/** The first answer to an idempotency key. */
export const answer = gate.table(
  'answer',
  {
    tenantId: tenantId(),
    actorId: text('actor_id').notNull(),
    key: text('key').notNull(),
    what: text('what').notNull(),
    /** Hash of the input: the same key with another input is refused. */
    inputHash: text('input_hash').notNull(),
    outcome: jsonb('outcome').notNull(),
    at: instant('at').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.actorId, t.key] })],
);

/** A machine's proposal that waits for a person. */
export const parked = gate.table(
  'parked',
  {
    tenantId: tenantId(),
    id: id(),
    command: text('command').notNull(),
    input: jsonb('input').notNull(),
    proposedBy: text('proposed_by').notNull(),
    because: text('because').notNull(),
    parkedAt: instant('parked_at').notNull(),
    actId: uuid('act_id').notNull(),
    /** 'waiting', 'approved', 'declined'. */
    state: text('state').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('parked_waiting').on(t.tenantId, t.state, t.parkedAt)],
);
