import { expect, test } from 'vitest';
import { checkClaim, dentalEditsBeside } from './index.ts';
import { dental, sampleTables, servedOn } from './testing/claims.ts';

const familyOf = (code: string): string => {
  const answer = sampleTables.procedure(code, servedOn);
  return answer.is === 'found' ? (answer.row.family ?? '') : '';
};

test('what is said of two dental codes is what a claim with both of them is told, whichever comes first', () => {
  const codes = ['D1110', 'D1120', 'D4341', 'D1351', 'D2391', 'D2740', 'D2930', 'D3310', 'D7140', 'D0120', 'D5110'];
  const ofPairs = new Set(['treatments-exclude-each-other', 'cleaning-beside-gum-treatment']);
  let spoken = 0;
  for (const [i, a] of codes.entries())
    for (const b of codes.slice(i + 1)) {
      const found = checkClaim(dental([`${a}#14`, `${b}#14`])).filter(({ code }) => ofPairs.has(code));
      const said = dentalEditsBeside({ code: b, family: familyOf(b) }, { code: a, family: familyOf(a) });
      expect(
        said.map(({ code, says }) => `${code} ${says}`),
        `${a} ${b}`,
      ).toEqual(found.map(({ code, says }) => `${code} ${says}`));
      spoken += said.length;
    }
  expect(spoken).toBeGreaterThan(5);
});
