import type { Bytes } from './finding.ts';

/** A row of a delimited file: its cells without quotes, and its bytes. */
export interface CsvRow extends Bytes {
  readonly cells: readonly string[];
  /** Counts from 1, as a spreadsheet shows it. */
  readonly number: number;
}

/** Comma, semicolon, tab or bar: whichever stands most often in the first lines, outside of quotes. */
export function delimiterOf(latin: string): string {
  const head = latin.slice(0, 4000).replace(/"[^"]*"/g, '');
  const counts = [',', ';', '\t', '|'].map((sign) => ({ sign, count: head.split(sign).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).sign;
}

/** RFC 4180 and what banks make of it: quotes doubled inside quotes, any line end, a quote in the middle of a bare cell kept as it is. */
export function csvRows(latin: string, from: number, delimiter: string): { readonly rows: readonly CsvRow[]; readonly unclosed: boolean } {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let start = from;
  let at = from;
  let unclosed = false;
  const endRow = (to: number): void => {
    rows.push({ cells, from: start, to, number: rows.length + 1 });
    cells = [];
  };
  while (at < latin.length) {
    const quoted = latin[at] === '"' ? quotedCell(latin, at) : undefined;
    if (quoted?.unclosed) unclosed = true;
    const stop = endOfCell(latin, quoted?.to ?? at, delimiter);
    cells.push(quoted ? quoted.text + latin.slice(quoted.to, stop).trim() : latin.slice(at, stop).trim());
    at = stop;
    if (latin[at] === delimiter) {
      at++;
      if (at < latin.length) continue;
      cells.push('');
    }
    endRow(at);
    if (latin[at] === '\r' && latin[at + 1] === '\n') at++;
    at++;
    start = at;
  }
  return { rows, unclosed };
}

function endOfCell(latin: string, from: number, delimiter: string): number {
  let at = from;
  while (at < latin.length && latin[at] !== delimiter && latin[at] !== '\r' && latin[at] !== '\n') at++;
  return at;
}

function quotedCell(latin: string, from: number): { text: string; to: number; unclosed: boolean } {
  const parts: string[] = [];
  let at = from + 1;
  for (;;) {
    const quote = latin.indexOf('"', at);
    if (quote < 0) return { text: parts.join('') + latin.slice(at), to: latin.length, unclosed: true };
    parts.push(latin.slice(at, quote));
    if (latin[quote + 1] !== '"') return { text: parts.join(''), to: quote + 1, unclosed: false };
    parts.push('"');
    at = quote + 2;
  }
}
