import { type Bytes, type Cents, cents, type PlainDate, plainDate } from '../base/index.ts';
import { type BankFile, type BankReading, dateOfSixDigits, lastFour, spoken, startReading } from './bank-file.ts';
import { afterMark, latinText, words } from './bank-text.ts';
import type { Deposit } from './deposit.ts';
import { traceIn } from './trace.ts';

/** One logical record: its code, its fields, and the text that a 16 may end with. Continuations (88) are joined in. */
interface Record extends Bytes {
  readonly code: string;
  /** Everything after the code's comma, with continuations. */
  readonly body: string;
  /** How many records of the file it is made of, for the control counts. */
  readonly records: number;
  readonly number: number;
}

/**
 * Reads a BAI2 file (balance reporting): every detail record (16) as a deposit or debit. Control totals and counts of account, group
 * and file must hold to the cent, or the whole file is refused.
 */
export function readBai2(bytes: Uint8Array): BankFile {
  const reading = startReading('bai2');
  const latin = latinText(bytes);
  const records = recordsOf(latin, afterMark(latin));
  if (records[0]?.code !== '01') {
    reading.note(
      'bank.bai2.no-header',
      'error',
      'record 1',
      'This is no BAI2 file: it does not begin with a file header (01).',
      'Nothing in it can be trusted without one.',
      'Download the file from the bank again.',
    );
    return reading.close();
  }
  const file: Walk = { reading, on: undefined, file: level(), group: level(), account: level(), closed: false, last4: undefined };
  for (const record of records) {
    if (file.closed) {
      reading.note(
        'bank.bai2.after-end',
        'error',
        at(record),
        'There are records after the end of the file (99).',
        'Two files may have been joined.',
        'Upload each file by itself.',
        record,
      );
      break;
    }
    take(file, record);
  }
  if (!file.closed) {
    reading.note(
      'bank.bai2.truncated',
      'error',
      'end of file',
      'The file stops before its end (no 99 record).',
      'A transfer that broke off leaves deposits out.',
      'Download the file from the bank again.',
    );
  }
  return reading.close();
}

/** What a control record closes: the total and the counts gathered so far. */
interface Level {
  total: number;
  records: number;
  parts: number;
}
const level = (): Level => ({ total: 0, records: 0, parts: 0 });

interface Walk {
  readonly reading: BankReading;
  on: PlainDate | undefined;
  file: Level;
  group: Level;
  account: Level;
  closed: boolean;
  last4: string | undefined;
}

const at = (record: Record): string => `record ${record.number} (${record.code})`;

function recordsOf(latin: string, from: number): Record[] {
  const records: { code: string; parts: string[]; from: number; to: number; number: number }[] = [];
  // A record starts a line, or follows another one's closing slash: some exports join several in a line.
  const starts = /(?:^|[\r\n]|\/[ \t]+)[ \t]*(01|02|03|16|49|88|98|99)[ \t]*,/g;
  starts.lastIndex = from;
  const found: { code: string; from: number; body: number }[] = [];
  for (let match = starts.exec(latin); match; match = starts.exec(latin)) {
    const code = match[1] ?? '';
    found.push({ code, from: match.index + match[0].lastIndexOf(code), body: match.index + match[0].length });
    starts.lastIndex = match.index + match[0].length;
  }
  found.forEach((start, i) => {
    const raw = latin.slice(start.body, found[i + 1]?.from ?? latin.length).trimEnd();
    const last = records.at(-1);
    if (start.code === '88' && last) {
      last.parts.push(raw);
      last.to = start.body + raw.length;
    } else records.push({ code: start.code, parts: [raw], from: start.from, to: start.body + raw.length, number: i + 1 });
  });
  return records.map(({ parts, ...record }) => ({ ...record, body: joined(record.code, parts), records: parts.length }));
}

/** A continuation goes on with fields, or (in a 16) with the text: then the words are joined by a blank. */
function joined(code: string, parts: readonly string[]): string {
  return parts.map((part, i) => (i < parts.length - 1 ? withoutEnd(part) : part)).join(code === '16' ? ' ' : ',');
}

/** Without the slash that ends a record. */
function withoutEnd(text: string): string {
  const trimmed = text.trimEnd();
  return trimmed.endsWith('/') ? trimmed.slice(0, -1) : trimmed;
}

const fieldsOf = (body: string): string[] =>
  withoutEnd(body)
    .split(',')
    .map((f) => f.trim());

