import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PlainDate } from '@claimwright/core/ground/base';
import type { Charge } from '@claimwright/core/revenue/charges';
import type { BillingFacts } from '@claimwright/core/revenue/claims';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import type { DraftView } from '../claims/drafts/views.ts';

const golden = (name: string): { charge: Charge; facts: BillingFacts } =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../../../../../golden/revenue/claims/${name}/in.json`), 'utf8')).build;
const office = golden('split-by-payer');
const dental = golden('predetermination');

let db: FreshDatabase;
let desk: Desk;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, []);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

async function wireOf({ charge, facts }: { charge: Charge; facts: BillingFacts }): Promise<{ wire: string[]; notInsurance: number }> {
  await desk.act('revenue/claims/set-billing', facts);
  const { result: added } = await desk.act<{ chargeIds: string[] }>('revenue/charges/add', { charges: [charge] });
  const { result } = await desk.act<{ draftIds: string[]; notInsurance: number }>('revenue/claims/build', { chargeIds: added.chargeIds });
  const views = await Promise.all(result.draftIds.map((draftId) => desk.ask<DraftView>('revenue/claims/draft', { draftId })));
  const envelope = { interchangeControl: '000000001', groupControl: '1', control: '0001', reference: 'B1', at: '12:00', test: false };
  const wire = views.map(({ claim }) =>
    new TextDecoder().decode(
      writeClaims(
        claimsToWrite([claim], {
          ...envelope,
          on: '2026-03-02' as PlainDate,
          submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' },
          receiver: { name: 'HOUSE', id: 'HOUSE' },
        }),
      ),
    ),
  );
  return { wire, notInsurance: result.notInsurance };
}
const billedTo = (...billed: readonly Charge['lines'][number]['billed'][]): Charge => {
  const [line] = office.charge.lines;
  if (line === undefined) throw new Error('there is one');
  const { payerId: _, ...rest } = line;
  return {
    ...{
      ...office.charge,
      account: `B${billed.join('').length}`,
      lines: billed.map((to, i) => ({ ...rest, billed: to, note: `LINE ${i + 1}` })),
    },
  };
};

test('what the patient or an employer pays is in no claim, whatever stands beside it', async () => {
  const mixed = await wireOf({ ...office, charge: billedTo('self-pay', 'insurance', 'employer-pay') });
  expect([mixed.wire.length, mixed.notInsurance]).toEqual([1, 0]);
  expect(mixed.wire[0]?.match(/SV1\*/g)).toHaveLength(1);
  expect(mixed.wire[0]).toContain('LINE 2');
  expect(mixed.wire[0]).not.toMatch(/LINE [13]/);
  for (const billed of ['self-pay', 'employer-pay'] as const)
    expect(await wireOf({ ...office, charge: billedTo(billed, billed) })).toEqual({ wire: [], notInsurance: 1 });
});

test('a predetermination asks (CLM19) and says no day of service', async () => {
  const { wire } = await wireOf(dental);
  expect(wire).toHaveLength(1);
  expect(wire[0]).toMatch(/CLM\*[^~]*\*PB~/);
  expect(wire[0]).not.toContain('DTP*472');
});
