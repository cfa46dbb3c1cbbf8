import { expect, test } from 'vitest';
import { cents, type PlainDate } from '../../ground/base/index.ts';
import type { Remit, RemitClaim } from '../remits/index.ts';
import { factsWithout, lineChoice, planClaimAnew, planPosting } from './index.ts';
import { Books } from './testing/books.ts';

const bytes = { from: 0, to: 1 };
const day = '2026-10-23' as PlainDate;
const at = { bytes, billedBytes: bytes, paidBytes: bytes };

interface Said {
  readonly code: string;
  readonly billed: number;
  readonly paid: number;
  readonly control?: string;
}

function remitOf(said: readonly Said[]): Remit {
  const sum = (amount: 'billed' | 'paid') => cents(said.reduce((all, line) => all + line[amount], 0));
  const claim: RemitClaim = {
    index: 0,
    patientControlNumber: 'P1',
    status: '1',
    servedFrom: day,
    billed: sum('billed'),
    paid: sum('paid'),
    adjustments: [],
    rarcs: [],
    lines: said.map(({ code, billed, paid, control }, index) => ({
      index,
      procedure: { code, modifiers: [] },
      ...(control !== undefined && { lineControlNumber: control }),
      servedOn: day,
      billed: cents(billed),
      paid: cents(paid),
      adjustments: billed === paid ? [] : [{ group: 'CO', carc: '16', rarcs: [], amount: cents(billed - paid), bytes }],
      rarcs: [],
      ...at,
    })),
    ...at,
  };
  const payer = { name: 'Harbor Health', ids: ['PAYER1'] };
  const head = { control: '1', version: '005010X221A1', payer, payee: { name: 'Quiet Harbor' }, traceNumber: 'T1', payerTraceId: '1' };
  return { ...head, method: 'ACH', paid: claim.paid, claims: [claim], providerAdjustments: [], bytes, paidBytes: bytes };
}

/** What a person is told when they choose these lines (`1`: the first of ours) for the first line of the remit. */
function choice(said: readonly Said[], chosen: readonly number[], posted = false) {
  const books = new Books({
    claims: [
      {
        id: 'c',
        control: 'P1',
        lines: [
          { control: 'A1', code: '99214', billed: '100.00', on: day },
          { control: 'A2', code: '92250', billed: '60.00', on: day },
        ],
      },
    ],
  });
  const remit = remitOf(said);
  const before = planPosting(books.facts(remit, 'R1'));
  if (posted) books.book(before);
  const manualLines = new Map([[0, new Map([[0, chosen.map((n) => `c.${n}`)]])]]);
  const facts = factsWithout({ ...books.facts(remit, 'R1'), manualLines }, posted ? before.movements : []);
  const [plan] = before.claims;
  const anew = planClaimAnew(facts, 0);
  const [fact] = facts.claims;
  const told = plan && anew && fact && lineChoice(plan, anew, fact, 0);
  if (told === undefined) throw new Error('there is a line');
  const parts = told.parts.map(({ claimLineId, charge, billed, paid, balance }) => [claimLineId, charge, billed, paid, balance]);
  return { parts, balance: told.balance, warnings: told.warnings };
}

const merged: Said = { code: '92014', billed: 15000, paid: 15000 };
/** The second line of ours has its own line, refused. */
const own: Said = { code: '92250', billed: 6000, paid: 0, control: 'A2' };

test.each([false, true])('a line with a line of its own is told, and what each is left with (posted: %s)', (posted) => {
  expect(choice([merged, own], [1, 2], posted)).toEqual({
    parts: [
      ['c.1', 10000, 15000, 15000, -5000],
      ['c.2', 6000, 0, 0, 6000],
    ],
    balance: 1000,
    warnings: ['99214 gets 50.00 more than its charge.', '92250 is answered by its own line too (line 2 of the remit).'],
  });
});

test.each([false, true])('one line alone tells what it is left with (posted: %s)', (posted) => {
  expect(choice([merged, own], [1], posted)).toEqual({
    parts: [['c.1', 10000, 15000, 15000, -5000]],
    balance: -5000,
    warnings: ['99214 gets 50.00 more than its charge.'],
  });
  expect(choice([{ ...merged, billed: 9000, paid: 9000 }, own], [1], posted)).toMatchObject({
    balance: 1000,
    warnings: ['99214 gets 10.00 less than its charge.'],
  });
});

test('a line that comes later in the remit is counted too', () => {
  const again: Said = { code: '99214', billed: 3000, paid: 3000, control: 'A1' };
  expect(choice([{ ...merged, billed: 10000, paid: 10000 }, again], [1])).toEqual({
    parts: [['c.1', 10000, 10000, 10000, -3000]],
    balance: -3000,
    warnings: ['99214 is answered by its own line too (line 2 of the remit).', '99214 gets 30.00 more than its charge.'],
  });
});

test('a line that is taken from another line of the remit says which one waits then', () => {
  const { control: _, ...unnumbered } = own;
  expect(choice([{ ...merged, billed: 16000, paid: 16000 }, unnumbered], [1, 2]).warnings).toEqual([
    '92250 is taken from line 2 of the remit, which then finds no line and waits.',
  ]);
});

test('nothing is odd about lines that come to what the payer said', () => {
  expect(choice([{ ...merged, billed: 16000, paid: 16000 }], [1, 2])).toEqual({
    parts: [
      ['c.1', 10000, 10000, 10000, 0],
      ['c.2', 6000, 6000, 6000, 0],
    ],
    balance: 0,
    warnings: [],
  });
});
