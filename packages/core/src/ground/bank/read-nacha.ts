import { type Bytes, cents, type PlainDate, plainDate } from '../base/index.ts';
import { type BankFile, type BankReading, dateOfSixDigits, lastFour, spoken, startReading } from './bank-file.ts';
import { afterMark, latinText, linesOf, wide, words } from './bank-text.ts';
import type { Deposit } from './deposit.ts';
import { traceIn } from './trace.ts';

const WIDTH = 94;

/** One record of 94 characters, its first being the record type. */
interface Record extends Bytes {
  readonly text: string;
  readonly number: number;
}

/**
 * Reads a NACHA file of received entries (CCD+, CTX, PPD): every entry with an amount as a deposit or debit, its addenda (05) searched
 * for the TRN segment. Entry counts, hashes and totals of batch and file must hold, or the whole file is refused.
 */
export function readNacha(bytes: Uint8Array): BankFile {
  const reading = startReading('nacha');
  const latin = latinText(bytes);
  const records = recordsOf(latin, reading);
  if (records[0]?.text[0] !== '1') {
    reading.note(
      'bank.nacha.no-header',
      'error',
      'record 1',
      'This is no NACHA file: it does not begin with a file header (1).',
      'Nothing in it can be trusted without one.',
      'Download the file from the bank again.',
    );
    return reading.close();
  }
  const walk: Walk = {
    reading,
    createdOn: plainDate(dateOfSixDigits(records[0].text.slice(23, 29)) ?? ''),
    batch: undefined,
    entry: undefined,
    file: tally(),
    closed: false,
  };
  for (const record of records) {
    if (reading.failed && reading.deposits.length > 100_000) break;
    take(walk, record);
  }
  if (!walk.closed) {
    reading.note(
      'bank.nacha.truncated',
      'error',
      'end of file',
      'The file stops before its end (no file control record, 9).',
      'A transfer that broke off leaves deposits out.',
      'Download the file from the bank again.',
    );
  }
  return reading.close();
}

interface Tally {
  entries: number;
  hash: bigint;
  credits: number;
  debits: number;
  batches: number;
}
const tally = (): Tally => ({ entries: 0, hash: 0n, credits: 0, debits: 0, batches: 0 });

interface Batch {
  readonly kind: string;
  readonly company: string;
  readonly purpose: string;
  readonly on: PlainDate;
  readonly have: Tally;
}

/** An entry waits for its addenda before it becomes a deposit. */
interface Entry {
  readonly record: Record;
  readonly amount: number;
  readonly addenda: string[];
  to: number;
  returned: boolean;
}

interface Walk {
  readonly reading: BankReading;
  /** The file header's day. */
  readonly createdOn: PlainDate | undefined;
  batch: Batch | undefined;
  entry: Entry | undefined;
  file: Tally;
  closed: boolean;
}

const at = (record: Record): string => `record ${record.number} (${record.text[0]})`;
const part = (record: Record, from: number, to: number): string => record.text.slice(from - 1, to);
const numberAt = (record: Record, from: number, to: number): number =>
  /^ *\d+ *$/.test(part(record, from, to)) ? Number(part(record, from, to)) : Number.NaN;

function recordsOf(latin: string, reading: BankReading): Record[] {
  const start = afterMark(latin);
  const records: Record[] = [];
  const lines = linesOf(latin, start).filter((line) => line.text.trim() !== '');
  const unbroken = lines.length === 1 && (lines[0]?.text.length ?? 0) > WIDTH;
  if (unbroken && lines[0]) {
    for (let from = 0; from < lines[0].text.length; from += WIDTH) {
      const text = lines[0].text.slice(from, from + WIDTH);
      records.push({ text: text.padEnd(WIDTH), from: start + from, to: start + from + text.length, number: records.length + 1 });
    }
    return records;
  }
  for (const line of lines) {
    // Accented names take two bytes in UTF-8, though the columns count characters.
    const text = line.text.length > WIDTH ? wide(line.text).replace(/ +$/, '') : line.text;
    const record = { text: text.padEnd(WIDTH), from: line.from, to: line.from + line.text.length, number: line.number };
    if (record.text.length > WIDTH) {
      reading.note(
        'bank.nacha.width',
        'error',
        at(record),
        `A record has ${record.text.length} characters instead of ${WIDTH}.`,
        'Its columns cannot be told apart.',
        'Download the file from the bank again.',
        record,
      );
    }
    records.push(record);
  }
  return records;
}

