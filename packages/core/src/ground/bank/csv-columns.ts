import { type Cents, type CsvRow, fromDecimal, negate, type PlainDate, plainDate } from '../base/index.ts';

/** Which columns hold what, by their heading (any case) or their position counted from 0. */
export interface CsvMapping {
  readonly date?: string | number;
  readonly description?: string | number;
  /** Signed; or unsigned beside `sign`. */
  readonly amount?: string | number;
  readonly credit?: string | number;
  readonly debit?: string | number;
  /** A column that says credit or debit. */
  readonly sign?: string | number;
  /** Trace, reference or check number. */
  readonly reference?: string | number;
  readonly account?: string | number;
  readonly dateOrder?: 'mdy' | 'dmy';
}

type Column = Exclude<keyof CsvMapping, 'dateOrder'>;
export type CsvColumns = { readonly [column in Column]?: number };

/** Headings that banks use, the surest first. */
const headings: { readonly [column in Column]: readonly RegExp[] } = {
  date: [
    /^post(ing|ed)? ?date$/,
    /^(transaction|trans|value|effective|settlement|deposit|booking) ?date$/,
    /^date( posted)?$/,
    /^as ?of ?date$/,
    /date/,
  ],
  credit: [/^credits?( amount)?$/, /^amount credit$/, /^deposits?( amount)?$/, /^paid in$/, /^money in$/],
  debit: [/^debits?( amount)?$/, /^amount debit$/, /^withdrawals?( amount)?$/, /^paid out$/, /^money out$/],
  amount: [/^(transaction |net |deposit )?amount$/, /^amount ?\(?(usd|\$)\)?$/, /^value$/, /amount/],
  description: [
    /^description( ?1)?$/,
    /^(transaction )?(description|details|narrative)$/,
    /^(payee|name|memo|text)$/,
    /descr/,
    /^details$/,
  ],
  sign: [
    /^(credit|debit|cr|dr) ?[/ ] ?(credit|debit|cr|dr)$/,
    /^(cr|dr|d\/?c|credit debit)( indicator)?$/,
    /indicator$/,
    /^details$/,
    /^(transaction )?type$/,
  ],
  reference: [
    /^trace( ?(number|no|#))?$/,
    /^(customer )?ref(erence)?( ?(number|no|#|num))?\.?$/,
    /^check( or slip)?( ?(number|no|#))?$/,
    /reference|trace/,
  ],
  account: [/^account( ?(number|no|#))?$/],
};

const plain = (cell: string): string =>
  cell
    .toLowerCase()
    .replace(/[_.:*]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();

/** Reads a heading row; undefined where it is none (no date, or no amount). */
export function columnsOf(row: CsvRow, mapping: CsvMapping | undefined): CsvColumns | undefined {
  const names = row.cells.map(plain);
  const columns: { [column in Column]?: number } = {};
  const taken = new Set<number>();
  for (const column of Object.keys(headings) as Column[]) {
    const asked = mapping?.[column];
    const index =
      asked === undefined ? detect(names, headings[column], taken) : typeof asked === 'number' ? asked : names.indexOf(plain(asked));
    if (index < 0) continue;
    columns[column] = index;
    taken.add(index);
  }
  const hasAmount = columns.amount !== undefined || columns.credit !== undefined;
  return columns.date !== undefined && hasAmount ? columns : undefined;
}

function detect(names: readonly string[], patterns: readonly RegExp[], taken: ReadonlySet<number>): number {
  for (const pattern of patterns) {
    const index = names.findIndex((name, i) => !taken.has(i) && pattern.test(name));
    if (index >= 0) return index;
  }
  return -1;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** Reads a date cell, a time of day after it cut off; `order` decides what 03/04 means. */
export function dateCell(cell: string, order: 'mdy' | 'dmy'): PlainDate | undefined {
  const text = cell.trim().replace(/[T ]\d{1,2}:\d{2}.*$/, '');
  const iso = /^(\d{4})[-/.]?(\d{2})[-/.]?(\d{2})$/.exec(text);
  if (iso) return dateOf(iso[1], iso[2], iso[3]);
  const slashed = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})$/.exec(text);
  if (slashed) return order === 'mdy' ? dateOf(slashed[3], slashed[1], slashed[2]) : dateOf(slashed[3], slashed[2], slashed[1]);
  const named = /^(\d{1,2})[- ]([A-Za-z]{3})[A-Za-z]*[- ,]+(\d{4}|\d{2})$/.exec(text);
  if (named) return dateOf(named[3], monthNumber(named[2]), named[1]);
  const american = /^([A-Za-z]{3})[A-Za-z]*[. ]+(\d{1,2}),? +(\d{4})$/.exec(text);
  return american ? dateOf(american[3], monthNumber(american[1]), american[2]) : undefined;
}

const monthNumber = (name = ''): string => String(months.indexOf(name.toLowerCase()) + 1);

function dateOf(year = '', month = '', day = ''): PlainDate | undefined {
  return plainDate(`${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}

/** Day before month, where some date of the file can be read no other way. */
export const dayFirst = (cells: readonly string[]): boolean =>
  cells.some((cell) => /^(1[3-9]|2\d|3[01])[-/.]\d{1,2}[-/.]\d{2,4}/.test(cell)) &&
  !cells.some((cell) => /^\d{1,2}[-/.](1[3-9]|2\d|3[01])[-/.]\d{2,4}/.test(cell));

/** `1.234,56` and `12,50`: a comma with two digits at the end, and nowhere a point with two. */
export const decimalComma = (cells: readonly string[]): boolean =>
  cells.some((c) => /,\d{1,2}[)\s-]*$/.test(c)) && !cells.some((c) => /\.\d{1,2}[)\s-]*$/.test(c));

/** Reads `$1,234.50`, `(12.00)`, `12.00-`, `12.00 CR`, `USD 12`. Undefined: no amount. */
export function amountCell(cell: string, comma: boolean): Cents | undefined {
  const side = /\b(CR|DR)\b/i.exec(cell)?.[1]?.toUpperCase();
  let text = cell.replace(/\b(CR|DR|USD|CAD)\b/gi, '').replace(/[$€\s\xa0'"]|\xc2/g, '');
  const negative = /^\(.*\)$/.test(text) || /^[^-]*-$/.test(text) || text.startsWith('-') || side === 'DR';
  text = text.replace(/[()+-]/g, '');
  const amount = fromDecimal(comma ? text.replaceAll('.', '').replace(',', '.') : text);
  if (amount === undefined) return undefined;
  return negative ? negate(amount) : amount;
}
