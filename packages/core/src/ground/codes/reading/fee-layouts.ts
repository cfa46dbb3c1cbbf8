import { dayCell, isProcedure, milliCell } from './cells.ts';
import type { Layout, RowSink } from './layout.ts';

const source = 'CMS, Physician Fee Schedule';

/** The days of a row, or that one of them is none. */
function daysOf(cell: (column: string) => string, out: RowSink): { readonly from: number; readonly to: number } | undefined {
  const from = dayCell(cell('from'));
  if (from === undefined) return void out.wrong('from', 'is no day.');
  const to = dayCell(cell('to'));
  if (to === undefined) return void out.wrong('to', 'is no day.');
  return { from, to };
}

/** Numbers in thousandths, or which of them is none. */
function millis(cell: (column: string) => string, out: RowSink, columns: readonly string[]): number[] | undefined {
  const read: number[] = [];
  for (const column of columns) {
    const milli = milliCell(cell(column));
    if (milli === undefined) return void out.wrong(column, 'is no number.');
    read.push(milli);
  }
  return read;
}

/** The file has its headings over five lines: they are compared as they stand one above the other. */
const relativeValues: Layout = {
  name: 'Physician fee schedule, relative values',
  tables: ['relative-values'],
  source,
  columns: {
    code: { sure: [/\bhcpcs( code)?$/], loose: [/^code$/], needed: true },
    modifier: { sure: [/\bmod(ifier)?$/], needed: true },
    status: { sure: [/\bstatus code$/], needed: true },
    work: { sure: [/\bwork rvu$/], needed: true },
    nonFacility: { sure: [/\bnon fac(ility)? pe rvu$/], needed: true },
    facility: { sure: [/^(?!.*\bnon\b).*\bfacility pe rvu$/], needed: true },
    malpractice: { sure: [/\bmp rvu$/], needed: true },
    components: { sure: [/\bpctc ind$/] },
    globalDays: { sure: [/\bglob days$/], needed: true },
    multiple: { sure: [/\bmult proc$/] },
    bilateral: { sure: [/\bbilat surg$/] },
    from: { sure: [/^date start$/] },
    to: { sure: [/^date end$/] },
  },
  read: (cell, out) => {
    const code = cell('code').trim();
    if (!isProcedure(code)) return out.wrong('code', 'is no procedure code.');
    const modifier = cell('modifier').trim().toUpperCase();
    if (modifier.length > 2) return out.wrong('modifier', 'is no modifier.');
    const days = daysOf(cell, out);
    const values = days && millis(cell, out, ['work', 'facility', 'nonFacility', 'malpractice']);
    if (!values) return;
    const words = ['status', 'globalDays', 'bilateral', 'multiple', 'components'].map((column) => cell(column).trim());
    out.row({ code, ...days, cells: [modifier, ...words, ...values] });
  },
};

const localities: Layout = {
  name: 'Physician fee schedule, geographic indices',
  tables: ['localities'],
  source,
  columns: {
    contractor: { sure: [/^mac$/, /administrative contractor( mac)?$/], needed: true },
    locality: { sure: [/^locality( number)?$/], needed: true },
    words: { sure: [/^locality name$/] },
    state: { sure: [/^state$/] },
    work: { sure: [/^gpci work$/, /\b(pw|work) gpci\b/], needed: true },
    practice: { sure: [/^gpci pe$/, /\bpe gpci\b/], needed: true },
    malpractice: { sure: [/^gpci mp$/, /\bmp gpci\b/], needed: true },
  },
  read: (cell, out) => {
    const contractor = cell('contractor').trim();
    if (!/^\d{1,5}$/.test(contractor)) return out.wrong('contractor', 'is no contractor’s number.');
    const locality = cell('locality').trim();
    if (!/^\d{1,2}$/.test(locality)) return out.wrong('locality', 'is no locality’s number.');
    const values = millis(cell, out, ['work', 'practice', 'malpractice']);
    if (!values) return;
    const words = [cell('state').trim(), cell('words').trim()].filter(Boolean).join(' ');
    out.row({ code: contractor.padStart(5, '0') + locality.padStart(2, '0'), from: 0, to: 0, cells: [words, ...values] });
  },
};

export const feeLayouts: readonly Layout[] = [relativeValues, localities];
