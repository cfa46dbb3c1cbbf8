import type { Finding, PlainDate } from '../../base/index.ts';
import type { TableName } from '../code-tables.ts';
import type { EditionHead } from '../tables/edition-bytes.ts';
import { columnsOf } from '../tables/layouts.ts';
import { dateOfDay } from '../tables/packed.ts';
import { PairTableBuilder } from '../tables/pair-table.ts';
import { type LooseRow, RowTableBuilder } from '../tables/row-table.ts';
import { atOnce, type Sliced } from '../tables/slices.ts';
import { gathered, readCoverage } from './coverage-json.ts';
import type { RowSink } from './layout.ts';
import { listLayouts, partOfLayout, publisherOf } from './list-layouts.ts';
import { type NotRecognized, type Recognized, recognize, type Said } from './recognize.ts';
import { cellsOf, Records } from './records.ts';

/** So many findings are kept; the others are counted. */
const mostFindings = 100;
/** So many codes without a family are named as a list is read. */
const mostNamed = 10;
/** Whose words are official, and not kept. */
const isDescription = /\bdescription$/;
/** So much of a file is looked at to know what it is. */
const mostOfHead = 64 << 10;

/** An edition as it was read, packed. */
export interface ReadEdition {
  readonly part: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What whoever brings the files says of the edition. */
type HeadSaid = Omit<EditionHead, 'rows' | 'part' | 'table' | 'source'> & { readonly source?: string };

/** Reads the files of one edition, piece by piece: `begin`, `push` as text comes, `end` for each file, then `build`. */
export class TableReading {
  readonly findings: Finding[] = [];
  wrongRows = 0;
  passedRows = 0;
  readonly #said: Said;
  readonly #pairs = new PairTableBuilder();
  readonly #rows: LooseRow[] = [];
  #as: Recognized | undefined;
  #file = '';
  #head = '';
  #open: ((text: string) => void) | undefined;
  #close: (() => void) | undefined;
  #line = 0;
  #withoutFamily: string[] = [];

  constructor(said: Said = {}) {
    this.#said = said;
  }

  /** What the files were taken for. */
  get recognized(): Recognized | undefined {
    return this.#as;
  }

  get rows(): number {
    return this.#pairs.rows + this.#rows.length;
  }

  begin(fileName: string): void {
    this.#file = fileName;
    this.#head = '';
    this.#open = undefined;
  }

  /** Answers why the file cannot be read, as soon as that shows. */
  push(text: string): NotRecognized | undefined {
    if (this.#open) return void this.#open(text);
    this.#head += text;
    return this.#head.length < mostOfHead ? undefined : this.#start();
  }

  end(): NotRecognized | undefined {
    const not = this.#open ? undefined : this.#start();
    if (!not) this.#close?.();
    this.#tellWithoutFamily();
    return not;
  }

  #start(): NotRecognized | undefined {
    const as = recognize(this.#head.slice(0, mostOfHead), this.#file, this.#said);
    if ('says' in as) return as;
    if (this.#as && (this.#as.table !== as.table || this.#as.form !== as.form))
      return { says: `This file is of ${as.table}, and another of ${this.#as.table}.`, fix: 'Import the files of one edition together.' };
    this.#as = as;
    if (as.form === 'json') this.#readWhole();
    else this.#readLines(as);
    const head = this.#head.charCodeAt(0) === 0xfeff ? this.#head.slice(1) : this.#head;
    this.#head = '';
    this.#open?.(head);
    return undefined;
  }

  #readWhole(): void {
    const pieces: string[] = [];
    this.#open = (text) => void pieces.push(text);
    this.#close = () => {
      const read = readCoverage(pieces.join(''));
      if (typeof read === 'string') this.#wrong('file', read);
      else this.#rows.push(...read);
    };
  }

  #readLines(as: Exclude<Recognized, { form: 'json' }>): void {
    const out = this.#sink(as.table);
    if (as.form === 'delimited' && listLayouts.includes(as.layout)) this.#tellUnread(as);
    let record = -1;
    let begun = false;
    const delimited = (text: string, line: number): void => {
      if (as.form !== 'delimited') return;
      record += 1;
      if (record <= as.heading || text.trim() === '') return;
      const cells = cellsOf(text, as.delimiter, as.quoted);
      const cell = (column: string): string => cells[as.places[column] ?? -1] ?? '';
      // Under the headings their second lines stand, and whatever else has no code.
      if (!begun && !/^[0-9A-Z.]+$/i.test(cell('code') || cell('column1') || cell('addOn') || cell('contractor') || cell('id'))) return;
      begun = true;
      this.#line = line;
      as.layout.read(cell, out);
    };
    const fixed = (text: string, line: number): void => {
      if (as.form !== 'fixed' || text.trim() === '') return;
      this.#line = line;
      as.layout.read(text, out);
    };
    const records = new Records(as.form === 'delimited' && as.quoted, as.form === 'delimited' ? delimited : fixed);
    this.#open = (text) => records.push(text);
    this.#close = () => records.end();
  }

