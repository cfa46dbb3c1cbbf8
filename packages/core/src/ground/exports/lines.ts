import { cents, toDecimal } from '../base/index.ts';
import type { ExportColumn, ExportRow, ExportValue } from './column.ts';

/**
 * CSV (RFC 4180): a head line, fields in quotes where they need them, lines end with CR LF, UTF-8. A column of cents is there twice:
 * `billed_cents` as a whole number, and `billed` in dollars, which spreadsheets add up. Absent is an empty field; several texts stand
 * with blanks between them.
 */
export const csvHead = (columns: readonly ExportColumn[]): string => lineOf(columns.flatMap((column) => headsOf(column)));

export const csvLine = (columns: readonly ExportColumn[], row: ExportRow): string =>
  lineOf(columns.flatMap((column) => fieldsOf(column, row[column.name] ?? null)));

const headsOf = ({ name, type }: ExportColumn): readonly string[] => (type === 'cents' ? [name, name.replace(/_cents$/, '')] : [name]);

function fieldsOf({ type }: ExportColumn, value: ExportValue): readonly string[] {
  if (type === 'cents') return typeof value === 'number' ? [String(value), toDecimal(cents(value))] : ['', ''];
  if (value === null) return [''];
  if (typeof value === 'object') return [quoted(harmless(value.join(' ')))];
  return [typeof value === 'string' && type === 'text' ? quoted(harmless(value)) : quoted(String(value))];
}

/**
 * A spreadsheet takes a text that begins so for a formula, and a payer's file could bring one: an apostrophe before it makes it a text
 * (OWASP, CSV injection). Amounts and dates are none.
 */
const harmless = (text: string): string => (/^[\s\0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/.test(text) ? `'${text}` : text);

const quoted = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

const lineOf = (fields: readonly string[]): string => `${fields.join(',')}\r\n`;

/** JSON lines: an object a line, every column in it, null where it is absent. Cents are whole numbers, several texts a list. */
export const jsonLine = (columns: readonly ExportColumn[], row: ExportRow): string =>
  `${JSON.stringify(Object.fromEntries(columns.map(({ name }) => [name, row[name] ?? null])))}\n`;
