import { fromDecimal, type PlainDate, plainDate } from '@claimwright/core/ground/base';

/** A row of opening balances, and what is wrong with it. */
export interface BalanceRow {
  readonly row: number;
  readonly account: string;
  readonly amount: string;
  readonly on: string;
  readonly wrong: readonly string[];
}

const roots = ['Assets', 'Liabilities', 'Equity', 'Income', 'Expenses'];
const accountName = /^(?:Assets|Liabilities|Equity|Income|Expenses)(?::[A-Za-z0-9][\w-]*)+$/;

/** Splits CSV or tab-separated text into cells; quotes may hold separators, line breaks and doubled quotes. */
export function readCells(text: string): string[][] {
  const clean = text.replace(/^\uFEFF/, '');
  const separator = clean.split('\n', 1)[0]?.includes('\t') ? '\t' : ',';
  const rows: string[][] = [];
  let cells: string[] = [];
  let cell = '';
  let quoted = false;
  const endCell = () => {
    cells.push(cell.trim());
    cell = '';
  };
  const endRow = () => {
    endCell();
    if (cells.some((one) => one !== '')) rows.push(cells);
    cells = [];
  };
  for (let at = 0; at < clean.length; at++) {
    const char = clean[at];
    if (quoted) {
      if (char !== '"') cell += char;
      else if (clean[at + 1] === '"') cell += clean[at++];
      else quoted = false;
    } else if (char === '"' && cell.trim() === '') {
      cell = '';
      quoted = true;
    } else if (char === separator) endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  endRow();
  return rows;
}

/** '09/30/2026' and '2026-09-30' are the same day. */
export function readDay(text: string): PlainDate | undefined {
  const us = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text.trim());
  return plainDate(us ? `${us[3]}-${us[1]?.padStart(2, '0')}-${us[2]?.padStart(2, '0')}` : text.trim());
}

export function checkBalance(row: number, account: string, amount: string, on: string): BalanceRow {
  const wrong: string[] = [];
  const dollars = amount.replace(/^\$|^-\$/, (sign) => (sign.startsWith('-') ? '-' : '')).replace(/^\((.*)\)$/, '-$1');
  const cents = fromDecimal(dollars);
  const day = readDay(on);
  if (!accountName.test(account))
    wrong.push(`The account begins with one of ${roots.join(', ')} and has parts after a colon, such as Assets:Bank.`);
  if (account.startsWith('Assets:AR'))
    wrong.push('What payers and patients owe comes from their claims: leave it out, and bring in the open claims (837) instead.');
  if (cents === undefined) wrong.push('The amount is dollars with at most two decimals, such as 1,250.00 or -80.00.');
  if (day === undefined) wrong.push('The date is a day such as 2026-09-30 or 09/30/2026.');
  return { row, account, amount: cents === undefined ? amount : dollars.replaceAll(',', ''), on: day ?? on, wrong };
}

const looksLikeHead = (cells: readonly string[]): boolean => cells.some((cell) => /^(?:account|amount|balance|date|on)$/i.test(cell));

/** Pasted or dropped text: account, amount, date in a row; a heading row may name them in another order. */
export function readBalances(text: string): BalanceRow[] {
  const rows = readCells(text);
  const head = rows[0] && looksLikeHead(rows[0]) ? rows[0].map((cell) => cell.toLowerCase()) : undefined;
  const place = (names: readonly string[], otherwise: number) => {
    const at = head?.findIndex((cell) => names.includes(cell)) ?? -1;
    return at < 0 ? otherwise : at;
  };
  const [account, amount, on] = [place(['account'], 0), place(['amount', 'balance'], 1), place(['date', 'on'], 2)];
  const from = head ? 1 : 0;
  return rows.slice(from).map((cells, at) => checkBalance(at + from + 1, cells[account] ?? '', cells[amount] ?? '', cells[on] ?? ''));
}
