import { type EditionHead, type Numbers, narrow, type Sections, writeEdition } from './edition-bytes.ts';
import { packCode, placeOf, unpackCode, within } from './packed.ts';
import { Texts, TextsBuilder } from './texts.ts';

/** A cell of a row: a text, a whole number from 0 on, or nothing. */
export type Cell = string | number | undefined;

/** A row before it is packed: its code, the days it is valid (20260131; 0 is open) and its cells. */
export interface LooseRow {
  readonly code: string;
  readonly from: number;
  readonly to: number;
  readonly cells: readonly Cell[];
}

/** Rows by code, of at most some hundred thousand, as columns; texts are kept once. */
export class RowTableBuilder {
  readonly #rows: (LooseRow & { readonly packed: number })[] = [];

  /** False where the code cannot be one. */
  add(row: LooseRow): boolean {
    const packed = packCode(row.code);
    if (packed < 0) return false;
    this.#rows.push({ ...row, packed });
    return true;
  }

  get rows(): readonly LooseRow[] {
    return this.#rows;
  }

  build(head: Omit<EditionHead, 'rows'>, columns: readonly ('text' | 'number')[]): Uint8Array<ArrayBuffer> {
    const rows = [...this.#rows].sort((a, b) => a.packed - b.packed || a.from - b.from);
    const texts = new TextsBuilder();
    const numberOf = (cell: Cell, kind: 'text' | 'number'): number =>
      cell === undefined ? 0 : kind === 'text' ? texts.numberOf(String(cell)) : Number(cell) + 1;
    const packed = columns.map(
      (kind, at) =>
        [
          `c${at}`,
          narrow(
            Uint32Array.from(
              rows.map(({ cells }) => cells[at]),
              (cell) => numberOf(cell, kind),
            ),
          ),
        ] as const,
    );
    const keys: number[] = [];
    const starts: number[] = [];
    for (const [at, row] of rows.entries()) {
      if (row.packed === rows[at - 1]?.packed) continue;
      keys.push(row.packed);
      starts.push(at);
    }
    return writeEdition(
      { ...head, rows: rows.length },
      {
        keys: Float64Array.from(keys),
        starts: narrow([...starts, rows.length]),
        from: narrow(rows.map(({ from }) => from)),
        to: narrow(rows.map(({ to }) => to)),
        ...Object.fromEntries(packed),
        ...texts.sections(),
      },
    );
  }
}

/** A packed table, looked at where it lies. */
export class RowTable {
  readonly keys: Float64Array;
  readonly #starts: Numbers;
  readonly #from: Numbers;
  readonly #to: Numbers;
  readonly #columns: readonly Numbers[];
  readonly #texts: Texts;

  constructor(sections: Sections) {
    const numbers = (name: string): Numbers => sections[name] ?? new Uint8Array();
    this.keys = sections.keys instanceof Float64Array ? sections.keys : new Float64Array();
    this.#starts = numbers('starts');
    this.#from = numbers('from');
    this.#to = numbers('to');
    this.#columns = Object.keys(sections)
      .filter((name) => /^c\d+$/.test(name))
      .map((_, at) => numbers(`c${at}`));
    this.#texts = new Texts(sections);
  }

  /** The first row of a code at or behind `row` that is valid on the day; -1 for none. Starts anew with `row` below 0. */
  next(key: number, day: number, row: number): number {
    const end = this.#starts[key + 1] ?? 0;
    for (let at = row < 0 ? (this.#starts[key] ?? 0) : row + 1; at < end; at++) {
      if (within(day, this.#from[at] ?? 0, this.#to[at] ?? 0)) return at;
    }
    return -1;
  }

  /** The latest row of a code that is valid on the day; -1 for none. */
  last(code: number, day: number): number {
    const key = placeOf(this.keys, code);
    if (key < 0) return -1;
    for (let at = (this.#starts[key + 1] ?? 0) - 1; at >= (this.#starts[key] ?? 0); at--) {
      if (within(day, this.#from[at] ?? 0, this.#to[at] ?? 0)) return at;
    }
    return -1;
  }

  rowsOf(key: number): { readonly from: number; readonly to: number } {
    return { from: this.#starts[key] ?? 0, to: this.#starts[key + 1] ?? 0 };
  }

  code(key: number): string {
    return unpackCode(this.keys[key] ?? 0);
  }

  from(row: number): number {
    return this.#from[row] ?? 0;
  }

  to(row: number): number {
    return this.#to[row] ?? 0;
  }

  text(row: number, column: number): string {
    return this.#texts.of(this.#columns[column]?.[row] ?? 0);
  }

  /** Undefined where nothing was said. */
  number(row: number, column: number): number | undefined {
    const number = this.#columns[column]?.[row] ?? 0;
    return number === 0 ? undefined : number - 1;
  }
}
