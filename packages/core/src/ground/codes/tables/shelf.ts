import { addDays, type PlainDate } from '../../base/index.ts';
import type { Answer, Edition, TableName } from '../code-tables.ts';
import { type EditionHead, readEdition, type Sections } from './edition-bytes.ts';
import { dayOf, packCode, within } from './packed.ts';
import type { RowTable } from './row-table.ts';

/** An edition that is open: where its answers come from, when it counts, and its rows. */
export interface OnShelf<Table> {
  readonly head: EditionHead;
  readonly edition: Edition;
  readonly absent: { readonly is: 'absent'; readonly edition: Edition };
  readonly rows: Table;
  readonly from: number;
  readonly to: number;
  readonly back: number;
}

export function open<Table>(bytes: Uint8Array, make: (sections: Sections) => Table): OnShelf<Table> {
  const { head, sections } = readEdition(bytes);
  const edition: Edition = { table: head.table, name: head.name, source: head.source };
  return {
    ...{ head, edition, absent: { is: 'absent', edition }, rows: make(sections) },
    ...{ from: dayOf(head.from), to: dayOf(head.to), back: dayOf(head.back ?? head.from) },
  };
}

/** The last day of an edition without an end of its own: before the next one begins, also where that one ends some day. 0: none. */
function lastDay(from: number, before: readonly { readonly from: number }[]): number {
  const next = before.findLast((one) => one.from > from);
  return next === undefined ? 0 : next.from - 1;
}

/** What is left of an edition beside those that were imported after it: the last day that it answers for, or the one that took its place. */
export interface AnswersUntil<E> {
  readonly until?: PlainDate;
  readonly replacedBy?: E;
}

/** How far an edition answers, by the same rules as a shelf: `imported` are those that count, in the order of their import. */
export function answersUntil<E extends Pick<EditionHead, 'table' | 'part' | 'from'> & Partial<Pick<EditionHead, 'to'>>>(
  one: E,
  imported: readonly E[],
): AnswersUntil<E> {
  const beside = imported.filter((other) => ofOne(one, other));
  const next = beside
    .map(({ from }) => from)
    .reduce<PlainDate | undefined>((first, from) => earlierAfter(one.from, from, first), undefined);
  const cut = next === undefined ? undefined : addDays(next, -1);
  const end = ({ to }: E): PlainDate | undefined => to ?? cut;
  const replacedBy = beside.slice(beside.indexOf(one) + 1).findLast((other) => other.from === one.from && reaches(end(other), end(one)));
  if (replacedBy) return { replacedBy };
  return one.to === undefined && cut !== undefined ? { until: cut } : {};
}

const earlierAfter = (after: PlainDate, from: PlainDate, first: PlainDate | undefined): PlainDate | undefined =>
  from > after && (first === undefined || from < first) ? from : first;
const reaches = (end: PlainDate | undefined, wanted: PlainDate | undefined): boolean =>
  end === undefined || (wanted !== undefined && end >= wanted);

/** All editions of one table (or of one publisher's part of it). */
export class Shelf<Table> {
  readonly none: { readonly is: 'no-edition'; readonly table: TableName };
  readonly #editions: readonly OnShelf<Table>[];

  /** In the order of their import: of two that begin together the later counts. */
  constructor(table: TableName, imported: readonly OnShelf<Table>[]) {
    this.none = { is: 'no-edition', table };
    const inOrder = [...imported].reverse().sort((a, b) => b.from - a.from);
    this.#editions = inOrder.map((one, i) => (one.to === 0 ? { ...one, to: lastDay(one.from, inOrder.slice(0, i)) } : one));
  }

  /** The edition of a day: the latest that was published for it, or else the first later one that reaches back to it. */
  of(day: number): OnShelf<Table> | undefined {
    let reaching: OnShelf<Table> | undefined;
    for (const one of this.#editions) {
      if (within(day, one.from, one.to)) return one;
      if (within(day, one.back, one.to)) reaching = one;
    }
    return reaching;
  }
}

/** So many answers are kept; then it begins anew. */
const mostKept = 20_000;

/** A shelf of rows with one row to a code and day. An answer is made when it is first asked for, and kept. */
export class RowShelf<Row> extends Shelf<RowTable> {
  readonly #kept = new Map<OnShelf<RowTable>, Map<number, Answer<Row>>>();
  readonly #make: (rows: RowTable, row: number, code: string) => Row;

  constructor(table: TableName, imported: readonly OnShelf<RowTable>[], make: (rows: RowTable, row: number, code: string) => Row) {
    super(table, imported);
    this.#make = make;
  }

  ask(code: string, on: PlainDate): Answer<Row> {
    const day = dayOf(on);
    const one = this.of(day);
    if (!one) return this.none;
    const row = one.rows.last(packCode(code), day);
    return row < 0 ? one.absent : this.answer(one, row, code);
  }

  answer(one: OnShelf<RowTable>, row: number, code: string): Answer<Row> {
    const answers = this.#kept.get(one) ?? new Map<number, Answer<Row>>();
    const known = answers.get(row);
    if (known) return known;
    if (answers.size === 0 || answers.size >= mostKept) {
      answers.clear();
      this.#kept.set(one, answers);
    }
    const made: Answer<Row> = { is: 'found', row: this.#make(one.rows, row, plain(code)), edition: one.edition };
    answers.set(row, made);
    return made;
  }
}

/** A code as it is kept: upper case, without points. */
export const plain = (code: string): string => code.toUpperCase().replace(/[.\- ]/g, '');

const ofOne = (a: Pick<EditionHead, 'table' | 'part'>, b: Pick<EditionHead, 'table' | 'part'>): boolean =>
  a.table === b.table && a.part === b.part;

/** Of editions those that may answer for some days: published for them, or else the next later one that reaches back. */
export function editionsOver<E extends Pick<EditionHead, 'table' | 'part' | 'from'> & Partial<Pick<EditionHead, 'to' | 'back'>>>(
  editions: readonly E[],
  days: { readonly from: PlainDate; readonly to: PlainDate },
): readonly E[] {
  const published = (one: E): boolean => {
    if (one.from > days.to || (one.to !== undefined && one.to < days.from)) return false;
    // Without an end of its own it counts until the next begins.
    return one.to !== undefined || !editions.some((next) => ofOne(one, next) && next.from > one.from && next.from <= days.from);
  };
  const covers = (one: E): boolean => one.from <= days.from;
  return editions.filter((one) => {
    if (published(one)) return true;
    if (one.from <= days.to || one.back === undefined || one.back > days.to || (one.to !== undefined && one.to < days.from)) return false;
    const others = editions.filter((other) => ofOne(one, other));
    if (others.some((other) => published(other) && covers(other))) return false;
    return !others.some((other) => other !== one && other.back !== undefined && other.from > days.to && other.from < one.from);
  });
}
