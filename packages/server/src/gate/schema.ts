import type { Figures } from '@claimwright/core/ground/governance';
import { sql } from 'drizzle-orm';
import { bigint, index, pgSchema, primaryKey, text, timestamp, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { blindIndex, id, instant, personal, personalJson, tenantId } from '../store/columns.ts';

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
    /** ISO, as the body has it. */
    at: timestamp('at', { withTimezone: true, mode: 'string' }).notNull(),
    actorId: text('actor_id').notNull(),
    actorKind: text('actor_kind'),
    /** Of a read: why. */
    purpose: text('purpose'),
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
    // Of acts: readings are many, and nobody looks for them by their question.
    index('record_what').on(t.tenantId, t.chain, t.what, t.seq).where(sql`chain = 'acts'`),
    index('record_actor').on(t.tenantId, t.chain, t.actorId, t.seq),
    // Of the rare ones: what nearly every reading is for is found soon enough by looking through the newest.
    index('record_purpose').on(t.tenantId, t.purpose, t.seq).where(sql`purpose not in ('treatment', 'payment', 'operations')`),
    // Entries lie in the order of their time, so the least and the greatest of each few pages say enough, at no cost to whoever appends.
    index('record_at').using('brin', t.at).with({ pages_per_range: 32, autosummarize: true }),
  ],
);

/**
 * What people wrote as the reason of an act. The entry holds a digest of it with the salt, so that the words can be encrypted, and
 * destroyed when their time is over, and the chain still holds.
 */
export const recordWords = gate.table(
  'record_words',
  {
    tenantId: tenantId(),
    chain: text('chain').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
    salt: text('salt').notNull(),
    words: personal('words', 'gate.record_words').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.chain, t.seq] })],
);

/** A signed batch of a chain: `body` is the text that was signed. The same stands in a second place, outside of the database. */
export const checkpoint = gate.table(
  'checkpoint',
  {
    tenantId: tenantId(),
    chain: text('chain').notNull(),
    n: bigint('n', { mode: 'number' }).notNull(),
    from: bigint('from_seq', { mode: 'number' }).notNull(),
    to: bigint('to_seq', { mode: 'number' }).notNull(),
    body: text('body').notNull(),
    signature: text('signature').notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.chain, t.n] }), uniqueIndex('checkpoint_to').on(t.tenantId, t.chain, t.to)],
);

/** How far a stream has told somebody else's system of a chain. */
export const stream = gate.table(
  'stream',
  {
    tenantId: tenantId(),
    name: text('name').notNull(),
    chain: text('chain').notNull(),
    seq: bigint('seq', { mode: 'number' }).notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.name, t.chain] })],
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
  // Equal keys, which the index keeps once for all their rows: one with the number in it is ten times as large, and made in as many places.
  (t) => [index('record_subject_found').on(t.tenantId, t.subject, t.chain)],
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
    /** Keyed hash of the input: the same key with another input is refused. */
    inputHash: blindIndex('input_hash').notNull(),
    outcome: personalJson<unknown>('outcome', 'gate.answer').notNull(),
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
    input: personalJson<unknown>('input', 'gate.parked').notNull(),
    proposedBy: text('proposed_by').notNull(),
    because: text('because').notNull(),
    parkedAt: instant('parked_at').notNull(),
    actId: uuid('act_id').notNull(),
    /** The keyed digest of the plan that was proposed, and its cents by account; absent of those from before they were kept. */
    plan: text('plan'),
    /** The keyed digest of command and input, by which a program that says the same twice is found; absent of older ones. */
    inputDigest: text('input_digest'),
    planned: personalJson<Figures>('planned', 'gate.parked'),
    /** The sites and payers that it would touch, with a null where one is not known; absent of what touches no claim. */
    sites: uuid('sites').array(),
    payers: uuid('payers').array(),
    /** What it is about, `draft:…`, as in the record; absent of older ones. */
    subject: text('subject'),
    /** 'waiting', 'approved', 'declined', or 'lapsed': what it would change is not what it was any more. */
    state: text('state').notNull(),
    decidedBy: text('decided_by'),
    decidedAt: instant('decided_at'),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index('parked_waiting').on(t.tenantId, t.state, t.parkedAt),
    index('parked_same').on(t.tenantId, t.inputDigest),
    index('parked_subject').on(t.tenantId, t.subject, t.id),
  ],
);
