import { makeClaims } from '@claimwright/twin';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, appendAll, Refusal, type Unsequenced } from '../../../gate/index.ts';
import { person as personAt } from '../../../gate/person.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addMember } from '../store.ts';
import { alertEmergency, type EmergencyDesk, emergencyDesk } from './index.ts';
import type { EmergencyNotice, EmergencyView } from './views.ts';

const hour = 3_600_000;
const reason = 'The on-call dentist asks about the open claim of a patient in pain.';
const now = new Date('2026-03-02T15:00:00Z');
let db: FreshDatabase;
let desk: Desk;
let emergencies: EmergencyDesk;
let ada: Actor;
let ron: Actor;

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers, now);
  emergencies = emergencyDesk(db.store, () => now.getTime());
  const person = (id: string, roles: string[]): Actor => personAt('test', { id, name: id, tenant: desk.tenant, roles });
  ada = person('ada', ['admin']);
  ron = person('ron', ['compliance-officer']);
  for (const { id, roles } of [ada, ron])
    await db.store.inTenant(desk.tenant, (tx) =>
      addMember(tx, { userId: id, name: id === 'ada' ? 'Ada Admin' : 'Ron Abbott', roles, since: now, email: `${id}@elm.example` }),
    );
  await desk.feed('claims.837', makeClaims({ seed: 'emergency', count: 3, until: '2026-02-20' }).bytes837);
});
afterAll(async () => {
  await desk.close();
  await db.drop();
});

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing was refused',
    (error: unknown) => (error instanceof Refusal ? `${error.code}: ${error.message}` : String(error)),
  );
/** As a request of hers comes in: with what is open for her at this moment. */
const adaNow = async (): Promise<Actor> => {
  const open = await emergencies.openFor(desk.tenant, ada.id);
  return open ? { ...ada, emergency: open.id } : ada;
};
const claims = async () => desk.gate.ask<{ rows: { id: string }[] }>('revenue/claims/claims', {}, await adaNow(), 'payment');
const list = async (actor = ron) =>
  (await desk.gate.ask<{ rows: EmergencyView[] }>('ground/governance/emergencies', {}, actor, 'audit')).rows;
const take = async (said = reason) =>
  (await desk.gate.act<{ emergencyId: string; endsAt: string }>('ground/governance/take-emergency', { reason: said }, ada)).result;

