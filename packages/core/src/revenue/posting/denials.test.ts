import { describe, expect, test } from 'vitest';
import { type Cents, cents, type PlainDate } from '../../ground/base/index.ts';
import { adjustmentReasons } from '../../ground/codes/index.ts';
import { accounts } from '../../ground/ledger/index.ts';
import type { Adjustment, Remit, RemitClaim } from '../remits/index.ts';
import type { PayerFact } from './facts.ts';
import { defaultPostingSettings, planPosting } from './index.ts';
import { Books } from './testing/books.ts';

const bytes = { from: 0, to: 1 };
const day = '2026-01-05' as PlainDate;

function claimOf(paid: number, adjustments: readonly (readonly [group: string, carc: string, amount: number])[]): RemitClaim {
  const read = adjustments.map(([group, carc, amount]): Adjustment => ({ group, carc, rarcs: [], amount: cents(amount), bytes }));
  const money = { billed: cents(20000), paid: cents(paid), bytes, billedBytes: bytes, paidBytes: bytes };
  const line = { index: 0, procedure: { code: '99214', modifiers: [] }, servedOn: day, adjustments: read, rarcs: [], ...money };
  return { index: 0, patientControlNumber: 'PCN1', status: '1', servedFrom: day, adjustments: [], rarcs: [], lines: [line], ...money };
}

const remitOf = (claims: readonly RemitClaim[], paid: Cents): Remit => ({
  control: '0001',
  version: '005010X221A1',
  payer: { name: 'Harbor Health', ids: ['PAYER1'] },
  payee: { name: 'Quiet Harbor' },
  traceNumber: 'T1',
  payerTraceId: '1999999999',
  method: 'ACH',
  paid,
  bytes,
  paidBytes: bytes,
  claims,
  providerAdjustments: [],
});

function plan(claim: RemitClaim, payer?: PayerFact) {
  const books = new Books({
    ...(payer !== undefined && { payer }),
    claims: [{ id: 'c1', control: 'PCN1', lines: [{ code: '99214', billed: '200.00', on: '2026-01-05' }] }],
  });
  return planPosting(books.facts(remitOf([claim], claim.paid), 'R1'));
}

const writtenOff = (entries: readonly { readonly lines: readonly { readonly account: string; readonly amount: number }[] }[]): number =>
  entries
    .flatMap((entry) => entry.lines)
    .filter((line) => line.account.startsWith('Income:') || line.account.startsWith('Expenses:') || line.account === accounts.allowance)
    .reduce((sum, line) => sum + line.amount, 0);

const family = new Set(defaultPostingSettings.contractualFamily);
const codes = [...adjustmentReasons.map((reason) => reason.code), '998', 'ZZ9'];
const own = new Set(Object.keys(defaultPostingSettings.carcAccounts));

describe('a refusal is never a write-off', () => {
  for (const group of ['CO', 'OA', 'PI', 'CR', 'XX']) {
    test(`${group}: every reason code over the whole charge, nothing paid`, () => {
      for (const carc of codes) {
        const { entries, claims, work } = plan(claimOf(0, [[group, carc, 20000]]));
        expect([carc, writtenOff(entries)]).toEqual([carc, 0]);
        if (carc === '23' && group === 'OA') continue;
        expect(claims[0]?.state).not.toBe('clean');
        expect(work.length).toBeGreaterThan(0);
      }
    });

    test(`${group}: every reason code beside a payment`, () => {
      for (const carc of codes) {
        const { entries, work } = plan(claimOf(15000, [[group, carc, 5000]]));
        const posts = (group === 'CO' || group === 'CR') && (own.has(carc) || family.has(carc));
        const off = carc === '104' || carc === '24' ? 0 : posts ? 5000 : 0;
        expect([carc, writtenOff(entries)]).toEqual([carc, off]);
        if ((!posts || carc === '24') && !(carc === '23' && group === 'OA')) expect(work.length).toBeGreaterThan(0);
      }
    });
  }

  test('covered by the month: a write-off by agreement only, a question to a person without one', () => {
    const said = claimOf(0, [['CO', '24', 20000]]);
    const without = plan(said);
    expect([writtenOff(without.entries), without.claims[0]?.state]).toEqual([0, 'work']);
    expect(without.work.map((item) => [item.kind, item.carc, item.amount])).toEqual([['no-capitation', '24', 20000]]);
    const agreed = plan(said, { id: 'p', ids: ['PAYER1'], inNetwork: true, capitation: true });
    expect([writtenOff(agreed.entries), agreed.claims[0]?.state, agreed.work]).toEqual([20000, 'clean', []]);
  });

  test('PR: every reason code is the patient’s or stays open, never income or expense', () => {
    for (const carc of codes) {
      for (const paid of [0, 15000])
        expect([carc, writtenOff(plan(claimOf(paid, [['PR', carc, 20000 - paid]])).entries)]).toEqual([carc, 0]);
    }
  });

  test('a contract write-off beside a refusal posts, the refused part stays open', () => {
    const { movements, work } = plan(
      claimOf(0, [
        ['CO', '45', 8000],
        ['CO', '197', 12000],
      ]),
    );
    expect(movements.map((m) => [m.kind, m.amount])).toEqual([['contractual', -8000]]);
    expect(work.map((w) => [w.kind, w.amount])).toEqual([['denial', 12000]]);
  });
});

test('a remit whose amounts are past counting is parked with words, never thrown', () => {
  const most = claimOf(Number.MAX_SAFE_INTEGER, []);
  const books = new Books({ claims: [] });
  const past = planPosting(books.facts({ ...remitOf([most], most.paid), claims: [most, { ...most, index: 1 }] }, 'R1'));
  expect(past).toMatchObject({ disposition: 'parked', findings: [{ code: 'remit.past-counting' }], entries: [], movements: [] });
});
