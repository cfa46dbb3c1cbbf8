import { csvRows, delimiterOf } from '../../base/index.ts';
import type { TableName } from '../code-tables.ts';
import { feeLayouts } from './fee-layouts.ts';
import { type FixedLayout, fixedLayouts } from './fixed-layouts.ts';
import { type Layout, plainHeading } from './layout.ts';
import { listLayouts } from './list-layouts.ts';
import { ncciLayouts } from './ncci-layouts.ts';

const layouts: readonly Layout[] = [...ncciLayouts, ...feeLayouts, ...listLayouts];

/** Which heading is which column, where somebody says so. */
export type HeadingMap = { readonly [column: string]: string };

/** What a file is taken for. */
export type Recognized =
  | { readonly form: 'fixed'; readonly table: TableName; readonly layout: FixedLayout }
  | { readonly form: 'json'; readonly table: 'coverage' }
  | {
      readonly form: 'delimited';
      readonly table: TableName;
      readonly layout: Layout;
      readonly delimiter: string;
      readonly quoted: boolean;
      /** Which of the records is the heading, counted from 0, and where each column stands. */
      readonly heading: number;
      readonly places: { readonly [column: string]: number };
      /** All of its headings, as a mapping is remembered by them. */
      readonly headings: string;
    };

/** A mapping that was said before: for a list of this table with these very headings. */
export interface KnownHeadings {
  readonly table: TableName;
  readonly headings: string;
  readonly columns: HeadingMap;
}

/** What somebody says of a file, and what was said of others before. */
export interface Said {
  readonly table?: TableName | undefined;
  readonly map?: HeadingMap | undefined;
  readonly known?: readonly KnownHeadings[] | undefined;
}

/** What is missing where a file is taken for nothing. */
export interface NotRecognized {
  readonly says: string;
  readonly fix: string;
  /** The headings that it seems to have, for a mapping. */
  readonly headings?: readonly string[];
  /** The columns that have to be mapped, where the table was said. */
  readonly wanted?: readonly string[];
}

/** Notices stand before the headings, over several lines. */
const mostBefore = 40;
/** Headings stand over at most so many lines, one above the other. */
const mostStacked = 5;