describe('emergency access', () => {
  test('shows patients to somebody whose role does not, for an hour, reading only, and no money', async () => {
    expect(await refusal(claims())).toMatch(/^not-allowed/);
    const { endsAt } = await take();
    expect(endsAt).toBe('2026-03-02T16:00:00.000Z');
    expect((await claims()).rows.length).toBe(3);
    const open = await adaNow();
    expect(await refusal(desk.gate.ask('ground/ledger/accounts', {}, open))).toMatch(/^not-allowed/);
    expect(await refusal(desk.gate.ask('ground/bank/deposits', { view: 'all' }, open))).toMatch(/^not-allowed/);
    for (const command of ['ground/bank/tie-exact', 'revenue/posting/post-remit'])
      expect(await refusal(desk.gate.act(command, { remitId: desk.tenant }, open)), command).toMatch(/^not-allowed/);
    now.setTime(now.getTime() + hour - 1);
    expect((await claims()).rows.length).toBe(3);
    now.setTime(now.getTime() + 1);
    expect(await refusal(claims())).toMatch(/^not-allowed/);
  });

  test('everything read under it is marked on the record, and its reason stands there and in no log of the chain', async () => {
    const [row] = await list();
    const reads = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ body: string }>("select body from gate.record where chain = 'reads' and actor_id = 'ada'"),
    );
    expect(reads.length).toBe(2);
    for (const { body } of reads) expect(JSON.parse(body).actor).toMatchObject({ id: 'ada', emergency: row?.id });
    expect(row).toMatchObject({ name: 'Ada Admin', reason, state: 'review-owed', own: false });
    expect(row).toMatchObject({ readings: 2, seen: expect.arrayContaining([{ kind: 'claim', count: 3 }]) });
    const raw = await db.store.inTenant(desk.tenant, (tx) => tx.rows('select reason from governance.emergency_access'));
    expect(JSON.stringify(raw)).not.toContain('dentist');
    const bodies = await db.store.inTenant(desk.tenant, (tx) => tx.rows('select body from gate.record'));
    expect(JSON.stringify(bodies)).not.toContain('dentist');
  });

  test('whoever reviews it is told of all that was read, however much it was', async () => {
    const [row] = await list();
    const entries = Array.from({ length: 2_500 }, (_, i): Unsequenced => {
      const at = new Date(Date.parse(row?.takenAt ?? '') + 1_000 + i).toISOString();
      const actor = { kind: 'person', id: 'ada', emergency: row?.id ?? '' };
      return {
        chain: 'reads',
        id: crypto.randomUUID(),
        at,
        actor,
        what: 'revenue/claims/claim',
        outcome: 'read',
        purpose: 'emergency',
        subjects: [`claim:${i}`],
      };
    });
    await db.store.inTenant(desk.tenant, (tx) => appendAll(tx, 'reads', entries));
    expect((await list())[0]).toMatchObject({ readings: 2_502, seen: expect.arrayContaining([{ kind: 'claim', count: 2_503 }]) });
  });

  test('is owed a review by somebody else, who may say that it was not justified', async () => {
    const id = (await list())[0]?.id ?? '';
    const input = { emergencyId: id, finding: 'not-justified', note: 'The claim could have waited for the biller.' };
    const both: Actor = { ...ada, roles: ['admin', 'compliance-officer'] };
    expect(await refusal(desk.gate.act('ground/governance/review-emergency', input, ada))).toMatch(/^not-allowed/);
    expect(await refusal(desk.gate.act('ground/governance/review-emergency', input, both))).toBe(
      'cannot-do: You took this emergency access yourself.',
    );
    expect((await list(both))[0]).toMatchObject({ own: true });
    await desk.gate.act('ground/governance/review-emergency', input, ron);
    expect((await list())[0]).toMatchObject({ state: 'reviewed', finding: 'not-justified', reviewedBy: 'ron' });
    expect(await refusal(desk.gate.act('ground/governance/review-emergency', input, ron))).toMatch(/^cannot-do: It was reviewed already/);
  });

  test('is refused without a reason, twice, to whoever sees patients anyhow, and to programs', async () => {
    const name = 'ground/governance/take-emergency';
    expect(await refusal(desk.gate.act(name, { reason: 'help' }, ada))).toMatch(/^bad-input/);
    expect(await refusal(desk.gate.act(name, { reason }, { ...ada, roles: ['admin', 'biller'] }))).toMatch(/^cannot-do: Your role shows/);
    expect(await refusal(desk.gate.act(name, { reason }, ron))).toMatch(/^not-allowed/);
    expect(await refusal(desk.gate.act(name, { reason }, { ...ada, kind: 'service', scopes: ['emergency:take'] }))).toMatch(/^not-allowed/);
    await take();
    expect(await refusal(take())).toMatch(/^cannot-do: You have emergency access already/);
  });

  test('ends when its person says so, or when the compliance officer stops it, and is then reviewed', async () => {
    const mine = (await list())[0]?.id ?? '';
    expect(
      await refusal(
        desk.gate.act('ground/governance/review-emergency', { emergencyId: mine, finding: 'justified', note: 'It was urgent.' }, ron),
      ),
    ).toMatch(/^cannot-do: It is not over yet/);
    await desk.gate.act('ground/governance/end-emergency', { emergencyId: mine }, ada);
    expect(await refusal(claims())).toMatch(/^not-allowed/);
    const { emergencyId } = await take();
    expect((await claims()).rows.length).toBe(3);
    expect(await refusal(desk.gate.act('ground/governance/end-emergency', { emergencyId }, { ...ada, id: 'bea' }))).toMatch(/^not-found/);
    await desk.gate.act('ground/governance/stop-emergency', { emergencyId }, ron);
    expect(await refusal(claims())).toMatch(/^not-allowed/);
    await desk.gate.act('ground/governance/review-emergency', { emergencyId, finding: 'justified', note: 'The patient was in pain.' }, ron);
  });
});

