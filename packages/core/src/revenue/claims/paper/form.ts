import type { Finding } from '../../../ground/base/index.ts';
import { type Cents, type PlainDate, toDecimal } from '../../../ground/base/index.ts';

export type FormName = 'CMS-1500' | 'ADA 2024' | 'UB-04';

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

export interface FormLayout {
  readonly name: FormName;
  readonly columns: number;
  readonly rows: number;
  readonly lines: { readonly first: number; readonly step: number; readonly most: number };
  readonly boxes: readonly FormBox[];
}

/** What stands in a box. */
export interface FormField {
  readonly box: string;
  readonly row: number;
  readonly column: number;
  readonly text: string;
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
}

export interface PaperForm {
  readonly layout: FormLayout;
  readonly pages: readonly (readonly FormField[])[];
  /** What has no room on it. */
  readonly findings: readonly Finding[];
}

type Where = Pick<FormValue, 'part' | 'down'>;
export const put = (box: string, text: string | undefined, where: Where = {}): FormValue => ({ box, text, ...where });
export const mark = (box: string, part: number | undefined, down = 0): FormValue =>
  put(box, part === undefined ? undefined : 'X', { part: part ?? 0, down });
/** Dollars and cents without a point, as forms divide them by a line. */
export const money = (amount: Cents, wide = 9): string => toDecimal(amount).replace('.', ' ').padStart(wide);
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

/** Puts each value where its box stands; what is longer than its room is cut, and told. */
export function fillForm(layout: FormLayout, pages: readonly (readonly FormValue[])[], others: readonly Finding[]): PaperForm {
  const boxes = new Map(layout.boxes.map((box) => [box.box, box]));
  const findings = new Map<string, Finding>();
  const placed = (value: FormValue): FormField[] => {
    const { text = '', part = 0, down = 0, slot = 0, line } = value;
    const box = boxes.get(value.box);
    if (box === undefined) throw new Error(`${layout.name} has no box ${value.box}`);
    if (text.trim() === '') return [];
    const starts = [box.column, ...(box.parts ?? [])];
    const column = starts[part] ?? box.column;
    const ends = part < 0 ? [] : starts.filter((start) => start > column);
    const room = Math.min(...ends, box.column + box.wide) - column;
    const own = line === undefined ? '' : `, line ${line + 1}`;
    if (text.length > room && text.trim() !== 'X')
      findings.set(`${value.box}${own}`, {
        ...lost(value.box, `${box.name}${own}: not all of it has room on paper.`, `The box holds ${room} signs.`),
        at: `box ${value.box}${own}`,
      });
    const row = box.row + down + (box.perLine === true ? slot * layout.lines.step : 0);
    return [{ box: value.box, row, column, text: text.toUpperCase().slice(0, room), ...(line === undefined ? {} : { line }) }];
  };
  return { layout, pages: pages.map((values) => values.flatMap(placed)), findings: [...findings.values(), ...others] };
}
