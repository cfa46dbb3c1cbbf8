import { type CsvRow, type Finding, type PlainDate, plainDate } from '../../ground/base/index.ts';
import type { Cells, Column } from './charge-columns.ts';

export const told = (code: string, at: string, says: string): Finding => ({
  ...{ code: `charges.csv.${code}`, severity: 'error', at, says },
  fix: 'Mend the list and bring it in again: what is here already is not taken twice.',
});

export const said = <K extends string>(key: K, text: string): { [k in K]?: string } =>
  text === '' ? {} : ({ [key]: text } as { [k in K]?: string });

/** A day as `2026-03-02` or `03/02/2026`. */
export function dayIn(text: string): PlainDate | undefined {
  const [, month, date, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text) ?? [];
  return plainDate(year === undefined ? text : `${year}-${month?.padStart(2, '0')}-${date?.padStart(2, '0')}`);
}

export function day<K extends string>(key: K, column: Column, cells: Cells, row: CsvRow, faults: Finding[]) {
  const text = cells(column);
  if (text === '') return {};
  const found = dayIn(text);
  if (found === undefined) faults.push(told('date', `row ${row.number}, ${column}`, `${column} is no date.`));
  return found === undefined ? {} : ({ [key]: found } as { [k in K]?: typeof found });
}
