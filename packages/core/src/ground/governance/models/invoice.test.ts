import { expect, test } from 'vitest';
import { invoiceOf } from './index.ts';

const line = (month: string, workflow: string, microDollars: number) => ({
  month,
  workflow,
  model: 'small',
  calls: 2,
  tokensIn: 100,
  tokensOut: 7,
  microDollars,
});

test('an invoice holds the month’s lines, adds them up exactly, and rounds once', () => {
  const meter = [line('2026-03', 'posting', 4_999), line('2026-03', 'intake', 4_999), line('2026-02', 'posting', 900_000)];
  expect(invoiceOf(meter, '2026-03')).toEqual({
    month: '2026-03',
    lines: meter.slice(0, 2),
    calls: 4,
    tokensIn: 200,
    tokensOut: 14,
    microDollars: 9_998,
    // Each line alone would round to nothing.
    total: 1,
  });
  expect(invoiceOf(meter, '2026-01')).toMatchObject({ lines: [], calls: 0, total: 0 });
});
