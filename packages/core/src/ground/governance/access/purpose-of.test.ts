import { expect, test } from 'vitest';
import { purposeOf } from './index.ts';

const serves = { purposes: ['payment', 'operations', 'audit', 'emergency'], patients: 'one', rows: 10, fields: ['money'] } as const;
const of = (kind: 'person' | 'service', roles: string[], emergency?: string) =>
  purposeOf({ kind, id: 'x', roles, ...(emergency ? { emergency } : {}) }, 'remits.read', serves);

test('unsaid, somebody looks for what their role looks for, where the question answers for it', () => {
  expect(of('person', ['biller'])).toBe('payment');
  expect(of('person', ['compliance-officer'])).toBe('audit');
  expect(of('service', ['posting-agent'])).toBe('payment');
  expect(of('person', ['admin'], 'e-1')).toBe('emergency');
  expect(of('person', ['biller'], 'e-1')).toBe('emergency');
  expect(purposeOf({ kind: 'person', id: 'x', roles: ['biller'] }, 'remits.read', { ...serves, purposes: ['legal'] })).toBeUndefined();
});
