import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, approve, Refusal } from '../../../gate/index.ts';
import { person as personAt } from '../../../gate/person.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addMember } from '../store.ts';
import { type ServiceDesk, serviceDesk } from './index.ts';
import { readKey } from './key.ts';
import type { KeyMade, ServiceAccountView } from './views.ts';

const day = 86_400_000;
let db: FreshDatabase;
let desk: Desk;
let services: ServiceDesk;
let olga: Actor;
let ada: Actor;
const now = new Date('2026-03-02T15:00:00Z');
const pass = (ms: number) => now.setTime(now.getTime() + ms);

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers, now);
  services = serviceDesk({ gate: desk.gate, store: db.store, now: () => now.getTime() });
  olga = personAt('test', { id: 'olga', name: 'Olga', tenant: desk.tenant, roles: ['office-manager'] });
  ada = { ...olga, id: 'ada', name: 'Ada', roles: ['admin'] };
  for (const person of [olga, ada]) await employed(desk, person);
  await desk.feed('claims.837', makeClaims({ seed: 'services', count: 3, until: '2026-02-20' }).bytes837);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const employed = ({ tenant }: Pick<Desk, 'tenant'>, { id, name, roles }: Actor) =>
  db.store.inTenant(tenant, (tx) => addMember(tx, { userId: id, name, email: `${id}@elm.example`, roles, since: now }));
const placed = (userId: string, change: string) =>
  db.store.inTenant(desk.tenant, (tx) =>
    tx.rows(`update governance.member set ${change} where tenant_id = $1 and user_id = $2`, [desk.tenant, userId]),
  );

const make = (more: object = {}): Promise<KeyMade> =>
  services.create(olga, { name: 'Reporting', role: 'biller', scopes: ['claims:read'], validDays: 90, ...more });
const enter = async (made: Pick<KeyMade, 'key'>): Promise<Actor> => {
  const actor = await services.actorOf(made.key);
  if (!actor) throw new Error('the key opens nothing');
  return actor;
};
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Refusal ? error.code : String(error)),
  );
const listed = async (id: string) =>
  (await desk.gate.ask<{ rows: ServiceAccountView[] }>('ground/governance/service-accounts', {}, olga)).rows.find((row) => row.id === id);

