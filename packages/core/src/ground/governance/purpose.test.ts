import { describe, expect, test } from 'vitest';
import { type Serves, tooWide } from './purpose.ts';

const list: Serves = { purposes: ['payment', 'operations', 'patient-request'], patients: 'many', rows: 50, fields: ['identity', 'money'] };
const codes = (serves: Serves, purpose: Parameters<typeof tooWide>[1]) => tooWide(serves, purpose).map(({ code }) => code);

describe('minimum necessary', () => {
  test('a purpose that the question serves, within its width, passes', () => {
    expect(tooWide(list, 'payment')).toEqual([]);
  });
  test('a purpose that it does not serve is refused, and told what it serves', () => {
    expect(tooWide(list, 'audit')[0]).toMatchObject({ code: 'purpose.not-served', says: expect.stringContaining('payment, operations') });
  });
  test('a list of many patients is wider than what one patient asked for', () => {
    expect(codes(list, 'patient-request')).toEqual(['purpose.too-wide']);
    expect(codes({ ...list, patients: 'one' }, 'patient-request')).toEqual([]);
  });
  test('more rows than the purpose needs are refused', () => {
    expect(codes({ ...list, rows: 10_000 }, 'payment')).toEqual(['purpose.too-wide']);
  });
  test('fields that the purpose does not need are refused by name', () => {
    expect(tooWide({ ...list, fields: ['identity', 'source'] }, 'operations')[0]?.says).toBe('source is more than operations needs.');
  });
});
