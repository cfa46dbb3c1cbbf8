import { cents, type PlainDate } from '@claimwright/core/ground/base';
import { accounts, type JournalEntry, journalOf, type Movement } from '@claimwright/core/ground/ledger';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tx } from '../../../store/store.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { accountRows, bookSums, openClearing } from '../books/store.ts';
import { bookEntries } from '../store.ts';
import { openAccounts, receivables, sumUp, sumUpAll } from './store.ts';
import { watchBooks } from './watch.ts';

let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const now = new Date('2026-03-02T15:00:00Z');
const clearing = (trace: string): string => `${accounts.clearing}:1999999999:${trace}`;

interface Booking {
  readonly entry: JournalEntry;
  readonly movements: readonly Movement[];
}
/** A charge of which the payer pays a part into clearing and takes another off. */
function booking(trace: string, amount: number, id = v7()): Booking {
  const part = { entryId: id, claimId: v7(), because: 'A test' };
  const movements: Movement[] = [
    { ...part, id: v7(), party: 'primary', kind: 'charge', amount: cents(amount), account: accounts.charges },
    { ...part, id: v7(), party: 'primary', kind: 'allowance', amount: cents(100), account: accounts.allowance },
    { ...part, id: v7(), party: 'primary', kind: 'payment', amount: cents(-300), account: clearing(trace) },
    { ...part, id: v7(), party: 'patient', kind: 'transfer', amount: cents(50), account: accounts.payerReceivable },
    { ...part, id: v7(), party: 'primary', kind: 'transfer', amount: cents(-50), account: accounts.patientReceivable },
  ];
  const source = { kind: 'remit-claim', id: v7() } as const;
  return { entry: { id, on: '2026-01-05' as PlainDate, source, description: 'A test', lines: journalOf(movements) }, movements };
}
/** What the bank received of a trace: its account comes to zero. */
const received = (trace: string, amount: number, id = v7()): Booking => ({
  entry: {
    ...{ id, on: '2026-01-06' as PlainDate, source: { kind: 'deposit', id: v7() }, description: 'A test' },
    lines: [
      { account: clearing(trace), amount: cents(-amount) },
      { account: accounts.bank, amount: cents(amount) },
    ],
  },
  movements: [],
});

const newTenant = async (): Promise<string> => {
  const tenant = v7();
  await db.store.found(tenant, async () => undefined);
  return tenant;
};
const at = <T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> => db.store.inTenant(tenant, work);
const bookIn = (tx: Tx, bookings: readonly Booking[]) =>
  bookEntries(
    tx,
    { actId: v7(), now },
    bookings.map(({ entry }) => entry),
    bookings.flatMap(({ movements }) => movements),
  );
const book = (tenant: string, bookings: readonly Booking[]) => at(tenant, (tx) => bookIn(tx, bookings));

/** What is shown, and what a walk over all the lines and movements finds. */
async function both(tx: Tx) {
  const lines = await tx.rows(
    `select account, sum(amount)::bigint as balance, count(*) as lines from ledger.line where tenant_id = $1 group by 1 order by 1`,
    [tx.tenant],
  );
  const owed = await tx.rows(`select party, sum(amount)::bigint as open from ledger.movement where tenant_id = $1 group by 1 order by 1`, [
    tx.tenant,
  ]);
  const rows = await accountRows(tx, undefined);
  const byParty = new Map<string, number>();
  for (const { party, open } of await receivables(tx)) byParty.set(party, (byParty.get(party) ?? 0) + open);
  const sums = await bookSums(tx);
  expect(sums.debits).toBe(sums.credits);
  expect([sums.payer, sums.patient, sums.allowance]).toEqual([sums.payerClaims, sums.patientClaims, sums.allowanceClaims]);
  return {
    shown: { rows: rows.map(({ account, balance, lines }) => ({ account, balance, lines })), owed: [...byParty].sort() },
    walked: { rows: lines, owed: owed.map((row) => Object.values(row)).sort() },
  };
}
const agrees = (tenant: string) =>
  at(tenant, async (tx) => {
    const { shown, walked } = await both(tx);
    expect(shown).toEqual(walked);
  });

