import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import type { FindingsView } from '@claimwright/server/api';
import { expect, test } from 'vitest';
import { difference, factOf, missingOf, startOf, tellsOf } from './facts.ts';

const claim = {
  ...{ sentAs: 'secondary', authorizationNumber: 'AU1' },
  coverages: [
    { rank: 'primary', payerId: 'P1', memberId: 'M1' },
    { rank: 'secondary', payerId: 'P2', memberId: 'M2' },
  ],
  lines: [{ procedure: { code: '99213' } }, { procedure: { code: '92015' } }, { procedure: { code: '99213' } }],
} as unknown as ClaimToSend;
const start = startOf(claim, '2026-03-09');

test('the form begins with the payer to whom the claim goes, its codes and today', () => {
  expect(start).toMatchObject({ payerId: 'P2', memberId: 'M2', number: 'AU1', covers: '99213 92015', checkedOn: '2026-03-09' });
});

test('what is typed is told; what is left empty is not', () => {
  expect(factOf('coverage', { ...start, active: 'no', to: '2026-02-28' })).toEqual({
    kind: 'coverage',
    entry: { payerId: 'P2', active: false, checkedOn: '2026-03-09', to: '2026-02-28', memberId: 'M2' },
  });
  expect(factOf('authorization', { ...start, covers: 'd2391, 92015', units: '4' })).toEqual({
    kind: 'authorization',
    authorization: { number: 'AU1', payerId: 'P2', covers: ['D2391', '92015'], units: 4 },
  });
  expect(factOf('note', { ...start, text: ' Seen today.\n' })).toEqual({ kind: 'note', text: 'Seen today.' });
});

test('who bears what is told as far as it was said', () => {
  expect(factOf('coverage', { ...start, copay: '$25', coinsurance: '20 %', deductibleLeft: '1,300.50' })).toMatchObject({
    entry: { benefits: [{ copay: 2500, coinsurance: 2000, deductibleLeft: 130_050 }] },
  });
  expect(factOf('coverage', { ...start, copay: '0' })).toMatchObject({ entry: { benefits: [{ copay: 0 }] } });
  expect(missingOf('coverage', { ...start, coinsurance: '120' })).toBe('Coinsurance is a percentage: 20.');
  expect(missingOf('coverage', { ...start, copay: 'some' })).toBe('Copay and deductible are amounts.');
});

test('what cannot be told is said before', () => {
  expect(missingOf('note', start)).toBe('Paste the text of the note.');
  expect(missingOf('coverage', { ...start, from: '2026-02-02', to: '2026-02-01' })).toBe('It ends before it begins.');
  expect(missingOf('authorization', { ...start, number: ' ' })).toBe('The number is missing.');
  expect(missingOf('authorization', { ...start, units: 'four' })).toBe('Units are whole numbers.');
  expect(missingOf('coverage', start)).toBeUndefined();
});

test('a finding leads to what takes it away', () => {
  expect(tellsOf({ family: 'eligibility', code: 'not-covered-that-day' })).toBe('coverage');
  expect(tellsOf({ family: 'authorization', code: 'authorization-missing' })).toBe('authorization');
  expect(tellsOf({ family: 'note', code: 'narrative-missing' })).toBe('note');
  expect(tellsOf({ family: 'pairs', code: 'pair' })).toBeUndefined();
});

test('what went away and what came is told; what somebody set aside is neither', () => {
  const view = (...findings: readonly object[]) => ({ findings }) as unknown as FindingsView;
  const [a, b] = [
    { code: 'a', at: 'line 1', found: '' },
    { code: 'b', at: 'claim', found: '' },
  ];
  expect(difference(view(a, { ...b, aside: {} }), view(b))).toEqual({ gone: [a], come: [b] });
});
