import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import type { ClaimToSend } from '../claims/index.ts';
import { claimOnWire, leftOutOfEach, notCompared } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const text = claimOnWire(claim).claimText;
const left = (said: string, of: ClaimToSend) => leftOutOfEach([{ bytes: new TextEncoder().encode(said), claim: of }])[0];
const after = (segment: RegExp, more: string): string => text.replace(segment, (found) => found + more);

test.each([
  ['DTP*297*D8*20260301~', 'DTP*297 (2300)'],
  ['DTP*296*D8*20260302~', 'DTP*296 (2300)'],
  ['DTP*454*D8*20260302~', 'DTP*454 (2300)'],
  ['REF*P4*X~', 'REF*P4 (2300)'],
  ['CR1*LB*140*A*A*DH*12~', 'CR1 (2300)'],
  ['CRC*07*Y*01~', 'CRC*07 (2300)'],
  ['K3*SOMEBODY BY NAME~', 'K3 (2300)'],
  ['NM1*PW*2~', 'NM1*PW (2310)'],
  ['NM1*P3*1*ALDER*ROWAN****XX*1234567893~', 'NM1*P3 (2310)'],
])('what a file says of a claim and there is no room for is named: %s', (segment, name) => {
  expect(left(after(/HI[^~]*~/, segment), claim)).toEqual([name]);
});

test.each([
  ['REF*X4*12D4567890~', 'REF*X4 (2400, line 2)'],
  ['REF*EW*M123~', 'REF*EW (2400, line 2)'],
  ['DTP*304*D8*20260302~', 'DTP*304 (2400, line 2)'],
  ['MEA*TR*R1*11.2~', 'MEA*TR (2400, line 2)'],
  ['NM1*77*2*LAB~', 'NM1*77 (2420, line 2)'],
  ['NM1*DQ*1*ALDER*ROWAN~REF*G2*1~', 'NM1*DQ (2420, line 2)|REF*G2 (2420 NM1*DQ, line 2)'],
])('and of a line, by its number: %s', (segment, names) => {
  expect(left(text + segment, claim)).toEqual(names.split('|'));
});

test('nothing is left out of what we wrote, whatever its signs; an element and a second of a kind are seen too', () => {
  expect(left(text, claim)).toEqual([]);
  expect(left(text.replace(/~/g, "'\r\n").replace(/\*/g, '|').replace(/:/g, '>'), claim)).toEqual([]);
  expect(left(text.replace(/^(CLM[^~]*)~/, '$1***********11~'), claim)).toEqual(['CLM20 (2300)']);
  expect(left(after(/^CLM[^~]*~/, 'HI*BP:00100~'), claim)).toEqual(['HI*BP (2300)']);
});

test('a claim that cannot be written yet was not compared, which is said', () => {
  expect(left(text, { ...claim, note: 'FRACTURE '.repeat(20) })).toEqual([notCompared]);
  // One that does not add up is compared all the same.
  expect(left(`${text}REF*X4*1~`, { ...claim, billed: cents(claim.billed + 1) })).toEqual(['REF*X4 (2400, line 2)']);
});

test('what decides nothing is not told: a clearinghouse’s number of the claim, and that it was no emergency', () => {
  expect(left(after(/HI[^~]*~/, 'REF*D9*TRACE1~'), claim)).toEqual([]);
  const emergency = (said: string): string =>
    text.replace(
      /~SV1\*([^~]*)~/,
      (_, elements: string) => `~SV1*${[...elements.split('*'), ...Array<string>(8).fill('')].slice(0, 8).join('*')}*${said}~`,
    );
  expect(left(emergency('Y'), claim)).toEqual(['SV109 (2400, line 1)']);
  expect(left(emergency('N'), claim)).toEqual([]);
});

test('of many claims each is held to its own, of whatever kind and though one of them cannot be written', () => {
  const bytes = new TextEncoder().encode(text);
  const unwritable = { ...claim, note: 'FRACTURE '.repeat(20) };
  const more = { claim, bytes: new TextEncoder().encode(after(/HI[^~]*~/, 'REF*P4*X~')) };
  const dental = { ...claim, kind: 'dental' as const };
  expect(leftOutOfEach([{ claim, bytes }, more, { claim, bytes }])).toEqual([[], ['REF*P4 (2300)'], []]);
  expect(leftOutOfEach([{ claim, bytes }, { claim: unwritable, bytes }, more])).toEqual([[], [notCompared], ['REF*P4 (2300)']]);
  expect(leftOutOfEach([more, { claim: dental, bytes }])[0]).toEqual(['REF*P4 (2300)']);
  expect(leftOutOfEach([])).toEqual([]);
});