function take(walk: Walk, record: Record): void {
  const type = record.text[0];
  if (walk.closed) {
    if (!/^9+ *$/.test(record.text))
      walk.reading.note(
        'bank.nacha.after-end',
        'error',
        at(record),
        'There are records after the file control record (9).',
        'Two files may have been joined.',
        'Upload each file by itself.',
        record,
      );
    return;
  }
  if (type === '5') openBatch(walk, record);
  else if (type === '6') openEntry(walk, record);
  else if (type === '7') addenda(walk, record);
  else if (type === '8') closeBatch(walk, record);
  else if (type === '9') closeFile(walk, record);
  else if (type !== '1') {
    walk.reading.note(
      'bank.nacha.record-type',
      'error',
      at(record),
      'A record of an unknown type.',
      'NACHA knows the types 1, 5, 6, 7, 8 and 9.',
      'Download the file from the bank again.',
      record,
    );
  }
}

function openBatch(walk: Walk, record: Record): void {
  finishEntry(walk);
  if (walk.batch) missingControl(walk, record);
  const kind = part(record, 51, 53).trim();
  const effective = plainDate(dateOfSixDigits(part(record, 70, 75)) ?? '');
  const on = effective ?? walk.createdOn;
  if (!effective) {
    walk.reading.note(
      'bank.nacha.no-date',
      on ? 'warning' : 'error',
      at(record),
      on ? 'The batch has no effective date; the day the file was made is used.' : 'Neither the batch nor the file has a readable date.',
      'Returns and corrections often leave it blank.',
      'Check the day of these entries.',
      record,
    );
  }
  if (kind === 'ADV')
    walk.reading.note(
      'bank.nacha.advice',
      'error',
      at(record),
      'The batch holds accounting advices (ADV), not deposits.',
      'Only the banks among themselves use it.',
      'Ask the bank for the entries received.',
      record,
    );
  walk.batch = {
    kind,
    company: words(part(record, 5, 20)),
    purpose: words(part(record, 54, 63)),
    on: on ?? ('2000-01-01' as PlainDate),
    have: tally(),
  };
}

function openEntry(walk: Walk, record: Record): void {
  finishEntry(walk);
  const amount = numberAt(record, 30, 39);
  if (!walk.batch) {
    stray(walk, record);
    return;
  }
  if (Number.isNaN(amount)) {
    walk.reading.note(
      'bank.nacha.amount',
      'error',
      at(record),
      'The amount of this entry cannot be read.',
      'It must be ten digits, in cents.',
      'Ask the bank for the file again.',
      record,
    );
    return;
  }
  const have = walk.batch.have;
  have.entries++;
  have.hash += BigInt(/^\d{8}$/.test(part(record, 4, 11)) ? part(record, 4, 11) : 0);
  const credit = /^[2-5][0-4]$/.test(part(record, 2, 3));
  if (credit) have.credits += amount;
  else have.debits += amount;
  walk.entry = { record, amount: credit ? amount : -amount, addenda: [], to: record.to, returned: false };
}

function addenda(walk: Walk, record: Record): void {
  if (!walk.batch || !walk.entry) {
    stray(walk, record);
    return;
  }
  walk.batch.have.entries++;
  walk.entry.to = record.to;
  const kind = part(record, 2, 3);
  if (kind === '05') walk.entry.addenda.push(part(record, 4, 83));
  if (kind === '98' || kind === '99') walk.entry.returned = true;
}

function stray(walk: Walk, record: Record): void {
  walk.reading.note(
    'bank.nacha.stray',
    'error',
    at(record),
    'An entry or addenda stands outside of a batch or an entry.',
    'The record before it is missing.',
    'Download the file from the bank again.',
    record,
  );
}

