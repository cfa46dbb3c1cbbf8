import { makeRemits } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Actor } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { TrayRow } from '../../../revenue/posting/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addMember } from '../store.ts';
import type { OnboardingView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let marisol: Actor;
let dana: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, []);
  const hire = async (id: string, name: string, role: string): Promise<Actor> => {
    await db.store.inTenant(desk.tenant, (tx) =>
      addMember(tx, { userId: id, name, email: `${id}@elm.example`, roles: [role], since: new Date('2026-03-02T15:00:00Z') }),
    );
    return person('test', { id, name, tenant: desk.tenant, roles: [role] });
  };
  marisol = await hire('marisol', 'Marisol Vega', 'office-manager');
  dana = await hire('dana', 'Dana Reyes', 'biller');
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const look = (actor: Actor = marisol) => desk.ask<OnboardingView>('ground/governance/onboarding/steps', {}, actor);
const step = async (id: string, actor: Actor = marisol) => (await look(actor)).steps.find((one) => one.step === id);
const aside = (id: string, notForUs: boolean, actor: Actor = marisol) =>
  desk.act('ground/governance/onboarding/not-for-us', { step: id, notForUs, because: 'paper only' }, actor);

describe('getting started', () => {
  test('of a practice with nothing has nothing done but what holds from the start', async () => {
    const { steps, next, putAway } = await look();
    expect(steps.filter(({ state }) => state === 'done').map(({ step: id }) => id)).toEqual(['people', 'machines']);
    expect(next).toBe('factors');
    expect(putAway).toBe(false);
    expect(await step('factors')).toMatchObject({ found: '1 of 1 person who manage something has none' });
    expect((await look(dana)).next).toBe('claims');
    expect(await step('people', dana)).toMatchObject({ mine: false, roles: expect.arrayContaining(['Office manager', 'Administrator']) });
  });

  test('follows what is done, with who did it first and when, where the record tells', async () => {
    await desk.act('ground/parties/add-site', { name: 'Main', timeZone: 'America/Chicago' }, marisol);
    expect(await step('sites')).toMatchObject({ state: 'done', found: '1 site', by: 'Marisol Vega', at: '2026-03-02T15:00:00.000Z' });
    await desk.act('ground/parties/add-site', { name: 'Second', timeZone: 'America/Chicago' }, marisol);
    // Two that nothing tells apart.
    expect(await step('sites')).toMatchObject({ state: 'open', found: '2 of 2 sites have no number' });
    for (const payer of twinPayers) await desk.act('ground/parties/add-payer', { ...payer, ids: [...payer.ids], inNetwork: true }, marisol);
    expect(await step('payers')).toMatchObject({ state: 'done', by: 'Marisol Vega' });
    const [batch] = makeRemits({ seed: 'onboarding', count: 1 });
    if (!batch) throw new Error('the twin plays nothing');
    await desk.feed('claims.837', batch.bytes837);
    expect(await step('claims', dana)).toMatchObject({ state: 'done', by: 'Dana' });
    expect((await look(dana)).next).toBe('remits');
    for (const remit of batch.remits) await desk.feed(remit.name, remit.bytes835);
    await desk.settle();
    expect(await step('posting')).toMatchObject({ state: 'open', found: 'Nothing was posted yet' });
    const { rows } = await desk.ask<{ rows: TrayRow[] }>('revenue/posting/tray', { view: 'open' }, dana);
    const [remit] = rows.filter(({ balanced }) => balanced);
    await desk.act('revenue/posting/post-remit', { remitId: remit?.id }, dana);
    expect(await step('posting')).toMatchObject({ state: 'done', by: 'Dana Reyes' });
    await desk.feed(batch.bank.name, batch.bank.bytes);
    expect(await step('bank')).toMatchObject({ state: 'open', found: 'A bank file was read; no deposit is tied yet' });
    await desk.act('ground/governance/record/export', {}, desk.biller);
    expect(await step('record')).toMatchObject({ state: 'done' });
  });

  test('a level at which a machine applies what is clean by itself is told', async () => {
    const set = (level: string) =>
      db.store.inTenant(desk.tenant, (tx) =>
        tx.rows(
          `insert into autonomy.setting (tenant_id, id, workflow, level, limits, because, set_by, set_by_kind, set_at, act_id)
           values ($1, $2, 'posting', $3, '{}', 'a test', 'marisol', 'person', now(), $2)`,
          [desk.tenant, crypto.randomUUID().replace(/^.{8}/, level === 'assist' ? 'ffffffff' : 'eeeeeeee'), level],
        ),
      );
    await set('conditional');
    expect(await step('machines')).toMatchObject({ state: 'open', found: expect.stringMatching(/^At 1 level/) });
    await set('assist');
    expect(await step('machines')).toMatchObject({ state: 'done' });
  });

  test('a step is set aside by a person with a reason, on the record, and hides no fact', async () => {
    await expect(aside('checkpoints', true, dana)).rejects.toThrow();
    await aside('checkpoints', true);
    expect(await step('checkpoints', dana)).toMatchObject({ state: 'not-for-us', note: { because: 'paper only', by: 'Marisol Vega' } });
    await expect(aside('checkpoints', true)).rejects.toThrow(/set aside already/);
    await aside('checkpoints', false);
    expect(await step('checkpoints')).toMatchObject({ state: 'open' });
    await aside('posting', true);
    expect(await step('posting')).toMatchObject({ state: 'done' });
    await expect(aside('nothing-of-the-sort', true)).rejects.toThrow();
    const entries = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows(
        `select 1 from gate.record where tenant_id = $1 and what = 'ground/governance/onboarding/not-for-us' and outcome = 'applied'`,
        [desk.tenant],
      ),
    );
    expect(entries).toHaveLength(3);
  });

  test('is the same for whoever is limited to a site: facts of the practice, and nothing of a patient', async () => {
    const ids = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ id: string }>('select id from parties.site where tenant_id = $1', [desk.tenant]),
    );
    await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows(`update governance.member set sites = $3 where tenant_id = $1 and user_id = $2`, [desk.tenant, 'dana', [ids[1]?.id]]),
    );
    const whole = (await look()).steps.map(({ step: id, state, found }) => [id, state, found]);
    expect((await look(dana)).steps.map(({ step: id, state, found }) => [id, state, found])).toEqual(whole);
  });

  test('is put away by each for themselves, and taken out again', async () => {
    await desk.act('ground/governance/onboarding/put-away', { away: true }, dana);
    expect((await look(dana)).putAway).toBe(true);
    expect((await look()).putAway).toBe(false);
    await desk.act('ground/governance/onboarding/put-away', { away: false }, dana);
    expect((await look(dana)).putAway).toBe(false);
  });
});
