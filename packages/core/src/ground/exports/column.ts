/** What a column of an exported list holds. `cents` are whole cents; a CSV has the amount in dollars beside them. */
export type ColumnType = 'text' | 'date' | 'instant' | 'integer' | 'cents' | 'boolean' | 'texts';

export interface ExportColumn {
  /** As the file has it: `billed_cents`. The name of a column of cents ends so. */
  readonly name: string;
  readonly type: ColumnType;
  /** What it holds, for whoever chooses columns. */
  readonly says: string;
  /** Names a patient, or numbers one: left out unless it is asked for, by somebody with the right to. */
  readonly identifies?: true;
  /** Left out unless it is named: more than most who take a list out need. */
  readonly onRequest?: true;
}

/** Absent is null, in every format: a file says the same of a row whatever it is written as. Dates are `2026-01-31`, instants in UTC. */
export type ExportValue = string | number | boolean | readonly string[] | null;
export type ExportRow = { readonly [column: string]: ExportValue };

export const exportFormats = ['csv', 'jsonl', 'parquet'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A list that can be taken out as a file. */
export interface ExportList {
  readonly kind: string;
  /** What a row is. */
  readonly says: string;
  readonly columns: readonly ExportColumn[];
}

/** Which columns are taken where nobody names any: what most need, and nobody's name. */
export const usualColumns = ({ columns }: ExportList): readonly string[] =>
  columns.filter(({ identifies, onRequest }) => !identifies && !onRequest).map(({ name }) => name);

/** In the list's own order, each once; `unknown` are those that it does not have. */
export function chosenColumns(
  { columns }: ExportList,
  names: readonly string[],
): { readonly chosen: readonly ExportColumn[]; readonly unknown: readonly string[] } {
  const asked = new Set(names);
  const known = new Set(columns.map(({ name }) => name));
  return { chosen: columns.filter(({ name }) => asked.has(name)), unknown: [...asked].filter((name) => !known.has(name)) };
}