  /** A column of somebody's own list that says something here to nobody: a day or a limit under another heading would be lost in silence. */
  #tellUnread({ headings, places, layout }: Extract<Recognized, { form: 'delimited' }>): void {
    const read = new Set(Object.values(places));
    const unread = headings.split('|').filter((heading, i) => heading !== '' && !read.has(i) && !isDescription.test(heading));
    if (unread.length === 0) return;
    const known = Object.keys(layout.columns).filter((column) => places[column] === undefined);
    this.findings.push({
      code: 'codes.column',
      severity: 'warning',
      at: `${this.#file}, headings`,
      says: `${unread.length === 1 ? 'This column was' : 'These columns were'} not read: ${unread.join(', ')}.`,
      ...(known.length === 0 ? {} : { fix: `If one of them is ${known.join(', ')}, say so by a mapping, or head it so.` }),
    });
  }

  #sink(table: TableName): RowSink {
    return {
      table,
      row: (row) => void this.#rows.push(row),
      pair: (column1, column2, facts) => this.#pairs.add(column1.toUpperCase(), column2.toUpperCase(), facts),
      wrong: (column, says) => this.#wrong(`line ${this.#line}, ${column}`, says),
      told: (code, column, says, fix) => this.#tell(code, `line ${this.#line}, ${column}`, says, fix),
      withoutFamily: (code) => void this.#withoutFamily.push(code),
      pass: () => {
        this.passedRows += 1;
      },
    };
  }

  #tell(code: string, at: string, says: string, fix: string): void {
    if (this.findings.length < mostFindings) this.findings.push({ code, severity: 'warning', at: `${this.#file}, ${at}`, says, fix });
  }

  /** Edits that ask for a kind of service pass over codes without one. */
  #tellWithoutFamily(): void {
    const codes = this.#withoutFamily;
    this.#withoutFamily = [];
    const n = codes.length;
    if (n === 0) return;
    const which = `${codes.slice(0, mostNamed).join(', ')}${n > mostNamed ? ` and ${n - mostNamed} more` : ''}`;
    const says = `${n} ${n === 1 ? 'code of this list has no family' : 'codes of this list have no family'}: edits that ask for one pass over ${n === 1 ? 'it' : 'them'} (${which}).`;
    const fix = `Add a family where one of docs/code-tables.md fits; the edition’s page and \`claimwright codes families\` name all of them, and what is not looked for.`;
    this.#tell('codes.without-family', 'family', says, fix);
  }

  #wrong(at: string, says: string): void {
    this.wrongRows += 1;
    if (this.findings.length >= mostFindings) return;
    this.findings.push({ code: 'codes.row', severity: 'error', at: `${this.#file}, ${at}`, says: `This ${says}` });
  }

  /** The first day of which a table of pairs tells: it holds what ended long ago, too. */
  get reachesBack(): PlainDate | undefined {
    return dateOfDay(this.#pairs.earliest);
  }

  /** The first day that the rows of a fee schedule name: each says its own. */
  get beginsOn(): PlainDate | undefined {
    return this.#as?.table === 'fee-schedules' ? earliest(this.#rows) : undefined;
  }

  /** The editions that the files make: one for each part of the table that is in them. */
  build(head: HeadSaid): readonly ReadEdition[] {
    return atOnce(this.building(head));
  }

  /** The same in slices: the pairs of a quarter are two million rows. */
  *building(head: HeadSaid): Sliced<readonly ReadEdition[]> {
    const as = this.#as;
    if (!as) return [];
    const source = head.source ?? (as.form === 'json' ? 'coverage articles' : as.layout.source);
    const whole = { ...head, table: as.table, source };
    if (as.table === 'pairs-practitioner' || as.table === 'pairs-outpatient')
      return [{ part: '', bytes: yield* this.#pairs.building({ ...whole, part: '' }) }];
    const columns = Object.values(columnsOf[as.table]);
    const rows = as.table === 'coverage' || as.table === 'diagnoses' ? gathered(as.table, this.#rows) : this.#rows;
    const editions: ReadEdition[] = [];
    for (const [part, some] of byPart(as, rows)) {
      yield;
      const builder = new RowTableBuilder();
      for (const row of some) builder.add(row);
      const own = as.table === 'fee-schedules' ? daysOfPart(head, some) : {};
      editions.push({ part, bytes: builder.build({ ...whole, ...own, part, source: head.source ?? publisherOf(part, source) }, columns) });
    }
    return editions;
  }
}

const earliest = (rows: readonly LooseRow[]): PlainDate | undefined =>
  dateOfDay(rows.reduce((first, { from }) => (first === 0 || from < first ? from : first), 0));

/** A payer's schedule begins with its own first row, whatever others stand in the file. */
function daysOfPart({ name, from }: HeadSaid, rows: readonly LooseRow[]): Pick<HeadSaid, 'name' | 'from'> {
  const first = earliest(rows) ?? from;
  return { from: first, name: name === from ? first : name };
}

/** CPT, CDT and HCPCS are editions of their own, as are the schedules of each payer; the HCPCS file's own codes are all its own. */
function byPart(as: Recognized, rows: readonly LooseRow[]): Map<string, LooseRow[]> {
  const parts = new Map<string, LooseRow[]>();
  for (const row of rows) {
    const part =
      as.table === 'procedures' || as.table === 'fee-schedules'
        ? String(row.cells[0])
        : as.form === 'delimited'
          ? partOfLayout(as.layout.name)
          : '';
    const some = parts.get(part) ?? [];
    some.push(row);
    parts.set(part, some);
  }
  return parts;
}
