import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { cents } from '../../ground/base/index.ts';
import { type ClaimToSend, changeClaim, diagnosesOfLineAlone, type LineToSend, lineMore, lineOff, whyNotChanged } from './index.ts';

const golden = join(import.meta.dirname, '../../../../../golden/revenue/claims/secondary/in.json');
const { claim: sent } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;
const [first] = sent.lines;
if (first === undefined) throw new Error('it has a line');
const line = (number: number, pointers: readonly number[], billed: number): LineToSend => ({
  ...{ ...first, number, pointers, billed: cents(billed), lineControlNumber: `${sent.patientControlNumber}-${number}` },
});
const codes = ['H2513', 'H5213', 'H5203', 'H527'];
const claim: ClaimToSend = {
  ...sent,
  diagnoses: codes.map((code) => ({ code, system: 'ICD-10-CM' })),
  lines: [line(1, [1, 4], 12_000), line(2, [2, 1, 3], 4_000), line(5, [4], 3_000)],
  billed: cents(19_000),
};
const diagnosesOf = ({ diagnoses, lines }: ClaimToSend) => lines.map(({ pointers }) => pointers.map((at) => diagnoses[at - 1]?.code));

describe('a line that leaves a claim', () => {
  test('takes diagnoses along that no other one points at: the others still point at theirs, and the total follows', () => {
    expect(diagnosesOfLineAlone(claim, 1)).toEqual([1, 2]);
    const changes = lineOff(claim, 1, [1, 2]);
    expect(whyNotChanged(claim, changes)).toBeUndefined();
    const left = changeClaim(claim, changes) as ClaimToSend;
    expect(left).toMatchObject({ billed: 15_000, diagnoses: [{ code: 'H2513' }, { code: 'H527' }], lines: [{ number: 1 }, { number: 5 }] });
    expect(diagnosesOf(left)).toEqual([['H2513', 'H527'], ['H527']]);
    expect(lineOff(claim, 1)).toEqual([{ at: 'lines.1', to: null }]);
  });
  test('is not the only one, nor one that an earlier payer has decided', () => {
    const [only] = claim.lines;
    if (only === undefined) throw new Error('it has a line');
    expect(whyNotChanged({ ...claim, lines: [only] }, lineOff({ ...claim, lines: [only] }, 0))).toMatch(/only line/);
    const twice = [0, 0, 0].map((at) => ({ at: `lines.${at}`, to: null }));
    expect([whyNotChanged(claim, twice.slice(1)), whyNotChanged(claim, twice)]).toEqual([undefined, expect.stringMatching(/only line/)]);
    const lines = [{ number: 2, paid: cents(500), procedure: first.procedure, adjustments: [] }];
    const decided = {
      ...claim,
      coverages: claim.coverages.map((one) => ({ ...one, decision: { paid: cents(500), adjustments: [], lines } })),
    };
    expect([0, 1].map((i) => whyNotChanged(decided, lineOff(decided, i)))).toEqual([undefined, expect.stringMatching(/earlier payer/)]);
  });
});

test('a line that joins a claim has the next number and its own control number, and brings nothing that is worked out', () => {
  const changes = lineMore(claim, 0, { code: '92015', billed: cents(4_050) });
  expect(whyNotChanged(claim, changes)).toBeUndefined();
  const more = changeClaim(claim, changes) as ClaimToSend;
  const { lineControlNumber, ...added } = more.lines[3] ?? {};
  expect(added).toMatchObject({ number: 6, procedure: { code: '92015' }, billed: 4_050, pointers: [1, 4], servedOn: first.servedOn });
  expect([lineControlNumber, more.billed]).toEqual([`${claim.patientControlNumber}-6`, 23_050]);
  const to = more.lines[3];
  const put = (at: string, change: object) => whyNotChanged(claim, [{ at, to: { ...to, ...change } }]);
  expect(put('lines.3', { expectedAllowed: 1 })).toMatch(/worked out/);
  expect(put('lines.3', { number: 2 })).toMatch(/next number/);
  expect(put('lines.3', { lineControlNumber: claim.lines[0]?.lineControlNumber })).toMatch(/of its own/);
  expect(put('lines.0', {})).toMatch(/field by field/);
  expect(put('lines', {})).toMatch(/one by one/);
  expect(whyNotChanged(claim, [{ at: 'lines.0.number', to: 3 }])).toBeDefined();
});

test('what says nothing any more is not there', () => {
  const orthodontics = { months: 24 };
  expect(changeClaim({ ...claim, orthodontics }, [{ at: 'orthodontics.months', to: null }])).not.toHaveProperty('orthodontics');
});
