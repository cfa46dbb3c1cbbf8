import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, approve } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addMember, membershipsOf } from '../store.ts';
import { takeUpInvitation } from './join.ts';
import type { LimitView, PeopleView, PlaceChangeView } from './views.ts';

let db: FreshDatabase;
let desk: Desk;
let marisol: Actor;
beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, []);
  marisol = person('test', { id: 'marisol', name: 'Marisol', tenant: desk.tenant, roles: ['office-manager'] });
  await db.store.inTenant(desk.tenant, (tx) =>
    addMember(tx, { userId: 'marisol', name: 'Marisol', email: 'marisol@elm.example', roles: ['office-manager'], since: new Date() }),
  );
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const code = (name: string) => `a long enough code for ${name}`;
const invite = (name: string, roles: readonly string[], more: object = {}, actor = marisol) =>
  desk.act<{ invitationId: string }>(
    'ground/governance/people/invite',
    {
      ...{ name, email: `${name}@elm.example`, roles, codeHash: createHash('sha256').update(code(name)).digest('hex') },
      ...more,
    },
    actor,
  );
const enrolled = new Map<string, string>();
const takeUp = (name: string, password = 'twelve characters') =>
  takeUpInvitation(
    {
      gate: desk.gate,
      store: db.store,
      clock: () => new Date('2026-03-02T15:00:00Z'),
      enrol: async ({ email, password: given }) => {
        const before = enrolled.get(email);
        if (before !== undefined && before !== given) return 'refused';
        enrolled.set(email, given);
        return { userId: email.split('@')[0] ?? '' };
      },
    },
    { code: code(name), password },
  );
const people = () => desk.ask<PeopleView>('ground/governance/people/people', {}, marisol);
const change = (userId: string, roles: readonly string[], more: object = {}, actor = marisol) =>
  desk.act('ground/governance/people/change', { userId, name: userId, roles, because: 'a test', ...more }, actor);
const end = (userId: string, actor = marisol) => desk.act('ground/governance/people/end', { userId, because: 'left' }, actor);

