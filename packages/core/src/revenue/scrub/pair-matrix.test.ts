import { describe, expect, test } from 'vitest';
import type { CodeTables } from '../../ground/codes/index.ts';
import { checkClaim } from './index.ts';
import { day, medical, sampleTables } from './testing/claims.ts';
import { sampleRows } from './testing/rows.ts';
import { tablesOf } from './testing/tables.ts';

const tried = [
  '',
  '25',
  '57',
  '24',
  '59',
  'XE',
  'XS',
  'XP',
  'XU',
  '58',
  '78',
  '79',
  '91',
  'LT',
  'RT',
  'E1',
  'F5',
  'TA',
  'LC',
  '51',
  '26',
  '76',
  'GA',
];

/** Written out by hand, apart from the edit: which modifier sets a pair of its kind apart, and on which side. */
const apart: { readonly [kind in 'procedures' | 'visit first' | 'visit second']: { readonly [side in 0 | 1]: readonly string[] } } = {
  procedures: {
    0: ['59', 'XE', 'XS', 'XP', 'XU', '58', '78', '79', '91', 'LT', 'RT', 'E1', 'F5', 'TA', 'LC'],
    1: ['59', 'XE', 'XS', 'XP', 'XU', '58', '78', '79', '91', 'LT', 'RT', 'E1', 'F5', 'TA', 'LC'],
  },
  'visit first': { 0: ['25', '57', '24'], 1: [] },
  'visit second': { 0: [], 1: ['25', '57', '24'] },
};

const pairs = [
  [0, ['Z1090', 'Z6001'], 'procedures'],
  [1, ['Z1010', 'Z1000'], 'procedures'],
  [1, ['93000', '99213'], 'visit second'],
  [1, ['99213', '93000'], 'visit first'],
  [9, ['Z2001', 'Z2002'], 'procedures'],
] as const;

describe('procedure pairs: indicator × modifier × side', () => {
  test.each(pairs)('indicator %i, %s', (indicator, codes, kind) => {
    for (const side of [0, 1] as const)
      for (const modifier of tried) {
        const lines = codes.map((code, i) => (i === side && modifier !== '' ? `${code}-${modifier}` : code));
        const found = checkClaim(medical(lines)).map(({ code }) => code);
        const isApart = apart[kind][side].includes(modifier);
        expect([found.includes('pair-never'), found.includes('pair-without-modifier')], lines.join(' ')).toEqual([
          indicator === 0,
          indicator === 1 && !isApart,
        ]);
      }
  });
});

describe('coverage decisions: diagnosis × contractor × day', () => {
  const later = tablesOf(
    { ...sampleRows, coverage: [{ id: 'L90001', procedure: 'Z7001', jurisdictions: ['FL'], covered: ['R05'], notCovered: [] }] },
    day('2016-01-01'),
  );
  const changed: CodeTables = {
    ...sampleTables,
    coverage: (code, jurisdiction, on) => (on < '2026-03-01' ? sampleTables : later).coverage(code, jurisdiction, on),
  };
  test.each([
    ['I10', 'FL', '2026-02-28', true],
    ['I10', 'FL', '2026-03-01', false],
    ['R05', 'FL', '2026-02-28', false],
    ['R05', 'FL', '2026-03-01', true],
    ['I10', 'J-N', '2026-02-28', true],
    ['R05', 'J-N', '2026-02-28', false],
    // No decision of this contractor speaks of it.
    ['R05', 'J-N', '2026-03-01', true],
    ['R05', 'NY', '2026-02-28', true],
  ])('%s, %s, %s', (diagnosis, jurisdiction, on, covered) => {
    const coverage = { filingIndicator: 'MB', memberId: '1EG4TE5MK73' };
    const facts = medical(['Z7001'], { diagnoses: [diagnosis], jurisdiction, coverage, line: { servedOn: day(on) } });
    const found = checkClaim({ ...facts, tables: changed }).map(({ code }) => code);
    expect(found.includes('diagnosis-not-covered')).toBe(!covered);
  });
});
