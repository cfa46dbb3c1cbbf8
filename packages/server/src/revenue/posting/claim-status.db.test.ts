import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { TrayRow } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

interface Standing {
  readonly status: string;
  readonly spoken: boolean;
  readonly denied: boolean;
  readonly moved: boolean;
  readonly open: boolean;
}

/** Where each claim stands, beside what its newest standing posting says. */
const standings = () =>
  desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<Standing>(
      `select c.status, s.claim_id is not null as spoken, coalesce(s.denied, false) as denied, c.payer_open > 0 as open,
              exists (select 1 from ledger.movement m where m.tenant_id = c.tenant_id and m.claim_id = c.id and m.remit_claim_id is not null) as moved
         from claims.claim c
         left join lateral (
           select p.claim_id, p.plan->'work' @> '[{"kind":"denial"}]' as denied from posting.posted_claim p
            where p.tenant_id = c.tenant_id and p.claim_id = c.id and p.undone_by is null and p.state in ('clean', 'work') order by p.id desc limit 1) s on true`,
    ),
  );

test('a claim stands where the last remit left it, wholly denied ones too, and with the payer again once all is undone', async () => {
  const [batch] = makeRemits({ seed: 'statuses', count: 25 });
  await desk.feed('claims.837', batch?.bytes837 ?? new Uint8Array());
  const posted: string[] = [];
  for (const file of batch?.remits ?? []) {
    await desk.feed(file.name, file.bytes835);
    await desk.settle();
    for (const row of (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' })).rows) {
      await desk.act('revenue/posting/post-remit', { remitId: row.id });
      posted.push(row.id);
    }
  }
  const after = await standings();
  expect(after.filter((claim) => claim.spoken && claim.status === 'sent')).toEqual([]);
  expect(after.filter((claim) => !claim.spoken && claim.status !== 'sent')).toEqual([]);
  const denied = after.filter((claim) => claim.denied && !claim.moved && claim.open);
  expect(denied.length).toBeGreaterThan(0);
  expect(new Set(denied.map((claim) => claim.status))).toEqual(new Set(['denied']));
  for (const remitId of posted.toReversed()) await desk.act('revenue/posting/undo-remit', { remitId, reason: 'to see it undone' });
  expect(new Set((await standings()).map((claim) => claim.status))).toEqual(new Set(['sent']));
});
