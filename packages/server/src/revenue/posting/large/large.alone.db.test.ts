import { adjudicateClaims, everyCase, makeClaims, makePractice } from '@claimwright/twin';
import { v7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ownBalances } from '../../../../testing/check-books.ts';
import { twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Ctx } from '../../../gate/index.ts';
import type { Page, VerifyView } from '../../../gate/views.ts';

import type { Change } from '../../../store/changes.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { type RemitRow, remitRow } from '../../remits/index.ts';
import { claimsShown } from '../paging/store.ts';
import { shownPage } from '../shown/plans.ts';
import type { PostedView, RemitClaimRow, RemitView, TrayRow } from '../views.ts';

/** From how many claims on a remit counts as large here. */
const size = vi.hoisted(() => ({ from: Number.POSITIVE_INFINITY }));
vi.mock('./size.ts', () => {
  const isLarge = ({ claims }: { claims: number }) => claims > size.from;
  return { isLarge, isTooLargeAtOnce: isLarge, portion: 70, together: 10 };
});

let db: FreshDatabase;
/** The same files at two practices: at one of them the remit is planned as a whole, at the other in parts. */
let whole: Desk;
let parts: Desk;
let remitIds: { readonly whole: string; readonly parts: string };
const changes: Change[] = [];

const inParts = async <T>(work: () => Promise<T>): Promise<T> => {
  size.from = 20;
  try {
    return await work();
  } finally {
    size.from = Number.POSITIVE_INFINITY;
  }
};

beforeAll(async () => {
  db = await freshDatabase();
  const practice = makePractice('large');
  const payer = practice.payers[0];
  const patients = practice.patients.filter((patient) => patient.coverages[0]?.payer === payer && patient.coverages.length === 1);
  const batch = makeClaims({ seed: 'large', count: 300, until: '2026-01-30', practice: { ...practice, patients } });
  const { remits } = adjudicateClaims(batch.claims, {
    ...{ seed: 'large', from: '2026-02-06', claimsPerRemit: 500 },
    mix: everyCase,
  });
  const [remit] = [...remits].sort((a, b) => b.remit.claims.length - a.remit.claims.length);
  if (remit === undefined) throw new Error('the twin answered nothing');
  const open = async (): Promise<Desk> => {
    const desk = await openDesk(db.store, twinPayers);
    await desk.feed('claims.837', batch.bytes837);
    await desk.feed('remit.835', remit.bytes835);
    return desk;
  };
  whole = await open();
  parts = await open();
  await whole.settle();
  parts.watch((news) => changes.push(...news));
  remitIds = { whole: await remitOf(whole), parts: await remitOf(parts) };
});
afterAll(async () => {
  await whole.close();
  await parts.close();
  await db.drop();
});

async function remitOf(desk: Desk): Promise<string> {
  const { rows } = await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'all' });
  return rows[0]?.id ?? '';
}

/** Without what differs from practice to practice: ids and moments. */
const told = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      /^(?:id|.*Id|.*Ids|at|.*At|others|candidates|history|sha256|recordSeq|next|readAt|large)$/.test(key) ? undefined : part,
    ),
  );

/** What is to do stands in the order in which it was planned. */
const toldRemit = ({ work, ...view }: RemitView): unknown => [
  told(view),
  told([...work].sort((a, b) => (a.remitClaimIndex ?? 0) - (b.remitClaimIndex ?? 0) || (a.says < b.says ? -1 : 1))),
];

async function claimsOf(desk: Desk, remitId: string, state?: string): Promise<RemitClaimRow[]> {
  const rows: RemitClaimRow[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await desk.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', {
      ...{ remitId, ...(state === undefined ? {} : { state }) },
      ...(cursor === undefined ? {} : { cursor }),
    });
    rows.push(...page.rows);
    if (page.next === undefined) {
      expect(page.total).toBe(rows.length);
      return rows;
    }
    cursor = page.next;
  }
}

/** What waits of a claim stands in an account that is named by the claim's id. */
const balances = async (desk: Desk): Promise<unknown[]> =>
  [...(await ownBalances(desk))].map(([account, amount]) => [account.replace(/^(Liabilities:Unapplied):.*/, '$1'), amount]).sort();

