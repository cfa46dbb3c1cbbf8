import { type TermField, type TermOf, termField } from './term-fields.ts';
import { codesIn, isRows, type TermRow, type TermRows, termRows, wrongCodes } from './term-rows.ts';
import type { TermValues } from './term-values.ts';

type Value = TermValues[TermField];
type ReadTerm = { readonly value: Value | null } | { readonly wrong: string };

/** The word that takes a term away, where an empty cell leaves it as it is. */
export const unsetWord = 'unset';
const mostRows = 200;

/** A term as text, in one line: what `readTerm` reads again. Empty where it is not set. */
export function writeTerm(field: TermField, value: Value | undefined): string {
  const { kind } = termField[field];
  if (value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value !== 'object') return String(value);
  if (!isRows(kind)) return (value as readonly string[]).join(', ');
  return rowsOf(field, value).map(termRows[kind].write).join('; ');
}

/** The rows of a term, as a person fills them in. */
export function rowsOf(field: TermField, value: Value | undefined): readonly TermRow[] {
  const { kind } = termField[field];
  if (!isRows(kind) || !Array.isArray(value)) return [];
  const show = termRows[kind].show as (one: unknown) => TermRow;
  return (value as readonly unknown[]).map((one) => show(one));
}

/** What rows that were filled in say together; the first that says nothing is told by its number. */
export function readRows(kind: TermRows, rows: readonly TermRow[]): ReadTerm {
  if (rows.length > mostRows) return { wrong: `There are ${rows.length} rows; ${mostRows} are the most.` };
  const values: object[] = [];
  for (const [at, row] of rows.entries()) {
    const own = termRows[kind].read(row);
    if ('wrong' in own) return { wrong: rows.length === 1 ? own.wrong : `Row ${at + 1}: ${own.wrong}` };
    values.push(own.value);
  }
  return { value: values.length === 0 ? null : (values as unknown as Value) };
}

const yes = /^(?:y|yes|true|1)$/i;
const no = /^(?:n|no|false|0)$/i;

function readPlain({ kind, unit = '', most = 0 }: TermOf, text: string): ReadTerm {
  if (kind === 'yes-no') {
    if (yes.test(text)) return { value: true };
    return no.test(text) ? { value: false } : { wrong: 'It is yes or no.' };
  }
  if (kind === 'minutes') {
    const way = (['medicare', 'ama'] as const).find((one) => one === text.toLowerCase());
    return way === undefined ? { wrong: 'It is medicare or ama.' } : { value: way };
  }
  if (kind === 'count') {
    const number = new RegExp(`^\\d{1,4}(?: ${unit})?$`, 'i').test(text) ? Number.parseInt(text, 10) : undefined;
    return number === undefined || number > most ? { wrong: `It is a whole number of ${unit} up to ${most}.` } : { value: number };
  }
  const codes = codesIn(text);
  const wrong = wrongCodes(codes);
  return wrong === undefined ? { value: codes } : { wrong };
}

/** What a text says of a term; null where it takes it away. */
export function readTerm(field: TermField, text: string): ReadTerm {
  const { kind } = termField[field];
  const clean = text.trim();
  if (clean === '' || clean.toLowerCase() === unsetWord) return { value: null };
  if (!isRows(kind)) return readPlain(termField[field], clean);
  const rows: TermRow[] = [];
  for (const one of clean
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')) {
    const at = one.indexOf(':');
    const row = at < 0 ? undefined : termRows[kind].split(one.slice(0, at).trim().replaceAll(/\s+/g, ' '), one.slice(at + 1).trim());
    if (row === undefined) return { wrong: `"${one.slice(0, 60)}" is not as in "${termRows[kind].example}".` };
    rows.push(row);
  }
  return readRows(kind, rows);
}
