import { cents } from '@claimwright/core/ground/base';
import { expect, it } from 'vitest';
import { inCommon, narrowed } from './narrowed.ts';

const row = (patientName: string, patientControlNumber: string) => ({
  claimId: patientControlNumber,
  patientName,
  patientControlNumber,
  billed: cents(100),
  payerName: 'NORTHWIND',
  because: '',
});
const rows = [row('Sampleton, Gamma', 'LK1'), row('Sampleton, Beta', 'LK2'), row('Proxyman, Onyx', 'LK12')];
const left = (typed: string) => narrowed(rows, typed).map((one) => one.patientControlNumber);

it('a name that agrees is told with what else agrees', () => {
  const one = { ...row('Stubbington, Onyx', 'LK1'), because: 'same day, same charge' };
  expect(inCommon(one, 'STUBBINGTON, ONYX')).toBe('same name, same day, same charge');
  expect(inCommon(one, 'Stubbington, Beta')).toBe('same day, same charge');
  expect(inCommon({ ...one, patientName: '' }, '')).toBe('same day, same charge');
});

it('each word that is typed narrows the candidates, and nothing typed leaves them all', () => {
  expect(left('')).toEqual(['LK1', 'LK2', 'LK12']);
  expect(left('sampleton')).toEqual(['LK1', 'LK2']);
  expect(left('Sampleton, g')).toEqual(['LK1']);
  expect(left('lk1')).toEqual(['LK1', 'LK12']);
  expect(left('onyx lk2')).toEqual([]);
});
