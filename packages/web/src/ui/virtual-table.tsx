import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { Skeleton } from './notes.tsx';
import { nextSort, readSort, sortRows, writeSort } from './sort.ts';
import { joinTables, type TableHandle, takeKeys } from './table-keys.ts';

export interface Column<Row> {
  readonly id: string;
  readonly head: string;
  /** The head's words are longer than the column is wide: they take two small lines. */
  readonly headWraps?: boolean;
  /** A grid track: `90px`, `minmax(120px, 1fr)`. */
  readonly width: string;
  readonly end?: boolean;
  cell(row: Row): ReactNode;
  sortBy?(row: Row): string | number | undefined;
  foot?(rows: readonly Row[]): ReactNode;
  /** Left out while the table is narrower than this. */
  readonly from?: number;
  /** The whole text of a cell that may take two lines: what does not fit into them is told on resting there. */
  full?(row: Row): string;
}

/** Rows that have not been asked for yet. */
export interface More {
  readonly has: boolean;
  readonly loading: boolean;
  load(): void;
}

export interface VirtualTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  rowId(row: Row): string;
  readonly columns: readonly Column<Row>[];
  /** What is shown instead while the table is narrow: two lines a row. */
  readonly slim?: readonly Column<Row>[];
  /** What counts as narrow, where it is not the usual. */
  readonly slimBelow?: number;
  readonly chosen?: string | undefined;
  onOpen(row: Row): void;
  /** Called a moment after the keys have moved to a row, where the thing beside follows the list. */
  onFollow?(row: Row): void;
  readonly marked?: ReadonlySet<string> | undefined;
  readonly onMark?: ((row: Row) => void) | undefined;
  readonly sort?: string | undefined;
  onSort?(sort: string | undefined): void;
  readonly loading?: boolean;
  /** The rows are those of a moment ago; others are on their way. */
  readonly stale?: boolean | undefined;
  readonly empty?: ReactNode;
  readonly more?: More | undefined;
  readonly total?: number | undefined;
  /** In the foot, under the first column. */
  readonly footLabel?: string | undefined;
}

const virtualFrom = 200;
const slimBelow = 520;
const followDelay = 130;

/** '90px' and 'minmax(90px, 1fr)' in the width that the density asks for. */
const track = (width: string): string => width.replace(/(\d+)px/g, 'calc($1px * var(--wide))');

/** `more`: what a second line needs. */
function useRowHeight(more: number): number {
  const style = getComputedStyle(document.documentElement);
  const row = Number.parseInt(style.getPropertyValue('--row'), 10) || 29;
  return row + more;
}

interface Cursor {
  readonly at: number;
  readonly handle: TableHandle;
  focusRow(at: number): void;
}

function useCursor<Row>(
  rows: readonly Row[],
  props: VirtualTableProps<Row>,
  body: RefObject<HTMLDivElement | null>,
  scrollTo: (at: number) => void,
): Cursor {
  const [moved, setMoved] = useState<string | undefined>(undefined);
  const timer = useRef<number | undefined>(undefined);
  const chosenAt = rows.findIndex((row) => props.rowId(row) === (moved ?? props.chosen));
  const at = chosenAt < 0 ? 0 : chosenAt;
  const now = useRef({ rows, props, at });
  now.current = { rows, props, at };
  const handle = useMemo<TableHandle>(() => {
    const goTo = (next: number) => {
      const { rows: all, props: given } = now.current;
      const row = all[Math.min(Math.max(next, 0), all.length - 1)];
      if (!row) return;
      const index = all.indexOf(row);
      setMoved(given.rowId(row));
      scrollTo(index);
      requestAnimationFrame(() =>
        body.current?.querySelector<HTMLElement>(`[aria-rowindex="${index + 2}"]`)?.focus({ preventScroll: true }),
      );
      window.clearTimeout(timer.current);
      if (given.onFollow) timer.current = window.setTimeout(() => given.onFollow?.(row), followDelay);
      if (index > all.length - 20 && given.more?.has && !given.more.loading) given.more.load();
    };
    const current = () => now.current.rows[now.current.at];
    return {
      move: (step) => goTo(now.current.at + (body.current?.contains(document.activeElement) || now.current.props.chosen ? step : 0)),
      edge: (which) => goTo(which === 'first' ? 0 : now.current.rows.length - 1),
      open: () => {
        const row = current();
        if (row) now.current.props.onOpen(row);
      },
      mark: () => {
        const row = current();
        if (row) now.current.props.onMark?.(row);
      },
    };
  }, [body, scrollTo]);
  useEffect(() => joinTables(handle), [handle]);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is chosen from outside moves the cursor with it
  useEffect(() => setMoved(undefined), [props.chosen]);
  return { at, handle, focusRow: (index) => setMoved(now.current.rows[index] ? props.rowId(now.current.rows[index] as Row) : undefined) };
}

