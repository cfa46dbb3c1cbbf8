import { type Bytes, type Cents, fromDecimal, type PlainDate, plainDate } from '../base/index.ts';
import { type BankFile, type BankReading, lastFour, startReading } from './bank-file.ts';
import { isUtf16, latinText, words } from './bank-text.ts';
import type { Deposit } from './deposit.ts';
import { traceIn } from './trace.ts';

/**
 * Reads OFX 1 (SGML), OFX 2 (XML) and QFX: every bank statement transaction (STMTTRN) as a deposit or debit, with its exact bytes.
 * Our own reader: npm's ofx-js gives no positions and takes a second for a tag name of 26 letters, doubling with each more, so that
 * one dropped file could stop the server.
 */
export function readOfx(bytes: Uint8Array): BankFile {
  const reading = startReading('ofx');
  const latin = latinText(bytes);
  const start = latin.search(/<OFX[\s>]/i);
  if (start < 0 || isUtf16(latin)) {
    reading.note(
      'bank.ofx.no-header',
      'error',
      'file',
      'This is no OFX file: it has no <OFX> element.',
      'Nothing in it can be trusted without one.',
      'Download the file from the bank again, as OFX or QFX.',
    );
    return reading.close();
  }
  const walk: Walk = { reading, transaction: undefined, last4: undefined, currency: undefined, closed: false, seen: new Set() };
  // A tag and the text up to the next tag; a `<` that begins no tag is part of the text.
  const tag = /<(\/?)([A-Za-z0-9_.]{1,40})(?:\s[^<>]*)?\/?>([^<]*(?:<(?!\/?[A-Za-z0-9_.]{1,40}[\s/>])[^<]*)*)/g;
  tag.lastIndex = start;
  for (let found = tag.exec(latin); found; found = tag.exec(latin)) {
    const name = (found[2] ?? '').toUpperCase();
    const afterTag = found.index + found[0].length - (found[3] ?? '').length;
    if (found[1] === '/') closeTag(walk, name, afterTag);
    else openTag(walk, name, found.index, value(found[3] ?? ''));
  }
  if (!walk.closed || walk.transaction) {
    reading.note(
      'bank.ofx.truncated',
      'error',
      'end of file',
      'The file stops before its end (no </OFX>).',
      'A download that broke off leaves deposits out.',
      'Download the file from the bank again.',
    );
  }
  return reading.close();
}

interface Walk {
  readonly reading: BankReading;
  transaction: { readonly from: number; readonly fields: Map<string, string> } | undefined;
  last4: string | undefined;
  currency: string | undefined;
  closed: boolean;
  /** FITIDs of the account, to tell a transaction that the file brings twice. */
  readonly seen: Set<string>;
}

const entities: { readonly [name: string]: string } = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' };

function value(latin: string): string {
  const cdata = latin.replace(/<!\[CDATA\[|\]\]>/g, '');
  return words(cdata).replace(/&(lt|gt|amp|quot|apos|nbsp);/g, (all, name: string) => entities[name] ?? all);
}

function openTag(walk: Walk, name: string, from: number, text: string): void {
  if (name === 'STMTTRN') {
    if (walk.transaction) unfinished(walk, from);
    walk.transaction = { from, fields: new Map() };
  } else if (walk.transaction) {
    // PAYEE holds a NAME of its own; the first one wins, as the bank shows it.
    if (text !== '' && !walk.transaction.fields.has(name)) walk.transaction.fields.set(name, text);
  } else if (name === 'ACCTID') {
    walk.last4 = lastFour(text);
    walk.reading.accounts.push({ ...(walk.last4 ? { last4: walk.last4 } : {}), ...(walk.currency ? { currency: walk.currency } : {}) });
    walk.seen.clear();
  } else if (name === 'CURDEF') {
    walk.currency = text;
    if (text !== 'USD' && text !== 'CAD')
      walk.reading.note(
        'bank.ofx.currency',
        'warning',
        'CURDEF',
        'The statement is in another currency than dollars.',
        'Amounts are read with two decimal places.',
        'Check the amounts.',
      );
  }
}

