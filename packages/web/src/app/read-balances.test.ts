import { describe, expect, it } from 'vitest';
import { readBalances, readCells, readDay } from './read-balances.ts';

describe('opening balances pasted as CSV', () => {
  it('reads quotes, doubled quotes, tabs, a byte-order mark and CRLF', () => {
    expect(readCells('\uFEFFa,"b, ""c""",d\r\n\r\ne,f,g')).toEqual([
      ['a', 'b, "c"', 'd'],
      ['e', 'f', 'g'],
    ]);
    expect(readCells('a\tb\n1\t2')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });
  it('takes columns by their heading, in any order', () => {
    expect(readBalances('Date,Account,Amount\n09/30/2026,Assets:Bank,"$1,250.00"')).toEqual([
      { row: 2, account: 'Assets:Bank', amount: '1250.00', on: '2026-09-30', wrong: [] },
    ]);
  });
  it('reads parentheses as a minus', () => {
    expect(readBalances('Liabilities:Unapplied,(80.50),2026-09-30')[0]).toMatchObject({ row: 1, amount: '-80.50', wrong: [] });
  });
  it('takes receivables from claims only', () => {
    expect(readBalances('Assets:AR:Payer,10.00,2026-09-30')[0]?.wrong).toHaveLength(1);
  });
  it('says what is wrong row by row', () => {
    const [row] = readBalances('Bank,12.345,2026-02-30');
    expect(row?.wrong).toHaveLength(3);
    expect(readDay('2/3/2026')).toBe('2026-02-03');
  });
});
