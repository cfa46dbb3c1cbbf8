import { cents, type PlainDate } from '@claimwright/core/ground/base';
import { accounts, type Bookings, type JournalEntry, journalOf, type Movement, reverseBookings } from '@claimwright/core/ground/ledger';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { within } from '../../../testing/context.ts';
import type { Ctx } from '../../gate/index.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { accountRows } from './books/store.ts';
import { accountBalances, bookEntries, digestsOfAct, exportBooks, openBalances, openingEntries, standingEntries } from './index.ts';
import { ledgerQueries, type RemitsOfBooks } from './queries.ts';
import type { JournalEntryView, TieOutView } from './views.ts';

let db: FreshDatabase;
const tenant = v7();
const claimId = v7();
const lineId = v7();
const remitClaimId = v7();
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const day = (text: string) => text as PlainDate;
const noRemits: RemitsOfBooks = { named: async () => new Map(), parkedCash: async () => cents(0) };
const oneRemit = { remitId: v7(), remitClaimId, traceNumber: '71700666', payerName: 'Sample Payer' };
const ask = <T>(name: string, ctx: Ctx, input: object, remits = noRemits) => {
  const query = ledgerQueries(remits).find((one) => one.name === name);
  if (!query) throw new Error(name);
  return query.read(ctx, input) as Promise<T>;
};

type Part = Pick<Movement, 'party' | 'kind' | 'account'> & { amount: number };
function bookings(source: JournalEntry['source'], on: string, parts: readonly Part[]): Bookings {
  const id = v7();
  const movements = parts.map(
    ({ amount, ...part }): Movement => ({
      ...part,
      id: v7(),
      entryId: id,
      claimId,
      claimLineId: lineId,
      amount: cents(amount),
      because: 'A test',
    }),
  );
  return { entries: [{ id, on: day(on), source, description: 'A test', lines: journalOf(movements) }], movements };
}

const charge = bookings({ kind: 'claim', id: claimId }, '2026-01-05', [
  { party: 'primary', kind: 'charge', amount: 20_000, account: accounts.charges },
  { party: 'primary', kind: 'allowance', amount: 8_000, account: accounts.allowance },
  { party: 'primary', kind: 'allowance', amount: -8_000, account: accounts.contractual },
]);
const payment = bookings({ kind: 'remit-claim', id: remitClaimId }, '2026-02-01', [
  { party: 'primary', kind: 'payment', amount: -9_000, account: 'Assets:Clearing:1999999999:71700666' },
  { party: 'primary', kind: 'contractual', amount: -8_000, account: accounts.allowance },
  { party: 'primary', kind: 'transfer', amount: -3_000, account: accounts.patientReceivable },
  { party: 'patient', kind: 'transfer', amount: 3_000, account: accounts.payerReceivable },
]);

