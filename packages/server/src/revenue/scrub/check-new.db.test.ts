import type { PlainDate } from '@claimwright/core/ground/base';
import { initialLimits } from '@claimwright/core/ground/governance';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { claimsToWrite } from '@claimwright/core/revenue/submission';
import { makeClaims, makePractice } from '@claimwright/twin';
import { writeClaims } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { address, claimOf, coded, importSamples } from '../../../testing/claims-out.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { scrubUnattended } from '../../agents/scrub.ts';
import { addSetting } from '../../ground/governance/autonomy/store.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { draftPage, draftsByIds, keepDrafts } from '../claims/index.ts';
import { checkNew } from './check-new.ts';

let db: FreshDatabase;
let desks: Desk[] = [];
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await db.drop();
});

const rule = {
  ...{ id: 'several', title: 'Several', payers: ['*'], effective: '2020-01-01', over: 'line', action: 'warn', when: 'line.units >= 2' },
  ...{ says: 'Several units.', because: 'The payer says so.', fix: 'Look at them.', source: 'bulletin 8' },
  tests: [
    { name: 'two', see: { lines: [{ units: 2 }] }, fires: true },
    { name: 'one', see: { lines: [{ units: 1 }] }, fires: false },
  ],
};

async function practice(): Promise<Desk> {
  const desk = await openDesk(db.store, [{ name: 'Harbor Health', ids: ['HARB1'] }]);
  desks = [...desks, desk];
  await importSamples(desk, desk.biller);
  await desk.act('revenue/scrub/import-rules', { rules: [rule] });
  await desk.act('revenue/scrub/switch-rule', { ruleId: 'several', version: 1, active: true, previewed: 0, because: 'from the bulletin' });
  return desk;
}

const file = (claims: readonly ClaimToSend[], control: string) =>
  writeClaims(
    claimsToWrite(claims, {
      ...{
        interchangeControl: `0000000${control}`,
        groupControl: '1',
        control: '0001',
        reference: `B${control}`,
        at: '12:00',
        test: false,
      },
      on: '2026-03-01' as PlainDate,
      submitter: { name: 'QUIET HARBOR', id: 'QH', contact: 'BILLING', phone: '5555550100' },
      receiver: { name: 'HOUSE', id: 'HOUSE' },
    }),
  );
const draftsOf = (desk: Desk) =>
  within(desk.store, desk.tenant, async (ctx) =>
    draftsByIds(
      ctx,
      (await draftPage(ctx, { status: 'drafted', limit: 1_000 })).map(({ id }) => id),
    ),
  );
const checks = (desk: Desk) =>
  within(desk.store, desk.tenant, ({ tx }) =>
    tx.rows<{ number: string; findings: readonly object[] }>(
      `select d.patient_control_number as number, c.version, c.findings from scrub.checked c
         join claims.draft d on d.tenant_id = c.tenant_id and d.id = c.draft_id order by 1`,
    ),
  );

test('what is found as a file is read is what the agent finds of the same claims later, over histories within the file and before it; fed twice nothing is new', async () => {
  const [reading, later] = [await practice(), await practice()];
  const people = makePractice('check-new', { patients: 12 });
  for (const [i, count] of [10, 50].entries())
    await reading.feed(
      `${i}.837`,
      makeClaims({ seed: 'check-new', count, firstNumber: 1 + i * 100, until: '2026-02-27', practice: people }).bytes837,
      'claims-to-send',
    );
  const drafts = (await draftsOf(reading)).sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const part of [drafts.slice(0, 10), drafts.slice(10)]) {
    await within(later.store, later.tenant, (ctx) =>
      keepDrafts(
        ctx,
        part.map(({ claim }) => ({ claim, madeOf: JSON.stringify(claim) })),
      ),
    );
    await scrubUnattended(later.gate, later.tenant);
  }
  const [first, second] = [await checks(reading), await checks(later)];
  expect(first.length).toBe(60);
  expect(first.flatMap(({ findings }) => findings).length).toBeGreaterThan(60);
  expect(first).toEqual(second);
  expect(await scrubUnattended(reading.gate, reading.tenant)).toMatchObject({ parked: 0, applied: 0 });
  await reading.feed(
    'again.837',
    file(
      drafts.slice(0, 5).map(({ claim }) => claim),
      '21',
    ),
    'claims-to-send',
  );
  expect((await checks(reading)).length).toBe(60);
});

test('what the agent would propose something of is left to it, and all where the looking fails: the file is read in any case', async () => {
  const desk = await practice();
  await desk.act('revenue/claims/set-billing', {
    billing: { entity: 'organisation', name: 'Quiet Harbor', npi: '1234567893', taxId: '592233445', taxIdKind: 'employer', address },
    providers: [{ entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883', taxonomy: '208D00000X' }],
    ...{ facilities: [], payers: [] },
  });
  await within(desk.store, desk.tenant, (ctx) =>
    addSetting(ctx, { workflow: 'corrections', level: 'guided', limits: initialLimits, because: 'a test' }),
  );
  const plain = claimOf('A-1', ['97110'], coded('M25561'));
  const said = claimOf('A-2', ['97110'], {
    ...coded('M25561'),
    rendering: { entity: 'person', name: 'Quill', first: 'Nora', npi: '1215193883', taxonomy: '208D00000X' },
  });
  await desk.feed('two.837', file([plain, said], '22'), 'claims-to-send');
  expect((await checks(desk)).map(({ number }) => number)).toEqual(['A-2']);
  expect(await scrubUnattended(desk.gate, desk.tenant)).toMatchObject({ parked: 1 });
  expect((await checks(desk)).map(({ number }) => number)).toEqual(['A-1', 'A-2']);

  const [draft] = await draftsOf(desk);
  if (draft === undefined) throw new Error('there are two');
  await within(desk.store, desk.tenant, async (ctx) => {
    await checkNew(ctx, [draft, { ...draft, id: ctx.newId() }]);
    expect(await draftsByIds(ctx, [draft.id])).toHaveLength(1);
  });
  expect((await checks(desk)).length).toBe(2);
});
