import { expect, it } from 'vitest';
import { describe } from './describe.ts';

it('an entry says of which payment it is, where it is of one', () => {
  const remit = { remitId: 'r', traceNumber: '1017', payerName: 'NORTHWIND MUTUAL' };
  expect(describe({ description: 'Remit claim 3', remit })).toBe('Remit claim 3: NORTHWIND MUTUAL, trace 1017');
  expect(describe({ description: 'Charges' })).toBe('Charges');
});
