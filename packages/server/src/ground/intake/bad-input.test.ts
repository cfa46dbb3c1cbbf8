import { cents } from '@claimwright/core/ground/base';
import { expect, test } from 'vitest';
import { Trouble } from '../../trouble.ts';
import { badInput, wasLost } from './bad-input.ts';

const thrown = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};
const withCode = (code: string) => Object.assign(new Error('x'), { code });

test.each([
  [thrown(() => cents(2 ** 53)), 'intake.amount-too-large'],
  [withCode('Z_BUF_ERROR'), 'intake.pack-broken'],
  [withCode('22P05'), 'intake.not-keepable'],
  [new Error('wrapped by the query builder', { cause: withCode('22P05') }), 'intake.not-keepable'],
  [new Trouble('document-missing', 'x'), 'intake.bytes-missing'],
  [new Trouble('document-damaged', 'x'), 'intake.bytes-damaged'],
  [new Trouble('pack-too-large', 'x'), 'intake.pack-too-large'],
])('%o is the fault of the file', (error, code) => {
  const finding = badInput(error);
  expect(finding).toMatchObject({ code, severity: 'error', fix: expect.any(String), because: expect.any(String) });
  expect(finding && wasLost([finding])).toBe(code.startsWith('intake.bytes'));
});

test.each([
  withCode('EIO'),
  withCode('ENOSPC'),
  withCode('40P01'),
  withCode('57P01'),
  withCode('42P01'),
  withCode('Z_MEM_ERROR'),
  new Error('x'),
  'x',
])('%o is not, and is tried again', (error) => {
  expect(badInput(error)).toBeUndefined();
});
