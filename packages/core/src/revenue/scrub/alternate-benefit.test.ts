import { expect, test } from 'vitest';
import { type Cents, cents } from '../../ground/base/index.ts';
import type { FeeRow } from '../../ground/codes/index.ts';
import { checkClaim } from './index.ts';
import { dental, sampleTables } from './testing/claims.ts';

const fee = (code: string, amount: number): FeeRow => ({ payer: 'HARB1', code, modifiers: [], amount: cents(amount) });
const edition = { table: 'fee-schedules' as const, name: '2026', source: 'tests' };

function told(
  prices: { readonly [code: string]: Cents },
  term: { readonly instead?: string },
  sentAs: 'primary' | 'secondary' = 'primary',
) {
  const facts = dental(['D2394#3:MOD'], {
    payer: { benefits: { ages: [], waiting: [], missingTooth: false, alternates: [{ of: ['filling'], ...term }] } },
    claim: { sentAs },
    coverage: { rank: sentAs },
  });
  const fees = (_payer: string, code: string) => {
    const amount = prices[code];
    return amount === undefined ? { is: 'absent' as const, edition } : { is: 'found' as const, row: [fee(code, amount)], edition };
  };
  return checkClaim({ ...facts, tables: { ...sampleTables, fees } }).find(({ code }) => code === 'alternate-benefit')?.says;
}

test('a code that the practice’s list names an alternate of is expected to be allowed what the schedule allows for that', () => {
  const prices = { D2394: cents(26_000), D2392: cents(15_050) };
  const so = ": expect 150.50 to be allowed, not 260.00; the other 109.50 is mostly the patient's.";
  expect(told(prices, {})).toBe(`D2394 will be paid as D2392${so}`);
  expect(told(prices, { instead: 'less of a filling' })).toBe(`D2394 will be paid as less of a filling (D2392)${so}`);
  expect(told({ ...prices, D2391: cents(9_000) }, { instead: 'D2391' })).toContain('paid as D2391: expect 90.00 to be allowed, not 260.00');
});

test('where the schedule is silent, allows no less, or another payer decided first, no amount is named', () => {
  expect(told({}, {})).toBe('D2394 will be paid as D2392.');
  expect(told({ D2394: cents(26_000) }, {})).toBe('D2394 will be paid as D2392.');
  expect(told({ D2394: cents(10_000), D2392: cents(10_000) }, {})).toBe('D2394 will be paid as D2392.');
  expect(told({ D2394: cents(26_000), D2392: cents(15_050) }, {}, 'secondary')).toBe('D2394 will be paid as D2392.');
});