function HeadRow<Row>({
  columns,
  grid,
  props,
}: {
  columns: readonly Column<Row>[];
  grid: CSSProperties;
  props: VirtualTableProps<Row>;
}): ReactElement {
  const sort = readSort(props.sort);
  const choose = (by: string) => {
    const next = nextSort(sort, by);
    props.onSort?.(next ? writeSort(next) : undefined);
  };
  return (
    <div role="row" aria-rowindex={1} className="vt-head" style={grid} tabIndex={-1}>
      {props.onMark ? (
        <span role="columnheader" tabIndex={-1}>
          <span className="sr-only">Marked</span>
        </span>
      ) : null}
      {columns.map((column) => {
        const sorted = sort?.by === column.id ? (sort.down ? 'descending' : 'ascending') : 'none';
        return (
          <span
            key={column.id}
            role="columnheader"
            tabIndex={-1}
            aria-sort={column.sortBy ? sorted : undefined}
            data-end={column.end || undefined}
            data-wraps={column.headWraps || undefined}
          >
            {column.sortBy && props.onSort ? (
              <button type="button" onClick={() => choose(column.id)}>
                {column.head}
                <span aria-hidden="true" className="vt-arrow">
                  {sorted === 'ascending' ? '▲' : sorted === 'descending' ? '▼' : ''}
                </span>
              </button>
            ) : (
              column.head
            )}
          </span>
        );
      })}
    </div>
  );
}

interface RowProps<Row> {
  readonly row: Row;
  readonly at: number;
  readonly columns: readonly Column<Row>[];
  readonly style: CSSProperties;
  readonly cursor: Cursor;
  readonly props: VirtualTableProps<Row>;
  /** Told each row that is drawn on sight: some take two lines. */
  readonly measure?: ((element: HTMLElement | null) => void) | undefined;
}

function TableRow<Row>({ row, at, columns, style, cursor, props, measure }: RowProps<Row>): ReactElement {
  const id = props.rowId(row);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.key !== 'Enter') return;
    event.preventDefault();
    event.stopPropagation();
    props.onOpen(row);
  };
  return (
    <div
      role="row"
      className="vt-row"
      ref={measure}
      data-index={at}
      style={style}
      tabIndex={cursor.at === at ? 0 : -1}
      aria-rowindex={at + 2}
      aria-selected={props.chosen === id}
      data-marked={props.marked?.has(id) || undefined}
      onClick={() => props.onOpen(row)}
      onFocus={() => {
        takeKeys(cursor.handle);
        cursor.focusRow(at);
      }}
      onKeyDown={onKeyDown}
    >
      {props.onMark ? (
        <span role="gridcell" tabIndex={-1} className="vt-mark">
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label="Mark this row"
            checked={props.marked?.has(id) ?? false}
            onClick={(event) => event.stopPropagation()}
            onChange={() => props.onMark?.(row)}
          />
        </span>
      ) : null}
      {columns.map((column) => (
        <span
          key={column.id}
          role="gridcell"
          tabIndex={-1}
          data-end={column.end || undefined}
          data-column={column.id}
          title={column.full?.(row)}
        >
          {column.full ? <span className="vt-wrap">{column.cell(row)}</span> : column.cell(row)}
        </span>
      ))}
    </div>
  );
}

function FootRow<Row>({
  columns,
  grid,
  props,
  rows,
}: {
  columns: readonly Column<Row>[];
  grid: CSSProperties;
  props: VirtualTableProps<Row>;
  rows: readonly Row[];
}): ReactElement | null {
  if (!columns.some((column) => column.foot) || rows.length === 0) return null;
  const part = props.total !== undefined && props.total > rows.length ? `First ${rows.length} of ${props.total}` : undefined;
  return (
    <div role="row" aria-rowindex={rows.length + 2} className="vt-foot" style={grid} tabIndex={-1}>
      {props.onMark ? <span role="gridcell" tabIndex={-1} /> : null}
      {columns.map((column, at) => (
        <span key={column.id} role="gridcell" tabIndex={-1} data-end={column.end || undefined} data-label={at === 0 || undefined}>
          {at === 0 ? (part ?? props.footLabel ?? 'Together') : column.foot?.(rows)}
        </span>
      ))}
    </div>
  );
}

