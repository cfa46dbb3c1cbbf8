import { expect, test } from 'vitest';
import { type EditFamily, edits, isMine, ownerOf, queueOf, queuesOf, reviewQueueNames } from './index.ts';

const held = (code: string, family: EditFamily, severity: 'error' | 'warning' = 'error') => ({ code, family, severity });

test.each([
  ['authorization-missing', 'authorization', 'authorization', 'ar-specialist'],
  ['authorization-used-up', 'authorization', 'authorization', 'ar-specialist'],
  ['frequency-reached', 'duplicates', 'frequency', 'ar-specialist'],
  ['coverage-frequency', 'necessity', 'frequency', 'ar-specialist'],
  ['duplicate-line', 'duplicates', 'billing', 'biller'],
  ['not-covered-that-day', 'eligibility', 'eligibility', 'ar-specialist'],
  ['pair-without-modifier', 'pairs', 'coder', 'coder'],
  ['note-of-another-service', 'note', 'coder', 'coder'],
  ['narrative-missing', 'note', 'documentation', 'coder'],
  ['attachment-missing', 'dental-benefits', 'documentation', 'coder'],
  ['waiting-period', 'dental-benefits', 'frequency', 'ar-specialist'],
  ['npi-invalid', 'identity', 'registration', 'biller'],
  ['filing-late', 'filing', 'filing', 'billing-manager'],
  ['payer-rule:therapy-home', 'payer', 'payer', 'billing-manager'],
] as const)('%s (%s) waits in %s, with the %s', (code, family, queue, role) => {
  expect(queueOf(held(code, family))).toBe(queue);
  expect(ownerOf(queue)).toEqual({ role });
});

test('every edit there is has a queue, and a claim waits in each of those that hold it, once', () => {
  for (const { code, family } of edits) expect(reviewQueueNames).toContain(queueOf({ code, family }));
  const found = [
    held('pair-never', 'pairs'),
    held('modifier-unknown', 'modifiers'),
    held('authorization-missing', 'authorization'),
    held('filing-near', 'filing', 'warning'),
  ];
  expect(queuesOf(found)).toEqual(['coder', 'authorization']);
  expect(queueOf({ code: 'gone', family: 'gone' })).toBe('billing');
});

test('the practice’s word goes before: of a code, then of a family, and of whose a queue is', () => {
  const routing = { owners: { coder: { person: 'cora' } }, kinds: { pairs: 'billing', 'pair-never': 'payer' } } as const;
  expect(queueOf(held('pair-never', 'pairs'), routing)).toBe('payer');
  expect(queueOf(held('pair-same-site', 'pairs'), routing)).toBe('billing');
  const cora = { id: 'cora', roles: ['coder'] };
  expect([isMine(ownerOf('coder', routing), cora), isMine(ownerOf('coder', routing), { id: 'dan', roles: ['coder'] })]).toEqual([
    true,
    false,
  ]);
  expect(isMine(ownerOf('coder'), { id: 'dan', roles: ['coder'] })).toBe(true);
});
