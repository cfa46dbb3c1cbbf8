import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, cents, type PlainDate } from '../base/index.ts';
import { type Deposit, matchDeposits, type RemitPayment } from './index.ts';

const day = '2025-06-10' as PlainDate;
const asOf = '2025-06-20' as PlainDate;
let count = 0;
const deposit = (amount: number, more: Partial<Deposit> = {}): Deposit => ({
  postedOn: day,
  amount: cents(amount),
  description: 'ACH CREDIT',
  kind: 'ach',
  bytes: { from: count++, to: count },
  ...more,
});
const remit = (id: string, amount: number, more: Partial<RemitPayment> = {}): RemitPayment => ({
  id,
  amount: cents(amount),
  traceNumber: `T-${id}`,
  payerTraceId: '1999888777',
  payerName: 'Northwind Mutual',
  paidOn: day,
  method: 'ACH',
  ...more,
});

describe('by trace', () => {
  test('trace, amount and date agree: sure; leading zeros and dashes do not matter', () => {
    const result = matchDeposits([deposit(500, { traceNumber: '00T1', payerTraceId: '1999888777' })], [remit('1', 500)], asOf);
    expect(result.matches).toMatchObject([{ how: 'trace', certainty: 'sure', businessDays: 0 }]);
  });
  test('more than three business days apart: likely only', () => {
    const late = addDays(day, 8);
    expect(matchDeposits([deposit(500, { traceNumber: 'T-1', postedOn: late })], [remit('1', 500)], asOf).matches).toMatchObject([
      { certainty: 'likely', businessDays: 6 },
    ]);
  });
  test('another amount: an exception with the exact difference', () => {
    const result = matchDeposits([deposit(450, { traceNumber: 'T-1' })], [remit('1', 500)], asOf);
    expect(result.exceptions).toMatchObject([{ difference: -50 }]);
    expect(result.matches).toEqual([]);
    expect(result.unmatchedDeposits).toEqual([]);
  });
  test('several remits of one trace under one deposit, and the other way round', () => {
    const two = [remit('1', 300, { traceNumber: 'X9' }), remit('2', 200, { traceNumber: 'X9' })];
    expect(matchDeposits([deposit(500, { traceNumber: 'X9' })], two, asOf).matches).toMatchObject([
      { how: 'sum-of-remits', certainty: 'sure' },
    ]);
    const parts = [deposit(300, { traceNumber: 'T-1' }), deposit(200, { traceNumber: 'T-1' })];
    expect(matchDeposits(parts, [remit('1', 500)], asOf).matches).toMatchObject([{ how: 'sum-of-deposits', certainty: 'sure' }]);
  });
  test('another payer id under the same trace number is no match', () => {
    const result = matchDeposits([deposit(500, { traceNumber: 'T-1', payerTraceId: '1111111111' })], [remit('1', 500)], asOf);
    expect(result.matches).toEqual([]);
    expect(result.exceptions).toEqual([]);
  });
  test('a cut trace number with the same amount is likely', () => {
    expect(
      matchDeposits([deposit(500, { traceNumber: '8812345678' })], [remit('1', 500, { traceNumber: '88123456789012' })], asOf).matches,
    ).toMatchObject([{ how: 'trace-altered', certainty: 'likely' }]);
  });
});

describe('without a trace', () => {
  const named = { description: 'NORTHWIND MUTUA HCCLAIMPMT' };
  test('amount, payer and date: likely', () => {
    expect(matchDeposits([deposit(500, named)], [remit('1', 500)], asOf).matches).toMatchObject([
      { how: 'amount-and-payer', certainty: 'likely' },
    ]);
  });
  test('two of the same amount are left to a person, with the candidates', () => {
    const result = matchDeposits([deposit(500, named)], [remit('1', 500), remit('2', 500)], asOf);
    expect(result.matches).toEqual([]);
    expect(result.unmatchedDeposits).toMatchObject([{ reason: 'several-candidates', candidates: [{ id: '1' }, { id: '2' }] }]);
  });
  test('a payer that the bank does not name is only offered', () => {
    expect(matchDeposits([deposit(500)], [remit('1', 500)], asOf).unmatchedDeposits).toMatchObject([
      { reason: 'payer-unknown', candidates: [{ id: '1' }] },
    ]);
  });
  test('a deposit with a TRN segment of its own never goes to another remit', () => {
    const result = matchDeposits([deposit(500, { ...named, traceNumber: 'Z1', payerTraceId: '1999888777' })], [remit('1', 500)], asOf);
    expect(result.unmatchedDeposits).toMatchObject([{ reason: 'no-remit-with-trace', waitingDays: 8, late: true }]);
    expect(result.unmatchedRemits).toMatchObject([{ reason: 'not-deposited-yet', waitingDays: 8, late: true }]);
  });
  test('one deposit over several remits of the payer', () => {
    expect(matchDeposits([deposit(600, named)], [remit('1', 100), remit('2', 500), remit('3', 777)], asOf).matches).toMatchObject([
      { how: 'sum-of-remits', remits: [{ id: '1' }, { id: '2' }] },
    ]);
  });
});

test('zero-pay remits wait for nothing; money out and repeats are set aside', () => {
  const again = deposit(500, { bankReference: 'B1', traceNumber: 'T-1' });
  const result = matchDeposits([again, { ...again }, deposit(-20)], [remit('0', 0, { method: 'NON' }), remit('1', 500)], asOf);
  expect(result.noDepositDue).toMatchObject([{ id: '0' }]);
  expect(result.matches).toHaveLength(1);
  expect(result.unmatchedDeposits.map((d) => d.reason)).toEqual(['repeated', 'money-out']);
});

test('every deposit and remit stands in exactly one list, and sure matches are exact', () => {
  const amount = fc.integer({ min: -3, max: 6 }).map((n) => n * 100);
  const trace = fc.constantFrom('A1234567', 'B1234567', 'A12345678', 'C5', '');
  const deposits = fc.array(fc.tuple(amount, trace, fc.integer({ min: -6, max: 6 }), fc.boolean()), { maxLength: 8 });
  const remits = fc.array(fc.tuple(amount, trace, fc.integer({ min: -6, max: 6 })), { maxLength: 8 });
  fc.assert(
    fc.property(deposits, remits, (ds, rs) => {
      const all = ds.map(([a, t, shift, named]) =>
        deposit(a, { ...(t ? { traceNumber: t } : {}), postedOn: addDays(day, shift), description: named ? 'NORTHWIND' : 'X' }),
      );
      const payments = rs.map(([a, t, shift], i) => remit(String(i), a, { traceNumber: t, paidOn: addDays(day, shift) }));
      const result = matchDeposits(all, payments, asOf);
      const seen = [...result.matches, ...result.exceptions]
        .flatMap((m) => m.deposits)
        .concat(result.unmatchedDeposits.map((u) => u.deposit));
      const paid = [...result.matches, ...result.exceptions]
        .flatMap((m) => m.remits)
        .concat(
          result.unmatchedRemits.map((u) => u.remit),
          result.noDepositDue,
        );
      expect(new Set(seen).size).toBe(seen.length);
      expect(new Set(seen)).toEqual(new Set(all));
      expect(paid.length).toBe(payments.length);
      expect(new Set(paid)).toEqual(new Set(payments));
      for (const m of result.matches) expect(m.deposits.reduce((s, d) => s + d.amount, 0)).toBe(m.remits.reduce((s, r) => s + r.amount, 0));
    }),
    { numRuns: 300 },
  );
});
