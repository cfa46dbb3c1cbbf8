import { createPublicKey, verify } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closedInTraining } from '@claimwright/core/ground/governance';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpInput } from '../../testing/made-up-input.ts';
import { signInWell } from '../../testing/over-http.ts';
import { type Ctx, makeCheckpoints } from '../gate/index.ts';
import { person as personAt } from '../gate/person.ts';
import { employ } from '../ground/governance/index.ts';
import type { ExercisesView, PractisingView, ProgressView } from '../ground/governance/training-practice/views.ts';
import { openProgram, type Program, served } from '../main.ts';
import type { TrayRow } from '../revenue/posting/views.ts';
import { backup } from '../store/backup.ts';
import { openBackupFile } from '../store/backup-file.ts';
import { withAdmin } from '../store/provision.ts';
import { tenantsOf, tenantsThatCount } from '../store/tenants.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-training-'));
const password = 'twelve characters';
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let tenant = '';
let training = '';
let dana = '';
let marisol = '';
let stranger = '';

const send = (method: 'GET' | 'POST', url: string, cookie: string, at: string, payload?: object) =>
  app.inject({
    method,
    url,
    headers: { host: 'localhost', cookie, 'x-practice': at },
    ...(payload ? { payload } : {}),
  } satisfies InjectOptions);
const ask = async <T>(name: string, cookie: string, at: string): Promise<T> =>
  (await send('POST', `/api/ask/ground/governance/${name}`, cookie, at, { input: {} })).json();
const act = (name: string, cookie: string, at: string, input: object) => send('POST', `/api/act/${name}`, cookie, at, { input });
const standing = (cookie = marisol) => ask<PractisingView>('training-practice/standing', cookie, tenant);
const own = async (cookie = dana) =>
  Object.fromEntries(
    (await ask<ExercisesView>('training-practice/exercises', cookie, training)).rows.map((row) => [row.exercise, row.state]),
  );
const begin = (exercise: string, cookie = dana) =>
  act('ground/governance/training-practice/begin-exercise', cookie, training, { exercise });
const answer = async (exercise: string, said: string) =>
  (await act('ground/governance/training-practice/answer', dana, training, { exercise, answer: said })).json().result;
const admin = <T extends object>(sql: string, values: unknown[] = []): Promise<T[]> =>
  withAdmin(db.adminUrl, async (client) => (await client.query(sql, values)).rows as T[]);
const tray = async (view: string): Promise<TrayRow[]> =>
  (await send('POST', '/api/ask/revenue/posting/tray', dana, training, { input: { view } })).json().rows;

