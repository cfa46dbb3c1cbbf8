import type { TableName } from '../code-tables.ts';
import { dayCell, isDiagnosis } from './cells.ts';
import type { RowSink } from './layout.ts';

/** A file without headings, in which everything has its place in the line. */
export interface FixedLayout {
  readonly name: string;
  readonly table: TableName;
  readonly source: string;
  /** Whether the first lines look like it. */
  readonly looks: RegExp;
  read(line: string, out: RowSink): void;
}

/** `00002 A000    1 short words … long words`: order, code, whether it can be billed. */
const orderFile: FixedLayout = {
  name: 'ICD-10-CM order file',
  table: 'diagnoses',
  source: 'CMS, ICD-10-CM',
  looks: /^\d{5} [A-Z][0-9A-Z]{2}[0-9A-Z ]{4} [01] /,
  read: (line, out) => {
    const code = line.slice(6, 13).trim();
    if (!isDiagnosis(code)) return out.wrong('code', 'is no diagnosis code.');
    const billable = line.charAt(14);
    if (billable !== '0' && billable !== '1') return out.wrong('billable', 'is not 0 or 1.');
    out.row({ code, from: 0, to: 0, cells: [Number(billable), line.slice(77).trim() || line.slice(16, 77).trim()] });
  },
};

/**
 * The HCPCS file of CMS, 320 places: code at 1, kind of record at 11 (3 a procedure, 4 its words going on, 7 and 8 the same of a modifier),
 * long words at 12, short ones at 92, dates added at 269 and ended at 285.
 */
const hcpcs: FixedLayout = {
  name: 'HCPCS level II, fixed places',
  table: 'procedures',
  source: 'CMS, HCPCS level II',
  looks: /^([A-Z]\d{4}| {3}[0-9A-Z]{2})\d{5}[3478]/,
  read: (line, out) => {
    const kind = line.charAt(10);
    if (kind === '4' || kind === '7' || kind === '8') return out.pass();
    const code = line.slice(0, 5).trim();
    if (kind !== '3' || !/^[A-Z]\d{4}$/.test(code)) return out.wrong('code', 'is no HCPCS code.');
    const from = dayCell(line.slice(268, 276));
    const to = dayCell(line.slice(284, 292));
    if (from === undefined) return out.wrong('from', 'is no day.');
    if (to === undefined) return out.wrong('to', 'is no day.');
    out.row({ code, from, to, cells: ['HCPCS', line.slice(91, 119).trim() || line.slice(11, 91).trim()] });
  },
};

export const fixedLayouts: readonly FixedLayout[] = [orderFile, hcpcs];