describe('a key', () => {
  test('opens what its scopes name and nothing else', async () => {
    const made = await make();
    const actor = await enter(made);
    expect(actor).toMatchObject({ kind: 'service', name: 'Reporting', tenant: desk.tenant, roles: ['biller'], scopes: ['claims:read'] });
    const claims = await desk.gate.ask<{ rows: unknown[] }>('revenue/claims/claims', {}, actor, 'payment');
    expect(claims.rows.length).toBe(3);
    for (const [name, input] of [
      ['revenue/posting/tray', { view: 'all' }],
      ['ground/ledger/accounts', {}],
      ['gate/record', {}],
      ['ground/governance/service-accounts', {}],
    ] as const)
      expect(await refusal(desk.gate.ask(name, input, actor)), name).toBe('not-allowed');
    expect(await refusal(desk.gate.act('ground/bank/tie-exact', {}, actor))).toBe('not-allowed');
  });

  test('that may propose has what it brings parked for a person, as every machine', async () => {
    const actor = await enter(await make({ role: 'deposits-agent', scopes: ['deposits:propose', 'deposits:read', 'remits:read'] }));
    expect(await desk.gate.act('ground/bank/tie-exact', {}, actor)).toMatchObject({ outcome: 'parked' });
  });

  test('is over when its time is, to the moment', async () => {
    const made = await make({ validDays: 1 });
    pass(day - 1);
    await enter(made);
    pass(1);
    expect(await services.actorOf(made.key)).toBeUndefined();
    expect((await listed(made.accountId))?.keys[0]).toMatchObject({ state: 'expired' });
  });

  test('is replaced with an overlap, in which both open', async () => {
    const first = await make();
    const second = await services.rotate(olga, first.accountId, { validDays: 90, overlapHours: 24 });
    expect(second.key).not.toBe(first.key);
    pass(day - 1);
    await enter(first);
    await enter(second);
    pass(1);
    expect(await services.actorOf(first.key)).toBeUndefined();
    await enter(second);
  });

  test('is revoked at once; so is the account with all of its keys', async () => {
    const made = await make();
    const other = await services.rotate(olga, made.accountId, { validDays: 30, overlapHours: 24 });
    await desk.gate.act('ground/governance/revoke-service-key', { keyId: made.keyId }, olga);
    expect(await services.actorOf(made.key)).toBeUndefined();
    await enter(other);
    await desk.gate.act('ground/governance/revoke-service-account', { accountId: made.accountId }, olga);
    expect(await services.actorOf(other.key)).toBeUndefined();
    expect(await refusal(services.rotate(olga, made.accountId, { validDays: 30, overlapHours: 0 }))).toBe('cannot-do');
  });

  test('of one practice opens nothing at another, however it is written', async () => {
    const other = await openDesk(db.store, twinPayers, now);
    await employed(other, olga);
    const made = await make();
    const theirs = await serviceDesk({ gate: other.gate, store: db.store, now: () => now.getTime() }).create(
      { ...olga, tenant: other.tenant },
      { name: 'Theirs', role: 'biller', scopes: ['claims:read'], validDays: 9 },
    );
    const [mine, foreign] = [made.key.slice(4), theirs.key.slice(4)];
    expect(await services.actorOf(`cwk_${mine.slice(0, 22)}${foreign.slice(22, 44)}${mine.slice(44)}`)).toBeUndefined();
    expect(await services.actorOf(`cwk_${foreign.slice(0, 44)}${mine.slice(44)}`)).toBeUndefined();
    expect((await enter(theirs)).tenant).toBe(other.tenant);
    expect(await listed(theirs.accountId)).toBeUndefined();
    await other.close();
  });

  test('that is bent, cut or made up is none', async () => {
    const { key } = await make();
    const bent = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`;
    for (const text of [bent, key.slice(0, -1), `${key}A`, key.toLowerCase(), key.replace('cwk_', 'ckw_'), '', 'cwk_', 'Bearer'])
      expect(await services.actorOf(text), text).toBeUndefined();
  });
});

describe('making one', () => {
  test('needs the right, a scope that there is, and a role that has it', async () => {
    const biller: Actor = { ...olga, roles: ['biller'] };
    const input = { name: 'X', role: 'biller', scopes: ['claims:read'], validDays: 9 };
    expect(await refusal(services.create(biller, input))).toBe('not-allowed');
    expect(await refusal(make({ scopes: ['everything:do'] }))).toBe('bad-input');
    expect(await refusal(make({ scopes: ['postings:undo'] }))).toBe('bad-input');
    expect(await refusal(make({ scopes: [] }))).toBe('bad-input');
    expect(await refusal(make({ role: 'system' }))).toBe('bad-input');
    expect(await refusal(make({ role: 'posting-agent', scopes: ['books:export'] }))).toBe('cannot-do');
    expect(await refusal(make({ validDays: 400 }))).toBe('bad-input');
    const program = await enter(await make());
    expect(await refusal(services.create(program, input))).toBe('not-allowed');
  });

  test('leaves a hash in the database, and its beginning on the record: never the key', async () => {
    const made = await make({ name: 'Looked for' });
    await enter(made);
    const kept = JSON.stringify(await db.store.inTenant(desk.tenant, (tx) => tx.rows('select * from governance.service_key')));
    const record = JSON.stringify(await db.store.inTenant(desk.tenant, (tx) => tx.rows('select * from gate.record')));
    const answers = JSON.stringify(await db.store.inTenant(desk.tenant, (tx) => tx.rows('select * from gate.answer')));
    const secret = readKey(made.key)?.secret ?? 'none';
    for (const place of [kept, record, answers]) {
      expect(place).not.toContain(made.key);
      expect(place).not.toContain(secret);
    }
    expect(record).toContain(made.key.slice(0, 12));
    expect(record).toContain('ground/governance/create-service-account');
    expect(await listed(made.accountId)).toMatchObject({
      keys: [{ prefix: made.key.slice(0, 12), usedAt: now.toISOString(), state: 'active' }],
    });
  });
});

describe('whoever makes a key', () => {
  test('gives it nothing that they do not have themselves, and gets no such key by replacing one', async () => {
    const by = (actor: Actor, more: object = {}) =>
      services.create(actor, { name: 'Mine', role: 'biller', scopes: ['claims:read'], validDays: 9, ...more });
    expect(await refusal(by(ada))).toBe('cannot-do');
    expect(await refusal(by(ada, { role: 'bookkeeper', scopes: ['books:export'] }))).toBe('cannot-do');
    expect(await refusal(by(ada, { role: 'posting-agent', scopes: ['postings:propose'] }))).toBe('cannot-do');
    await enter(await by(ada, { role: 'admin', scopes: ['metrics:read'] }));
    const hers = await make();
    expect(await refusal(services.rotate(ada, hers.accountId, { validDays: 30, overlapHours: 24 }))).toBe('cannot-do');
    await enter(hers);
  });

  test('takes their rights out of it when they lose them', async () => {
    const made = await make({ scopes: ['claims:read', 'practice:read'] });
    await placed('olga', "roles = '{admin}'");
    expect((await enter(made)).scopes).toEqual(['practice:read']);
    expect((await listed(made.accountId))?.keys[0]).toMatchObject({ state: 'active', lost: ['claims:read'], madeBy: 'Olga' });
    const actor = await enter(made);
    expect(await refusal(desk.gate.ask('revenue/claims/claims', {}, actor, 'payment'))).toBe('not-allowed');
    await placed('olga', "roles = '{office-manager}'");
    expect((await enter(made)).scopes).toEqual(['claims:read', 'practice:read']);
  });

  test('takes it along when they leave: it stands there suspended, until a colleague takes the program over by a new key', async () => {
    const made = await make();
    await placed('olga', 'active = false');
    expect(await services.actorOf(made.key)).toBeUndefined();
    const nils: Actor = { ...olga, id: 'nils', name: 'Nils' };
    await employed(desk, nils);
    const { rows } = await desk.gate.ask<{ rows: ServiceAccountView[] }>('ground/governance/service-accounts', {}, nils);
    expect(rows.find(({ id }) => id === made.accountId)?.keys).toMatchObject([{ state: 'suspended', madeBy: 'Olga' }]);
    const taken = await services.rotate(nils, made.accountId, { validDays: 30, overlapHours: 24 });
    expect((await enter(taken)).id).toBe(made.accountId);
    expect(await services.actorOf(made.key), 'what the one who left may still hold').toBeUndefined();
    await placed('olga', 'active = true');
  });

  test('does not approve what it proposed; a colleague does', async () => {
    const actor = await enter(await make({ role: 'deposits-agent', scopes: ['deposits:propose', 'deposits:read', 'remits:read'] }));
    const { result } = await desk.gate.act<{ proposalId: string }>('ground/bank/tie-exact', {}, actor);
    await expect(approve(desk.gate, olga, result.proposalId)).rejects.toMatchObject({
      because: 'Nobody approves what they proposed themselves.',
    });
    const anybody: Actor = { ...olga, id: 'command-line' };
    await expect(approve(desk.gate, anybody, result.proposalId)).rejects.toThrow(/may not decide/);
    const nils: Actor = { ...olga, id: 'nils', name: 'Nils' };
    expect(await approve(desk.gate, nils, result.proposalId)).toMatchObject({ outcome: 'applied' });
  });
});
