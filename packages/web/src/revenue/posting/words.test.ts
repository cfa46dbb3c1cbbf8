import { cents } from '@claimwright/core/ground/base';
import type { TrayRow } from '@claimwright/server/api';
import { describe, expect, it } from 'vitest';
import { bankDiffers, depositSaid, ifNothingIsDone } from './words.ts';

const row = (state: TrayRow['deposit']['state'], amount: number, more: Partial<TrayRow> = {}): TrayRow => ({
  id: 'r',
  payerName: 'JUNIPER',
  traceNumber: '1',
  method: 'ACH',
  paid: cents(21_991),
  claims: 3,
  cleanClaims: 3,
  workClaims: 0,
  parkedClaims: 0,
  unapplied: cents(0),
  state: 'posted',
  balanced: true,
  nearDuplicate: false,
  deposit: { state, amount: cents(amount), postedOn: '2026-03-02' as NonNullable<TrayRow['paidOn']> },
  openWork: 0,
  documentId: 'd',
  readAt: '2026-03-02T15:00:00Z',
  because: '',
  ...more,
});

describe('a posted remit whose deposit has another amount', () => {
  it('says what differs and by how much, and that something is left', () => {
    const differs = row('differs', 20_741);
    expect(bankDiffers(differs)).toBe('12.50 less');
    expect(depositSaid(differs).says).toBe(
      'The bank received 207.41 under the same trace number: 12.50 less than the 219.91 of this remit.',
    );
    expect(ifNothingIsDone(differs)).toMatch(/^The payment is booked\. No deposit is tied to it/);
    expect(ifNothingIsDone(differs)).not.toContain('Nothing is left');
  });
  it('says so still when it is tied', () => {
    const tied = row('tied', 23_000);
    expect(depositSaid(tied)).toMatchObject({ tone: 'stop', words: 'Tied, 10.09 more' });
    expect(ifNothingIsDone(tied)).toBe('The payment is booked. The 10.09 between the bank and the remit stays in clearing.');
  });
  it('says that nothing is left only where that is so', () => {
    expect(ifNothingIsDone(row('tied', 21_991))).toBe('Nothing is left to do here.');
    expect(depositSaid(row('tied', 21_991))).toMatchObject({ tone: 'good', words: 'Tied' });
    expect(ifNothingIsDone(row('tied', 21_991, { openWork: 2 }))).toMatch(/2 exceptions stay open/);
    expect(ifNothingIsDone(row('missing', 21_991))).toMatch(/until the bank shows its deposit/);
  });
});

it('a payment of a day to come is not looked for at the bank yet', () => {
  const said = (waitingDays: number) => depositSaid({ ...row('missing', 0), deposit: { state: 'missing', waitingDays } });
  expect(said(-2)).toMatchObject({ tone: 'wait', words: 'Not due yet' });
  expect(said(3)).toMatchObject({ tone: 'work', words: 'Not seen, 3 d' });
});
