import type { PlainDate } from '@claimwright/core/ground/base';
import { expect, test } from 'vitest';
import { backTo, readAll, setLabels, shownTerm, startNow, startsOf } from './typed.ts';

const day = (text: string) => text as PlainDate;
const limit = { of: ['D1110'], times: 2, days: 365, per: 'patient' } as const;
const terms = { filingDays: 90, frequencies: [limit] };

test('what was touched is a change where it differs, and told where it says nothing', () => {
  expect(shownTerm(terms, {}, 'filingDays')).toBe('90');
  const rows = shownTerm(terms, {}, 'frequencies');
  expect(rows).toEqual([{ times: '2', per: 'patient', within: 'days', days: '365', of: 'D1110' }]);
  expect(readAll(terms, { filingDays: '90 ', frequencies: rows, vision: '' })).toEqual({ change: {}, changed: [], wrong: {} });
  expect(readAll(terms, { filingDays: '', vision: 'yes', frequencies: [], ages: [{ from: '', to: '', of: 'D1351' }] })).toEqual({
    change: { filingDays: null, vision: true, frequencies: null },
    changed: ['filingDays', 'vision', 'frequencies'],
    wrong: { ages: 'It says neither from nor to which age.' },
  });
  expect(backTo(terms, ['filingDays', 'vision'])).toEqual({ filingDays: 90, vision: null });
});

test('the days of which terms are changed are those in force, until another is said', () => {
  const saved = [
    { change: terms },
    { from: day('2027-01-01'), change: { vision: true } },
    { from: day('2026-01-01'), change: { vision: false } },
  ];
  expect(startsOf(saved)).toEqual(['2026-01-01', '2027-01-01']);
  expect(startNow(saved, day('2026-11-22'))).toBe('2026-01-01');
  expect(startNow(saved, day('2025-11-22'))).toBeUndefined();
  expect(setLabels(saved, day('2026-11-22'))).toEqual(['Vision plan', 'Time to file', 'How often it pays']);
});
