import type { TableName } from '../code-tables.ts';
import type { PairFacts } from '../tables/pair-table.ts';
import type { LooseRow } from '../tables/row-table.ts';

/** Where a row of a file goes, or what is wrong with which of its columns. */
export interface RowSink {
  /** The table that is read, where the layout serves several. */
  readonly table: TableName;
  row(row: LooseRow): void;
  pair(column1: string, column2: string, facts: PairFacts): void;
  wrong(column: string, says: string): void;
  /** The row counts, and somebody should look at a word of it; the code says which kind of finding it is. */
  told(code: 'codes.family', column: string, says: string, fix: string): void;
  /** A code that names no family. */
  withoutFamily(code: string): void;
  /** A row that is of another table, and is left out. */
  pass(): void;
}

export interface LayoutColumn {
  /** Headings by which it is known anywhere, and those that count only where the table was said. */
  readonly sure?: readonly RegExp[];
  readonly loose?: readonly RegExp[];
  readonly needed?: true;
}

/** A kind of delimited file: which tables it fills, by which columns it is known, and how a row is read. Headings are compared in lower case, words only. */
export interface Layout {
  readonly name: string;
  readonly tables: readonly TableName[];
  readonly source: string;
  readonly columns: { readonly [column: string]: LayoutColumn };
  /** It is never taken for this unless the table was said. */
  readonly onlyAsked?: true;
  read(cell: (column: string) => string, out: RowSink): void;
}

/** A heading as it is compared. */
export const plainHeading = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();
