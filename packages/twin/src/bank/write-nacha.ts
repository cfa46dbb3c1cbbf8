import { shortDay } from '../days.ts';
import type { BankLine } from './bank-line.ts';

const left = (text: string, width: number): string => text.slice(0, width).padEnd(width);
const right = (number: number | string, width: number): string => String(number).padStart(width, '0').slice(-width);

/** CCD+ entries with the TRN segment in an addenda, one batch for each sender and day, padded to blocks of ten. */
export function writeNacha(lines: readonly BankLine[], account: { readonly routing: string; readonly number: string }): Uint8Array {
  const electronic = lines.filter((l) => l.kind === 'ach');
  const batches = new Map<string, BankLine[]>();
  for (const line of electronic)
    batches.set(`${line.postedOn}/${line.sender}`, [...(batches.get(`${line.postedOn}/${line.sender}`) ?? []), line]);
  const made = shortDay(electronic.map((l) => l.postedOn).sort()[0] ?? '2025-01-01');
  const records = [`101 ${account.routing} 091000022${made}0600A094101${left('PRETEND BANK', 23)}${left('PRETEND FED', 23)}${left('', 8)}`];
  const file = { entries: 0, hash: 0, credits: 0 };
  let number = 0;
  for (const own of batches.values()) {
    number++;
    const batch = writeBatch(own, number, account);
    records.push(...batch.records);
    file.entries += batch.entries;
    file.hash += batch.hash;
    file.credits += batch.credits;
  }
  const blocks = Math.ceil((records.length + 1) / 10);
  records.push(
    `9${right(number, 6)}${right(blocks, 6)}${right(file.entries, 8)}${right(file.hash, 10)}${right(0, 12)}${right(file.credits, 12)}${left('', 39)}`,
  );
  while (records.length % 10 !== 0) records.push('9'.repeat(94));
  return new TextEncoder().encode(`${records.join('\n')}\n`);
}

function writeBatch(
  lines: readonly BankLine[],
  number: number,
  account: { readonly routing: string; readonly number: string },
): { records: string[]; entries: number; hash: number; credits: number } {
  const [first] = lines;
  const company = first?.payerTraceId ?? '1000000000';
  const day = shortDay(first?.postedOn ?? '2025-01-01');
  const records = [
    `5220${left(first?.sender ?? '', 16)}${left('', 20)}${left(company, 10)}CCD${left('HCCLAIMPMT', 10)}${left('', 6)}${day}${left('', 3)}109100002${right(number, 7)}`,
  ];
  let entries = 0;
  let credits = 0;
  lines.forEach((line, i) => {
    const sequence = `09100002${right(number * 1000 + i + 1, 7)}`;
    const addenda = line.trace !== undefined;
    records.push(
      `622${account.routing}${left(account.number, 17)}${right(line.amount, 10)}${left(line.trace ?? '', 15)}${left('LAKESIDE FAMILY CARE', 22)}  ${addenda ? 1 : 0}${sequence}`,
    );
    if (addenda) records.push(`705${left(`TRN*1*${line.trace}*${line.payerTraceId ?? ''}\\`, 80)}0001${right(sequence, 7)}`);
    entries += addenda ? 2 : 1;
    credits += line.amount;
  });
  const hash = Number(account.routing.slice(0, 8)) * lines.length;
  records.push(
    `8220${right(entries, 6)}${right(hash, 10)}${right(0, 12)}${right(credits, 12)}${left(company, 10)}${left('', 25)}09100002${right(number, 7)}`,
  );
  return { records, entries, hash, credits };
}
