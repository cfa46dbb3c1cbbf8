import { fromDecimal, plainDate } from '../../base/index.ts';

/** A day as the files write it, as 20260131; 0 where there is none (`*`, empty), undefined where it is no day. */
export function dayCell(cell: string): number | undefined {
  const text = cell.trim();
  if (text === '' || text === '*') return 0;
  if (text.length === 8) return known(text, text.slice(0, 4), text.slice(4, 6), text.slice(6));
  const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(text);
  if (iso) return known(text, iso[1], iso[2], iso[3]);
  const american = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/.exec(text);
  return american ? known(text, american[3], american[1]?.padStart(2, '0'), american[2]?.padStart(2, '0')) : undefined;
}

/** A table names few days and names them often. */
const days = new Map<string, number | undefined>();

function known(text: string, year = '', month = '', day = ''): number | undefined {
  if (days.has(text)) return days.get(text);
  const read = plainDate(`${year}-${month}-${day}`) === undefined ? undefined : Number(year + month + day);
  if (days.size > 10_000) days.clear();
  days.set(text, read);
  return read;
}

/** A relative value in thousandths; empty is 0, undefined where it is no number. */
export function milliCell(cell: string): number | undefined {
  const text = cell.trim();
  if (text === '' || text === 'NA') return 0;
  return /^\d*\.?\d+$/.test(text) ? Math.round(Number(text) * 1000) : undefined;
}

export const wholeCell = (cell: string): number | undefined => (/^\d{1,9}$/.test(cell.trim()) ? Number(cell) : undefined);

/** Dollars as cents, at most what four bytes hold; undefined where it is no amount. */
export function amountCell(cell: string): number | undefined {
  const amount = fromDecimal(cell.trim().replace(/^\$\s*/, ''));
  return amount === undefined || amount < 0 || amount > 4_000_000_000 ? undefined : amount;
}

/** A percentage as ten thousandths of one; undefined where it is none, or has more places. */
export function percentCell(cell: string): number | undefined {
  const text = cell.trim().replace(/\s*%$/, '');
  if (!/^\d{1,3}(\.\d{1,2})?$/.test(text)) return undefined;
  const [whole = '', part = ''] = text.split('.');
  return Number(whole + part.padEnd(2, '0'));
}

/** Codes in one cell, with whatever between them. */
export const listCell = (cell: string): string =>
  cell
    .split(/[\s,;|]+/)
    .map((code) => code.replaceAll('.', '').toUpperCase())
    .filter(Boolean)
    .join(' ');

const procedure = /^[0-9A-Z]{5}$/i;
export const isProcedure = (cell: string): boolean => procedure.test(cell);
const diagnosis = /^[A-Z][0-9A-Z]{2}\.?[0-9A-Z]{0,4}$/i;
export const isDiagnosis = (cell: string): boolean => diagnosis.test(cell);
