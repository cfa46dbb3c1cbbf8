import { cents } from '@claimwright/core/ground/base';
import type { ClaimPlan } from '@claimwright/core/revenue/posting';
import { expect, test } from 'vitest';
import { claimsNamed, partOfFindings, partOfPlan } from './part.ts';

const zero = cents(0);
const money = { billed: zero, allowed: zero, paid: zero, patient: zero, nextPayer: zero, balance: zero };
const plan: ClaimPlan = {
  ...{ remitClaimIndex: 0, remitClaimId: 'rc', state: 'parked', as: 'primary', unexplained: zero, ...money },
  match: { claimId: 'ours', how: 'member-date-charge', certainty: 'unsure', because: 'Charge and day agree.', others: ['theirs'] },
  candidates: ['ours', 'theirs'],
  lines: [
    {
      ...{ index: 0, claimLineId: 'l1', claimLineIds: ['l1'], matchedBy: 'procedure', because: 'Same code.', modifiers: [] },
      ...{ ...money, adjustments: [], state: 'posts' },
    },
  ],
  work: [
    { id: 'w1', kind: 'unmatched', blocks: true, claimId: 'theirs', amount: zero, says: 'a', because: 'b', fix: 'c' },
    { id: 'w2', kind: 'unmatched', blocks: true, claimId: 'ours', amount: zero, says: 'a', because: 'b', fix: 'c' },
  ],
};

test('a plan names no claim that is not seen: not as a candidate, not as one that came close, not in what is to do', () => {
  expect(claimsNamed([plan])).toEqual(['ours', 'theirs']);
  const shown = partOfPlan(plan, new Set(['ours']));
  expect(JSON.stringify(shown)).not.toContain('theirs');
  expect(shown).toMatchObject({ match: { claimId: 'ours', others: [] }, candidates: ['ours'], lines: plan.lines });
  expect(shown.work.map(({ id, claimId }) => [id, claimId])).toEqual([
    ['w1', undefined],
    ['w2', 'ours'],
  ]);
});

test('where the claim that it is matched to is not seen, neither are its lines', () => {
  const shown = partOfPlan(plan, new Set(['theirs']));
  expect(JSON.stringify(shown)).not.toContain('ours');
  expect(shown.match).toBeUndefined();
  expect(shown.lines[0]).toMatchObject({ claimLineIds: [] });
  expect(shown.lines[0]).not.toHaveProperty('claimLineId');
});

test('findings that stand in a claim that is not shown, or name it, are counted', () => {
  const found = { code: 'x', severity: 'warning', at: 'CLP04' } as const;
  const claims = [
    { index: 0, from: 100, to: 200, patientControlNumber: 'A1' },
    { index: 1, from: 200, to: 300, patientControlNumber: 'B22' },
  ];
  const findings = [
    { ...found, bytes: { from: 100, to: 110 }, says: 'Of the first.' },
    { ...found, bytes: { from: 200, to: 210 }, says: 'Of the second.' },
    { ...found, says: 'It says that B22 was paid before.' },
    { ...found, bytes: { from: 10, to: 20 }, says: 'Of the payment.' },
  ];
  const part = partOfFindings(findings, claims, new Set([0]));
  expect(part.findings.map(({ says }) => says)).toEqual(['Of the first.', 'Of the payment.']);
  expect(part.notShown).toBe(2);
});
