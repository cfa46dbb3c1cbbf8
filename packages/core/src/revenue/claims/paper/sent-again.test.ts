import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { boxesOfFinding, type ClaimToSend, paperForm } from '../index.ts';

const golden = join(import.meta.dirname, '../../../../../../golden/revenue/claims/secondary/in.json');
const { claim } = (JSON.parse(readFileSync(golden, 'utf8')) as { next: { claim: ClaimToSend } }).next;

function textsOf(of: ClaimToSend, wanted: string): string[][] {
  const form = paperForm(of);
  if (form === undefined) throw new Error('there is a form for it');
  return form.pages.map((page) => page.filter(({ box }) => box === wanted).map(({ text }) => text.trim()));
}

describe('a replacement or void says on paper what it is, and of which claim', () => {
  const [line] = claim.lines;
  if (line === undefined) throw new Error('a claim has a line');
  const lines = Array.from({ length: 11 }, (_, i) => ({ ...line, number: i + 1 }));
  const dental: ClaimToSend = { ...claim, kind: 'dental', note: 'CROWN LOST', lines };

  test.each([
    ['7', { originalPayerControlNumber: 'HB-20331' }, 'REPLACEMENT OF CLAIM HB-20331. CROWN LOST'],
    ['8', { originalPayerControlNumber: 'HB-20331' }, 'VOID OF CLAIM HB-20331. CROWN LOST'],
    ['7', {}, 'REPLACEMENT OF AN EARLIER CLAIM. CROWN LOST'],
    ['1', { originalPayerControlNumber: 'HB-20331' }, 'CROWN LOST'],
  ])('ADA 2024, frequency %s: in the remarks of each form, before the note', (frequency, number, says) => {
    expect(textsOf({ ...dental, frequency, ...number }, '35')).toEqual([[says], [says]]);
    const { layout } = paperForm(dental) ?? {};
    expect(layout && boxesOfFinding(dental, layout, { at: 'claim, frequency' })).toEqual([{ box: '35' }]);
  });

  test('CMS-1500 in box 22, UB-04 in the type of bill and box 64', () => {
    expect(textsOf({ ...claim, frequency: '8', originalPayerControlNumber: 'HB-20331' }, '22')).toEqual([['8', 'HB-20331']]);
    const stay = { typeOfBill: '137', conditions: [], occurrences: [], values: [] };
    const bill: ClaimToSend = { ...claim, kind: 'institutional', frequency: '7', originalPayerControlNumber: 'HB-20331', stay };
    expect([textsOf(bill, '4'), textsOf(bill, '64')]).toEqual([[['0137']], [['HB-20331']]]);
  });
});
