import { expect, test } from 'vitest';
import type { PlainDate } from '../../base/index.ts';
import { type Agreement, agreementAlert } from './index.ts';

const day = (text: string) => text as PlainDate;
const today = day('2026-03-01');
const filed = (how: Partial<Agreement> = {}): Agreement => ({
  id: 'a',
  kind: 'baa',
  product: 'P',
  purposes: ['posting'],
  signedOn: day('2025-01-01'),
  ended: false,
  ...how,
});

test.each<[string, readonly Agreement[], object | undefined]>([
  ['none was filed', [], { kind: 'missing' }],
  ['one without an end', [filed()], undefined],
  ['one that ends in 31 days', [filed({ expiresOn: day('2026-04-01') })], undefined],
  ['one that ends in 30 days', [filed({ expiresOn: day('2026-03-31') })], { kind: 'expiring', expiresOn: '2026-03-31', daysLeft: 30 }],
  ['the last day itself', [filed({ expiresOn: today })], { kind: 'expiring', daysLeft: 0 }],
  ['one that ended yesterday', [filed({ expiresOn: day('2026-02-28') })], { kind: 'over', expiresOn: '2026-02-28', daysLeft: -1 }],
  ['one ended by hand', [filed({ ended: true, expiresOn: day('2027-01-01') })], { kind: 'over' }],
  ['one that begins tomorrow', [filed({ signedOn: day('2026-03-02') })], { kind: 'over' }],
  ['one for another purpose', [filed({ purposes: ['coding'] })], { kind: 'not-covered' }],
  [
    'one that ends soon, and the next one filed',
    [filed({ expiresOn: day('2026-03-05') }), filed({ expiresOn: day('2027-03-05') })],
    undefined,
  ],
  [
    'the next one filed for another purpose only',
    [filed({ expiresOn: day('2026-03-05') }), filed({ purposes: ['coding'] })],
    { kind: 'expiring', daysLeft: 4 },
  ],
])('%s', (_what, agreements, alert) => {
  const found = agreementAlert(agreements, ['posting'], today);
  if (alert === undefined) expect(found).toBeUndefined();
  else expect(found).toMatchObject(alert);
});

test('a model that nobody asks anything yet is looked at all the same', () => {
  expect(agreementAlert([filed({ expiresOn: day('2026-03-05') })], [], today)).toMatchObject({ kind: 'expiring' });
});