describe('the ledger', () => {
  test('books entries with their movements, and digests them as they are read again', async () => {
    await within(db.store, tenant, async (ctx) => {
      const digests = await bookEntries(ctx.tx, ctx, charge.entries, charge.movements);
      expect(digests['ledger.movement'].rows).toBe(3);
      expect(await digestsOfAct(ctx.tx, ctx.actId)).toEqual(digests);
    });
    await within(db.store, tenant, async (ctx) => {
      const digests = await bookEntries(ctx.tx, ctx, payment.entries, payment.movements);
      expect(await digestsOfAct(ctx.tx, ctx.actId)).toEqual(digests);
      expect(await openBalances(ctx.tx, [claimId])).toEqual(
        expect.arrayContaining([{ claimId, claimLineId: lineId, party: 'patient', open: 3_000, allowance: 0 }]),
      );
    });
  });

  test('says what each account holds, up to a day', async () => {
    await within(db.store, tenant, async ({ tx }) => {
      expect(await accountBalances(tx, 'Assets:AR')).toEqual(new Map([['Assets:AR:Patient', 3_000]]));
      const january = await accountRows(tx, day('2026-01-31'));
      expect(january.find((row) => row.account === accounts.payerReceivable)?.balance).toBe(20_000);
    });
  });

  test('refuses an entry that does not sum to zero, or that says something else than its movements', async () => {
    const { entries, movements } = bookings({ kind: 'claim', id: claimId }, '2026-01-06', [
      { party: 'primary', kind: 'charge', amount: 100, account: accounts.charges },
    ]);
    const [entry] = entries;
    const broken = entries.map((one) => ({ ...one, lines: one.lines.slice(1) }));
    await expect(within(db.store, tenant, (ctx) => bookEntries(ctx.tx, ctx, broken, movements))).rejects.toThrow(/out of balance/);
    await expect(within(db.store, tenant, (ctx) => bookEntries(ctx.tx, ctx, entry ? [entry] : [], []))).rejects.toThrow(/differ by 100/);
  });

  test('ties out, with opening balances that stand for no claim', async () => {
    await within(db.store, tenant, async (ctx) => {
      const openings = openingEntries([{ account: accounts.payerReceivable, amount: cents(5_000), on: day('2026-01-01') }], tenant, v7);
      await bookEntries(ctx.tx, ctx, openings, []);
      const view = await ask<TieOutView>('ground/ledger/tie-out', ctx, {});
      expect(view.rows.map((row) => [row.name, row.difference])).toEqual([
        ['debits-credits', 0],
        ['payer-receivables', 0],
        ['patient-receivables', 0],
        ['allowance', 0],
        ['unapplied', 0],
      ]);
      expect(view.clearing).toEqual([
        {
          account: 'Assets:Clearing:1999999999:71700666',
          traceNumber: '71700666',
          balance: 9_000,
          because: 'Posted; no deposit is tied to it yet.',
          // The payment is of 1 February; it was posted a month later.
          bookedAt: '2026-03-02T15:00:00.000Z',
        },
      ]);
    });
  });

  test('mirrors what stands, so that every balance is as before, and not a second time', async () => {
    await within(db.store, tenant, async (ctx) => {
      const before = await accountBalances(ctx.tx, 'Assets:AR');
      const standing = await standingEntries(ctx.tx, [remitClaimId]);
      expect(standing.movements).toHaveLength(4);
      const back = reverseBookings(standing, ctx.newId, ctx.today);
      await bookEntries(ctx.tx, ctx, back.entries, back.movements);
      expect(before.get(accounts.patientReceivable)).toBe(3_000);
      expect(await accountBalances(ctx.tx, 'Assets:AR')).toEqual(
        new Map([
          [accounts.allowance, -8_000],
          [accounts.payerReceivable, 25_000],
        ]),
      );
      expect(await accountBalances(ctx.tx, 'Assets:Clearing')).toEqual(new Map());
      expect((await standingEntries(ctx.tx, [remitClaimId])).entries).toEqual([]);
    });
  });

  test('shows the journal page by page, newest first, and which entry took back which', async () => {
    await within(db.store, tenant, async (ctx) => {
      type Journal = { rows: JournalEntryView[]; next?: string; total: number };
      const all = await ask<Journal>('ground/ledger/journal', ctx, { claimId });
      expect(all.total).toBe(3);
      expect(all.rows.map((row) => row.on)).toEqual(['2026-03-02', '2026-02-01', '2026-01-05']);
      expect(all.rows[1]?.reversedBy).toBe(all.rows[0]?.id);
      const remits = { ...noRemits, named: async () => new Map([[remitClaimId, oneRemit]]) };
      const named = await ask<Journal>('ground/ledger/journal', ctx, { claimId }, remits);
      expect(named.rows.map((row) => row.remit)).toEqual([oneRemit, oneRemit, undefined]);
      const clearing = await ask<Journal>('ground/ledger/journal', ctx, { account: 'Assets:Clearing' });
      expect(clearing.total).toBe(2);
      await expect(ask<Journal>('ground/ledger/journal', ctx, { cursor: 'nonsense' })).rejects.toThrow(/cannot go on/);
    });
  });

  test('is exported in the order of booking, also past one page of the cursor', async () => {
    const many = Array.from({ length: 2_500 }, (_, i) =>
      bookings({ kind: 'claim', id: claimId }, '2026-03-01', [
        { party: 'primary', kind: 'charge', amount: i + 1, account: accounts.charges },
      ]),
    );
    await within(db.store, tenant, async (ctx) => {
      await bookEntries(
        ctx.tx,
        ctx,
        many.flatMap((one) => one.entries),
        many.flatMap((one) => one.movements),
      );
      for (const format of ['hledger', 'beancount'] as const) {
        let text = '';
        for await (const piece of exportBooks(ctx.tx, format)) text += piece;
        expect(text.match(/^\d{4}-\d\d-\d\d \*/gm)).toHaveLength(2_504);
        expect(text).toContain('Assets:Clearing:1999999999:71700666');
        expect(text.endsWith('\n')).toBe(true);
      }
    });
  });

  test('shows another practice nothing', async () => {
    await within(db.store, v7(), async (ctx) => {
      expect(await accountRows(ctx.tx, undefined)).toEqual([]);
      expect(await openBalances(ctx.tx, [claimId])).toEqual([]);
      expect((await standingEntries(ctx.tx, [claimId])).entries).toEqual([]);
    });
  });
});