describe('a remit of very many claims', () => {
  test('is opened before it is planned: its claims are there, and nothing of the whole is planned for it', async () => {
    await inParts(async () => {
      const view = await parts.ask<RemitView>('revenue/posting/remit', { remitId: remitIds.parts });
      expect(view).toMatchObject({ planning: true, can: { post: false } });
      const first = await parts.ask<Page<RemitClaimRow>>('revenue/posting/remit-claims', { remitId: remitIds.parts });
      expect(first.rows).toHaveLength(200);
      expect(changes).toEqual([]);
    });
  });

  test('is planned by a job that tells how far it is, and comes out as it does in one piece', async () => {
    await inParts(() => parts.settle());
    const progress = changes.flatMap((change) => change.progress ?? []);
    const { claims } = await whole.ask<RemitView>('revenue/posting/remit', { remitId: remitIds.whole });
    expect(progress.at(-1)).toEqual({ step: 'planned', done: claims, of: claims });
    const planned = await whole.ask<RemitView>('revenue/posting/remit', { remitId: remitIds.whole });
    const large = await inParts(() => parts.ask<RemitView>('revenue/posting/remit', { remitId: remitIds.parts }));
    expect(large.plannedAt).toBeDefined();
    expect(toldRemit(large)).toEqual(toldRemit(planned));
    for (const state of [undefined, 'clean', 'work', 'parked']) {
      const mine = await inParts(() => claimsOf(parts, remitIds.parts, state));
      expect(told(mine)).toEqual(told(await claimsOf(whole, remitIds.whole, state)));
    }
  });

  test('is posted in one act, whose rows and books are those of one piece', async () => {
    changes.length = 0;
    await whole.act('revenue/posting/post-remit', { remitId: remitIds.whole });
    const acted = await inParts(() => parts.act<PostedView>('revenue/posting/post-remit', { remitId: remitIds.parts }));
    expect(acted.outcome).toBe('applied');
    const progress = changes.flatMap((change) => change.progress ?? []);
    expect(progress.map(({ step }) => step)).toContain('planned');
    expect(await balances(parts)).toEqual(await balances(whole));
    const remits = await Promise.all([
      whole.ask<RemitView>('revenue/posting/remit', { remitId: remitIds.whole }),
      inParts(() => parts.ask<RemitView>('revenue/posting/remit', { remitId: remitIds.parts })),
    ]);
    expect(toldRemit(remits[1])).toEqual(toldRemit(remits[0]));
    expect(told(await claimsOf(parts, remitIds.parts))).toEqual(told(await claimsOf(whole, remitIds.whole)));
    const statuses = (desk: Desk) => desk.ask<Page<object>>('revenue/claims/claims', {});
    expect(told(await statuses(parts))).toEqual(told(await statuses(whole)));
  });

  test('is taken back in one act as well, to the cent, and its record holds', async () => {
    const before = await balances(parts);
    const { result } = await inParts(() =>
      parts.act<{ entries: number }>('revenue/posting/undo-remit', { remitId: remitIds.parts, reason: 'A test' }),
    );
    const other = await whole.act<{ entries: number }>('revenue/posting/undo-remit', { remitId: remitIds.whole, reason: 'A test' });
    expect(result.entries).toBe(other.result.entries);
    expect((await balances(parts)).filter((one) => !JSON.stringify(one).endsWith(',0]'))).toEqual(
      (await balances(whole)).filter((one) => !JSON.stringify(one).endsWith(',0]')),
    );
    await inParts(() => parts.act('revenue/posting/post-remit', { remitId: remitIds.parts }));
    await whole.act('revenue/posting/post-remit', { remitId: remitIds.whole });
    const again = (of: unknown[]) => of.map((one) => JSON.stringify(one)).filter((one) => !one.includes('Unapplied'));
    expect(again(await balances(parts))).toEqual(again(before));
    expect(await parts.ask<VerifyView>('gate/verify', {})).toMatchObject({ ok: true });
  });

  test('is read by whoever sees a part of it for that part alone', async () => {
    const site = v7();
    await within(db.store, parts.tenant, async ({ tx }) => {
      await tx.rows(`update remits.remit_claim set site_id = $2 where tenant_id = $1 and index % 40 = 3`, [tx.tenant, site]);
      await tx.rows(`update remits.remit set sites = array[$2::uuid] where tenant_id = $1`, [tx.tenant, site]);
    });
    const places = await seenPlaces(site);
    expect(places).toEqual(Array.from({ length: places.length }, (_, i) => i * 40 + 3));
    // Of a posted remit, and as if it waited: its claims are planned for those that are seen.
    for (const state of ['posted', 'open']) {
      const { page, rows } = await asPartOf(site, (ctx, row) =>
        shownPage(ctx, { ...row, state }, { state: undefined, from: -1, limit: 201 }),
      );
      expect(page.rows.map(({ claim }) => claim.index)).toEqual(places);
      expect(page.total).toBe(places.length);
      expect([state, rows < 200]).toEqual([state, true]);
    }
    const work = await asPartOf(site, (ctx, row) => shownPage(ctx, row, { state: 'work', from: -1, limit: 201 }));
    expect(work.page.total).toBe(work.page.rows.length);
    expect(work.page.rows.every(({ plan, claim }) => plan.state === 'work' && claim.index % 40 === 3)).toBe(true);
  });
});

/** What somebody of one site reads of the remit, and how many rows the database was asked for. */
const asPartOf = <T>(site: string, read: (ctx: Ctx, row: RemitRow) => Promise<T>): Promise<{ readonly page: T; readonly rows: number }> =>
  inParts(() =>
    within(db.store, parts.tenant, async (ctx) => {
      await ctx.tx.narrow({ sites: [site], actor: 'dana' });
      const row = await remitRow(ctx.tx, remitIds.parts);
      if (row === undefined) throw new Error('the remit is not seen');
      const asked = vi.spyOn(ctx.tx.client, 'query');
      const page = await read(ctx, row);
      let rows = 0;
      for (const { value } of asked.mock.results) rows += (await Promise.resolve<{ rows?: unknown[] }>(value)).rows?.length ?? 0;
      asked.mockRestore();
      return { page, rows };
    }),
  );

const seenPlaces = async (site: string): Promise<readonly number[]> =>
  (await asPartOf(site, ({ tx }, row) => claimsShown(tx, row.id))).page;
