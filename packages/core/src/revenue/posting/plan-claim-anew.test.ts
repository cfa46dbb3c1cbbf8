import { describe, expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import type { OwnReason } from '../../ground/codes/index.ts';
import type { Remit, RemitClaim } from '../remits/index.ts';
import { factsWithout, planClaimAnew, planPosting, planUndo, sameOutcome } from './index.ts';
import { Books, type CaseFacts } from './testing/books.ts';

const bytes = { from: 0, to: 1 };
const day = '2026-01-05' as PlainDate;
const at = { bytes, billedBytes: bytes, paidBytes: bytes };
const given: CaseFacts = {
  claims: [
    {
      id: 'c1',
      control: 'P1',
      lines: [
        { code: '99214', billed: '200.00', on: day, expected: '90.00' },
        { code: '92250', billed: '80.00', on: day },
      ],
    },
  ],
};

/** Two lines: the first is paid 90 of 200, the second 20 of 80 with a reason that the payer made up. */
function claimOf(second: { code: string; carc: string; billed: number }): RemitClaim {
  const line = (index: number, code: string, billed: number, paid: number, carc: string) => ({
    index,
    procedure: { code, modifiers: [] },
    servedOn: day,
    billed: cents(billed),
    paid: cents(paid),
    adjustments: [{ group: 'CO', carc, rarcs: [], amount: cents(billed - paid), bytes }],
    rarcs: [],
    ...at,
  });
  return {
    index: 0,
    patientControlNumber: 'P1',
    status: '1',
    servedFrom: day,
    billed: cents(20000 + second.billed),
    paid: cents(11000),
    adjustments: [],
    rarcs: [],
    lines: [line(0, '99214', 20000, 9000, '45'), line(1, second.code, second.billed, 2000, second.carc)],
    ...at,
  };
}

const remitOf = (claim: RemitClaim): Remit => ({
  control: '1',
  version: '005010X221A1',
  payer: { name: 'Harbor Health', ids: ['PAYER1'] },
  payee: { name: 'Quiet Harbor' },
  traceNumber: 'T1',
  payerTraceId: '1',
  method: 'ACH',
  paid: claim.paid,
  claims: [claim],
  providerAdjustments: [],
  bytes,
  paidBytes: bytes,
});

/** Posts, takes the claim back and posts it as `changed` facts say; answers how the second line stands, and the books. */
function postedAgain(claim: RemitClaim, changed: Partial<CaseFacts>) {
  const remit = remitOf(claim);
  const books = new Books(given);
  const first = planPosting(books.facts(remit, 'R1'));
  books.book(first);
  const facts = { ...books.facts(remit, 'R1'), ...settled(remit, changed) };
  const anew = planClaimAnew(factsWithout(facts, first.movements), 0);
  if (anew === undefined) throw new Error('there is a claim 0');
  books.book(planUndo(first.entries, first.movements, books.newId, facts.today));
  books.book(anew);
  expect(books.subLedgerTrouble()).toBeUndefined();
  const fresh = new Books({ ...given, ...changed });
  const whole = planPosting(fresh.facts(remit, 'R1'));
  fresh.book(whole);
  return { before: first.claims[0], anew, whole, balances: books.balances(), asIfPostedNow: fresh.balances() };
}

function settled(remit: Remit, changed: Partial<CaseFacts>) {
  const { settings, manualLines } = new Books({ ...given, ...changed }).facts(remit, 'R1');
  return { settings, manualLines };
}

describe('a claim of a posted remit, planned anew', () => {
  const made = claimOf({ code: '92250', carc: '997', billed: 8000 });
  const reason = (family: OwnReason['family']): OwnReason => ({ carc: '997', words: 'Local rule', family });

  test('comes out as if the practice had named the code before the first posting', () => {
    const says: { readonly [family: string]: string } = {
      contractual: 'Local rule',
      sequestration: 'Local rule: the practice bears it',
      withhold: 'Local rule: held back by the plan',
      'patient-share': 'Local rule: stays open with the payer',
      coding: 'Local rule: stays open with the payer',
      other: 'Local rule: stays open with the payer',
    };
    for (const family of Object.keys(says) as OwnReason['family'][]) {
      const { anew, balances, asIfPostedNow, whole } = postedAgain(made, { reasons: [reason(family)] });
      expect([family, balances]).toEqual([family, asIfPostedNow]);
      expect(whole.claims[0] && sameOutcome(anew.claim, whole.claims[0])).toBe(true);
      expect(anew.claim.lines[1]?.adjustments[0]?.says).toBe(says[family]);
      expect(anew.claim.lines.map((line) => [line.state, line.balance])).toEqual([
        ['posts', 0],
        ['posts', ['contractual', 'sequestration', 'withhold'].includes(family) ? 0 : 6000],
      ]);
    }
  });

  test('says the same where nothing has changed', () => {
    const { before, anew } = postedAgain(made, {});
    expect(before && sameOutcome(before, anew.claim)).toBe(true);
    expect(before && sameOutcome(before, postedAgain(made, { reasons: [reason('coding')] }).anew.claim)).toBe(false);
  });

  test('takes a line that a person chose, and only where it is one of the claim', () => {
    const other = claimOf({ code: '92014', carc: '45', billed: 7500 });
    const { before, anew, balances, asIfPostedNow } = postedAgain(other, { manualLines: { 'R1/0/1': 'c1.2' } });
    expect(before?.lines[1]?.state).toBe('parked');
    expect(anew.claim.lines[1]).toMatchObject({ state: 'posts', matchedBy: 'by-hand', claimLineId: 'c1.2', balance: 500 });
    expect(balances).toEqual(asIfPostedNow);
    expect(postedAgain(other, { manualLines: { 'R1/0/1': 'c9.2' } }).anew.claim.lines[1]?.state).toBe('parked');
  });
});
