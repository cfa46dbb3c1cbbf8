import { adjudicateClaims, makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Page } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { remitRow } from '../../remits/index.ts';
import type { RemitClaimRow, RemitView, TrayRow } from '../views.ts';
import { workLeft } from '../work/store.ts';
import { postedPage } from './store.ts';

let db: FreshDatabase;
let desk: Desk;
let remitId: string;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  const batch = makeClaims({ seed: 'paging', count: 400, until: '2026-01-30' });
  await desk.feed('claims.837', batch.bytes837);
  const { remits } = adjudicateClaims(batch.claims, {
    ...{ seed: 'paging', from: '2026-02-06', claimsPerRemit: 1_000 },
    mix: { contracted: 80, deductible: 12, denied: 8 },
  });
  for (const [i, remit] of remits.entries()) await desk.feed(`remit ${i}.835`, remit.bytes835);
  await desk.settle();
  const { rows } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' });
  remitId = [...rows].sort((a, b) => b.claims - a.claims)[0]?.id ?? '';
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

async function all(state?: string): Promise<RemitClaimRow[]> {
  const rows: RemitClaimRow[] = [];
  for (let cursor: string | undefined = undefined as string | undefined, more = true; more; ) {
    const page: Page<RemitClaimRow> = await desk.ask('revenue/posting/remit-claims', {
      remitId,
      ...(state === undefined ? {} : { state }),
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    cursor = page.next;
    more = cursor !== undefined;
    expect(page.total).toBeGreaterThanOrEqual(rows.length);
  }
  return rows;
}

test('the claims of a posted remit are read a page at a time, and are those that were planned', { timeout: 60_000 }, async () => {
  const planned = { all: await all(), work: await all('work') };
  expect(planned.all.length).toBeGreaterThan(20);
  expect(planned.work.length).toBeGreaterThan(1);
  const before = await desk.ask<RemitView>('revenue/posting/remit', { remitId });
  await desk.act('revenue/posting/post-remit', { remitId });
  const posted = { all: await all(), work: await all('work') };
  expect(posted).toEqual(planned);
  expect([(await all('clean')).length, (await all('parked')).length]).toEqual([before.totals.clean, before.totals.parked]);
  const [one] = posted.work;
  expect(await desk.ask('revenue/posting/remit-claim', { remitClaimId: one?.id })).toMatchObject({
    id: one?.id,
    posted: true,
    state: 'work',
  });
  const after = await desk.ask<RemitView>('revenue/posting/remit', { remitId });
  expect(after.work.map(({ says, remitClaimIndex }) => [says, remitClaimIndex]).sort()).toEqual(
    before.work.map(({ says, remitClaimIndex }) => [says, remitClaimIndex]).sort(),
  );
});

test('a page begins after a place, and what is rare is looked up as what is common', async () => {
  await db.store.inTenant(
    desk.tenant,
    async (tx) => {
      const row = await remitRow(tx, remitId);
      if (!row) throw new Error('the remit is gone');
      const read = async (state: string | undefined, as = row) => {
        const rows: number[] = [];
        for (;;) {
          const page = await postedPage(tx, as, { state, from: rows.at(-1) ?? -1, limit: 3 });
          if (page.rows.length === 0) return rows;
          rows.push(...page.rows.map(({ plan, claim }) => (plan.remitClaimIndex === claim.index ? claim.index : -9)));
        }
      };
      expect(await read(undefined)).toEqual(Array.from({ length: row.claims }, (_, i) => i));
      const common = await read('work');
      expect(await read('work', { ...row, workClaims: 0 })).toEqual(common);
      expect(common).toHaveLength(row.workClaims);
      expect((await postedPage(tx, row, { state: 'not-ours', from: -1, limit: 3 })).total).toBe(0);
      const { rows, total } = await workLeft(tx, remitId, 2);
      expect([rows.length, rows.every(({ index, item }) => index !== undefined && item.remitClaimId !== null)]).toEqual([2, true]);
      expect(total).toBeGreaterThan(2);
    },
    { readOnly: true },
  );
});