/** A list to work in: sticky head and sums, sorting, keys, rows drawn as they come into view from 200 on, pages fetched ahead. */
export function VirtualTable<Row>(props: VirtualTableProps<Row>): ReactElement {
  const { ref: sized, width } = useElementSize();
  const scroll = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const slim = props.slim !== undefined && (width === 0 ? props.chosen !== undefined : width < (props.slimBelow ?? slimBelow));
  const shown = slim ? { ...props, columns: props.slim ?? props.columns, onMark: undefined } : props;
  const wide = Number(getComputedStyle(document.documentElement).getPropertyValue('--wide')) || 1;
  const columns = shown.columns.filter((column) => width === 0 || (column.from ?? 0) * wide <= width);
  const sort = readSort(props.sort);
  const sorter = props.columns.find((column) => column.id === sort?.by)?.sortBy;
  const rows = useMemo(() => sortRows(props.rows, sorter, sort?.down ?? false), [props.rows, sorter, sort?.down]);
  const virtual = rows.length >= virtualFrom;
  const height = useRowHeight(slim && !columns.some((column) => column.full) ? 19 : 0);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 16,
    enabled: virtual,
  });
  const scroller = useRef<(at: number) => void>(() => undefined);
  scroller.current = (at) => {
    if (virtual) virtualizer.scrollToIndex(at, { align: 'auto' });
    else body.current?.querySelector(`[aria-rowindex="${at + 2}"]`)?.scrollIntoView({ block: 'nearest' });
  };
  const scrollTo = useMemo(() => (at: number) => scroller.current(at), []);
  const cursor = useCursor(rows, props, body, scrollTo);
  const { more } = props;
  const loadMore = more?.has && !more.loading ? more.load : undefined;
  const sortedPart = sort !== undefined && rows.length < 5000;
  useEffect(() => {
    // Sorting a part would mislead: the rest is fetched, page after page.
    if (sortedPart) loadMore?.();
  }, [sortedPart, loadMore]);
  // A link to a thing shows its row.
  const chosenAt = props.chosen ? rows.findIndex((row) => props.rowId(row) === props.chosen) : -1;
  const seen = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (chosenAt < 0 || seen.current === props.chosen) return;
    seen.current = props.chosen;
    scrollTo(chosenAt);
  }, [chosenAt, props.chosen, scrollTo]);
  const onScroll = () => {
    const box = scroll.current;
    if (box && loadMore && box.scrollHeight - box.scrollTop - box.clientHeight < 900) loadMore();
  };
  const tracks = `${shown.onMark ? '26px ' : ''}${columns.map((column) => track(column.width)).join(' ')}`;
  const grid: CSSProperties = { gridTemplateColumns: tracks };
  if (props.loading) return <Skeleton lines={8} />;
  if (rows.length === 0 && props.empty) return <>{props.empty}</>;
  const drawn = virtual
    ? virtualizer.getVirtualItems().map(({ index, start }) => ({ index, start }))
    : rows.map((_, index) => ({ index, start: 0 }));
  return (
    <div className="vt" ref={sized}>
      <div
        role="grid"
        aria-label={props.label}
        aria-rowcount={props.total === undefined ? rows.length + 1 : props.total + 1}
        className="vt-scroll"
        aria-busy={props.stale || undefined}
        ref={scroll}
        onScroll={onScroll}
        tabIndex={-1}
      >
        <HeadRow columns={columns} grid={grid} props={shown} />
        <div role="rowgroup" className="vt-body" ref={body} style={virtual ? { height: virtualizer.getTotalSize() } : undefined}>
          {drawn.map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            const place: CSSProperties = virtual
              ? { ...grid, minHeight: height, position: 'absolute', top: 0, left: 0, right: 0, transform: `translateY(${start}px)` }
              : { ...grid, minHeight: height };
            return (
              <TableRow
                key={props.rowId(row)}
                row={row}
                at={index}
                columns={columns}
                style={place}
                cursor={cursor}
                props={shown}
                measure={virtual ? virtualizer.measureElement : undefined}
              />
            );
          })}
        </div>
        <FootRow columns={columns} grid={grid} props={shown} rows={rows} />
      </div>
    </div>
  );
}
