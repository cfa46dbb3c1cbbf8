import { expect, test } from 'vitest';
import { formatMicro, monthBounds, readMicro, standingOf, usageCsv, writeMicro } from './words.ts';

test('millionths of a dollar are typed and read as dollars, to the last one', () => {
  expect(['2.50', '$1,200', '0.000001', ' 3 '].map(readMicro)).toEqual([2_500_000, 1_200_000_000, 1, 3_000_000]);
  expect(['', 'two', '1.2.3', '-1', '0.0000001'].map(readMicro)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect([2_500_000, 1, 3_000_000, 0].map(writeMicro)).toEqual(['2.50', '0.000001', '3', '0']);
  expect([1_234_567_890, 49, 51].map((micro) => formatMicro(micro))).toEqual(['1,234.5679', '0.0000', '0.0001']);
});

test('the registry says how long an agreement holds: amber from 60 days, red when it is over', () => {
  const of = (how: object) => {
    const { words, tone } = standingOf({
      ...{ id: 'a', kind: 'baa', product: 'P', purposes: [], signedOn: '2026-01-01', ended: false, standing: true },
      ...how,
    });
    return `${tone} ${words}`;
  };
  expect([{}, { daysLeft: 61 }, { daysLeft: 60 }, { daysLeft: 1 }, { daysLeft: 0 }].map(of)).toEqual([
    'good In force',
    'good In force',
    'work Expires in 60 days',
    'work Expires in 1 day',
    'work Expires today',
  ]);
  expect(of({ standing: false, daysLeft: -1 })).toBe('stop Expired');
  expect(of({ standing: false, ended: true, daysLeft: 300 })).toBe('quiet Ended');
});

test('a month ends where the next begins', () => {
  expect(monthBounds('2026-12')).toEqual({ from: '2026-12-01T00:00:00.000Z', to: '2027-01-01T00:00:00.000Z' });
});

test('a table for spreadsheets: exact dollars, and a name that looks like a formula stays a name', () => {
  const row = {
    month: '2026-03',
    workflow: 'posting',
    model: '=cmd, "x"',
    calls: 2,
    tokensIn: 10,
    tokensOut: 3,
    microDollars: 1_234_567_891,
  };
  expect(usageCsv([row])).toBe(
    'month,workflow,model,calls,tokens in,tokens out,dollars\r\n2026-03,posting,"\'=cmd, ""x""",2,10,3,1234.567891\r\n',
  );
});
