import { expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import { checkEntry } from '../../ground/ledger/index.ts';
import { planNotOurs } from './index.ts';

const facts = {
  remitClaimId: 'RC000001',
  traceNumber: 'T1',
  amount: cents(9000),
  on: '2026-01-05' as PlainDate,
  document: 'd',
  bytes: { from: 1, to: 2 },
  newId: () => 'e1',
};

test('what is not ours is owed back to the payer, out of Unapplied, under the trace of the payment', () => {
  const { entries, movements } = planNotOurs(facts);
  expect(movements).toEqual([]);
  expect(entries.map(checkEntry)).toEqual([undefined]);
  expect(entries[0]?.lines.map((line) => [line.account, line.amount])).toEqual([
    ['Liabilities:Unapplied:RC000001', 9000],
    ['Liabilities:Payer:Refund:T1', -9000],
  ]);
});

test('a remit claim without money, or a whole remit that was never posted, books nothing', () => {
  expect(planNotOurs({ ...facts, amount: cents(0) })).toEqual({ entries: [], movements: [] });
});
