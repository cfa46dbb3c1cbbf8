import { toDecimal } from '@claimwright/core/ground/base';
import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import type { Page } from '../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { ClaimRow, ClaimView } from '../claims/views.ts';
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
  readonly open: boolean;
}

/** Where each claim stands, beside what its newest standing posting says. */
const standings = () =>
  desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<Standing>(
      `select c.status, s.claim_id is not null as spoken, coalesce(s.denied, false) as denied, c.payer_open > 0 as open
         from claims.standing c
         left join lateral (
           select p.claim_id, p.plan->'work' @> '[{"kind":"denial"}]' as denied from posting.posted_claim p
            where p.tenant_id = c.tenant_id and p.claim_id = c.claim_id and p.undone_by is null and p.state in ('clean', 'work') order by p.id desc limit 1) s on true`,
    ),
  );

/** Posted remits whose claims a later one moved money on, without taking anything back. */
const belowAnother = () =>
  desk.store.inTenant(desk.tenant, (tx) =>
    tx.rows<{ remit_id: string }>(
      `select distinct p.remit_id from posting.posted_claim a
         join posting.posted_claim b on b.tenant_id = a.tenant_id and b.claim_id = a.claim_id and b.posted_remit_id > a.posted_remit_id
         join posting.posted_remit p on p.tenant_id = a.tenant_id and p.id = a.posted_remit_id
         join ledger.entry e on e.tenant_id = b.tenant_id and e.source_id = b.remit_claim_id
        where not exists (select 1 from posting.posted_claim back where back.tenant_id = a.tenant_id and back.reverses is not null and back.claim_id = a.claim_id)`,
    ),
  );

test('a claim stands where the last remit left it, wholly denied ones too, and with the payer again once all is undone', async () => {
  const posted: string[] = [];
  for (const batch of makeRemits({ seed: 'statuses', count: 60 })) {
    await desk.feed(`claims-${batch.number}.837`, batch.bytes837);
    for (const file of batch.remits) await desk.feed(file.name, file.bytes835);
    await desk.settle();
    for (const row of (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' })).rows) {
      await desk.act('revenue/posting/post-remit', { remitId: row.id });
      posted.push(row.id);
    }
  }
  const after = await standings();
  expect(after.filter((claim) => claim.spoken && claim.status === 'sent')).toEqual([]);
  expect(after.filter((claim) => !claim.spoken && claim.status !== 'sent')).toEqual([]);
  const denied = after.filter((claim) => claim.denied && claim.open);
  expect(new Set(denied.map((claim) => claim.status))).toEqual(new Set(['denied']));
  // What a primary said is not taken away below a secondary: undone are the newest first.
  const [under] = await belowAnother();
  if (!under) throw new Error('no two remits moved money on one claim');
  await expect(desk.act('revenue/posting/undo-remit', { remitId: under.remit_id, reason: 'too early' })).rejects.toThrow(
    /later remit builds on this posting/,
  );
  for (const remitId of posted.toReversed()) await desk.act('revenue/posting/undo-remit', { remitId, reason: 'to see it undone' });
  expect(new Set((await standings()).map((claim) => claim.status))).toEqual(new Set(['sent']));
});

/** A payer that refuses a whole claim: nothing moves, and it is news all the same. */
const refusal = (claim: ClaimRow): string =>
  [
    'ISA*00*          *00*          *ZZ*PAYER          *ZZ*PROVIDER       *260227*1200*^*00501*000000018*0*P*:',
    'GS*HP*PAYER*PROVIDER*20260227*1200*18*X*005010X221A1',
    'ST*835*0018',
    'BPR*H*0*C*NON************20260227',
    'TRN*1*ZERO00018*1512345678',
    'DTM*405*20260227',
    `N1*PR*${claim.payerName}`,
    'N3*1 Main Street',
    'N4*Anytown*CO*80000',
    `REF*2U*${twinPayers.find(({ name }) => name === claim.payerName)?.ids[0] ?? ''}`,
    'PER*BL*Help*TE*8005550100',
    'N1*PE*Sample Practice*XX*1234567893',
    'LX*1',
    `CLP*${claim.patientControlNumber}*1*${toDecimal(claim.billed)}*0**12*PCN018*11*1`,
    `CAS*CO*50*${toDecimal(claim.billed)}`,
    'SE*15*0018',
    'GE*1*18',
    'IEA*1*000000018',
    '',
  ].join('~\n');

test('a claim that was denied as a whole stands as denied, though nothing moved, and no longer once that is undone', async () => {
  const { rows } = await desk.ask<Page<ClaimRow>>('revenue/claims/claims', { status: 'sent' });
  const [claim] = rows;
  if (!claim) throw new Error('no claim is with its payer');
  await desk.feed('denial.835', new TextEncoder().encode(refusal(claim)));
  await desk.settle();
  const [row] = (await desk.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open', search: 'ZERO00018' })).rows;
  const now = async () => (await desk.ask<ClaimView>('revenue/claims/claim', { claimId: claim.id })).status;
  await desk.act('revenue/posting/post-remit', { remitId: row?.id });
  expect(await now()).toBe('denied');
  await desk.act('revenue/posting/undo-remit', { remitId: row?.id, reason: 'to see it undone' });
  expect(await now()).toBe('sent');
});
