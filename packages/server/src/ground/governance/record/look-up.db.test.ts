import { makeClaims } from '@claimwright/twin';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type Actor, append, Refusal } from '../../../gate/index.ts';
import type { RecordRow, SeerView } from '../../../gate/views.ts';
import { patientsById } from '../../../ground/parties/index.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { addMember } from '../store.ts';
import type { ContactRow, LookedUpView } from './views.ts';

const now = new Date('2026-03-02T15:00:00Z');
const nobody = '01890000-0000-7000-8000-000000000000';
let db: FreshDatabase;
let desk: Desk;
let admin: pg.Client;
let claim: { id: string; patient_id: string; number: string };
let patient: { last: string; first: string; birthDate: string | undefined };
let program: Actor;

beforeAll(async () => {
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers, now);
  admin = new pg.Client(db.adminUrl);
  await admin.connect();
  await desk.feed('claims.837', makeClaims({ seed: 'look-up', count: 6, until: '2026-02-20' }).bytes837);
  const { rows } = await admin.query('select id, patient_id, patient_control_number as number from claims.claim order by id limit 1');
  claim = rows[0];
  const [found] = await db.store.inTenant(desk.tenant, (tx) => patientsById(tx, [claim.patient_id], 1));
  patient = found ?? { last: '', first: '', birthDate: undefined };
  await db.store.inTenant(desk.tenant, (tx) =>
    addMember(tx, { userId: 'dana', name: 'Dana Reyes', email: 'dana@elm.example', roles: ['biller'], since: now }),
  );
  await admin.query(`insert into governance.service_account (tenant_id, id, name, roles, scopes, created_by, created_at, act_id)
    values ('${desk.tenant}', '${nobody.replace('0000-7000', '0001-7000')}', 'Reporting', '{biller}', '{claims:read}', 'dana', now(), '${nobody}')`);
  program = {
    kind: 'service',
    id: nobody.replace('0000-7000', '0001-7000'),
    name: 'Reporting',
    tenant: desk.tenant,
    roles: ['biller'],
    scopes: ['claims:read'],
    keyOf: 'dana',
  };
  await desk.ask('revenue/claims/claim', { claimId: claim.id });
  await desk.gate.ask('revenue/claims/claim', { claimId: claim.id }, program, 'operations');
});
afterAll(async () => {
  await admin.end();
  await desk.close();
  await db.drop();
});

const lookUp = (search: string) => desk.gate.ask<LookedUpView>('ground/governance/record/look-up', { search }, desk.biller, 'audit');
const refused = (work: Promise<unknown>): Promise<Refusal> =>
  work.then(
    () => Promise.reject(new Error('it was not refused')),
    (error: unknown) => (error instanceof Refusal ? error : Promise.reject(error)),
  );
type WhoSaw = { total: number; rows: readonly RecordRow[]; who: readonly SeerView[] };

describe('who looked for somebody and found nobody', () => {
  test('is on the record by a keyed digest of the words: the same words are found again, and nobody reads them', async () => {
    const looked = async (search: string, ask: () => Promise<unknown>) => {
      await ask();
      const { rows } = await admin.query("select subjects, body from gate.record where chain = 'reads' order by seq desc limit 1");
      expect(rows[0].body.toLowerCase(), search).not.toMatch(/zebediah|nonesuch/);
      return rows[0].subjects as string[];
    };
    const first = await looked('Zebediah Nonesuch', () => lookUp('Zebediah Nonesuch'));
    expect(first).toEqual([expect.stringMatching(/^sought:[\w-]{16,}$/)]);
    expect(await looked('nonesuch, zebediah', () => lookUp('nonesuch, zebediah'))).toEqual(first);
    expect(await looked('claims', () => desk.ask('revenue/claims/claims', { search: 'Zebediah Nonesuch' }))).toEqual(first);
    expect(await looked('another', () => lookUp('Zebediah Nobody'))).not.toEqual(first);
    const { total, who } = await desk.ask<WhoSaw>('gate/who-saw', { subject: first[0] });
    expect([total, who.map(({ actor }) => actor.id)]).toEqual([3, ['dana']]);
  });

  test('leaves no such mark where somebody was found', async () => {
    await lookUp(patient.last);
    const { rows } = await admin.query("select subjects from gate.record where chain = 'reads' order by seq desc limit 1");
    expect(rows[0].subjects).toContain(`patient:${claim.patient_id}`);
    expect(rows[0].subjects.join(' ')).not.toContain('sought:');
  });
});

