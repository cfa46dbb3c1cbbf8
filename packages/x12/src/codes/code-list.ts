import type { PlainDate } from '../types.ts';
import { type CodeKind, type CodeTables, codeKinds } from './check-codes.ts';

/** What is wrong with a list of codes itself. */
export class CodeListError extends Error {
  constructor(line: number, why: string) {
    super(`line ${line}: ${why}`);
    this.name = 'CodeListError';
  }
}

interface Span {
  readonly from: string;
  readonly to: string;
}

/**
 * Lists of codes from CSV with the headings `code,type,from,to`; the days may be left out, and are both inclusive. `type` is a `CodeKind`:
 * `diagnosis`, `procedure`, `place of service`, `adjustment reason`, …. A list that the text has no code of is not at hand.
 * @param text of the file, one code a line
 * @returns the lists, for `CheckOptions.codes`
 * @throws CodeListError where a line cannot be read
 */
export function codeTablesFrom(text: string): CodeTables {
  const lists = new Map<CodeKind, Map<string, Span[]>>();
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const headings = cellsOf(lines[0] ?? '').map((cell) => cell.toLowerCase());
  if (headings[0] !== 'code' || headings[1] !== 'type') throw new CodeListError(1, 'the headings are code, type, from and to.');
  const [from, to] = [headings.indexOf('from'), headings.indexOf('to')];
  for (const [at, line] of lines.entries()) {
    if (at === 0 || line.trim() === '') continue;
    const cells = cellsOf(line);
    const [code = '', said = ''] = cells;
    const kind = codeKinds.find((one) => one.toLowerCase() === said.toLowerCase().replaceAll('-', ' ').replace('icd 9', 'icd-9'));
    if (kind === undefined) throw new CodeListError(at + 1, `there is no type “${said}”; there are: ${codeKinds.join(', ')}.`);
    if (code === '') throw new CodeListError(at + 1, 'there is no code.');
    const span = { from: dayIn(cells[from], at, '0000-00-00'), to: dayIn(cells[to], at, '9999-99-99') };
    const list = lists.get(kind) ?? new Map<string, Span[]>();
    lists.set(kind, list);
    const spans = list.get(plain(code));
    if (spans === undefined) list.set(plain(code), [span]);
    else spans.push(span);
  }
  return {
    has: (kind, code, on) => {
      const list = lists.get(kind);
      if (list === undefined) return undefined;
      const spans = list.get(plain(code));
      return spans?.some((span) => on === undefined || (span.from <= on && on <= span.to)) === true;
    },
  };
}

const cellsOf = (line: string): string[] => line.split(',').map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));

/** A list writes E11.9 where a file writes E119. */
const plain = (code: string): string => code.toUpperCase().replaceAll('.', '');

function dayIn(cell: string | undefined, at: number, otherwise: string): PlainDate | string {
  if (cell === undefined || cell === '') return otherwise;
  if (!/^\d{4}-\d\d-\d\d$/.test(cell)) throw new CodeListError(at + 1, `“${cell}” is no day; write it as 2024-01-31.`);
  return cell;
}
