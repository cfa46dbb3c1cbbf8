import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { within } from '../../../../testing/context.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { cleanRemits, machineDay, payerIdOf, standAt, trayOf } from '../../../../testing/machine-day.ts';
import { Refusal, standingIn } from '../../../gate/index.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addSetting } from './store.ts';
import type { SettingView, SwitchboardView, WorkflowView } from './views.ts';

const now = new Date('2026-03-02T15:00:00Z');
const made = cleanRemits('level-back', 4);
let db: FreshDatabase;
let desk: Desk;
let payerId: string;
beforeAll(async () => {
  db = await freshDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  now.setTime(Date.parse('2026-03-02T15:00:00Z'));
  desk = await openDesk(db.store, twinPayers, now);
  await desk.feed('claims.837', made.bytes837);
  for (const { trace, bytes } of made.remits) await desk.feed(`${trace}.835`, bytes);
  payerId = await payerIdOf(desk, made.payer.name);
  return () => desk.close();
});

const refused = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Refusal ? error.message : String(error)),
  );
const posting = async (): Promise<WorkflowView | undefined> =>
  (await desk.ask<SwitchboardView>('ground/governance/switchboard', {})).workflows.find(({ workflow }) => workflow === 'posting');
const own = async (): Promise<SettingView | undefined> => (await posting())?.settings.find((one) => one.payerId === payerId);
const because = 'The file of March was odd; it is mended.';
const set = (level: string, of: object = {}) => desk.act('ground/governance/set-level', { workflow: 'posting', level, because, ...of });
const restore = (of: object = {}) =>
  desk.act<{ level: string }>('ground/governance/restore-level', { workflow: 'posting', because, ...of });
const clear = (of: object) => desk.act<{ level: string }>('ground/governance/clear-level', { workflow: 'posting', because, ...of });
const evidence = { n: 400, agreed: 398, agreement: 0.995, interval: { lower: 0.98, upper: 1 }, errorCostEach: 0 };
/** As a trial carried it there on that day. */
const earned = (level: 'guided' | 'conditional') =>
  within(desk.store, desk.tenant, (ctx) =>
    addSetting(
      { ...ctx, now },
      {
        ...{ workflow: 'posting', payerId, level, because, evidence: evidence as never },
        limits: { minConfidence: 0.9, maxAmount: 1_000_000_00, maxAgeDays: 365 },
      },
    ),
  );

describe('the way back', () => {
  test('of a level lowered by hand needs no trial while its evidence is fresh, and posts again', async () => {
    await earned('conditional');
    await set('off', { payerId });
    expect(await machineDay(desk)).toMatchObject({ applied: 0, parked: 0 });
    expect(await own()).toMatchObject({ level: 'off', back: 'conditional' });
    expect((await restore({ payerId })).result.level).toBe('conditional');
    expect(await own()).toMatchObject({ level: 'conditional' });
    expect(await own()).not.toHaveProperty('back');
    expect(await refused(restore({ payerId }))).toBe('There is no level to come back to.');
    expect((await machineDay(desk)).applied).toBeGreaterThan(0);
  });

  test('is closed when the evidence is older than the policy says, and when there was none', async () => {
    await earned('guided');
    await set('off', { payerId });
    now.setTime(now.getTime() + 31 * 86_400_000);
    expect(await own()).not.toHaveProperty('back');
    expect(await refused(restore({ payerId }))).toBe('The evidence is too old.');
    await standAt(desk, 'conditional');
    await set('shadow');
    expect(await refused(restore())).toBe('No evidence carried that level.');
  });

  test('of a payer’s own level leads to the next wider, and is no raise that nothing carried', async () => {
    await set('shadow', { payerId });
    expect((await clear({ payerId })).result.level).toBe('assist');
    expect((await posting())?.settings).toEqual([]);
    expect(await refused(clear({ payerId }))).toBe('There is no level of its own to take back.');
    await within(desk.store, desk.tenant, async ({ tx }) => expect((await standingIn(tx, 'posting', { payerId })).level).toBe('assist'));
    await within(desk.store, desk.tenant, (ctx) =>
      addSetting(
        { ...ctx, now, actor: { ...ctx.actor, kind: 'system' } },
        { workflow: 'posting', payerId, level: 'shadow', limits: { minConfidence: 1, maxAmount: 0, maxAgeDays: 0 }, because: 'drift' },
      ),
    );
    expect(await refused(clear({ payerId }))).toBe('Without it, it would stand at assist: a raise.');
  });
});

test('a site that is off stops machines at that site, and where the site is not known, and nowhere else', async () => {
  const site = '01890000-0000-7000-8000-0000000000e1';
  const other = '01890000-0000-7000-8000-0000000000e2';
  await standAt(desk, 'guided');
  await set('off', { siteId: site });
  await within(desk.store, desk.tenant, async ({ tx }) => {
    expect((await standingIn(tx, 'posting', { sites: [other] })).level).toBe('guided');
    expect((await standingIn(tx, 'posting', { sites: [other, site] })).level).toBe('off');
    expect((await standingIn(tx, 'posting', { sites: [undefined] })).level).toBe('off');
    expect((await standingIn(tx, 'posting', {})).level).toBe('off');
  });
  expect((await trayOf(desk)).length).toBeGreaterThan(0);
});

test('a payer’s own level is not taken back while that is a raise at any site, though one site is off', async () => {
  await within(desk.store, desk.tenant, (ctx) =>
    addSetting(
      { ...ctx, now },
      { workflow: 'posting', level: 'conditional', because, limits: { minConfidence: 0.9, maxAmount: 100, maxAgeDays: 365 } },
    ),
  );
  await set('off', { siteId: '01890000-0000-7000-8000-0000000000e1' });
  await set('off', { payerId });
  expect(await refused(clear({ payerId }))).toBe('Without it, it would stand at conditional: a raise.');
});
