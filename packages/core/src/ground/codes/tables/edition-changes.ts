import { readEdition } from './edition-bytes.ts';
import { columnsOf, type RowTableName } from './layouts.ts';
import { unpackCode } from './packed.ts';
import { PairTable } from './pair-table.ts';
import { RowTable } from './row-table.ts';
import { atOnce, type Sliced } from './slices.ts';

/** What an edition says otherwise than the one before it; of the first rows also which. */
export interface EditionChanges {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
  readonly rows: readonly ChangedRow[];
}

export interface ChangedRow {
  /** A code, or two with a slash between. */
  readonly code: string;
  readonly before?: string;
  readonly after?: string;
}

/** Compares two editions of one table; without one before, everything is new. */
export const editionChanges = (before: Uint8Array | undefined, after: Uint8Array, most = 200): EditionChanges =>
  atOnce(changesInSlices(before, after, most));

/** The same in slices. */
export function* changesInSlices(before: Uint8Array | undefined, after: Uint8Array, most: number): Sliced<EditionChanges> {
  const now = readEdition(after);
  const then = before && readEdition(before);
  const tally = new Tally(most);
  const { table } = now.head;
  if (table === 'pairs-practitioner' || table === 'pairs-outpatient')
    yield* comparePairs(then && new PairTable(then.sections), new PairTable(now.sections), tally);
  else yield* compareRows(table, then && new RowTable(then.sections), new RowTable(now.sections), tally);
  const { added, changed, removed, rows } = tally;
  return { added, changed, removed, rows };
}

class Tally {
  added = 0;
  changed = 0;
  removed = 0;
  readonly rows: ChangedRow[] = [];
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  note(code: () => string, before: (() => string) | undefined, after: (() => string) | undefined): void {
    if (!before) this.added += 1;
    else if (!after) this.removed += 1;
    else this.changed += 1;
    if (this.rows.length < this.#most)
      this.rows.push({ code: code(), ...(before ? { before: before() } : {}), ...(after ? { after: after() } : {}) });
  }
}

/** Walks two sorted lists of codes side by side. */
function* sideBySide(a: Float64Array, b: Float64Array, each: (code: number, inA: number, inB: number) => void): Sliced<void> {
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    const [left, right] = [a[i] ?? Number.POSITIVE_INFINITY, b[j] ?? Number.POSITIVE_INFINITY];
    each(Math.min(left, right), left <= right ? i : -1, right <= left ? j : -1);
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    if ((i + j) % codesOfSlice === 0) yield;
  }
}
/** Some hundred rows stand under each first code of a pair. */
const codesOfSlice = 128;

/** The cells of a row as one text that a person can read. */
export function rowWords(table: RowTableName, rows: RowTable, row: number): string {
  const cells = Object.entries(columnsOf[table]).flatMap(([column, kind], at) => {
    const said = kind === 'text' ? rows.text(row, at) : rows.number(row, at);
    return said === '' || said === undefined ? [] : [`${column} ${said}`];
  });
  const days = [rows.from(row) ? `from ${rows.from(row)}` : '', rows.to(row) ? `to ${rows.to(row)}` : ''].filter(Boolean);
  return [...cells, ...days].join(', ');
}

function* compareRows(table: RowTableName, then: RowTable | undefined, now: RowTable, tally: Tally): Sliced<void> {
  const words = (rows: RowTable | undefined, key: number): string | undefined => {
    if (!rows || key < 0) return undefined;
    const { from, to } = rows.rowsOf(key);
    const lines: string[] = [];
    for (let row = from; row < to; row++) lines.push(rowWords(table, rows, row));
    return lines.sort().join('; ');
  };
  yield* sideBySide(then?.keys ?? new Float64Array(), now.keys, (code, inThen, inNow) => {
    const [before, after] = [words(then, inThen), words(now, inNow)];
    if (before === after) return;
    tally.note(() => unpackCode(code), before === undefined ? undefined : () => before, after === undefined ? undefined : () => after);
  });
}

/** Two million rows: what a pair is beside its codes is compared by number, once the numbers of both editions mean the same. */
function* comparePairs(then: PairTable | undefined, now: PairTable, tally: Tally): Sliced<void> {
  const numbers = new Map(now.distinctFacts.map((facts, at) => [facts, at]));
  const same = Int32Array.from(then?.distinctFacts ?? [], (facts) => numbers.get(facts) ?? -1);
  const factsWords = (facts: string): string => {
    const [effective, deleted, indicator, rationale] = facts.split('|');
    return [`indicator ${indicator}`, effective === '0' ? '' : `from ${effective}`, deleted === '0' ? '' : `to ${deleted}`, rationale]
      .filter(Boolean)
      .join(', ');
  };
  const wordsOf = (table: PairTable, rows: readonly number[]) => () =>
    rows.map((row) => factsWords(table.distinctFacts[table.factsOf(row)] ?? '')).join('; ');
  yield* sideBySide(then?.groups ?? new Float64Array(), now.groups, (first, inThen, inNow) => {
    const a = then && inThen >= 0 ? then.rowsOf(inThen) : { from: 0, to: 0 };
    const b = inNow >= 0 ? now.rowsOf(inNow) : { from: 0, to: 0 };
    let [i, j] = [a.from, b.from];
    while (i < a.to || j < b.to) {
      const left = then && i < a.to ? then.secondOf(i) : Number.POSITIVE_INFINITY;
      const right = j < b.to ? now.secondOf(j) : Number.POSITIVE_INFINITY;
      const second = Math.min(left, right);
      const [i0, j0] = [i, j];
      while (then && i < a.to && then.secondOf(i) === second) i += 1;
      while (j < b.to && now.secondOf(j) === second) j += 1;
      if (then && i > i0 && i - i0 === j - j0 && equalFacts(then, i0, now, j0, i - i0, same)) continue;
      const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);
      tally.note(
        () => `${unpackCode(first)}/${unpackCode(second)}`,
        then && i > i0 ? wordsOf(then, range(i0, i)) : undefined,
        j > j0 ? wordsOf(now, range(j0, j)) : undefined,
      );
    }
  });
}

function equalFacts(then: PairTable, i: number, now: PairTable, j: number, rows: number, same: Int32Array): boolean {
  for (let at = 0; at < rows; at++) if (same[then.factsOf(i + at)] !== now.factsOf(j + at)) return false;
  return true;
}
