const special = /[\\\t\n\r]/;
const each = /[\\\t\n\r]/g;
const escapes: { readonly [character: string]: string } = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => (special.test(text) ? text.replace(each, (c) => escapes[c] ?? c) : text);

/** One row in PostgreSQL's COPY text format, its line end included. Lists become arrays, objects JSON, dates ISO instants. */
export function copyLine(values: readonly unknown[]): string {
  let line = '';
  for (let i = 0; i < values.length; i++) line += (i === 0 ? '' : '\t') + copyValue(values[i]);
  return `${line}\n`;
}

/** One value of such a row. */
export function copyValue(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'string') return escaped(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return String(value);
  if (value instanceof Date) return value.toISOString();
  return escaped(Array.isArray(value) ? arrayText(value) : JSON.stringify(value));
}

const arrayText = (items: readonly unknown[]): string =>
  `{${items.map((item) => (item === null ? 'NULL' : JSON.stringify(String(item)))).join(',')}}`;
