import type { Finding } from '@claimwright/core/ground/base';
import type { ReasonFamily, TableName } from '@claimwright/core/ground/codes';
import { bigint, index, integer, jsonb, pgSchema, primaryKey, text } from 'drizzle-orm/pg-core';
import { actId, id, instant, plainDate, tenantId } from '../../store/columns.ts';

export const codes = pgSchema('codes');

/** What the practice says that a claim adjustment reason code means. Its words are its own, or come with its own licence. */
export const reason = codes.table(
  'reason',
  {
    tenantId: tenantId(),
    /** Upper case, without its group. */
    carc: text('carc').notNull(),
    words: text('words').notNull(),
    family: text('family').$type<ReasonFamily>().notNull(),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
    /** Given up again: the house's own word counts, where it has one. */
    droppedAt: instant('dropped_at'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.carc] })],
);

/** An edition of a code table that the practice brought. Its rows lie packed behind the blob port; what was imported never changes. */
export const edition = codes.table(
  'edition',
  {
    tenantId: tenantId(),
    id: id(),
    table: text('of_table').$type<TableName>().notNull(),
    /** Whose part of the table it is, where several publishers stand beside each other. */
    part: text('part').notNull(),
    name: text('name').notNull(),
    source: text('source').notNull(),
    /** The days that it was published for, both inclusive. */
    fromDay: plainDate('from_day').notNull(),
    toDay: plainDate('to_day'),
    /** It also holds what was in force before, back to this day. */
    backTo: plainDate('back_to'),
    rows: integer('rows').notNull(),
    sha256: text('sha256').notNull(),
    size: bigint('size', { mode: 'number' }).notNull(),
    /** In which layout the files came, and what they were called. */
    layout: text('layout').notNull(),
    files: jsonb('files').$type<readonly string[]>().notNull(),
    findings: jsonb('findings').$type<readonly Finding[]>().notNull(),
    /** What it changed against the edition that counted before it. */
    against: text('against'),
    added: integer('added').notNull(),
    changed: integer('changed').notNull(),
    removed: integer('removed').notNull(),
    /** Whoever imported it said that the practice is licensed for it. */
    attestedBy: text('attested_by'),
    importedAt: instant('imported_at').notNull(),
    importedBy: text('imported_by').notNull(),
    actId: actId(),
    /** Rolled back: it counts no more. */
    endedAt: instant('ended_at'),
    endedBy: text('ended_by'),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.id] }), index('edition_in_order').on(t.tenantId, t.importedAt)],
);

/** Which heading of somebody's list is which column of a table: said once, and used again for the next list with the same headings. */
export const headingMap = codes.table(
  'heading_map',
  {
    tenantId: tenantId(),
    table: text('of_table').$type<TableName>().notNull(),
    /** The list's headings, in their order. */
    headings: text('headings').notNull(),
    columns: jsonb('columns').$type<{ readonly [column: string]: string }>().notNull(),
    setAt: instant('set_at').notNull(),
    setBy: text('set_by').notNull(),
    actId: actId(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.table, t.headings] })],
);
