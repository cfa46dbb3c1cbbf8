import type { Finding } from '../../../ground/base/index.ts';
import { type Cents, type PlainDate, toDecimal } from '../../../ground/base/index.ts';

export const formNames = ['CMS-1500', 'ADA 2024', 'UB-04'] as const;
export type FormName = (typeof formNames)[number];

/**
 * A box of a form, by row and column: six rows and ten columns an inch, counted from 1. Where its words stand is where they are printed and
 * where the screen draws them.
 */
export interface FormBox {
  /** The form's own number of it: `24D`. */
  readonly box: string;
  /** What it is, in our words. */
  readonly name: string;
  /** Of its first sign. */
  readonly row: number;
  readonly column: number;
  /** Columns that it takes. */
  readonly wide: number;
  /** Rows of words; one where nothing is said. */
  readonly high?: number;
  /** Columns at which further parts of it begin. */
  readonly parts?: readonly number[];
  /** Its number stands before it on its own row, not above it. */
  readonly beside?: true;
  /** Once for each service line: `row` is that of the first. */
  readonly perLine?: true;
  /** What of a claim stands in it; `#` is the line, `own` the payer that it goes to, `other` the next one, `holder` whose coverage it is. */
  readonly facts: readonly string[];
}

/** Where words stand on the paper itself, in sixths and tenths of an inch from the form's first row and column, and how many signs have room. */
export type PaperPlace = readonly [row: number, column: number, wide: number];

/** The printed form. Boxes without places of their own stand on paper where they stand in the layout. */
export interface PaperSheet {
  /** Of the first column and above the first row, in points. */
  readonly left: number;
  readonly top: number;
  /** A place for each part of a box. */
  readonly places: { readonly [box: string]: readonly PaperPlace[] };
}

export interface FormLayout {
  readonly name: FormName;
  readonly columns: number;
  readonly rows: number;
  readonly lines: { readonly first: number; readonly step: number; readonly most: number };
  readonly boxes: readonly FormBox[];
  readonly paper: PaperSheet;
}

/** The parts of a person's or a provider's name or address, as facts of a box. */
export const named = (of: string): string[] => ['last', 'suffix', 'first', 'middle'].map((part) => `${of}.${part}`);
export const lived = (of: string, as = 'address'): string[] =>
  ['line1', 'line2', 'city', 'state', 'zip'].map((part) => `${of}.${as}.${part}`);
/** What comes apart from the claim, of all of it and of each line. */
export const enclosed: readonly string[] = ['attachments', 'lines.*.attachments'];
/** Makes boxes of service lines, of which the first stands in this row. */
export const linesFrom =
  (row: number) =>
  (box: string, name: string, column: number, wide: number, facts: readonly string[], parts?: readonly number[]): FormBox => ({
    ...{ box, name, row, column, wide, perLine: true, facts: facts.map((fact) => `lines.#.${fact}`) },
    ...(parts === undefined ? {} : { parts }),
  });

/** What stands in a box. */
export interface FormField {
  readonly box: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
  /** Row and column on paper. */
  readonly paper: readonly [row: number, column: number];
  /** Which of the claim's lines, from 0. */
  readonly line?: number;
}

/** What belongs into a box: into which of its parts (-1: over all of them), how many rows below its first, and for which line of the form. */
export interface FormValue {
  readonly box: string;
  readonly text: string | undefined;
  readonly part?: number;
  readonly down?: number;
  readonly slot?: number;
  readonly line?: number;
  /** A figure or a number that means another one once it is cut: all of it is printed, or nothing. */
  readonly whole?: true;
}

export interface PaperForm {
  readonly layout: FormLayout;
  readonly pages: readonly (readonly FormField[])[];
  /** What has no room on it. */
  readonly findings: readonly Finding[];
}

type Where = Pick<FormValue, 'part' | 'down' | 'whole'>;
export const put = (box: string, text: string | undefined, where: Where = {}): FormValue => ({ box, text, ...where });
export const putWhole = (box: string, text: string | undefined, where: Where = {}): FormValue => put(box, text, { ...where, whole: true });
export const mark = (box: string, part: number | undefined, down = 0): FormValue =>
  put(box, part === undefined ? undefined : 'X', { part: part ?? 0, down });
