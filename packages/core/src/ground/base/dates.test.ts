import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, businessDaysBetween, daysBetween, type PlainDate } from './index.ts';

const monday = '2026-01-05' as PlainDate;

test('business days are those from Monday to Friday after the first day, up to the second', () => {
  fc.assert(
    fc.property(fc.integer({ min: -30_000, max: 30_000 }), fc.integer({ min: -1_500, max: 1_500 }), (from, days) => {
      const a = addDays(monday, from);
      const b = addDays(a, days);
      const [first, last] = days < 0 ? [b, a] : [a, b];
      let count = 0;
      for (let day = addDays(first, 1); day <= last; day = addDays(day, 1)) {
        const weekday = ((daysBetween(monday, day) % 7) + 7) % 7;
        if (weekday < 5) count++;
      }
      expect(Math.abs(businessDaysBetween(a, b))).toBe(count);
      expect(Math.sign(businessDaysBetween(a, b))).toBe(count === 0 ? 0 : Math.sign(days));
    }),
    { numRuns: 60 },
  );
});

test('days are counted as calendars do, over leap years and centuries', () => {
  for (const [date, days] of [
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-02-29', 11_016],
    ['2000-03-01', 11_017],
    ['2100-02-28', 47_540],
    ['2100-03-01', 47_541],
    ['1900-03-01', -25_508],
  ] as const)
    expect(daysBetween('1970-01-01' as PlainDate, date as PlainDate)).toBe(days);
  fc.assert(
    fc.property(fc.integer({ min: -50_000, max: 80_000 }), (days) => {
      const date = addDays(monday, days);
      expect(new Date(Date.parse(`${monday}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10)).toBe(date);
      expect(daysBetween(monday, date)).toBe(days);
      expect(daysBetween('1970-01-01' as PlainDate, date) * 86_400_000).toBe(Date.parse(`${date}T00:00:00Z`));
    }),
  );
});
