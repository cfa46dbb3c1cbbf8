import type { Cents, PlainDate } from '@claimwright/core/ground/base';
import type { getTableColumns } from 'drizzle-orm';
import { bigint, customType, text, timestamp, uuid } from 'drizzle-orm/pg-core';
import { keysInUse } from './keys/in-use.ts';

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

/** `schema.table.column` of every personal column there is: what is sealed again when a key is replaced. */
const declared = new Set<string>();
export const personalPlaces = (): ReadonlySet<string> => declared;

/**
 * A column of `table` that identifies a person, or holds what somebody wrote. This type is the one seam through which such values go to
 * and come from the database, COPY included: they are sealed on the way in and opened on the way out with the keys of the tenant whose
 * transaction it is. What is sealed for one column opens in no other. (docs/decisions/0011)
 */
export const personal = (name: string, table: string) => {
  const place = placed(table, name);
  return customType<{ data: string; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => keysInUse().seal(place, value),
    fromDriver: (value) => keysInUse().open(place, value),
  })(name);
};

/** The same for what is kept as JSON: the database sees one sealed text. */
export const personalJson = <T>(name: string, table: string) => {
  const place = placed(table, name);
  return customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => keysInUse().seal(place, JSON.stringify(value)),
    fromDriver: (value) => JSON.parse(keysInUse().open(place, value)) as T,
  })(name);
};

function placed(table: string, name: string): string {
  const place = `${table}.${name}`;
  declared.add(place);
  return place;
}

/** A keyed hash of a personal value, by which equals are found (decision 0010): what `Tx.blind` answers. */
export const blindIndex = (name: string) => text(name);

/** Byte offset in a document. */
export const offset = (name: string) => bigint(name, { mode: 'number' });

/** A personal JSON column's value out of raw SQL, through the seam. */
export const opened = <T>(column: { mapFromDriverValue(value: unknown): unknown }, value: string): T =>
  column.mapFromDriverValue(value) as T;

/** A personal column's value out of raw SQL, through the seam; undefined where there is none. */
export const shown = (column: { mapFromDriverValue(value: unknown): unknown }, value: string | null): string | undefined =>
  value === null ? undefined : (column.mapFromDriverValue(value) as string);

export type Column = ReturnType<typeof getTableColumns>[string];

/** A value as the database is given it. */
export function encode(column: Column, value: unknown): unknown {
  const given = value === undefined ? column.default : value;
  if (given === undefined || given === null) return null;
  return column.mapToDriverValue(given);
}

/** What a row says there, as a digest counts it: a personal value unsealed, anything else as it is written. */
export function clearText(table: string, column: Column, value: unknown): unknown {
  const given = value === undefined ? column.default : value;
  return declared.has(`${table}.${column.name}`) ? (given ?? null) : encode(column, given);
}