function finishEntry(walk: Walk): void {
  const { entry, batch, reading } = walk;
  walk.entry = undefined;
  if (!entry || !batch) return;
  if (entry.amount === 0) {
    reading.note(
      'bank.nacha.zero',
      'info',
      at(entry.record),
      'An entry of 0.00 (a prenote or a bare remittance) is no deposit.',
      'No money moved.',
      'Nothing to do.',
      entry.record,
    );
    return;
  }
  const record = entry.record;
  const remittance = entry.addenda.join('').trimEnd();
  const trace = traceIn(remittance);
  const last4 = lastFour(batch.kind === 'IAT' ? part(record, 40, 74) : part(record, 13, 29));
  const deposit: Deposit = {
    postedOn: batch.on,
    amount: cents(entry.amount),
    ...(trace ? { traceNumber: trace.number } : {}),
    ...(trace?.payerTraceId ? { payerTraceId: trace.payerTraceId } : {}),
    ...(batch.company ? { originator: batch.company } : {}),
    description: words([entry.returned ? 'RETURNED OR CORRECTED' : '', batch.company, batch.purpose, remittance].filter(Boolean).join(' ')),
    bankReference: part(record, 80, 94).trim(),
    ...(last4 ? { accountLast4: last4 } : {}),
    kind: entry.returned ? 'other' : 'ach',
    bytes: { from: record.from, to: entry.to },
  };
  reading.accounts.push(last4 ? { last4 } : {});
  reading.deposits.push(deposit);
}

const modulus = 10n ** 10n;

/** A batch's or the file's control record against what was gathered; `columns` are where each figure stands. */
function check(
  walk: Walk,
  record: Record,
  what: string,
  have: Tally,
  columns: {
    count: readonly [number, number];
    hash: readonly [number, number];
    debits: readonly [number, number];
    credits: readonly [number, number];
  },
): void {
  const says = (code: string, sentence: string, because: string): void =>
    walk.reading.note(code, 'error', at(record), sentence, because, 'Nothing of the file was kept. Ask the bank for it again.', record);
  const stated = {
    credits: numberAt(record, ...columns.credits),
    debits: numberAt(record, ...columns.debits),
    count: numberAt(record, ...columns.count),
  };
  for (const side of ['credits', 'debits'] as const) {
    if (Number.isNaN(stated[side]))
      says('bank.nacha.control-total', `The total of ${side} of the ${what} cannot be read.`, 'It must be twelve digits, in cents.');
    else if (stated[side] !== have[side])
      says(
        'bank.nacha.control-total',
        `The total of ${side} of the ${what} is off by ${spoken(stated[side] - have[side])}.`,
        `It says ${spoken(stated[side])}, its entries add up to ${spoken(have[side])}.`,
      );
  }
  if (stated.count !== have.entries)
    says(
      'bank.nacha.control-count',
      `The ${what} says that it has ${part(record, ...columns.count).trim()} entries and addenda, but ${have.entries} are there.`,
      'Something is missing or doubled.',
    );
  const hash = part(record, ...columns.hash).trim();
  if (!/^\d+$/.test(hash) || BigInt(hash) !== have.hash % modulus)
    says('bank.nacha.control-hash', `The entry hash of the ${what} does not hold.`, 'A routing number was changed or an entry is missing.');
}

function closeBatch(walk: Walk, record: Record): void {
  finishEntry(walk);
  const batch = walk.batch;
  if (!batch) {
    stray(walk, record);
    return;
  }
  check(walk, record, 'batch', batch.have, { count: [5, 10], hash: [11, 20], debits: [21, 32], credits: [33, 44] });
  walk.file.entries += batch.have.entries;
  walk.file.hash += batch.have.hash;
  walk.file.credits += batch.have.credits;
  walk.file.debits += batch.have.debits;
  walk.file.batches++;
  walk.batch = undefined;
}

function missingControl(walk: Walk, record: Record): void {
  walk.reading.note(
    'bank.nacha.control-missing',
    'error',
    at(record),
    'The batch before this record has no control record (8).',
    'Its total cannot be checked.',
    'Download the file from the bank again.',
    record,
  );
}

function closeFile(walk: Walk, record: Record): void {
  finishEntry(walk);
  if (walk.batch) missingControl(walk, record);
  walk.closed = true;
  check(walk, record, 'file', walk.file, { count: [14, 21], hash: [22, 31], debits: [32, 43], credits: [44, 55] });
  if (numberAt(record, 2, 7) !== walk.file.batches) {
    walk.reading.note(
      'bank.nacha.control-count',
      'error',
      at(record),
      `The file says that it has ${part(record, 2, 7).trim()} batches, but ${walk.file.batches} are there.`,
      'Something is missing or doubled.',
      'Nothing of the file was kept. Ask the bank for it again.',
      record,
    );
  }
}
