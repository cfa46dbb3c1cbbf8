import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import { bigint, customType, timestamp, uuid } from 'drizzle-orm/pg-core';

/** The practice that a row belongs to: leads every key, and row-level security compares it with the session's. */
export const tenantId = () => uuid('tenant_id').notNull();
/** UUIDv7, passed in. */
export const id = () => uuid('id').notNull();
/** The record entry by which the row came to be. */
export const actId = () => uuid('act_id').notNull();
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });

/** Integer cents in a bigint. */
export const cents = (name: string) => bigint(name, { mode: 'number' }).$type<Cents>();

/** A calendar date, never an instant. */
export const plainDate = customType<{ data: PlainDate; driverData: string }>({ dataType: () => 'date' });

/**
 * A column that identifies a person. This type is the one seam through which such values go to and come from the database, COPY
 * included: encryption at rest belongs here and nowhere else.
 */
export const personal = customType<{ data: string; driverData: string }>({
  dataType: () => 'text',
  toDriver: (value) => value,
  fromDriver: (value) => value,
});

/** Byte offset in a document. */
export const offset = (name: string) => bigint(name, { mode: 'number' });

/** A personal column's value out of raw SQL, through the seam; undefined where there is none. */
export const shown = (column: { mapFromDriverValue(value: unknown): unknown }, value: string | null): string | undefined =>
  value === null ? undefined : (column.mapFromDriverValue(value) as string);