/** Looks at the beginning of a file, and its name; and at what was said of it. */
export function recognize(head: string, fileName: string, said: Said = {}): Recognized | NotRecognized {
  const text = head.charCodeAt(0) === 0xfeff ? head.slice(1) : head;
  if (/^\s*\{/.test(text)) return { form: 'json', table: 'coverage' };
  const fixed = fixedLayouts.find(({ looks }) => looks.test(text));
  if (fixed) return { form: 'fixed', table: fixed.table, layout: fixed };
  const delimiter = delimiterOf(text);
  const quoted = delimiter !== '\t';
  const rows = quoted
    ? csvRows(text, 0, delimiter).rows.map(({ cells }) => cells)
    : text.split(/\r?\n/).map((line) => line.split(delimiter));
  const first = rows.slice(0, mostBefore);
  const before = said.map
    ? undefined
    : said.known?.find((one) => isOf(one, said.table) && first.some((row) => headingsOf(row) === one.headings));
  const asked = before?.table ?? said.table;
  const found = bestOf(first, asked, before?.columns ?? said.map ?? {});
  if (!found) return notRecognized(rows, asked);
  const table = tableOf(
    found.layout,
    `${rows
      .slice(0, found.heading + 1)
      .flat()
      .join(' ')} ${fileName}`,
    asked,
  );
  if (table === undefined)
    return {
      says: `This is a file of ${found.layout.name}, and it does not say of which setting.`,
      fix: `Say which: ${found.layout.tables.join(', ')}.`,
    };
  return { form: 'delimited', table, delimiter, quoted, ...found, headings: headingsOf(rows[found.heading] ?? []) };
}

const headingsOf = (row: readonly string[]): string => row.map(plainHeading).join('|');
const isOf = (known: KnownHeadings, asked: TableName | undefined): boolean => asked === undefined || known.table === asked;

interface Found {
  readonly layout: Layout;
  readonly heading: number;
  readonly places: { readonly [column: string]: number };
}

/** The layout of which the most columns are there. */
function bestOf(rows: readonly (readonly string[])[], asked: TableName | undefined, map: HeadingMap): Found | undefined {
  const open = layouts.filter(({ tables, onlyAsked }) => (asked === undefined ? !onlyAsked : tables.includes(asked)));
  for (let heading = 0; heading < rows.length; heading++) {
    if ((rows[heading]?.length ?? 0) < 2) continue;
    let best: Found | undefined;
    for (const layout of open) {
      const places = placesOf(layout, rows, heading, asked !== undefined, map);
      if (places && Object.keys(places).length > Object.keys(best?.places ?? {}).length) best = { layout, heading, places };
    }
    if (best) return best;
  }
  return undefined;
}

function placesOf(
  layout: Layout,
  rows: readonly (readonly string[])[],
  heading: number,
  asked: boolean,
  map: HeadingMap,
): { readonly [column: string]: number } | undefined {
  const plain = (rows[heading] ?? []).map(plainHeading);
  const stacked = plain.map((_, at) =>
    plainHeading(
      rows
        .slice(Math.max(0, heading - mostStacked + 1), heading + 1)
        .map((row) => row[at] ?? '')
        .join(' '),
    ),
  );
  const places: { [column: string]: number } = {};
  const taken = new Set<number>();
  for (const [column, { sure = [], loose = [], needed }] of Object.entries(layout.columns)) {
    const said = map[column];
    const patterns = asked ? [...sure, ...loose] : [...sure, ...(taken.size > 0 && !needed ? loose : [])];
    const at = said === undefined ? firstOf(plain, stacked, patterns, taken) : plain.indexOf(plainHeading(said));
    if (at < 0 && needed) return undefined;
    if (at < 0) continue;
    places[column] = at;
    taken.add(at);
  }
  return places;
}

function firstOf(plain: readonly string[], stacked: readonly string[], patterns: readonly RegExp[], taken: ReadonlySet<number>): number {
  for (const pattern of patterns) {
    for (const headings of [plain, stacked]) {
      const at = headings.findIndex((heading, place) => !taken.has(place) && pattern.test(heading));
      if (at >= 0) return at;
    }
  }
  return -1;
}

const settings: readonly (readonly [string, RegExp])[] = [
  ['practitioner', /practitioner|ccipra|mue_prac/i],
  ['outpatient', /outpatient|facility outp|ccioph|cciop|mue_out/i],
  ['supplier', /\bdme\b|supplier|mue_dme/i],
];

/** Of which of its tables a layout's file is, by its notices, headings and name. */
function tableOf(layout: Layout, words: string, asked: TableName | undefined): TableName | undefined {
  if (asked !== undefined) return asked;
  const [only, other] = layout.tables;
  if (other === undefined) return only;
  const setting = settings.find(([, named]) => named.test(words))?.[0];
  return setting === undefined ? undefined : layout.tables.find((table) => table.endsWith(setting));
}

function notRecognized(rows: readonly (readonly string[])[], asked: TableName | undefined): NotRecognized {
  const headings = rows.find((row) => row.filter((cell) => cell !== '').length > 1)?.filter((cell) => cell !== '');
  const layout = layouts.find(({ tables }) => asked !== undefined && tables.includes(asked));
  const wanted = Object.entries(layout?.columns ?? {}).flatMap(([column, { needed }]) => (needed ? [column] : []));
  return {
    says: asked === undefined ? 'This file is no code table that is known here.' : `This file has not the columns of ${asked}.`,
    fix:
      asked === undefined
        ? 'Say of which table it is, and which heading is which column.'
        : `Say which heading is which of: ${wanted.join(', ')}.`,
    ...(headings ? { headings } : {}),
    ...(layout ? { wanted } : {}),
  };
}

/** The columns that a mapping may name, by table. */
export const mappableColumns = (table: TableName): readonly string[] => [
  ...new Set(layouts.filter(({ tables }) => tables.includes(table)).flatMap(({ columns }) => Object.keys(columns))),
];