/** How many rows of a tenant lie in each table. */
async function rowsOf(of: string): Promise<{ [table: string]: number }> {
  const tables = await admin<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.columns where column_name = 'tenant_id' order by 1`,
  );
  const found: { [table: string]: number } = {};
  for (const { name } of tables) {
    const [row] = await admin<{ n: number }>(`select count(*)::int as n from ${name} where tenant_id = $1`, [of]);
    if (row && row.n > 0) found[name] = row.n;
  }
  return found;
}

async function untilReady(): Promise<string> {
  for (let tries = 0; tries < 1200; tries++) {
    const { now } = await standing();
    if (now?.state === 'ready') return now.practice ?? '';
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the training practice was not made');
}

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log });
  await app.ready();
  await program.work(2);
  const person = { name: 'Marisol Vega', email: 'marisol@elm.example', password };
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  const made = await send('POST', '/api/setup', '', '', { practice: { name: 'Elm', specialty: 'family' }, person, ...nothing });
  tenant = made.json().practice;
  const hire = (at: string, name: string, email: string, role: string) =>
    program.store.inTenant(at, (tx) => employ(program, tx, { name, email, password }, [role]));
  await hire(tenant, 'Dana Reyes', 'dana@elm.example', 'biller');
  const oak = program.newId();
  await program.store.found(oak, async (tx) => {
    await tx.rows("insert into parties.practice (tenant_id, name, specialty) values ($1, 'Oak', 'family')", [oak]);
  });
  await hire(oak, 'Sam Oak', 'sam@oak.example', 'biller');
  marisol = await signInWell(app, 'marisol@elm.example', password);
  dana = await signInWell(app, 'dana@elm.example', password);
  stranger = await signInWell(app, 'sam@oak.example', password);
}, 120_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

describe('a training practice', () => {
  test('is made by the program at a manager’s word, and opens to whoever works there, as what they are', async () => {
    const make = (cookie: string, again = false) => act('ground/governance/training-practice/make', cookie, tenant, { again });
    expect((await make(dana)).statusCode).toBe(403);
    expect((await make(marisol)).statusCode).toBe(200);
    expect((await make(marisol)).json()).toMatchObject({ says: 'There is a training practice already.' });
    training = await untilReady();
    const { now } = await standing();
    expect(now).toMatchObject({ madeBy: 'Marisol Vega', state: 'ready' });
    expect(now?.read).toBe(now?.files);
    const me = (await send('GET', '/api/me', dana, training)).json();
    expect(me).toMatchObject({ training: { of: { id: tenant, name: 'Elm' } }, practice: { id: training, demo: true }, roles: ['biller'] });
    expect(me.permissions).toContain('postings.post');
    expect(me.permissions).not.toContain('documents.add');
    expect((await send('GET', '/api/me', dana, tenant)).json()).toMatchObject({ practice: { name: 'Elm' }, training: { id: training } });
    // Without a word of where, one is at the practice itself.
    expect((await app.inject({ url: '/api/me', headers: { host: 'localhost', cookie: dana } })).json().practice.id).toBe(tenant);
    expect((await send('GET', '/api/me', stranger, training)).statusCode).toBe(403);
    expect((await send('POST', '/api/ask/revenue/posting/tray', stranger, training, { input: { view: 'all' } })).statusCode).toBe(403);
    expect(await tenantsOf(program.store)).toContainEqual({ tenant: training, kind: 'training', name: 'Training practice' });
    expect((await served(program, undefined).practices()).map(({ tenant: one }) => one)).not.toContain(training);
  }, 240_000);

  test('judges exercises by what somebody did in it since they began, and nothing before', async () => {
    const [clean, second] = (await tray('open')).filter(({ workClaims, parkedClaims }) => workClaims + parkedClaims === 0);
    const post = (remit: TrayRow | undefined) => act('revenue/posting/post-remit', dana, training, { remitId: remit?.id });
    const undo = (remit: TrayRow | undefined) =>
      act('revenue/posting/undo-remit', dana, training, { remitId: remit?.id, reason: 'an exercise' });
    expect((await post(clean)).statusCode).toBe(200);
    expect((await own())['post-clean']).toBe('not-begun');
    for (const exercise of ['post-clean', 'undo', 'denial', 'out-of-balance']) expect((await begin(exercise)).statusCode).toBe(200);
    expect(await own()).toMatchObject({ 'post-clean': 'begun', undo: 'begun', denial: 'begun', exception: 'not-begun' });
    // What was posted before it was begun does not count: not its undo either.
    expect((await undo(clean)).statusCode).toBe(200);
    expect((await own()).undo).toBe('begun');
    expect((await post(second)).statusCode).toBe(200);
    expect((await undo(second)).statusCode).toBe(200);
    expect(await own()).toMatchObject({ 'post-clean': 'done', undo: 'done' });
    expect(await answer('denial', 'write-off')).toEqual({ right: false });
    expect((await own()).denial).toBe('begun');
    expect(await answer('denial', 'open')).toEqual({ right: true });
    const [odd] = await tray('parked');
    expect(await answer('out-of-balance', 'NO-SUCH-TRACE')).toEqual({ right: false });
    expect(await answer('out-of-balance', ` ${odd?.traceNumber.toLowerCase()} `)).toEqual({ right: true });
    expect(await own()).toMatchObject({ denial: 'done', 'out-of-balance': 'done' });
    expect((await act('ground/governance/training-practice/begin-exercise', dana, tenant, { exercise: 'denial' })).json().says).toMatch(
      /are done in the training practice/,
    );
    const { rows } = await ask<ProgressView>('training-practice/progress', marisol, tenant);
    expect(rows).toEqual([]);
    const { now } = await standing();
    expect(now?.practice).toBe(training);
  });

  test('shows a manager who practised what, by name', async () => {
    // Rights over the training practice are had in the practice itself, and looked up in the one that people practise in.
    const { rows } = await ask<ProgressView>('training-practice/progress', marisol, training);
    expect(rows.filter(({ state }) => state === 'done').map(({ name, exercise }) => `${name}: ${exercise}`)).toEqual([
      'Dana Reyes: post-clean',
      'Dana Reyes: out-of-balance',
      'Dana Reyes: undo',
      'Dana Reyes: denial',
    ]);
    expect(rows.every(({ doneAt }) => doneAt !== undefined)).toBe(true);
    expect((await send('POST', '/api/ask/ground/governance/training-practice/progress', dana, training, { input: {} })).statusCode).toBe(
      403,
    );
  });
});

describe('nothing leaves a training practice', () => {
  test('by any command that lets somebody in or anything out, by an export, or by an upload', async () => {
    const shut = [...program.gate.commands.values()].filter(
      ({ permission, door }) => door !== 'inside' && closedInTraining.includes(permission),
    );
    expect(shut.length).toBeGreaterThan(25);
    const mine = new Set<string>((await send('GET', '/api/me', marisol, tenant)).json().permissions);
    expect(shut.filter(({ permission }) => mine.has(permission)).length).toBeGreaterThan(20);
    for (const one of shut) {
      // As the gate calls it, whatever its input is; and over HTTP, with one that has the right shape.
      const who = personAt('test', { id: 'm', name: 'M', tenant: training, roles: ['office-manager', 'admin'] });
      const asked = program.store.inTenant(training, (tx) => one.load({ tx, actor: who } as Ctx, {}));
      await expect(asked, one.name).rejects.toThrow('This is closed in a training practice.');
      const answered = await act(one.name, marisol, training, madeUpInput(one.input) as object);
      expect([403, 409, 422], `${one.name}: ${answered.body}`).toContain(answered.statusCode);
    }
    // Also where it is asked for past every door.
    const lists = [...program.gate.queries.values()].filter(({ takesOut }) => takesOut);
    expect(lists.length).toBeGreaterThan(3);
    const manager = personAt('test', { id: 'm', name: 'M', tenant: training, roles: ['office-manager'] });
    for (const { name } of lists)
      await expect(program.gate.ask(name, {}, manager, 'operations'), name).rejects.toThrow('This is closed in a training practice.');
    for (const what of ['set-rule', 'propose-destruction', 'approve-destruction'])
      expect(shut.map(({ name }) => name)).toContain(`ground/governance/retention/${what}`);
    expect((await send('GET', '/api/books/export?format=hledger', marisol, training)).json().says).toMatch(/closed in a training/);
    const form = '--x\r\ncontent-disposition: form-data; name="file"; filename="real.835"\r\n\r\nISA*real\r\n--x--\r\n';
    const upload = await app.inject({
      ...{ method: 'POST', url: '/api/intake/upload', payload: form },
      headers: { host: 'localhost', cookie: dana, 'x-practice': training, 'content-type': 'multipart/form-data; boundary=x' },
    });
    expect(upload.body).toMatch(/closed in a training/);
    // Not even its bytes were kept.
    const kept = await admin<{ n: number }>('select count(*)::int as n from intake.document where tenant_id = $1', [training]);
    expect(readdirSync(join(data, 'blobs', training), { recursive: true, withFileTypes: true }).filter((one) => one.isFile())).toHaveLength(
      kept[0]?.n ?? 0,
    );
  });

  test('because the database takes no row of a vendor, model, partner, program or invitation for it, whatever the program does', async () => {
    const vendor = (at: string) =>
      program.store.inTenant(at, (tx) =>
        tx.rows(`insert into governance.vendor (tenant_id, id, name, added_at, act_id) values ($1, $2, 'V', now(), $2)`, [
          at,
          program.newId(),
        ]),
      );
    await expect(vendor(training)).rejects.toThrow(/row-level security/);
    await expect(vendor(tenant)).resolves.toBeDefined();
    for (const table of [
      'model',
      'model_call',
      'partner',
      'write_back',
      'service_account',
      'service_key',
      'invitation',
      'emergency_access',
    ])
      expect(
        await admin(`select 1 from pg_policies where policyname = 'training_practice' and tablename = $1 and permissive = 'RESTRICTIVE'`, [
          table,
        ]),
        table,
      ).toHaveLength(1);
  });

  test('and its record is neither signed nor told, its acts are in no measure, and no backup holds it', async () => {
    const measured = async () => (await program.telemetry.metrics()).split('\n').filter((line) => line.includes('undo-remit')).length;
    expect(await measured()).toBe(0);
    expect(await tenantsThatCount(program.store)).toContain(tenant);
    expect(await tenantsThatCount(program.store)).not.toContain(training);
    const sign = (at: string) => program.store.inTenant(at, (tx) => makeCheckpoints(tx, program.witness, new Date(), true));
    expect(await sign(tenant)).toBeGreaterThan(0);
    await expect(sign(training)).rejects.toThrow(/row-level security/);
    expect(await admin('select 1 from gate.checkpoint where tenant_id = $1', [training])).toEqual([]);
    expect(await admin('select 1 from gate.stream where tenant_id = $1', [training])).toEqual([]);
    const { path } = await backup({ adminUrl: db.adminUrl, blobs: program.blobs, keeper: program.store.keys.keeper }, data, new Date());
    const file = await openBackupFile(path);
    const names = file.parts.map(({ name }) => name).join('\n');
    await file.close();
    expect(names).toContain(tenant);
    expect(names).not.toContain(training);
  });

  test('and no number of it enters the practice’s own books, record, work or agents’ evidence', async () => {
    const before = await rowsOf(tenant);
    const shadow = { workflow: 'posting', level: 'shadow', because: 'machines watch here' };
    expect((await act('ground/governance/set-level', marisol, training, shadow)).statusCode).toBe(200);
    const [remit] = (await tray('open')).filter(({ workClaims, parkedClaims }) => workClaims + parkedClaims === 0);
    await act('revenue/posting/post-remit', dana, training, { remitId: remit?.id });
    await send('POST', '/api/ask/revenue/posting/remit', dana, training, { input: { remitId: remit?.id } });
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const apart = ['gate.checkpoint'];
    const counted = (rows: { [table: string]: number }) =>
      Object.fromEntries(Object.entries(rows).filter(([name]) => !apart.includes(name)));
    expect(counted(await rowsOf(tenant))).toEqual(counted(before));
    const there = await rowsOf(training);
    expect(there['ledger.entry'] ?? 0).toBeGreaterThan(0);
    expect(there['autonomy.trial_item'] ?? 0).toBeGreaterThan(0);
    expect(before['autonomy.trial_item'] ?? 0).toBe(0);
    expect(before['ledger.entry'] ?? 0).toBe(0);
  });
});

describe('it is begun again, and deleted', () => {
  test('with another tenant, while what people had done before is kept', async () => {
    const old = training;
    expect((await act('ground/governance/training-practice/make', marisol, tenant, { again: true })).statusCode).toBe(200);
    expect(await rowsOf(old)).toEqual({});
    expect((await send('GET', '/api/me', dana, old)).statusCode).toBe(403);
    training = await untilReady();
    expect(training).not.toBe(old);
    expect(await own()).toMatchObject({ 'post-clean': 'not-begun', undo: 'not-begun' });
    const { results } = await standing();
    expect(results.map(({ name, exercise }) => `${name}: ${exercise}`).sort()).toEqual([
      'Dana Reyes: denial',
      'Dana Reyes: out-of-balance',
      'Dana Reyes: post-clean',
      'Dana Reyes: undo',
    ]);
    await expect.poll(() => filesOf(old), { timeout: 10_000 }).toEqual([]);
  }, 240_000);

  test('with a signed certificate, and nothing of it is left', async () => {
    const old = training;
    expect((await act('ground/governance/training-practice/end', dana, tenant, {})).statusCode).toBe(403);
    const preview = await send('POST', '/api/act/ground/governance/training-practice/end?preview=1', marisol, tenant, { input: {} });
    expect(preview.json().result.gone).toBeGreaterThan(500);
    expect(Object.keys(await rowsOf(old))).not.toEqual([]);
    expect((await act('ground/governance/training-practice/end', marisol, tenant, {})).statusCode).toBe(200);
    expect(await rowsOf(old)).toEqual({});
    await expect.poll(() => filesOf(old), { timeout: 10_000 }).toEqual([]);
    const [row] = await admin<{ certificate: string; signature: string; key: string }>(
      'select certificate, signature, key from governance.training_place where tenant_id = $1 and training = $2',
      [tenant, old],
    );
    const key = createPublicKey(program.witness.publicKeyOf(row?.key ?? '') ?? '');
    expect(verify(null, Buffer.from(row?.certificate ?? ''), key, Buffer.from(row?.signature ?? '', 'base64'))).toBe(true);
    expect(JSON.parse(row?.certificate ?? '')).toMatchObject({ what: 'certificate of deletion of a training practice', training: old });
    expect(await standing()).toMatchObject({ ended: [{ endedBy: 'Marisol Vega' }, {}] });
    expect((await standing()).now).toBeUndefined();
    expect((await send('GET', '/api/me', dana, tenant)).json().training).toBeUndefined();
  });

  test('also while it is being made: what comes to be after that is deleted by whoever made it', async () => {
    expect((await act('ground/governance/training-practice/make', marisol, tenant, { again: false })).statusCode).toBe(200);
    // The job has begun, and its tenant is there at this moment or at the next one.
    await expect.poll(async () => (await standing()).now?.files ?? 0, { timeout: 30_000, interval: 20 }).toBeGreaterThan(0);
    expect((await act('ground/governance/training-practice/end', marisol, tenant, {})).statusCode).toBe(200);
    const waiting = () =>
      admin<{ n: number }>(
        `select count(*)::int as n from pgboss.job where name = 'make-training' and state in ('created', 'active', 'retry')`,
      );
    await expect.poll(async () => (await waiting())[0]?.n, { timeout: 120_000 }).toBe(0);
    expect((await tenantsOf(program.store)).filter(({ kind }) => kind === 'training')).toEqual([]);
    expect((await standing()).now).toBeUndefined();
  }, 180_000);

  test('by its own practice alone: the database deletes nobody else’s rows', async () => {
    const end = (at: string, what: string) =>
      program.store.inTenant(at, (tx) => tx.rows('select * from governance.end_training($1)', [what]));
    await expect(end(tenant, tenant)).rejects.toThrow(/no training practice of this practice/);
    expect(Object.keys(await rowsOf(tenant)).length).toBeGreaterThan(3);
  });
});

const filesOf = (of: string): string[] => {
  try {
    return readdirSync(join(data, 'blobs', of), { recursive: true, withFileTypes: true }).flatMap((one) =>
      one.isFile() ? [one.name] : [],
    );
  } catch {
    return [];
  }
};