function unfinished(walk: Walk, from: number): void {
  walk.reading.note(
    'bank.ofx.unfinished',
    'error',
    'STMTTRN',
    'A transaction begins before the last one ended.',
    'Its end tag is missing.',
    'Download the file from the bank again.',
    { from, to: from + 9 },
  );
}

function closeTag(walk: Walk, name: string, to: number): void {
  if (name === 'OFX') walk.closed = true;
  if (name === 'BANKTRANLIST' && walk.transaction) unfinished(walk, walk.transaction.from);
  if (name !== 'STMTTRN' || !walk.transaction) return;
  const { from, fields } = walk.transaction;
  walk.transaction = undefined;
  transaction(walk, fields, { from, to });
}

/** OFX allows more places than two as long as they are zeros, and a decimal comma. */
function amountOf(text: string | undefined): Cents | undefined {
  if (text === undefined) return undefined;
  const amount = fromDecimal(text);
  return amount ?? (/^[+-]?\d+,\d{1,2}$/.test(text.trim()) ? fromDecimal(text.replace(',', '.')) : undefined);
}

function dateOf(text: string | undefined): PlainDate | undefined {
  return /^\d{8}/.test(text ?? '') ? plainDate(`${text?.slice(0, 4)}-${text?.slice(4, 6)}-${text?.slice(6, 8)}`) : undefined;
}

function transaction(walk: Walk, fields: ReadonlyMap<string, string>, bytes: Bytes): void {
  const amount = amountOf(fields.get('TRNAMT'));
  const postedOn = dateOf(fields.get('DTPOSTED'));
  if (amount === undefined || postedOn === undefined) {
    const what = amount === undefined ? 'amount (TRNAMT)' : 'date (DTPOSTED)';
    walk.reading.note(
      'bank.ofx.transaction',
      'error',
      'STMTTRN',
      `A transaction has no readable ${what}.`,
      'It cannot be counted.',
      'Download the file from the bank again.',
      bytes,
    );
    return;
  }
  const bankReference = fields.get('FITID');
  if (bankReference !== undefined && walk.seen.has(bankReference)) {
    walk.reading.note(
      'bank.ofx.repeated',
      'warning',
      'STMTTRN FITID',
      'Two transactions have the same id (FITID).',
      'The bank promises that ids differ.',
      'Check that the deposit was not counted twice.',
      bytes,
    );
  }
  if (bankReference !== undefined) walk.seen.add(bankReference);
  if (amount === 0) return;
  const name = fields.get('NAME') ?? '';
  const memo = fields.get('MEMO') ?? '';
  // Many banks repeat the name at the head of the memo.
  const description = memo.startsWith(name) ? memo : `${name} ${memo}`.trim();
  const trace = traceIn(description);
  const traceNumber = trace?.number ?? fields.get('CHECKNUM') ?? fields.get('REFNUM');
  const deposit: Deposit = {
    postedOn,
    amount,
    ...(traceNumber ? { traceNumber } : {}),
    ...(trace?.payerTraceId ? { payerTraceId: trace.payerTraceId } : {}),
    ...(name ? { originator: name } : {}),
    description,
    ...(bankReference !== undefined ? { bankReference } : {}),
    ...(walk.last4 ? { accountLast4: walk.last4 } : {}),
    kind: kindOf(fields.get('TRNTYPE') ?? '', description),
    bytes,
  };
  walk.reading.deposits.push(deposit);
}

function kindOf(type: string, description: string): Deposit['kind'] {
  if (type === 'FEE' || type === 'SRVCHG') return 'fee';
  if (type === 'CHECK' || type === 'DEP') return 'check';
  if (type === 'DIRECTDEP' || type === 'DIRECTDEBIT' || /\b(ACH|HCCLAIMPMT|EFT|TRN)\b/i.test(description)) return 'ach';
  if (/\bWIRE\b/i.test(description)) return 'wire';
  return type === 'POS' ? 'card' : 'other';
}
