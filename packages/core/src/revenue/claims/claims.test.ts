import { describe, expect, test } from 'vitest';
import { type Cents, cents, type PlainDate } from '../../ground/base/index.ts';
import { checkEntry, trialBalance } from '../../ground/ledger/index.ts';
import {
  type ChargeFacts,
  type ClaimEvent,
  planCharges,
  planOpening,
  planReplacement,
  planStandingAgain,
  statusOf,
  withDrafts,
} from './index.ts';

const on = '2026-01-05' as PlainDate;
const counter = () => {
  let n = 0;
  return () => `id${n++}`;
};
const facts = (lines: readonly { billed: number; expected?: number }[], billed: number): ChargeFacts => ({
  claimId: 'c1',
  party: 'primary',
  billed: cents(billed),
  lines: lines.map((line, i) => ({
    id: `l${i}`,
    billed: cents(line.billed),
    ...(line.expected !== undefined && { expectedAllowed: cents(line.expected) }),
    bytes: { from: i, to: i + 1 },
  })),
  on,
  document: 'd',
  bytes: { from: 0, to: 9 },
  newId: counter(),
});
const balances = (entries: Parameters<typeof trialBalance>[0]): object => Object.fromEntries(trialBalance(entries));

describe('charges', () => {
  test('receivable against income; the contract sets its allowance aside', () => {
    const { entries, movements } = planCharges(facts([{ billed: 20000, expected: 12000 }, { billed: 5000 }], 25000));
    expect(entries.map(checkEntry)).toEqual([undefined]);
    expect(balances(entries)).toEqual({
      'Assets:AR:Allowance': -8000,
      'Assets:AR:Payer': 25000,
      'Income:Charges': -25000,
      'Income:Contractual': 8000,
    });
    expect(movements.reduce((sum, m) => sum + m.amount, 0)).toBe(25000);
    expect(movements.filter((m) => m.account === 'Assets:AR:Allowance').map((m) => [m.claimLineId, m.amount])).toEqual([['l0', 8000]]);
  });
  test('what the lines do not account for is charged to the claim as a whole; nothing charged books nothing', () => {
    const { movements } = planCharges(facts([{ billed: 20000 }], 21000));
    expect(movements.map((m) => [m.claimLineId, m.amount])).toEqual([
      ['l0', 20000],
      [undefined, 1000],
    ]);
    expect(planCharges(facts([{ billed: 0 }], 0))).toEqual({ entries: [], movements: [] });
  });
  test('a replacement mirrors the old charge and books the new; a void only mirrors', () => {
    const old = planCharges(facts([{ billed: 20000, expected: 12000 }], 20000));
    const fresh = planReplacement(old, facts([{ billed: 15000 }], 15000), on, counter());
    expect(balances([...old.entries, ...fresh.entries])).toMatchObject({
      'Assets:AR:Payer': 15000,
      'Assets:AR:Allowance': 0,
      'Income:Charges': -15000,
    });
    const gone = planReplacement(old, undefined, on, counter());
    expect(Object.values(balances([...old.entries, ...gone.entries]))).toEqual([0, 0, 0, 0]);
  });
  test('charges that were mirrored stand again as they were, and can be mirrored once more', () => {
    const old = planCharges(facts([{ billed: 20000, expected: 12000 }], 20000));
    const gone = planReplacement(old, undefined, on, counter());
    const newId = counter();
    const again = planStandingAgain(old, on, () => `again ${newId()}`);
    const all = [...old.entries, ...gone.entries, ...again.entries];
    expect(balances(all)).toEqual(balances(old.entries));
    expect(again.movements.map(({ entryId }) => entryId)).toEqual(old.movements.map(() => again.entries[0]?.id));
    expect(Object.values(balances([...all, ...planReplacement(again, undefined, on, counter()).entries]))).toEqual([0, 0, 0, 0]);
  });
  test('opening balances come out of equity', () => {
    const items = [
      { claimId: 'c1', party: 'primary' as const, amount: cents(5000) },
      { claimId: 'c2', party: 'patient' as const, amount: cents(700) },
      { claimId: 'c3', party: 'patient' as const, amount: cents(0) },
    ];
    const { entries, movements } = planOpening(items, on, 'opening', counter());
    expect(balances(entries)).toEqual({ 'Assets:AR:Patient': 700, 'Assets:AR:Payer': 5000, 'Equity:Opening': -5700 });
    expect(movements).toHaveLength(2);
  });
});

describe('where a claim stands', () => {
  const plain = (id: string, kind: 'claim.built' | 'claim.sent' | 'claim.accepted' | 'claim.rejected' | 'claim.voided'): ClaimEvent => ({
    id,
    kind,
  });
  const remit = (id: string, open: object, more: object = {}): ClaimEvent => ({
    ...{
      id,
      kind: 'remit.posted' as const,
      paid: cents(100),
      denied: false,
      forwarded: false,
      reversal: false,
      open: open as Record<string, Cents>,
    },
    ...more,
  });
  const cases: readonly (readonly [events: readonly ClaimEvent[], status: string])[] = [
    [[], 'drafted'],
    [[plain('1', 'claim.sent'), plain('2', 'claim.accepted')], 'accepted'],
    [[plain('1', 'claim.sent'), plain('2', 'claim.rejected')], 'rejected'],
    [[remit('1', { primary: 500 }, { denied: true })], 'denied'],
    [[remit('1', { primary: 500 })], 'partly-paid'],
    [[remit('1', { secondary: 500 })], 'next-payer-due'],
    [[remit('1', { secondary: 500 }, { forwarded: true })], 'with-next-payer'],
    [[remit('1', { patient: 500 })], 'patient-due'],
    [[remit('1', { patient: 0 })], 'closed'],
    [[remit('1', { primary: -1 })], 'credit'],
    [[remit('1', {}), remit('2', { primary: 500 }, { reversal: true })], 'reversed'],
    [[plain('1', 'claim.sent'), remit('2', {}), { id: '3', kind: 'undone', undoes: '2' }], 'sent'],
    [
      [plain('1', 'claim.sent'), remit('2', {}), { id: '3', kind: 'undone', undoes: '2' }, { id: '4', kind: 'undone', undoes: '3' }],
      'closed',
    ],
    [[remit('1', { patient: 500 }), { id: '2', kind: 'patient.paid', open: {} }], 'closed'],
    [[plain('1', 'claim.sent'), plain('2', 'claim.voided')], 'void'],
  ];
  for (const [events, status] of cases)
    test(`${events.map((e) => e.kind).join(', ') || 'nothing'} → ${status}`, () => expect(statusOf(events)).toBe(status));

  test.each([
    ['sent', { own: 'accepted-by-payer' }, 'accepted'],
    ['accepted', { own: 'rejected' }, 'rejected'],
    ['rejected', { own: 'drafted' }, 'rejected'],
    ['rejected', { own: 'sent' }, 'sent'],
    ['sent', {}, 'sent'],
    ['denied', { own: 'rejected' }, 'denied'],
    ['next-payer-due', { own: 'adjudicated', next: 'drafted' }, 'next-payer-drafted'],
    ['next-payer-drafted', { next: 'accepted-by-payer' }, 'next-payer-sent'],
    ['next-payer-sent', { next: 'rejected' }, 'next-payer-rejected'],
    ['next-payer-rejected', { next: 'withdrawn' }, 'next-payer-due'],
    ['with-next-payer', { next: 'rejected' }, 'with-next-payer'],
  ] as const)('%s, and its drafts say %j → %s', (status, told, to) => expect(withDrafts(status, told)).toBe(to));
});
