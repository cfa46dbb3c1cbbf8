import type { Cell, LooseRow } from '../tables/row-table.ts';
import { isDiagnosis } from './cells.ts';

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []);
const codes = (value: unknown): string =>
  texts(value)
    .filter(isDiagnosis)
    .map((code) => code.replaceAll('.', '').toUpperCase())
    .join(' ');

/** Procedures with what is covered under them: `{"…": {"covered": […], "notCovered": […], "lcdIds": […]}}`; or why it is none. */
export function readCoverage(text: string): readonly LooseRow[] | string {
  let all: unknown;
  try {
    all = JSON.parse(text);
  } catch {
    return 'is no JSON, or is cut off.';
  }
  const rows: LooseRow[] = [];
  for (const [code, said] of Object.entries(Object(all))) {
    const { covered, notCovered, lcdIds, jurisdictions }: { readonly [name: string]: unknown } = Object(said);
    if (!/^[0-9A-Z]{5}$/i.test(code)) return 'names something that is no procedure code.';
    const cells: Cell[] = [
      texts(lcdIds).join(' '),
      texts(jurisdictions).join(' '),
      codes(covered),
      codes(notCovered),
      undefined,
      undefined,
    ];
    rows.push({ code, from: 0, to: 0, cells });
  }
  return rows;
}

/** The cells that hold lists: in both tables the third and fourth. */
const listCells: readonly number[] = [2, 3];

/** Rows of one code and the same days that say different things of it, made one: lists grow, what is not said yet is taken. */
export function gathered(table: 'coverage' | 'diagnoses', rows: readonly LooseRow[]): readonly LooseRow[] {
  const keyCells = table === 'coverage' ? [0, 1] : [];
  const made = new Map<string, { readonly row: LooseRow; readonly cells: Cell[] }>();
  for (const row of rows) {
    const key = [row.code, row.from, row.to, ...keyCells.map((at) => row.cells[at])].join('|');
    const known = made.get(key);
    if (!known) {
      made.set(key, { row, cells: [...row.cells] });
      continue;
    }
    for (const [at, cell] of row.cells.entries()) {
      const before = known.cells[at];
      if (listCells.includes(at)) known.cells[at] = [...new Set(`${before ?? ''} ${cell ?? ''}`.split(' ').filter(Boolean))].join(' ');
      else known.cells[at] = before === undefined || before === '' ? cell : before;
    }
  }
  return [...made.values()].map(({ row, cells }) => ({ ...row, cells }));
}
