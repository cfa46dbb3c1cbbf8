import { randomUUID } from 'node:crypto';
import type { Cents } from '@claimwright/core/ground/base';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { line } from '../ground/ledger/schema.ts';
import { practice } from '../ground/parties/schema.ts';
import type { Tx } from './store.ts';
import { type FreshDatabase, freshDatabase } from './testing/fresh-database.ts';

const [ours, theirs] = [randomUUID(), randomUUID()];
let db: FreshDatabase;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());

const entries = (count: number) => Array.from({ length: count }, () => randomUUID());

const addEntries = (tx: Tx, ids: readonly string[]) =>
  tx.rows(
    `insert into ledger.entry (tenant_id, id, booked_on, source_kind, source_id, description, booked_at, act_id)
     select $1, id, '2026-01-05', 'claim', id, 'a test', now(), id from unnest($2::uuid[]) id`,
    [tx.tenant, ids],
  );

describe('bulk insert', () => {
  test('forty thousand lines go in at once, balanced, under row-level security', async () => {
    const ids = entries(20_000);
    const { rows: count } = await db.store.inTenant(ours, async (tx) => {
      await addEntries(tx, ids);
      return tx.copyDigested(
        line,
        ids.flatMap((entryId) =>
          [1, 2].map((n) => ({ tenantId: ours, entryId, n, account: 'tab\tand\\slash', amount: (n === 1 ? 100 : -100) as Cents })),
        ),
      );
    });
    expect(count).toBe(40_000);
    const [sums] = await db.store.inTenant(ours, (tx) =>
      tx.rows<object>('select count(*)::int as n, sum(amount) as sum, min(account) as account from ledger.line'),
    );
    expect(sums).toEqual({ n: 40_000, sum: 0, account: 'tab\tand\\slash' });
  });

  test('a row of another tenant, or an entry out of balance, takes the whole act with it', async () => {
    const copy = (tenantId: string) => db.store.inTenant(ours, (tx) => tx.copy(practice, [{ tenantId, name: 'x', specialty: 'y' }]));
    await expect(copy(theirs)).rejects.toThrow(/row-level security/);
    await expect(copy(ours)).resolves.toBe(1);
    const [entryId = ''] = entries(1);
    const unbalanced = db.store.inTenant(ours, async (tx) => {
      await addEntries(tx, [entryId]);
      return tx.copy(line, [{ tenantId: ours, entryId, n: 1, account: 'cash', amount: 1 as Cents }]);
    });
    await expect(unbalanced).rejects.toThrow(/sum to zero/);
  });

  test('a table can be copied into twice in one transaction', async () => {
    const tenant = randomUUID();
    await db.store.inTenant(tenant, async (tx) => {
      const [entryId = ''] = entries(1);
      await addEntries(tx, [entryId]);
      for (const n of [0, 2])
        await tx.copy(
          line,
          [n, n + 1].map((at) => ({ tenantId: tenant, entryId, n: at, account: 'cash', amount: (at % 2 ? 5 : -5) as Cents })),
        );
    });
    const counted = await db.store.inTenant(tenant, (tx) => tx.rows<object>('select count(*)::int as n from ledger.line'));
    expect(counted).toEqual([{ n: 4 }]);
  });
});