function amountOf(field: string | undefined): Cents | undefined {
  const text = (field ?? '').trim();
  if (text === '') return cents(0);
  // Past fifteen digits a sum of amounts could leave the range in which a number is exact.
  return /^[+-]?0*\d{1,15}$/.test(text) ? cents(Number(text)) : undefined;
}

function take(walk: Walk, record: Record): void {
  const fields = fieldsOf(record.body);
  if (record.code !== '16') walk.last4 = record.code === '03' ? lastFour(fields[0] ?? '') : walk.last4;
  if (record.code === '01') walk.file.records += record.records;
  else if (record.code === '02') openGroup(walk, record, fields);
  else if (record.code === '03') openAccount(walk, record, fields);
  else if (record.code === '16') detail(walk, record);
  else if (record.code === '49') closeAccount(walk, record, fields);
  else if (record.code === '98') closeGroup(walk, record, fields);
  else if (record.code === '99') closeFile(walk, record, fields);
}

function openGroup(walk: Walk, record: Record, fields: readonly string[]): void {
  walk.group = level();
  walk.group.records = record.records;
  walk.on = plainDate(dateOfSixDigits(fields[3] ?? '') ?? '');
  if (!walk.on) walk.on = plainDate(dateOfSixDigits(fields.find((f, i) => i > 1 && /^\d{6}$/.test(f)) ?? '') ?? '');
  if (!walk.on)
    walk.reading.note(
      'bank.bai2.no-date',
      'error',
      at(record),
      'The group has no readable date.',
      'Its deposits would have no day.',
      'Ask the bank for the file again.',
      record,
    );
  const currency = fields[5];
  if (currency && !['USD', 'CAD'].includes(currency))
    walk.reading.note(
      'bank.bai2.currency',
      'warning',
      at(record),
      'The group is in another currency than dollars.',
      'Amounts are read with two decimal places.',
      'Check the amounts.',
      record,
    );
}

function openAccount(walk: Walk, record: Record, fields: readonly string[]): void {
  walk.account = level();
  walk.account.records = record.records;
  walk.reading.accounts.push({ ...(walk.last4 ? { last4: walk.last4 } : {}), ...(fields[1] ? { currency: fields[1] } : {}) });
  let i = 2;
  while (i < fields.length) {
    const amount = amountOf(fields[i + 1]);
    if (amount === undefined) {
      badAmount(walk, record);
      return;
    }
    walk.account.total += amount;
    i += 3 + fundsFields(fields, i + 3);
  }
}

/** How many fields the funds type at `i` takes, itself included. Distributed funds are parts of the amount, not more of it. */
function fundsFields(fields: readonly string[], i: number): number {
  const kind = (fields[i] ?? '').toUpperCase();
  if (kind === 'S') return 4;
  if (kind === 'V') return 3;
  if (kind === 'D') return /^\d{1,4}$/.test(fields[i + 1] ?? '') ? 2 + 2 * Number(fields[i + 1]) : 2;
  return 1;
}

function badAmount(walk: Walk, record: Record): void {
  walk.reading.note(
    'bank.bai2.amount',
    'error',
    at(record),
    'An amount of this record cannot be read.',
    'BAI2 amounts are whole cents without a point.',
    'Ask the bank for the file again.',
    record,
  );
}

/** Types 100 to 399 credit the account, 400 to 699 debit it; the rest are loans and the bank's own codes, where the sign decides. */
function signOf(type: number): 1 | -1 {
  return type >= 400 && type <= 699 ? -1 : 1;
}

function detail(walk: Walk, record: Record): void {
  walk.account.records += record.records;
  const fields = record.body.split(',');
  const amount = amountOf(fields[1]);
  if (amount === undefined) {
    badAmount(walk, record);
    return;
  }
  walk.account.total += amount;
  const type = Number(fields[0]);
  if (amount === 0 || type === 890 || walk.on === undefined) return;
  const next =
    2 +
    fundsFields(
      fields.map((f) => f.trim()),
      2,
    );
  const bankReference = withoutEnd(fields[next] ?? '').trim();
  const customerReference = withoutEnd(fields[next + 1] ?? '').trim();
  const text = words(withoutEnd(fields.slice(next + 2).join(',')));
  const trace = traceIn(text) ?? traceIn(customerReference);
  const kind = kindOf(type);
  const deposit: Deposit = {
    postedOn: walk.on,
    amount: cents(signOf(type) * amount),
    ...(trace
      ? { traceNumber: trace.number }
      : (kind === 'ach' || kind === 'check') && customerReference
        ? { traceNumber: customerReference }
        : {}),
    ...(trace?.payerTraceId ? { payerTraceId: trace.payerTraceId } : {}),
    ...originatorIn(text),
    description: text || `BAI type ${fields[0]}`,
    ...(bankReference ? { bankReference } : {}),
    ...(walk.last4 ? { accountLast4: walk.last4 } : {}),
    kind,
    bytes: { from: record.from, to: record.to },
  };
  walk.reading.deposits.push(deposit);
}