describe('who saw', () => {
  test('says of what it does not know that it is unknown, never that nobody saw it', async () => {
    for (const subject of ['Jane Doe', 'jane@elm.example', '99887766', 'claim:nope', `claim:${nobody}`, `patient:${nobody}`])
      expect(await refused(desk.ask('gate/who-saw', { subject })), subject).toMatchObject({ code: 'not-found', status: 404 });
    expect(await refused(desk.ask('gate/who-saw', { actor: 'Dana Reyes' }))).toMatchObject({ code: 'not-found', fix: /name or e-mail/ });
    for (const input of [{ subject: 'claim:nope' }, { subject: `claim:${nobody}` }])
      expect(await refused(desk.ask('ground/governance/record/replay', { ...input, at: now.toISOString() }))).toMatchObject({
        code: 'not-found',
      });
    const { rows } = await admin.query('select id from claims.claim order by id desc limit 1');
    expect((await desk.ask<WhoSaw>('gate/who-saw', { subject: `claim:${rows[0].id}`, purpose: 'legal' })).total).toBe(0);
    expect((await desk.ask<WhoSaw>('gate/who-saw', { actor: 'dana' })).total).toBeGreaterThan(0);
  });

  test('names programs, not their numbers', async () => {
    const { who, rows } = await desk.ask<WhoSaw>('gate/who-saw', { subject: `claim:${claim.id}` });
    expect(who.map(({ actor }) => actor.name)).toEqual(expect.arrayContaining(['Dana Reyes', 'Reporting']));
    expect(rows.find(({ actor }) => actor.kind === 'service')?.actor.name).toBe('Reporting');
  });
});

describe('looking up whom the record speaks of', () => {
  test('finds a patient by name, by birth date and by both, and says which', async () => {
    const subject = `patient:${claim.patient_id}`;
    for (const search of [
      `${patient.last}, ${patient.first}`,
      `${patient.first} ${patient.last}`,
      patient.birthDate ?? '',
      `${patient.last} ${patient.birthDate}`,
    ]) {
      const { rows } = await lookUp(search);
      expect(
        rows.map((row) => row.subject),
        search,
      ).toContain(subject);
      expect(rows.find((row) => row.subject === subject)?.says).toBe(
        `Patient ${patient.last}, ${patient.first}, born ${patient.birthDate}`,
      );
    }
    expect((await lookUp(`${patient.last} 1901-01-01`)).rows).toEqual([]);
  });
  test('finds a claim by its control number, however it is written', async () => {
    for (const search of [claim.number, claim.number.toLowerCase(), `claim:${claim.id}`])
      expect(
        (await lookUp(search)).rows.map((row) => row.subject),
        search,
      ).toContain(`claim:${claim.id}`);
  });
  test('finds people by name or e-mail, and programs by name, with the id that they act by', async () => {
    for (const search of ['dana reyes', 'Reyes, Dana', 'DANA@elm.example', 'dana'])
      expect((await lookUp(search)).rows, search).toContainEqual({
        ...{ kind: 'person', actor: 'dana', subject: 'person:dana' },
        says: 'Person Dana Reyes, dana@elm.example',
      });
    expect((await lookUp('reporting')).rows).toMatchObject([{ kind: 'program', actor: program.id }]);
  });
  test('finds nobody where nobody is meant, and is on the record as a reading of whom it showed', async () => {
    expect(await lookUp('Zzyzx Nobody')).toEqual({ rows: [], more: false });
    const { rows } = await desk.ask<WhoSaw>('gate/who-saw', { subject: `patient:${claim.patient_id}` });
    expect(rows.map(({ what }) => what)).toContain('ground/governance/record/look-up');
  });
});

