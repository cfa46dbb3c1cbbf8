import { shortDay } from '../days.ts';
import type { BankLine } from './bank-line.ts';

/** BAI2 type codes: ACH credit, check deposit, other credit, other debit. */
function typeOf(line: BankLine): string {
  if (line.amount < 0) return '699';
  return { ach: '142', check: '175', other: '399' }[line.kind];
}

/** A previous-day report: one group a day, one account in each, control totals and counts at every level. */
export function writeBai2(lines: readonly BankLine[], account: { readonly routing: string; readonly number: string }): Uint8Array {
  const days = [...new Set(lines.map((l) => l.postedOn))].sort();
  const made = shortDay(days.at(-1) ?? '2025-01-01');
  const records = [`01,${account.routing},LAKESIDE,${made},0600,1,,,2/`];
  let fileTotal = 0;
  for (const day of days) {
    const own = lines.filter((l) => l.postedOn === day);
    const credits = own.reduce((sum, l) => sum + (l.amount > 0 ? l.amount : 0), 0);
    const details = own.flatMap((line) => {
      const check = line.kind === 'check' ? (line.trace ?? '') : '';
      const start = `16,${typeOf(line)},${Math.abs(line.amount)},Z,${line.id},${check},`;
      // Long texts go on in a continuation record, as banks cut them.
      return line.text.length > 40
        ? [
            `${start}${line.text.slice(0, line.text.indexOf(' ', 20) + 1).trimEnd()}`,
            `88,${line.text.slice(line.text.indexOf(' ', 20) + 1)}/`,
          ]
        : [`${start}${line.text}/`];
    });
    const total = credits + own.reduce((sum, l) => sum + Math.abs(l.amount), 0);
    const count = details.length + 2;
    records.push(
      `02,LAKESIDE,${account.routing},1,${shortDay(day)},2359,USD,2/`,
      `03,${account.number},USD,100,${credits},${own.filter((l) => l.amount > 0).length},/`,
    );
    records.push(...details, `49,${total},${count}/`, `98,${total},1,${count + 2}/`);
    fileTotal += total;
  }
  records.push(`99,${fileTotal},${days.length},${records.length + 1}/`);
  return new TextEncoder().encode(`${records.join('\r\n')}\r\n`);
}