/** To the right of its room. `between` stands before the cents: a form with a line there wants nothing printed on it. */
export const money = (amount: Cents, wide: number, between: '.' | ' ' | ''): string =>
  toDecimal(amount).replace('.', between).padStart(wide);

/** Words in rows of so many signs; a word longer than a row is broken. */
export function inRows(text: string, wide: number): string[] {
  const rows: string[] = [];
  for (const word of text.split(/\s+/).flatMap((one) => one.match(new RegExp(`.{1,${wide}}`, 'g')) ?? [])) {
    const last = rows.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= wide) rows[rows.length - 1] = `${last} ${word}`;
    else rows.push(word);
  }
  return rows;
}
export const split = (date: PlainDate): readonly [month: string, day: string, year: string] => [
  date.slice(5, 7),
  date.slice(8),
  date.slice(0, 4),
];

/** Runs of lines, a form each; a claim has one form at least. */
export function linesByForm<T>(lines: readonly T[], most: number): { readonly line: T; readonly at: number }[][] {
  const numbered = lines.map((line, at) => ({ line, at }));
  const forms = [];
  for (let i = 0; i < Math.max(numbered.length, 1); i += most) forms.push(numbered.slice(i, i + most));
  return forms;
}

const lost = (box: string, says: string, because: string): Finding => ({
  ...{ code: 'paper.no-room', severity: 'warning', at: `box ${box}`, says, because },
  fix: 'Shorten it, or send the claim as a file.',
});

/** What a form has fewer places for than the claim says. */
export const tooMany = (box: string, what: string, count: number, most: number): Finding[] =>
  count <= most ? [] : [lost(box, `Only the first ${most} of ${count} ${what} go on paper.`, `The form has room for ${most}.`)];
/** What a form has no box for. */
export const noBox = (what: string, is: boolean): Finding[] =>
  is ? [{ ...lost('', `${what} does not go on paper.`, 'The form has no box for it.'), at: 'claim' }] : [];

interface Spot {
  readonly row: number;
  readonly column: number;
  readonly paper: readonly [row: number, column: number];
  readonly room: number;
}

/** Where a value stands in the layout and on paper, and how many signs have room there. */
function spotOf({ paper, lines }: FormLayout, box: FormBox, { part = 0, down = 0, slot = 0 }: FormValue): Spot {
  const starts = [box.column, ...(box.parts ?? [])];
  const column = starts[part] ?? box.column;
  const lower = down + (box.perLine === true ? slot * lines.step : 0);
  const row = box.row + lower;
  const place = paper.places[box.box]?.[part < 0 ? 0 : part];
  if (place !== undefined) return { row, column, paper: [place[0] + lower, place[1]], room: place[2] };
  const ends = part < 0 ? [] : starts.filter((start) => start > column);
  return { row, column, paper: [row, column], room: Math.min(...ends, box.column + box.wide) - column };
}

/** Puts each value where its box stands. What is longer than its room is told: names and words are cut, a figure is left out. */
export function fillForm(layout: FormLayout, pages: readonly (readonly FormValue[])[], others: readonly Finding[]): PaperForm {
  const boxes = new Map(layout.boxes.map((box) => [box.box, box]));
  const findings = new Map<string, Finding>();
  const placed = (value: FormValue): FormField[] => {
    const { text = '', line, whole } = value;
    const box = boxes.get(value.box);
    if (box === undefined) throw new Error(`${layout.name} has no box ${value.box}`);
    if (text.trim() === '') return [];
    const { room, ...spot } = spotOf(layout, box, value);
    const own = line === undefined ? '' : `, line ${line + 1}`;
    const tooLong = text.trim().length > room;
    if (tooLong) {
      const says = whole === true ? 'it has no room on paper, and is left out' : 'not all of it has room on paper';
      const told = lost(value.box, `${box.name}${own}: ${says}.`, `The box holds ${room} signs.`);
      findings.set(`${value.box}${own}`, {
        ...told,
        at: `box ${value.box}${own}`,
        ...(whole === true ? { severity: 'error' as const } : {}),
      });
      if (whole === true) return [];
    }
    const shown = text.length > room ? text.trim().slice(0, room) : text;
    return [{ box: value.box, ...spot, text: shown.toUpperCase(), ...(line === undefined ? {} : { line }) }];
  };
  return { layout, pages: pages.map((values) => values.flatMap(placed)), findings: [...findings.values(), ...others] };
}
