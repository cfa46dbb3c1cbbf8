import { sql } from 'drizzle-orm';
import { bigint, integer, jsonb, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { actId, id, instant, tenantId } from '../../../store/columns.ts';
import type { Proof } from '../../../store/keys/proof.ts';
import { governance } from '../schema.ts';

/** The tenant's keys, wrapped by the keeper's. One for the blind indexes; of those for the data the newest that is current seals. */
export const dataKey = governance.table(
  'data_key',
  {
    tenantId: tenantId(),
    /** 'data' or 'index'. */
    purpose: text('purpose').notNull(),
    version: integer('version').notNull(),
    /** Which kind of keeper wrapped it, and with which of its keys. */
    keeper: text('keeper').notNull(),
    kekId: text('kek_id').notNull(),
    wrapped: text('wrapped').notNull(),
    createdAt: instant('created_at').notNull(),
    wrappedAt: instant('wrapped_at').notNull(),
    /** From when on it seals; before that every process learns of it. */
    currentFrom: instant('current_from'),
    /** From when on nothing is sealed with it any more. */
    retiredAt: instant('retired_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.purpose, t.version] })],
);

/** One replacement of the data key, from its order to its proof. */
export const keyRotation = governance.table(
  'key_rotation',
  {
    tenantId: tenantId(),
    id: id(),
    toVersion: integer('to_version').notNull(),
    orderedAt: instant('ordered_at').notNull(),
    orderedBy: text('ordered_by').notNull(),
    /** 'ordered', 'sealing', 'done'. */
    state: text('state').notNull(),
    /** Rows and documents sealed anew so far. */
    resealed: bigint('resealed', { mode: 'number' }).notNull(),
    total: bigint('total', { mode: 'number' }).notNull(),
    proof: jsonb('proof').$type<Proof>(),
    doneAt: instant('done_at'),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), uniqueIndex('key_rotation_open').on(t.tenantId).where(sql`done_at is null`)],
);
