import { type CsvRow, csvRows, delimiterOf, type Finding, type PlainDate, plainDate } from '../../ground/base/index.ts';

/** Which column of a list says what, by our names: as a practice's own system heads it. */
export type ListMap<Column extends string = string> = { readonly [column in Column]?: string };

/** A way of writing headings that a practice said once: the same headings come again. */
export interface SavedMap {
  readonly headings: readonly string[];
  readonly columns: ListMap;
}

export interface ListKind<Column extends string> {
  /** Begins the codes of its findings: `coverage`. */
  readonly name: string;
  readonly columns: readonly Column[];
  readonly needed: readonly Column[];
}

export interface ListRow<Column extends string> {
  readonly number: number;
  /** Nothing where the list has no such column, or the row says nothing there. */
  cell(column: Column): string;
}
export interface ReadList<Row> {
  readonly rows: readonly Row[];
  readonly findings: readonly Finding[];
}

export const heading = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_|_$/g, '');

/** What is wrong with a row: it is told by its number, and the rest is taken. */
export const rowFault = (name: string, code: string, row: number, says: string): Finding => ({
  ...{ code: `${name}.${code}`, severity: 'error', at: `line ${row}`, says },
  fix: 'Mend the row and bring the list in again: what is here already is not taken twice.',
});

/** A day as `2026-03-02` or `03/02/2026`; undefined where the text is none. */
export function dayOf(text: string): PlainDate | undefined {
  const [, month = '', date = '', year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return plainDate(year === undefined ? text : `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
}

/**
 * The rows of a list with headings. Our own names are known; others are read by a map that was said once for these headings. A row whose
 * `read` answers findings only is left out.
 */
export function readList<Column extends string, Row>(
  text: string,
  kind: ListKind<Column>,
  maps: readonly SavedMap[],
  read: (row: ListRow<Column>) => Row | Finding,
): ReadList<Row> {
  const clean = text.replace(/^\uFEFF/, '');
  const { rows } = csvRows(clean, 0, delimiterOf(clean));
  const [head, ...body] = rows.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''));
  const headings = (head?.cells ?? []).map(heading);
  const map = maps.find((one) => one.headings.length === headings.length && one.headings.every((said, i) => heading(said) === headings[i]));
  const placeOf = (column: Column): number => headings.indexOf(heading(map?.columns[column] ?? column));
  const missing = kind.needed.filter((column) => placeOf(column) < 0);
  if (missing.length > 0) return { rows: [], findings: [noColumns(kind, missing)] };
  const places = new Map(kind.columns.map((column) => [column, placeOf(column)]));
  const findings: Finding[] = [];
  const taken: Row[] = [];
  for (const row of body) {
    const one = read(rowOf(row, places));
    if (isFinding(one)) findings.push(one);
    else taken.push(one);
  }
  return { rows: taken, findings };
}

const rowOf = <Column extends string>({ number, cells }: CsvRow, places: ReadonlyMap<Column, number>): ListRow<Column> => ({
  number,
  cell: (column) => cells[places.get(column) ?? -1]?.trim() ?? '',
});

const isFinding = (one: unknown): one is Finding => typeof one === 'object' && one !== null && 'severity' in one && 'says' in one;

const noColumns = ({ name }: { readonly name: string }, missing: readonly string[]): Finding => ({
  ...{ code: `${name}.heading`, severity: 'error', at: 'line 1', says: `The list has no column ${missing.join(', ')}.` },
  fix: `Head its columns so, or say once which of its own headings mean them: claimwright ${name} import FILE --map '{"${missing[0]}": "…"}'.`,
});