describe('whoever is limited to a site or payer', () => {
  let una: Actor;
  const unaNow = async (): Promise<Actor> => {
    const open = await emergencies.openFor(desk.tenant, una.id);
    return open ? { ...una, emergency: open.id } : una;
  };
  const seen = async () => (await desk.gate.ask<{ rows: { id: string }[] }>('revenue/claims/claims', {}, await unaNow())).rows.length;
  const take = (more: Partial<Actor> = {}) =>
    desk.gate.act<{ emergencyId: string }>('ground/governance/take-emergency', { reason, kind: 'nobody-else' }, {
      ...una,
      ...more,
    } as Actor);

  beforeAll(async () => {
    una = personAt('test', { id: 'una', name: 'Una', tenant: desk.tenant, roles: ['office-manager'] });
    await db.store.inTenant(desk.tenant, (tx) =>
      addMember(tx, { userId: 'una', name: 'Una', roles: una.roles, since: now, email: 'una@elm.example' }),
    );
  });
  const limitedTo = (sites: readonly string[], payers: readonly string[]) =>
    db.store.inTenant(desk.tenant, (tx) =>
      tx.rows("update governance.member set sites = $2, payers = $3 where tenant_id = $1 and user_id = 'una'", [tx.tenant, sites, payers]),
    );

  test.each([['site'], ['payer']])('of one %s sees the whole practice for an hour, marked on the record', async (of) => {
    const elsewhere = crypto.randomUUID();
    expect(await refusal(take())).toMatch(/^cannot-do: Your role shows patients already/);
    await limitedTo(of === 'site' ? [elsewhere] : [], of === 'payer' ? [elsewhere] : []);
    expect(await seen()).toBe(0);
    const { emergencyId } = (await take()).result;
    expect(await seen()).toBe(3);
    const [read] = await db.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ body: string }>("select body from gate.record where chain = 'reads' and actor_id = 'una' order by seq desc limit 1"),
    );
    expect(JSON.parse(read?.body ?? '{}')).toMatchObject({ actor: { emergency: emergencyId }, purpose: 'emergency' });
    expect(await refusal(take())).toMatch(/^cannot-do: You have emergency access already/);
    now.setTime(now.getTime() + hour);
    expect(await seen()).toBe(0);
    expect((await list()).find(({ id }) => id === emergencyId)).toMatchObject({ name: 'Una', state: 'review-owed', readings: 1 });
    await limitedTo([], []);
  });

  test('is reviewed by nobody who let them in, nor by anybody whom they let in', async () => {
    await limitedTo([crypto.randomUUID()], []);
    const { emergencyId } = (await take({ letInBy: 'ron' })).result;
    now.setTime(now.getTime() + hour);
    const review = (actor: Actor) =>
      refusal(desk.gate.act('ground/governance/review-emergency', { emergencyId, finding: 'justified', note: reason }, actor));
    const rita: Actor = { ...ron, id: 'rita', name: 'Rita' };
    expect(await review(ron)).toBe('cannot-do: You let in whoever took it.');
    expect(await review({ ...rita, letInBy: 'una' } as Actor)).toBe('cannot-do: Whoever took it let you in.');
    expect(await review(rita)).toBe('nothing was refused');
    await limitedTo([], []);
  });
});

describe('the notice in the app', () => {
  const notices = async (actor = ron) =>
    (await desk.gate.ask<{ rows: EmergencyNotice[] }>('ground/governance/emergencies-owed', {}, actor, 'audit')).rows;
  test('stands from the moment it is taken until its review is signed, with who and which kind, and no word of the reason', async () => {
    for (const one of await notices())
      await desk.gate.act('ground/governance/review-emergency', { emergencyId: one.id, finding: 'justified', note: reason }, ron);
    expect(await notices()).toEqual([]);
    expect((await list()).length).toBeGreaterThan(0);
    const { result } = await desk.gate.act<{ emergencyId: string }>('ground/governance/take-emergency', { reason, kind: 'care-now' }, ada);
    const [open, ...more] = await notices();
    expect(more).toEqual([]);
    expect(open).toEqual({
      ...{ id: result.emergencyId, name: 'Ada Admin', kind: 'care-now', takenAt: now.toISOString(), own: false },
      secondsLeft: 3600,
    });
    now.setTime(now.getTime() + hour);
    const [owed] = await notices();
    expect(owed).toMatchObject({ id: result.emergencyId });
    expect(owed).not.toHaveProperty('secondsLeft');
    expect(await refusal(desk.gate.ask('ground/governance/emergencies-owed', {}, ada))).toMatch(/^not-allowed/);
    await desk.gate.act(
      'ground/governance/review-emergency',
      { emergencyId: result.emergencyId, finding: 'justified', note: 'Nobody else could be reached.' },
      ron,
    );
    expect(await notices()).toEqual([]);
  });
});

describe('the alert', () => {
  test('goes by mail to every compliance officer at once, without a name or a reason in it', async () => {
    const mails: { to: string[]; text: string }[] = [];
    const server = new SMTPServer({
      disabledCommands: ['AUTH', 'STARTTLS'],
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text: Buffer.concat(chunks).toString() });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.server.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { emergencyId } = await take();
    const mail = { server: `smtp://127.0.0.1:${port}`, from: 'claimwright@elm.example', app: 'https://desk.elm.example' };
    const parts = { store: db.store, mail, emailOf: async (id: string) => `${id}@elm.example` };
    try {
      expect(await alertEmergency(parts, desk.tenant, emergencyId)).toBe(1);
    } finally {
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
    expect(mails.map(({ to }) => to)).toEqual([['ron@elm.example']]);
    expect(mails[0]?.text).toContain(emergencyId);
    expect(mails[0]?.text).toContain('https://desk.elm.example/emergencies');
    // Whole words: an id may hold "ada".
    expect(mails[0]?.text).not.toMatch(/\b(?:ada|dentist|pain)\b/i);
    expect(await alertEmergency({ ...parts, mail: { ...mail, server: undefined } }, desk.tenant, emergencyId)).toBe(0);
    await expect(alertEmergency(parts, desk.tenant, emergencyId)).rejects.toThrow();
  });
});
