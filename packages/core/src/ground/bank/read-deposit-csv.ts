import { type Cents, type CsvRow, cents, csvRows, delimiterOf, type PlainDate } from '../base/index.ts';
import { type BankFile, type BankReading, lastFour, startReading } from './bank-file.ts';
import { afterMark, isUtf16, latinText, words } from './bank-text.ts';
import { amountCell, type CsvColumns, type CsvMapping, columnsOf, dateCell, dayFirst, decimalComma } from './csv-columns.ts';
import type { Deposit } from './deposit.ts';
import { traceIn } from './trace.ts';

/** Banks print the account and the period above the heading row; beyond so many rows there is none. */
const HEADING_WITHIN = 40;

/**
 * Reads a bank's CSV export: finds the heading row, then every row with a date and an amount as a deposit or debit. `mapping` names
 * columns that the detection should not guess. A row with a date whose amount cannot be read refuses the whole file.
 */
export function readDepositCsv(bytes: Uint8Array, options: { readonly mapping?: CsvMapping } = {}): BankFile {
  const reading = startReading('csv');
  const latin = latinText(bytes);
  if (isUtf16(latin)) {
    reading.note(
      'bank.csv.utf16',
      'error',
      'file',
      'The file is saved as "Unicode text" (UTF-16).',
      'Only CSV in UTF-8 or Latin-1 is read.',
      'Save it again as CSV (UTF-8).',
    );
    return reading.close();
  }
  const { rows, unclosed } = csvRows(latin, afterMark(latin), delimiterOf(latin));
  const heading = findHeading(rows, options.mapping);
  if (!heading) {
    reading.note(
      'bank.csv.no-heading',
      'error',
      'row 1',
      'No heading row with a date and an amount was found.',
      'Without headings the columns could be mixed up.',
      'Export with headings, or say which column is which.',
    );
    return reading.close();
  }
  if (unclosed)
    reading.note(
      'bank.csv.quote',
      'error',
      `row ${rows.length}`,
      'A quoted cell never ends.',
      'The file was cut off, or a quote is missing.',
      'Download the file from the bank again.',
    );
  const body = rows.slice(heading.row.number).filter((row) => row.cells.some((cell) => cell !== ''));
  readRows(reading, heading.columns, body, options.mapping);
  return reading.close();
}

function findHeading(rows: readonly CsvRow[], mapping: CsvMapping | undefined): { row: CsvRow; columns: CsvColumns } | undefined {
  for (const row of rows.slice(0, HEADING_WITHIN)) {
    const columns = columnsOf(row, mapping);
    if (columns) return { row, columns };
  }
  return undefined;
}

interface Reading {
  readonly reading: BankReading;
  readonly columns: CsvColumns;
  readonly order: 'mdy' | 'dmy';
  readonly comma: boolean;
}

function readRows(reading: BankReading, columns: CsvColumns, rows: readonly CsvRow[], mapping: CsvMapping | undefined): void {
  const column = (index: number | undefined): string[] => (index === undefined ? [] : rows.map((row) => row.cells[index] ?? ''));
  const order = mapping?.dateOrder ?? (dayFirst(column(columns.date)) ? 'dmy' : 'mdy');
  const comma = decimalComma([...column(columns.amount), ...column(columns.credit), ...column(columns.debit)]);
  for (const row of rows) readRow({ reading, columns, order, comma }, row);
}

function readRow(how: Reading, row: CsvRow): void {
  const { reading, columns } = how;
  const cell = (index: number | undefined): string => (index === undefined ? '' : (row.cells[index] ?? ''));
  const dated = cell(columns.date);
  const postedOn = dateCell(dated, how.order);
  if (!postedOn) {
    const money = [columns.amount, columns.credit, columns.debit].some((index) => /\d/.test(cell(index)));
    // A row of totals under the list has an amount but no date; a garbled date is another matter.
    const damaged = /\d/.test(dated) && money;
    if (damaged)
      reading.note(
        'bank.csv.date',
        'error',
        `row ${row.number}, date`,
        'The date of this row cannot be read.',
        'It has an amount, so it would be lost.',
        'Correct the row, or name the order of day and month.',
        row,
      );
    else
      reading.note(
        'bank.csv.skipped',
        'info',
        `row ${row.number}`,
        'This row has no date and was left out.',
        'It looks like a total or a remark.',
        'Nothing to do.',
        row,
      );
    return;
  }
  const amount = amountOf(how, row);
  if (amount === undefined) {
    reading.note(
      'bank.csv.amount',
      'error',
      `row ${row.number}, amount`,
      'The amount of this row cannot be read as whole cents.',
      'A row left out would leave the bank out of balance.',
      'Correct the row and upload the file again.',
      row,
    );
    return;
  }
  if (amount !== 0) push(how, row, postedOn, amount);
}

function amountOf(how: Reading, row: CsvRow): Cents | undefined {
  const { columns, comma } = how;
  const cell = (index: number | undefined): string => (index === undefined ? '' : (row.cells[index] ?? '').trim());
  const credit = cell(columns.credit);
  const debit = cell(columns.debit);
  if (columns.credit !== undefined && (credit !== '' || debit !== '')) {
    const plus = credit === '' ? cents(0) : amountCell(credit, comma);
    const minus = debit === '' ? cents(0) : amountCell(debit, comma);
    // Banks write the debit column with or without a minus: it is money out either way.
    return plus === undefined || minus === undefined ? undefined : cents(plus - Math.abs(minus));
  }
  const amount = amountCell(cell(columns.amount), comma);
  if (amount === undefined) return undefined;
  const side = cell(columns.sign);
  return /^(d|dr|debit)\b/i.test(side) && amount > 0 ? cents(-amount) : amount;
}

function push(how: Reading, row: CsvRow, postedOn: PlainDate, amount: Cents): void {
  const { columns, reading } = how;
  const cell = (index: number | undefined): string => words(index === undefined ? '' : (row.cells[index] ?? ''));
  const description = cell(columns.description);
  const reference = cell(columns.reference);
  const trace = traceIn(description) ?? traceIn(reference);
  const traceNumber = trace?.number ?? reference;
  const last4 = lastFour(cell(columns.account));
  if (last4) reading.accounts.push({ last4 });
  const deposit: Deposit = {
    postedOn,
    amount,
    ...(traceNumber ? { traceNumber } : {}),
    ...(trace?.payerTraceId ? { payerTraceId: trace.payerTraceId } : {}),
    description: description || reference || 'no description',
    ...(last4 ? { accountLast4: last4 } : {}),
    kind: kindOf(`${description} ${cell(columns.sign)}`),
    bytes: { from: row.from, to: row.to },
  };
  reading.deposits.push(deposit);
}

function kindOf(text: string): Deposit['kind'] {
  if (/\b(HCCLAIMPMT|ACH|EFT|EDI|CCD|TRN|DIRECT DEP)/i.test(text)) return 'ach';
  if (/\bWIRE\b/i.test(text)) return 'wire';
  if (/\b(FEE|SERVICE CHARGE)\b/i.test(text)) return 'fee';
  if (/\b(MERCHANT|BANKCARD|CARD)\b/i.test(text)) return 'card';
  return /\b(CHECK|CHK|LOCKBOX|MOBILE DEPOSIT)\b/i.test(text) ? 'check' : 'other';
}