describe('people', () => {
  test('come by an invitation, whose code nobody but the invited knows, and have the roles it says', async () => {
    const { result } = await invite('kim', ['biller']);
    expect((await people()).invitations).toMatchObject([
      { name: 'kim', email: 'kim@elm.example', roles: ['biller'], invitationId: result.invitationId, expired: false },
    ]);
    expect(JSON.stringify(await people())).not.toMatch(/codeHash/);
    await expect(invite('kim', ['biller'])).rejects.toThrow(/invited already/);
    await expect(takeUp('nobody')).rejects.toThrow(/not open/);
    expect(await takeUp('kim')).toEqual({ email: 'kim@elm.example' });
    expect(await membershipsOf(db.store, 'kim')).toMatchObject([{ tenant: desk.tenant, roles: ['biller'] }]);
    expect((await people()).invitations).toEqual([]);
    await expect(takeUp('kim')).rejects.toThrow(/not open/);
    await expect(invite('kim', ['biller'])).rejects.toThrow(/here already/);
  });

  test('do not come by an invitation that was withdrawn, nor by somebody else’s sign-in', async () => {
    const { result } = await invite('lee', ['biller']);
    enrolled.set('lee@elm.example', 'what lee chose elsewhere');
    await expect(takeUp('lee', 'what a thief guesses')).rejects.toMatchObject({ code: 'not-signed-in' });
    await desk.act('ground/governance/people/withdraw', { invitationId: result.invitationId }, marisol);
    await expect(takeUp('lee', 'what lee chose elsewhere')).rejects.toThrow(/not open/);
    await expect(desk.act('ground/governance/people/withdraw', { invitationId: result.invitationId }, marisol)).rejects.toThrow(
      /not open any more/,
    );
  });

  test('get roles of people only, with their papers, and places of this practice only', async () => {
    await expect(invite('bot', ['posting-agent'])).rejects.toMatchObject({ code: 'bad-input' });
    await expect(invite('priya', ['coder'])).rejects.toThrow('Coder needs a coding credential.');
    const lapsed = [{ kind: 'coding-credential', number: '01234567', until: '2026-03-01' }];
    await expect(invite('priya', ['coder'], { credentials: lapsed })).rejects.toThrow(/Coder needs/);
    const inForce = [{ kind: 'coding-credential', number: '01234567', until: '2027-03-01' }];
    const waits = (await invite('priya', ['coder'], { credentials: inForce })) as unknown as { result: { proposalId: string } };
    // Somebody who may not do it themselves agrees as the second, or refuses as such, with a reason.
    const ron: Actor = { ...marisol, id: 'ron', name: 'Ron', roles: ['compliance-officer'] };
    const other = (await invite('pat', ['coder'], { credentials: inForce })) as unknown as { result: { proposalId: string } };
    const refusing = { proposalId: other.result.proposalId, reason: 'Nobody here knows this person.' };
    await expect(desk.act('gate/disagree', { ...refusing, reason: ' ' }, ron)).rejects.toMatchObject({ code: 'bad-input' });
    await expect(desk.act('gate/disagree', refusing, { ...ron, roles: ['biller'] })).rejects.toMatchObject({ code: 'not-allowed' });
    await desk.act('gate/disagree', refusing, ron);
    const [newest] = (await desk.ask<{ rows: { what: string; seq: number }[] }>('gate/record', { chain: 'acts' }, ron)).rows;
    const entry = await desk.ask('gate/entry', { chain: 'acts', seq: newest?.seq }, ron);
    expect(entry).toMatchObject({ what: 'gate/disagree', words: refusing.reason, wordsHold: true });
    await expect(approve(desk.gate, ron, refusing.proposalId)).rejects.toThrow(/decided already/);
    await approve(desk.gate, { ...marisol, id: 'ron', name: 'Ron', roles: ['compliance-officer'] }, waits.result.proposalId);
    await takeUp('priya');
    const elsewhere = '01900000-0000-7000-8000-000000000000';
    expect(await change('priya', ['compliance-officer'])).toMatchObject({ outcome: 'parked' });
    await expect(change('priya', ['biller'], { sites: [elsewhere] })).rejects.toThrow(/not of this practice/);
  });

  test('are changed by others than themselves, with a reason that stays', async () => {
    await expect(change('marisol', ['office-manager', 'compliance-officer'])).rejects.toThrow('Nobody changes their own place.');
    await change('kim', ['billing-manager']);
    const { rows } = await desk.ask<{ rows: PlaceChangeView[] }>('ground/governance/people/history', { userId: 'kim' }, marisol);
    expect(rows).toMatchObject([
      { kind: 'changed', roles: ['billing-manager'], by: 'Marisol', because: 'a test' },
      { kind: 'joined', roles: ['biller'], by: 'kim' },
    ]);
    await expect(change('kim', ['biller'], {}, { ...marisol, id: 'kim', roles: ['billing-manager'] })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });

  test('who are ended are out at once, return by a colleague, and the last who manages people stays', async () => {
    await end('kim');
    expect(await membershipsOf(db.store, 'kim')).toEqual([]);
    await expect(end('kim')).rejects.toThrow(/not work here/);
    await desk.act('ground/governance/people/return', { userId: 'kim', because: 'is back' }, marisol);
    expect(await membershipsOf(db.store, 'kim')).toMatchObject([{ roles: ['billing-manager'] }]);
    await change('kim', ['office-manager']);
    const kim: Actor = { ...marisol, id: 'kim', name: 'kim' };
    await end('marisol', kim);
    await desk.act('ground/governance/people/return', { userId: 'marisol', because: 'is back' }, kim);
    // Two who end each other at once: one of them stays.
    const both = await Promise.allSettled([end('marisol', kim), end('kim', marisol)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('somebody who gives more than they have', () => {
  const ada = (): Actor => person('test', { id: 'ada', name: 'Ada', tenant: desk.tenant, roles: ['admin'] });
  const beginning = async () => {
    await db.store.inTenant(desk.tenant, async (tx) => {
      await addMember(tx, { userId: 'ada', name: 'Ada', email: 'ada@elm.example', roles: ['admin'], since: new Date() });
      await tx.rows("update governance.member set active = true where user_id = 'marisol'");
    });
  };

  test('proposes it, and a second person with the right decides: an administrator makes no biller alone', async () => {
    await beginning();
    const parked = (await invite('sock', ['biller'], {}, ada())) as unknown as {
      outcome: string;
      because: string;
      result: { proposalId: string };
    };
    expect(parked).toMatchObject({ outcome: 'parked', because: expect.stringMatching(/a second person decides/) });
    expect((await people()).invitations.map(({ email }) => email)).not.toContain('sock@elm.example');
    await expect(takeUp('sock')).rejects.toThrow(/not open/);
    const { proposalId } = parked.result;
    const both: Actor = { ...ada(), roles: ['admin', 'office-manager'] };
    await expect(approve(desk.gate, both, proposalId)).rejects.toMatchObject({ because: 'Nobody approves what they proposed themselves.' });
    await expect(approve(desk.gate, { ...ada(), id: 'another admin' }, proposalId)).rejects.toMatchObject({ code: 'not-allowed' });
    const [shown] = (await desk.ask<{ rows: { about?: { says: string }; byPerson?: true }[] }>('gate/approvals', {}, marisol)).rows;
    expect(shown).toMatchObject({ byPerson: true, about: { says: 'sock, sock@elm.example, as Biller' } });
    expect(await approve(desk.gate, marisol, proposalId)).toMatchObject({ outcome: 'applied' });
    expect(await takeUp('sock')).toEqual({ email: 'sock@elm.example' });
  });

  test('needs the second also to change a place, to give one back, and to let an organisation in; not for what they have', async () => {
    expect(await change('sock', ['office-manager'], {}, ada())).toMatchObject({ outcome: 'parked' });
    expect(await change('sock', ['admin', 'biller'], {}, ada())).toMatchObject({ outcome: 'applied' });
    await end('sock', ada());
    const back = () => desk.act('ground/governance/people/return', { userId: 'sock', because: 'is back' }, ada());
    expect(await back()).toMatchObject({ outcome: 'parked' });
    expect(await membershipsOf(db.store, 'sock')).toEqual([]);
    const letIn = { organisation: '01900000-0000-7000-8000-00000000000a', roles: ['biller'] };
    expect(await desk.act('ground/governance/organisations/join', letIn, ada())).toMatchObject({ outcome: 'parked' });
    expect(await invite('helper', ['admin'], {}, ada())).toMatchObject({ outcome: 'applied' });
  });
});

test('whoever is limited to a site gives nobody more than it without a second person, and sees no way in to more', async () => {
  const [uptown, downtown] = ['01900000-0000-7000-8000-0000000000a1', '01900000-0000-7000-8000-0000000000a2'];
  const uma: Actor = person('test', { id: 'uma', name: 'Uma', tenant: desk.tenant, roles: ['office-manager'] });
  await db.store.inTenant(desk.tenant, async (tx) => {
    for (const id of [uptown, downtown])
      await tx.rows("insert into parties.site (tenant_id, id, name, time_zone) values ($1, $2, 'A site', 'America/New_York')", [
        tx.tenant,
        id,
      ]);
    for (const [userId, role] of [
      ['uma', 'office-manager'],
      ['wide', 'ar-specialist'],
      ['near', 'ar-specialist'],
    ] as const)
      await addMember(tx, { userId, name: userId, email: `${userId}@elm.example`, roles: [role], since: new Date() });
    await tx.rows("update governance.member set sites = array[$2::uuid] where tenant_id = $1 and user_id in ('uma', 'near')", [
      tx.tenant,
      uptown,
    ]);
  });
  const waits = { outcome: 'parked', because: expect.stringMatching(/not yours: a second person decides/) };
  expect(await invite('anywhere', ['ar-specialist'], {}, uma)).toMatchObject(waits);
  expect(await invite('elsewhere', ['ar-specialist'], { sites: [uptown, downtown] }, uma)).toMatchObject(waits);
  expect(await invite('beside', ['ar-specialist'], { sites: [uptown] }, uma)).toMatchObject({ outcome: 'applied' });
  expect(await change('near', ['ar-specialist'], { sites: [downtown] }, uma)).toMatchObject(waits);
  expect(await change('near', ['ar-specialist'], {}, uma)).toMatchObject(waits);
  expect(await change('wide', ['ar-specialist'], {}, uma)).toMatchObject({ outcome: 'applied' });
  const link = (userId: string) => desk.act('ground/governance/people/reset-password', { userId, mailed: false }, uma);
  await expect(link('wide')).rejects.toMatchObject({ message: 'A second person must agree first.' });
  expect(await link('near')).toMatchObject({ outcome: 'applied' });
});

describe('a limit of the practice', () => {
  const ron = (): Actor => person('test', { id: 'ron', name: 'Ron', tenant: desk.tenant, roles: ['compliance-officer'] });
  const set = (input: object, actor = ron()) => desk.act('ground/governance/people/set-limit', { because: 'a test', ...input }, actor);

  test('is set with a reason, for a role that one does not hold, where the acts say what it looks at', async () => {
    await set({ role: 'biller', right: 'postings.undo', upTo: 100_00 });
    await set({ role: 'biller', right: 'postings.undo', ended: true });
    const { rows } = await desk.ask<{ rows: LimitView[] }>('ground/governance/people/limits', {}, ron());
    expect(rows).toMatchObject([
      { role: 'biller', right: 'postings.undo', ended: true, by: 'ron', because: 'a test' },
      { upTo: 10_000, ended: false },
    ]);
    await expect(set({ role: 'compliance-officer', right: 'books.export', upTo: 1 })).rejects.toThrow(/role of their own/);
    await expect(set({ role: 'biller', right: 'books.export', upTo: 1 })).rejects.toThrow(/has not this right/);
    await expect(set({ role: 'biller', right: 'postings.undo', upTo: 5_000_01 })).rejects.toThrow(/no more than \$5,000\.00/);
    await expect(set({ role: 'biller', right: 'documents.add', upTo: 1 })).rejects.toThrow(/cannot be limited so/);
    await expect(set({ role: 'biller', right: 'postings.post', upTo: -1 })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(set({ role: 'biller', right: 'postings.post', upTo: 1 }, marisol)).resolves.toBeDefined();
    const biller: Actor = { ...marisol, id: 'dana', roles: ['biller'] };
    await expect(set({ role: 'ar-specialist', right: 'remits.decide' }, biller)).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