describe('what machines had to do with patient data', () => {
  type Contacts = { rows: readonly ContactRow[]; next?: string };
  const contacts = (input: object) => desk.ask<Contacts>('ground/governance/record/machine-contacts', input);
  const model = '01890000-0000-7000-8000-0000000000aa';
  beforeAll(async () => {
    const call = '01890000-0000-7000-8000-0000000000bb';
    const other = '01890000-0000-7000-8000-0000000000cc';
    await admin.query(`insert into governance.model_call (tenant_id, id, task, workflow, purpose, subject, asked_by, asked_at, state, model_id, tries, tokens_in, tokens_out, micro_dollars, milliseconds, findings, act_id)
      values ('${desk.tenant}', '${call}', 'read-note', 'posting', 'notes', 'claim:${claim.id}', 'dana', now(), 'answered', '${model}', 1, 1, 1, 1, 1, '[]', '${nobody}'),
             ('${desk.tenant}', '${other}', 'read-note', 'posting', 'appeals', 'claim:${claim.id}', 'marisol', now(), 'answered', null, 1, 1, 1, 1, 1, '[]', '${nobody}')`);
    for (const id of [call, other])
      await db.store.inTenant(desk.tenant, (tx) =>
        append(tx, {
          ...{ chain: 'acts', id: crypto.randomUUID(), at: now.toISOString(), actor: { kind: 'system', id: 'claimwright' } },
          ...{ what: 'ground/governance/models/begin', outcome: 'applied', subjects: [`model-call:${id}`, `claim:${claim.id}`] },
        }),
      );
  });
  const whats = ({ rows }: Contacts) => rows.map(({ what }) => what);

  test('is found by patient: what a program read, what the system did, what models were asked', async () => {
    const found = await contacts({ subject: `patient:${claim.patient_id}` });
    expect(whats(found)).toEqual(expect.arrayContaining(['revenue/claims/claim', 'ground/governance/models/begin', 'ground/intake/read']));
    expect(found.rows.every(({ actor }) => actor.kind !== 'person')).toBe(true);
  });
  test('by person, model, purpose and time', async () => {
    const asked = (await contacts({ actor: 'dana' })).rows;
    expect(asked.map((row) => row.asked)).toEqual([{ callId: expect.any(String), purpose: 'notes', by: 'dana' }]);
    expect(whats(await contacts({ modelId: model }))).toEqual(['ground/governance/models/begin']);
    expect((await contacts({ purpose: 'appeals' })).rows).toMatchObject([{ asked: { by: 'marisol' } }]);
    expect(whats(await contacts({ purpose: 'operations' }))).toEqual(['revenue/claims/claim']);
    expect(whats(await contacts({ actor: program.id }))).toEqual(['revenue/claims/claim']);
    expect((await contacts({ from: '2026-03-03T00:00:00Z' })).rows).toEqual([]);
    expect((await contacts({ modelId: nobody })).rows).toEqual([]);
    expect(await refused(contacts({ subject: 'patient:nope' }))).toMatchObject({ code: 'not-found' });
  });
  test('is paged without a gap or a repeat', async () => {
    for (let i = 0; i < 120; i++) await desk.gate.ask('revenue/claims/claim', { claimId: claim.id }, program, 'operations');
    const all: string[] = [];
    for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
      const page: Contacts = await contacts({ subject: `claim:${claim.id}`, ...(cursor === undefined ? {} : { cursor }) });
      all.push(...page.rows.map(({ chain, seq }) => `${chain} ${seq}`));
      cursor = page.next;
    }
    expect(new Set(all).size).toBe(all.length);
    const { rows } = await admin.query(
      `select r.chain, r.seq from gate.record r where actor_kind <> 'person' and seq in (select seq from gate.record_subject s where s.chain = r.chain
        and s.subject in (select unnest($1::text[])))`,
      [(await desk.ask<WhoSaw & { about: string[] }>('gate/who-saw', { subject: `claim:${claim.id}` })).about],
    );
    expect([...all].sort()).toEqual(rows.map(({ chain, seq }) => `${chain} ${seq}`).sort());
  });
});
