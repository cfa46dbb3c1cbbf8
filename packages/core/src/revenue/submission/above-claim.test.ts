import { writeClaims } from '@claimwright/x12';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { claimArbitrary, facts } from '../../../testing/any-claim.ts';
import type { ClaimToSend } from '../claims/index.ts';
import { roomAbove } from './above-claim.ts';
import { AboveClaims, claimsToWrite } from './index.ts';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const written = (claims: readonly ClaimToSend[]): string => new TextDecoder().decode(writeClaims(claimsToWrite(claims, facts)));

/** What stands before the first claim, and between each two. */
const above = (text: string): string[] => text.split(/CLM\*[\s\S]*?(?=HL\*|SE\*|CLM\*)/);

const left = (...passed: readonly string[]): readonly string[] => {
  const claims = new AboveClaims();
  for (const text of passed) claims.pass(bytesOf(text));
  return claims.left;
};

test('what is written above claims of all kinds is what has room there, element by element, and no more', () => {
  const found = new Map<string, Set<number>>();
  const loops: { readonly [code: string]: string } = { 85: '2010AA', 87: '2010AB', IL: '2010BA', PR: '2010BB', QC: '2010CA' };
  const take = (text: string): void => {
    let loop = '';
    for (const elements of text.split('~').map((segment) => segment.split('*'))) {
      const [id = '', first = '', , third = ''] = elements;
      if (id === 'HL') loop = { 20: '2000A', 22: '2000B', 23: '2000C' }[third] ?? '';
      else if (id === 'NM1') loop = loops[first] ?? loop;
      if (id === 'HL' || id.trim() === '' || loop === '') continue;
      const key = `${loop} ${['NM1', 'REF', 'PRV', 'PER'].includes(id) ? `${id}*${first}` : id}`;
      const at = found.get(key) ?? new Set();
      found.set(
        key,
        elements.reduce((all, value, i) => (i > 0 && value !== '' ? all.add(i) : all), at),
      );
    }
  };
  for (const kind of ['professional', 'institutional', 'dental'] as const)
    fc.assert(
      fc.property(fc.array(claimArbitrary(kind), { minLength: 1, maxLength: 3 }), (claims) => {
        const text = written(claims);
        for (const one of above(text)) take(one.replace(/^[\s\S]*?(?=HL\*)/, '').replace(/SE\*[\s\S]*$/, ''));
        expect(left(...above(text))).toEqual([]);
      }),
      { numRuns: 300, seed: 11 },
    );
  const room = Object.entries(roomAbove).flatMap(([loop, of]) =>
    Object.entries(of).map(([segment, elements]) => [`${loop} ${segment}`, elements] as const),
  );
  const seen = [...found].map(([key, elements]) => [key, [...elements].sort((a, b) => a - b)] as const);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(room));
});

const head = 'ISA*00~GS*HC~ST*837*0001~BHT*0019~NM1*41*2*X~PER*IC*X*TE*1~NM1*40*2*Y~';
const billing = 'HL*1**20*1~NM1*85*2*QUIET HARBOR*****XX*1234567893~N3*1 PIER~N4*HARBOR*ME*04101~REF*EI*123456789~';
const insured =
  'HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*ALDER*ROWAN****MI*A1~DMG*D8*19800302*F~NM1*PR*2*HARBOR HEALTH*****PI*HARB1~REF*G2*77~';

test.each([
  [[head + billing + insured], ['REF*G2 (2010BB)']],
  // Without anything between two claims the second is of the same patient; with another insured, of whom nothing more is said, it is not.
  [[head + billing + insured, ''], ['REF*G2 (2010BB)']],
  [[head + billing + insured, 'HL*3*1*22*0~SBR*P*18~NM1*IL*1*FERN*ASH****MI*A2~'], []],
  [
    [head + billing + insured, 'HL*3*2*23*0~PAT*19~NM1*QC*1*FERN*ASH~REF*Y4*1~'],
    ['REF*G2 (2010BB)', 'REF*Y4 (2010CA)'],
  ],
  [[`${head}${billing}PER*IC*DANA*TE*5555550100*EM*a@b.example~`, insured.replace(/REF.*/, '')], []],
  [[`${head}HL*1**20*1~CUR*85*USD~NM1*85*2*X~NM1*PE*2*PLAN~N3*1~`], ['CUR (2000A)', 'NM1*PE (2010AC)', 'N3 (2010AC)']],
  [
    [head + billing, 'HL*2*1*22*0~SBR*P*18****1~PAT*****D8*20260101*01*120*Y~'],
    ['SBR06 (2000B)', 'PAT (2000B)'],
  ],
  [
    [head + billing, 'HL*2*1*22*0~NM1*IL*1*A*B**DR*JR*MI*1~N4*X*ME*1*CA~DMG*D8*1*F*M~'],
    ['N404 (2010BA)', 'DMG04 (2010BA)'],
  ],
  [[head + billing.replace('04101', '04101*US'), 'HL*2*1*22*0~NM1*IL*1*A*B**DR*JR*MI*1~N4*X*ME*1*usa~'], []],
])('what a file says above its claims, and they have no room for, is named: %#', (passed, expected) => {
  expect(left(...passed)).toEqual(expected);
});

test('whatever its signs', () => {
  const other = (text: string) => text.replace(/~/g, "'\r\n").replace(/\*/g, '|');
  expect(left(other(head + billing + insured), other('HL*3*2*23*0~PAT*19~NM1*QC*1*FERN*ASH~REF*Y4*1~'))).toEqual([
    'REF*G2 (2010BB)',
    'REF*Y4 (2010CA)',
  ]);
});