function kindOf(type: number): Deposit['kind'] {
  if ((type >= 140 && type <= 169) || (type >= 440 && type <= 469)) return 'ach';
  if ([115, 116, 172, 173, 174, 175, 475, 301].includes(type)) return 'check';
  if ([191, 195, 206, 208, 491, 495].includes(type)) return 'wire';
  if (type === 698 || (type >= 690 && type <= 699)) return 'fee';
  return 'other';
}

/** Banks label the sender in the text of an ACH credit. */
function originatorIn(text: string): { originator?: string } {
  const found =
    /(?:ORIG(?:INATOR)?(?: CO(?:MPANY)?)? ?(?:NAME)?|CO(?:MPANY)? NAME|DBNM|FROM)\s*[:=]\s*([^,;:=]{3,40}?)(?=\s+[A-Z]{3,}(?: [A-Z]+)?\s*[:=]|[,;]|$)/i.exec(
      text,
    );
  return found?.[1] ? { originator: found[1].trim() } : {};
}

/** A control record: its stated total and counts against what was gathered. */
function check(
  walk: Walk,
  record: Record,
  what: string,
  have: Level,
  stated: { total: string | undefined; parts?: string | undefined; records: string | undefined },
): void {
  const total = amountOf(stated.total);
  if (total === undefined) badAmount(walk, record);
  else if (total !== have.total) {
    walk.reading.note(
      'bank.bai2.control-total',
      'error',
      at(record),
      `The control total of the ${what} is off by ${spoken(total - have.total)}.`,
      `It says ${spoken(total)}, its records add up to ${spoken(have.total)}.`,
      'Nothing of the file was kept. Ask the bank for it again.',
      record,
    );
  }
  if (stated.parts !== undefined && Number(stated.parts) !== have.parts) {
    walk.reading.note(
      'bank.bai2.control-count',
      'error',
      at(record),
      `The ${what} says that it has ${Number(stated.parts)} parts, but ${have.parts} are there.`,
      'Something is missing or doubled.',
      'Nothing of the file was kept. Ask the bank for it again.',
      record,
    );
  }
  if (stated.records && Number(stated.records) !== have.records) {
    walk.reading.note(
      'bank.bai2.control-count',
      'error',
      at(record),
      `The ${what} says that it has ${Number(stated.records)} records, but ${have.records} are there.`,
      'Something is missing or doubled.',
      'Nothing of the file was kept. Ask the bank for it again.',
      record,
    );
  }
}

function closeAccount(walk: Walk, record: Record, fields: readonly string[]): void {
  walk.account.records += record.records;
  check(walk, record, 'account', walk.account, { total: fields[0], records: fields[1] });
  walk.group.total = walk.group.total + walk.account.total;
  walk.group.records += walk.account.records;
  walk.group.parts++;
  walk.account = level();
}

function closeGroup(walk: Walk, record: Record, fields: readonly string[]): void {
  walk.group.records += record.records;
  if (walk.account.records > 0) unclosed(walk, record, 'account');
  check(walk, record, 'group', walk.group, { total: fields[0], parts: fields[1], records: fields[2] });
  walk.file.total = walk.file.total + walk.group.total;
  walk.file.records += walk.group.records;
  walk.file.parts++;
  walk.group = level();
}

function closeFile(walk: Walk, record: Record, fields: readonly string[]): void {
  walk.file.records += record.records;
  if (walk.group.records > 0) unclosed(walk, record, 'group');
  check(walk, record, 'file', walk.file, { total: fields[0], parts: fields[1], records: fields[2] });
  walk.closed = true;
}

function unclosed(walk: Walk, record: Record, what: string): void {
  walk.reading.note(
    'bank.bai2.control-missing',
    'error',
    at(record),
    `The ${what} before this record has no control record.`,
    'Its total cannot be checked.',
    'Nothing of the file was kept. Ask the bank for it again.',
    record,
  );
}
