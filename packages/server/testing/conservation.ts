import { makeRandom, makeRemits } from '@claimwright/twin';
import { expect } from 'vitest';
import type { VerifyView } from '../src/gate/views.ts';
import { withAdmin } from '../src/store/provision.ts';
import type { FreshDatabase } from '../src/store/testing/fresh-database.ts';
import { hledgerBalances, ownBalances } from './check-books.ts';
import { differences, playBatches, type Tally, twinPayers } from './conserve.ts';
import { type Desk, openDesk } from './desk.ts';

/** How many rows the books hold: what a replay must not change. */
async function size(desk: Desk): Promise<object> {
  const [row] = await desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<object>(
      `select (select count(*) from ledger.entry) as entries, (select count(*) from ledger.movement) as movements, (select count(*) from remits.remit) as remits,
              (select count(*) from remits.remit_claim) as remit_claims, (select count(*) from claims.claim) as claims, (select count(*) from bank.deposit) as deposits`,
    ),
  );
  return row ?? {};
}

/** The same files again, in another order: nothing new. */
async function replay(desk: Desk, wish: { seed: string; count: number }, batches: number): Promise<void> {
  const before = await size(desk);
  const random = makeRandom(`replay/${wish.seed}`);
  let number = 0;
  for (const batch of makeRemits(wish)) {
    if (number++ >= batches) break;
    for (const file of random.shuffle(batch.remits)) await desk.feed(`again ${file.name}`, file.bytes835);
    await desk.feed('again.837', batch.bytes837);
    await desk.feed(`again ${batch.bank.name}`, batch.bank.bytes);
  }
  expect(await size(desk)).toEqual(before);
}

/**
 * Plays `count` remits and checks that every cent is conserved: what the files pay is what the books hold, deposits clear what was
 * paid, the sub-ledger is the general ledger, hledger adds up to the same, a replay adds nothing, and the record verifies.
 */
export async function conserve(
  db: FreshDatabase,
  wish: { seed: string; count: number; hledger: boolean; replayed: number },
): Promise<Tally> {
  const desk = await openDesk(db.store, twinPayers);
  try {
    const tally = await playBatches(desk, wish, async (batch) => {
      // The tests' server has no autovacuum; without statistics each question grows with the tables.
      if (batch.number % 20 === 2) await withAdmin(db.adminUrl, (client) => client.query('analyze'));
      if (batch.number % 100 === 99) console.log(`batch ${batch.number + 1}`);
    });
    expect(await differences(desk)).toEqual([]);
    const own = await ownBalances(desk);
    const under = (root: string): number =>
      [...own].reduce((sum, [account, balance]) => (account === root || account.startsWith(`${root}:`) ? sum + balance : sum), 0);
    // Cash: what the posted files say was paid is in the bank or still in clearing.
    expect(under('Assets:Bank') + under('Assets:Clearing')).toBe(tally.paidInFiles);
    expect([...own.values()].reduce((a, b) => a + b, 0)).toBe(0);
    if (wish.hledger) expect(await hledgerBalances(desk)).toEqual(own);
    await replay(desk, wish, wish.replayed);
    const verified = await desk.ask<VerifyView>('gate/verify', {});
    expect(verified).toMatchObject({ ok: true });
    expect(tally.wrong).toEqual([]);
    return tally;
  } finally {
    await desk.close();
  }
}
