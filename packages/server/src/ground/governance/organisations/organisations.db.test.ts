import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Actor } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { RecordRow } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { LimitView } from '../people/views.ts';
import { needsSecondFactor, usualPolicy } from '../sign-in/practice/policy.ts';
import { membershipsOf } from '../store.ts';
import { practiceFigures } from './figures.ts';
import { foundOrganisation } from './found.ts';
import { type PushParts, pushTemplate } from './push.ts';
import type { AffiliationView, PracticeOfView, PushedView, TemplateView } from './views.ts';

let db: FreshDatabase;
let elm: Desk;
let oak: Desk;
let ash: Desk;
let organisation: string;
let kyle: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  elm = await openDesk(db.store, []);
  oak = await openDesk(db.store, []);
  ash = await openDesk(db.store, []);
  const { gate } = elm;
  const newId = () => crypto.randomUUID();
  const first = { userId: 'kyle', name: 'Kyle', email: 'kyle@group.example' };
  organisation = await foundOrganisation(
    { store: db.store, clock: () => new Date('2026-03-02T15:00:00Z'), newId },
    'Riverside Group',
    first,
  );
  kyle = person('test', { id: 'kyle', name: 'Kyle', tenant: organisation, roles: ['operations-lead'] });
  expect(gate).toBeDefined();
});
afterAll(async () => {
  for (const desk of [elm, oak, ash]) await desk.close();
  await db.drop();
});

const manager = (desk: Desk): Actor => ({ ...desk.biller, id: 'marisol', roles: ['office-manager'] });
const letIn = (desk: Desk, roles = ['operations-lead']) =>
  desk.act('ground/governance/organisations/join', { organisation, roles }, manager(desk));
const workplaces = async () => (await membershipsOf(db.store, 'kyle')).map(({ tenant }) => tenant).sort();
const practices = async () => (await elm.ask<{ rows: PracticeOfView[] }>('ground/governance/organisations/practices', {}, kyle)).rows;
const limits = async (desk: Desk) => (await desk.ask<{ rows: LimitView[] }>('ground/governance/people/limits', {}, manager(desk))).rows;
const usual = usualPolicy(false);
/** As the program composes it: each practice's own rule about the second factor. */
const parts = (policy = usual): PushParts => ({
  gate: elm.gate,
  worksFor: (userId) => membershipsOf(db.store, userId),
  needsFactor: async ({ roles }, proof) => needsSecondFactor(policy, roles, { proof }),
});
const push = (templateId: string, preview = false, proof = 'password+totp', policy = usual) =>
  pushTemplate(parts(policy), kyle, { templateId, preview }, proof);
const write = (steps: object[], templateId?: string) =>
  elm.act<{ templateId: string }>(
    'ground/governance/organisations/write-template',
    { name: 'Limits', steps, ...(templateId ? { templateId } : {}) },
    kyle,
  );
const limit = (upTo: number) => ({
  command: 'ground/governance/people/set-limit',
  input: { role: 'biller', right: 'postings.undo', upTo, because: 'the group’s rule' },
});
const of = (given: readonly PushedView[], desk: Desk) => given.find(({ practice }) => practice === desk.tenant);
const outcomes = ({ given }: { given: readonly PushedView[] }) =>
  Object.fromEntries(given.map(({ practice, outcome }) => [practice, outcome]));

