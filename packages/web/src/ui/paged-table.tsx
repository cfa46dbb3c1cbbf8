import type { ReactElement } from 'react';
import { ErrorNote } from './notes.tsx';
import { type More, VirtualTable, type VirtualTableProps } from './virtual-table.tsx';

/** Rows that come page after page, as far as they are here. */
export interface PagedRows<Row> {
  readonly rows: readonly Row[];
  readonly total: number | undefined;
  /** What was left out of them. */
  readonly note?: string | undefined;
  readonly loading: boolean;
  /** The rows still answer what was typed a moment ago. */
  readonly stale: boolean;
  readonly error: Error | null;
  readonly more: More;
  retry(): void;
}

type PagedTableProps<Row> = Omit<VirtualTableProps<Row>, 'rows' | 'loading' | 'stale' | 'more' | 'total'> & {
  readonly pages: PagedRows<Row>;
};

/** A list that is read page after page; where it cannot be read it says so, and not that it is empty. */
export function PagedTable<Row>({ pages, empty, ...table }: PagedTableProps<Row>): ReactElement {
  return (
    <>
      {pages.error ? <ErrorNote error={pages.error} retry={pages.retry} /> : null}
      {pages.note === undefined ? null : <p className="dim small list-note">{pages.note}</p>}
      <VirtualTable
        {...table}
        rows={pages.rows}
        loading={pages.loading}
        stale={pages.stale}
        more={pages.more}
        total={pages.total}
        empty={pages.error ? <span /> : empty}
      />
    </>
  );
}
