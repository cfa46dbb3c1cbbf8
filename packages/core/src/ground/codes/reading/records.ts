import { csvRows } from '../../base/index.ts';

/** Nothing that is quoted goes over more lines: past these a quote was left open. */
const mostLinesOfRecord = 60;

/** Lines of a text that comes in pieces; with `quoted`, a line end inside of quotes ends no line. The number is that of the first line. */
export class Records {
  #rest = '';
  #record = '';
  #lines = 0;
  #begun = 0;
  readonly #quoted: boolean;
  readonly #each: (record: string, line: number) => void;

  constructor(quoted: boolean, each: (record: string, line: number) => void) {
    this.#quoted = quoted;
    this.#each = each;
  }

  push(text: string): void {
    const all = this.#rest === '' ? text : this.#rest + text;
    let from = 0;
    for (let to = all.indexOf('\n'); to >= 0; to = all.indexOf('\n', from)) {
      this.#line(all.slice(from, all.charCodeAt(to - 1) === 13 ? to - 1 : to));
      from = to + 1;
    }
    this.#rest = all.slice(from);
  }

  end(): void {
    if (this.#rest !== '') this.#line(this.#rest.replace(/\r$/, ''));
    this.#rest = '';
    if (this.#record !== '') this.#each(this.#record, this.#begun);
    this.#record = '';
  }

  #line(line: string): void {
    this.#lines += 1;
    if (this.#record === '') {
      if (!this.#quoted || !line.includes('"')) {
        this.#each(line, this.#lines);
        return;
      }
      this.#begun = this.#lines;
      this.#record = line;
    } else this.#record += `\n${line}`;
    if (isOpen(this.#record) && this.#lines - this.#begun < mostLinesOfRecord) return;
    const record = this.#record;
    this.#record = '';
    this.#each(record, this.#begun);
  }
}

function isOpen(record: string): boolean {
  let quotes = 0;
  for (let at = record.indexOf('"'); at >= 0; at = record.indexOf('"', at + 1)) quotes += 1;
  return quotes % 2 === 1;
}

/** The cells of one record. */
export const cellsOf = (record: string, delimiter: string, quoted: boolean): readonly string[] =>
  quoted && record.includes('"') ? (csvRows(record, 0, delimiter).rows[0]?.cells ?? []) : record.split(delimiter);