describe('the books summed up', () => {
  test('say the same as a walk over all of them: before, in between, after, and of what was booked since', async () => {
    const tenant = await newTenant();
    await book(tenant, [booking('T1', 1_000), booking('T2', 2_000)]);
    await agrees(tenant);
    expect(await at(tenant, (tx) => sumUp(tx, now, 3))).toBe(0);
    expect(await at(tenant, (tx) => sumUp(tx, now, 2))).toBe(2);
    await agrees(tenant);
    await book(tenant, [booking('T1', 3_000), booking('T3', 4_000)]);
    await agrees(tenant);
    await sumUpAll(db.store, tenant, now, 1);
    await agrees(tenant);
    expect(await at(tenant, (tx) => sumUp(tx, now, 1))).toBe(0);
  });

  test('an entry whose number is older than what is summed up is not left out, and not counted twice', async () => {
    const tenant = await newTenant();
    const early = v7({ msecs: Date.parse('2026-01-01T00:00:00Z') });
    await book(tenant, [booking('T1', 1_000, v7({ msecs: Date.parse('2026-01-02T00:00:00Z') }))]);
    await sumUpAll(db.store, tenant, now, 1);
    await book(tenant, [booking('T2', 2_000, early), booking('T3', 500)]);
    await agrees(tenant);
    await sumUpAll(db.store, tenant, now, 1);
    await agrees(tenant);
  });

  test('nothing is summed up past a booking that is on its way, and who books does not wait for who else books', async () => {
    const tenant = await newTenant();
    await book(tenant, [booking('T1', 1_000)]);
    await at(tenant, async (slow) => {
      await bookIn(slow, [booking('T2', 2_000)]);
      await book(tenant, [booking('T3', 3_000)]);
      expect(await at(tenant, (tx) => sumUp(tx, now, 1))).toBe(0);
    });
    expect(await at(tenant, (tx) => sumUp(tx, now, 1))).toBe(3);
    await agrees(tenant);
  });

  test('of many at once, summed up all the while, none is lost', { timeout: 60_000 }, async () => {
    const tenant = await newTenant();
    const writers = Array.from({ length: 4 }, async (_, w) => {
      for (let i = 0; i < 10; i++) await book(tenant, [booking(`W${w}`, 1_000 + i), booking(`I${i}`, 2_000)]);
    });
    let busy = true;
    const watch = watchBooks({ store: db.store, tenants: async () => [tenant], clock: () => now, log: { warn: () => undefined } });
    const summing = (async () => {
      while (busy) await watch.round();
    })();
    await Promise.all(writers);
    busy = false;
    await summing;
    await agrees(tenant);
    await watch.round();
    await agrees(tenant);
  });

  test('what came to zero stands together; what is open is found, whichever of its entries are summed up', async () => {
    const tenant = await newTenant();
    await book(tenant, [booking('A', 1_000), booking('B', 1_000), booking('C', 1_000), received('A', 300)]);
    await sumUpAll(db.store, tenant, now, 1);
    await book(tenant, [received('B', 300), booking('A', 400), booking('D', 400), received('D', 300)]);
    for (const summed of [false, true]) {
      if (summed) await sumUpAll(db.store, tenant, now, 1);
      await at(tenant, async (tx) => {
        expect([...(await openAccounts(tx, accounts.clearing))].sort()).toEqual([
          [clearing('A'), 300],
          [clearing('C'), 300],
        ]);
        expect((await accountRows(tx, undefined)).filter(({ account }) => account.startsWith(accounts.clearing))).toEqual([
          { account: accounts.clearing, debit: 600, credit: 600, balance: 0, lines: 4, settled: 2 },
          { account: clearing('A'), debit: 600, credit: 300, balance: 300, lines: 3 },
          { account: clearing('C'), debit: 300, credit: 0, balance: 300, lines: 1 },
        ]);
        const { rows, total, balance } = await openClearing(tx, 1);
        expect([rows.map(({ account }) => account), total, balance]).toEqual([[clearing('A')], 2, 600]);
      });
    }
  });

  test('whoever sees a part reads no sum of the whole', async () => {
    const tenant = await newTenant();
    await book(tenant, [booking('T1', 1_000)]);
    await sumUpAll(db.store, tenant, now, 1);
    await db.store.inTenant(
      tenant,
      async (tx) => {
        await tx.narrow({ sites: [v7()], actor: 'nobody' });
        for (const table of ['summed_up', 'account_sum', 'receivable_sum'])
          expect(await tx.rows(`select * from ledger.${table}`)).toEqual([]);
      },
      { readOnly: true },
    );
  });
});
