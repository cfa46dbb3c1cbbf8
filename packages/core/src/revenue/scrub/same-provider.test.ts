import { expect, test } from 'vitest';
import type { LineToSend, ProviderToSend } from '../claims/index.ts';
import { checkClaim, type ScrubFacts } from './index.ts';
import { type Changes, medical, served } from './testing/claims.ts';

const that = '2026-03-10';
const told = (facts: ScrubFacts): readonly string[] => checkClaim(facts).map(({ code }) => code);

/** A colleague of another NPI gives the second line. */
function shared(lines: readonly string[], taxonomy: string | undefined, taxonomies?: ScrubFacts['taxonomies']): ScrubFacts {
  const facts = medical(lines);
  const colleague: ProviderToSend = {
    ...{ entity: 'person', name: 'Sorrel', first: 'Ansel', npi: '1053386219' },
    ...(taxonomy === undefined ? {} : { taxonomy }),
  };
  const given = (line: LineToSend, i: number): LineToSend => (i === 1 ? { ...line, rendering: colleague } : line);
  return { ...facts, ...(taxonomies ? { taxonomies } : {}), claim: { ...facts.claim, lines: facts.claim.lines.map(given) } };
}
const group = { provider: '1053386219', group: '1234567893' };
const colleague = { ...group, taxonomy: '207Q00000X' };
const after = (line: string, earlier: string, on: string, who: object, changes: Changes = {}) =>
  told(medical([line], { history: [served(earlier, on, who)], ...changes }));

test('two physicians of one group and specialty on one claim count as one; of another specialty, or of none known, they do not', () => {
  for (const [lines, code] of [
    [['Z1090', 'Z6001'], 'pair-never'],
    [['99213', '93000'], 'pair-without-modifier'],
    [['Z6003*2', 'Z6003-59*2'], 'units-over-clinical-limit'],
    [['Z6001', 'Z6001'], 'duplicate-line'],
    [['99213', 'Z1010'], 'visit-on-day-of-surgery'],
  ] as const) {
    expect(told(shared(lines, '207Q00000X')), code).toContain(code);
    expect(told(shared(lines, '207QA0505X')), code).not.toContain(code);
    expect(told(shared(lines, undefined)), code).not.toContain(code);
    expect(told(shared(lines, undefined, new Map([['1053386219', '207Q00000X']]))), code).toContain(code);
  }
});

test('what a colleague of group and specialty gave before counts; another group, another specialty and an unknown one do not', () => {
  for (const [line, earlier, on, code] of [
    ['Z6003*3', 'Z6003', that, 'units-over-clinical-limit'],
    ['Z6002', 'Z6002', that, 'units-over-day-limit'],
    ['Z6001', 'Z1090', that, 'pair-never'],
    ['99213', 'Z1090', '2026-03-05', 'visit-in-global-period'],
    ['99213', '99213', that, 'duplicate-of-earlier'],
  ] as const) {
    expect(after(line, earlier, on, colleague), code).toContain(code);
    expect(after(line, earlier, on, { ...colleague, taxonomy: '207RC0000X' }), code).not.toContain(code);
    expect(after(line, earlier, on, { ...colleague, group: '1679523708' }), code).not.toContain(code);
    expect(after(line, earlier, on, group), code).not.toContain(code);
    expect(after(line, earlier, on, colleague, { rendering: { taxonomy: undefined } }), code).not.toContain(code);
    // The same physician is the same in any group and by any taxonomy.
    expect(after(line, earlier, on, { group: '1679523708', taxonomy: '207RC0000X' }), code).toContain(code);
  }
  expect(after('Z8001', '90471', that, group)).toContain('add-on-without-primary');
  expect(after('Z8001', '90471', that, colleague)).not.toContain('add-on-without-primary');
});