describe('an organisation', () => {
  test('sees the practices that let it in, works there as far as they let it, and no other sees them', async () => {
    expect(await workplaces()).toEqual([organisation]);
    await letIn(elm);
    await letIn(oak);
    expect(await workplaces()).toEqual([organisation, elm.tenant, oak.tenant].sort());
    expect((await practices()).map(({ practice }) => practice).sort()).toEqual([elm.tenant, oak.tenant].sort());
    await expect(letIn(elm)).rejects.toThrow(/let in already/);
    const { rows } = await elm.ask<{ rows: AffiliationView[] }>('ground/governance/organisations/affiliations', {}, manager(elm));
    expect(rows).toMatchObject([{ name: 'Riverside Group', roles: ['operations-lead'] }]);
    // A practice that asks for practices finds none, its own organisation's included.
    const own: Actor = { ...manager(elm), roles: ['operations-lead'] };
    expect(await elm.ask('ground/governance/organisations/practices', {}, own)).toEqual({ rows: [] });
    await expect(letIn(ash, ['biller'])).resolves.toBeDefined();
    // Nobody of the organisation is a biller: the practice let in nobody.
    expect(await workplaces()).not.toContain(ash.tenant);
    await elm.act('ground/governance/organisations/join', { organisation: elm.tenant, roles: ['biller'] }, manager(oak)).then(
      () => expect.unreachable(),
      (error: unknown) => expect(error).toMatchObject({ code: 'not-found' }),
    );
  });

  test('gives a template to its practices, at each one’s own gate and on its record, once', async () => {
    await expect(write([{ command: 'revenue/posting/post-remit', input: {} }])).rejects.toThrow(/settings only/);
    await expect(write([{ command: 'ground/governance/people/invite', input: {} }])).rejects.toThrow(/settings only/);
    const { templateId } = (await write([limit(100_00)])).result;

    expect(outcomes(await push(templateId, true))).toMatchObject({ [elm.tenant]: 'previewed', [oak.tenant]: 'previewed' });
    expect(await limits(elm)).toEqual([]);
    const first = outcomes(await push(templateId));
    expect(first).toEqual({ [elm.tenant]: 'applied', [oak.tenant]: 'applied', [ash.tenant]: 'refused' });
    expect(await limits(elm)).toMatchObject([{ role: 'biller', upTo: 10_000, by: 'kyle' }]);
    expect(outcomes(await push(templateId))).toEqual({ ...first, [elm.tenant]: 'unchanged', [oak.tenant]: 'unchanged' });
    expect(await limits(elm)).toHaveLength(1);
    const { rows } = await elm.ask<{ rows: RecordRow[] }>('gate/record', { subject: 'role:biller' }, manager(elm));
    expect(rows).toMatchObject([{ what: 'ground/governance/people/set-limit', actor: { id: 'kyle' } }]);

    await write([limit(200_00), { ...limit(1), input: { role: 'biller', right: 'books.export', because: 'wrong' } }], templateId);
    // One step that is refused: none of them happens.
    expect(outcomes(await push(templateId))).toMatchObject({ [elm.tenant]: 'refused' });
    expect(await limits(elm)).toHaveLength(1);
    const template = await elm.ask<TemplateView>('ground/governance/organisations/template', { templateId }, kyle);
    expect(template).toMatchObject({ version: 2, given: [{ outcome: 'refused' }, { outcome: 'refused' }, { outcome: 'refused' }] });
  });

  test('tells before a push what it would change at each practice, and asks for the second factor that the practice asks for', async () => {
    const { templateId } = (await write([limit(50_00)])).result;
    const { given } = await push(templateId, true);
    expect(of(given, elm)?.changes).toEqual([
      { summary: 'Set the limit of a role', says: 'biller: postings.undo', now: 'up to $100.00', becomes: 'up to $50.00' },
    ]);
    const strict = usual;
    for (const preview of [true, false]) {
      const refused = of((await push(templateId, preview, 'password', strict)).given, elm);
      expect(refused).toMatchObject({ outcome: 'refused', because: expect.stringMatching(/second factor/) });
    }
    expect(await limits(elm)).toHaveLength(1);
    expect(outcomes(await push(templateId, false, 'password+totp', strict))).toMatchObject({ [elm.tenant]: 'applied' });
    expect(await limits(elm)).toHaveLength(2);
  });

  test('never loosens what the practice set narrower for itself, by its people or by the watch; all of a template or none of it', async () => {
    const own: Actor = { ...manager(oak), roles: ['office-manager'] };
    await db.store.inTenant(oak.tenant, (tx) =>
      tx.rows(
        "insert into governance.member (tenant_id, user_id, name, roles, since) values ($1, 'marisol', 'Marisol', '{office-manager}', now())",
        [tx.tenant],
      ),
    );
    await oak.act('ground/governance/people/set-limit', { ...limit(20_00).input, because: 'ours' }, own);
    const before = await limits(oak);
    const seen = async () =>
      JSON.stringify(await db.store.inTenant(oak.tenant, (tx) => tx.rows('select what from gate.record order by seq')));
    const level = { command: 'ground/governance/set-level', input: { workflow: 'posting', level: 'off', because: 'the group’s rule' } };
    const { templateId } = (await write([level, limit(90_00)])).result;
    for (const preview of [true, false])
      expect(of((await push(templateId, preview)).given, oak)).toMatchObject({
        outcome: 'refused',
        because: expect.stringMatching(/set narrower here by the practice/),
      });
    // The first step was not carried out either: neither in the rows nor on the record.
    expect(await limits(oak)).toEqual(before);
    expect(await seen()).not.toContain('set-level');
    expect(await db.store.inTenant(oak.tenant, (tx) => tx.rows('select 1 from autonomy.setting'))).toEqual([]);
    // Where nobody of the practice set anything the same version is taken: each practice by itself.
    expect(of((await push(templateId, true)).given, elm)?.outcome).not.toBe('previewed');
    const narrower = (await write([limit(10_00)])).result;
    expect(of((await push(narrower.templateId)).given, oak)).toMatchObject({ outcome: 'applied' });

    const watched = { workflow: 'posting', level: 'assist', because: 'the group’s rule' };
    await db.store.inTenant(elm.tenant, (tx) =>
      tx.rows(
        `insert into autonomy.setting (tenant_id, id, workflow, level, limits, because, set_by, set_by_kind, set_at, act_id)
         values ($1, gen_random_uuid(), 'posting', 'shadow', '{"minConfidence":0.9,"maxAmount":1,"maxAgeDays":1}', 'drift', 'claimwright', 'system', now(), gen_random_uuid())`,
        [tx.tenant],
      ),
    );
    const up = (await write([{ command: 'ground/governance/set-level', input: watched }])).result;
    expect(of((await push(up.templateId)).given, elm)).toMatchObject({
      outcome: 'refused',
      because: expect.stringMatching(/the watch over its machines/),
    });
  });

  test('writes no template that lifts a hold, lets a stopped machine go, promotes one, or changes a contract', async () => {
    for (const command of [
      'ground/governance/retention/lift-hold',
      'ground/governance/retention/propose-destruction',
      'ground/governance/resume',
      'ground/governance/decide-promotion',
      'ground/governance/start-trial',
      'ground/parties/set-payer',
    ])
      await expect(write([{ command, input: {} }]), command).rejects.toThrow(/settings only/);
  });

  test('sees how its practices stand, as far as each lets it', async () => {
    const { rows } = await practiceFigures(parts(), kyle, 'password+totp');
    const [there] = rows.filter(({ practice }) => practice === elm.tenant);
    expect(there).toMatchObject({
      waiting: 0,
      stopped: false,
      phases: expect.arrayContaining([expect.objectContaining({ workflow: 'posting' })]),
    });
    expect(there).not.toHaveProperty('work');
    expect(rows.find(({ practice }) => practice === ash.tenant)).toMatchObject({ closed: expect.stringMatching(/role of yours/) });
  });

  test('is out as soon as the practice says so', async () => {
    await elm.act('ground/governance/organisations/leave', { organisation, because: 'sold' }, manager(elm));
    expect(await workplaces()).not.toContain(elm.tenant);
    expect((await practices()).map(({ practice }) => practice)).not.toContain(elm.tenant);
    await expect(
      pushTemplate(parts(), { ...kyle, roles: ['office-manager'] }, { templateId: organisation }, 'password+totp'),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
