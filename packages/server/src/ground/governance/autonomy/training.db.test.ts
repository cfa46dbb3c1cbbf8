import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits, machineDay, payerIdOf, standAt, trayOf } from '../../../../testing/machine-day.ts';
import { withAdmin } from '../../../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { TrainingView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
const made = cleanRemits('training', 4);
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  await desk.feed('claims.837', made.bytes837);
  for (const { trace, bytes } of made.remits) await desk.feed(`${trace}.835`, bytes);
  // What learns has learnt: people and the machine decided of the same, and the machine by itself.
  await standAt(desk, 'shadow');
  await desk.act('ground/governance/start-trial', { workflow: 'posting', controlShare: 0 });
  await machineDay(desk);
  const [row] = await trayOf(desk, 'open');
  await desk.act('revenue/posting/post-remit', { remitId: row?.id });
  await standAt(desk, 'conditional', { payerId: await payerIdOf(desk, made.payer.name) });
  await machineDay(desk);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const look = () => desk.ask<TrainingView>('ground/governance/training', {});

describe('what is learnt from', () => {
  test('is listed whole, is not empty after a day’s work, and names nobody', async () => {
    const { datasets, findings } = await look();
    expect(findings).toEqual([]);
    expect(new Set(datasets.map(({ origin }) => origin))).toEqual(new Set(['de-identified']));
    const rows = Object.fromEntries(datasets.map(({ table, rows }) => [table, rows]));
    expect(rows['autonomy.trial_item']).toBeGreaterThan(2);
    expect(rows['autonomy.change']).toBeGreaterThan(0);
  });

  test.each([
    ['a name where a kind belongs', { kind: 'Zelda Quimby-Ortega' }, 'has not the form “word”'],
    ['a member number where an address belongs', { subject: 'member:QX55501234' }, 'has not the form “address”'],
    ['words among the figures', { figures: { 'Assets:Clearing': 'Zelda Quimby called' } }, 'holds text where figures belong'],
    ['a person as the key of a figure', { figures: { 'Zelda Quimby-Ortega, born 03/14/1971': 100 } }, 'is keyed by text'],
  ])('is refused with %s', async (_what, wrong, says) => {
    const row = { subject: 'remit:00000000-0000-7000-8000-000000000001', ...wrong };
    await withAdmin(db.adminUrl, (client) =>
      client.query(
        `insert into autonomy.trial_item
         select (jsonb_populate_record(t, $2::jsonb)).* from autonomy.trial_item t where t.tenant_id = $1 order by t.subject limit 1`,
        [desk.tenant, JSON.stringify(row)],
      ),
    );
    const { findings } = await look();
    await withAdmin(db.adminUrl, (client) => client.query('delete from autonomy.trial_item where subject = $1', [row.subject]));
    // A finding says where, and repeats nothing.
    expect(findings).toEqual([{ table: 'trial_item', column: Object.keys(wrong)[0], rows: 1, says }]);
    expect(JSON.stringify(findings)).not.toMatch(/Zelda|QX555/);
    expect((await look()).findings).toEqual([]);
  });

  test('is refused where somebody adds what is not listed', async () => {
    await withAdmin(db.adminUrl, async (client) => {
      await client.query('alter table autonomy.trial_item add column note text');
      await client.query('create table autonomy.tuning_set (tenant_id uuid, prompt text)');
      await client.query('grant select on autonomy.tuning_set to claimwright_app');
    });
    expect((await look()).findings).toEqual([
      { table: 'trial_item', column: 'note', rows: 0, says: 'is not listed' },
      { table: 'tuning_set', column: 'tenant_id', rows: 0, says: 'is not listed' },
      { table: 'tuning_set', column: 'prompt', rows: 0, says: 'is not listed' },
    ]);
  });
});
