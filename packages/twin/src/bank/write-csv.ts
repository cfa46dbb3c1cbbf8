import type { BankLine } from './bank-line.ts';
import { places } from './write-places.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const american = (day: string): string => `${day.slice(5, 7)}/${day.slice(8, 10)}/${day.slice(0, 4)}`;

/** Like the export of a small bank: American dates, debit and credit columns. */
export function writeCsv(lines: readonly BankLine[], account: { readonly number: string }): Uint8Array {
  const rows = lines.map((line) => {
    const credit = line.amount >= 0 ? places(line.amount) : '';
    const debit = line.amount < 0 ? places(-line.amount) : '';
    return [
      american(line.postedOn),
      `XXXX${account.number.slice(-4)}`,
      quoted(line.text),
      debit,
      credit,
      line.kind === 'check' ? (line.trace ?? '') : '',
    ].join(',');
  });
  return new TextEncoder().encode(`${['Posting Date,Account,Description,Debit,Credit,Check Number', ...rows].join('\r\n')}\r\n`);
}
