import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import type { Actor } from '../../../gate/index.ts';
import type { RecordRow } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { LimitView } from '../people/views.ts';
import { membershipsOf } from '../store.ts';
import { foundOrganisation } from './found.ts';
import { pushTemplate } from './push.ts';
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
  kyle = { kind: 'person', id: 'kyle', name: 'Kyle', tenant: organisation, roles: ['operations-lead'] };
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
const push = (templateId: string, preview = false) =>
  pushTemplate({ gate: elm.gate, worksFor: (userId) => membershipsOf(db.store, userId) }, kyle, { templateId, preview });
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

  test('is out as soon as the practice says so', async () => {
    await elm.act('ground/governance/organisations/leave', { organisation, because: 'sold' }, manager(elm));
    expect(await workplaces()).not.toContain(elm.tenant);
    expect((await practices()).map(({ practice }) => practice)).not.toContain(elm.tenant);
    await expect(
      pushTemplate({ gate: elm.gate, worksFor: async () => [] }, { ...kyle, roles: ['office-manager'] }, { templateId: organisation }),
    ).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
