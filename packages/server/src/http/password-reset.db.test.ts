import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInWell } from '../../testing/over-http.ts';
import { person } from '../gate/person.ts';
import { addMember, employ, establish } from '../ground/governance/index.ts';
import { giveReset } from '../ground/governance/people/index.ts';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const password = 'twelve characters';
const fresh = 'quite another sentence';
const data = mkdtempSync(join(tmpdir(), 'claimwright-reset-'));
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
const elm = '01900000-0000-7000-8000-00000000e100';
const oak = '01900000-0000-7000-8000-00000000a500';
const ids = new Map<string, string>();

const send = (method: 'GET' | 'POST', url: string, cookie = '', body?: object) =>
  app.inject({ method, url, headers: { host: 'localhost', cookie }, ...(body ? { payload: body } : {}) });
const enter = (email: string, secret: string) => send('POST', '/api/auth/sign-in/email', '', { email, password: secret });
const cookieOf = (answer: Awaited<ReturnType<typeof send>>) => String(answer.headers['set-cookie'] ?? '').replace(/;.*/, '');
const idOf = (name: string) => ids.get(name) ?? '';
const ask = (cookie: string, name: string) => send('POST', `/api/people/${idOf(name)}/password-reset`, cookie, {});
const codeIn = (link: string) => link.slice(link.indexOf('#') + 1);
const take = (code: string, secret = fresh) => send('POST', '/api/auth/password-reset', '', { code, password: secret });

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log, mail: { server: undefined, from: 'desk@elm.example', app: undefined } });
  app = await createApp(served(program, undefined), { log });
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  for (const [tenant, name] of [
    [elm, 'Elm'],
    [oak, 'Oak'],
  ] as const)
    await program.store.found(tenant, (tx) =>
      establish(program, tx, { practice: { name, specialty: 'family' }, ...nothing } as Parameters<typeof establish>[2], false),
    );
  for (const [name, role] of [
    ['olga', 'office-manager'],
    ['ada', 'admin'],
    ['dana', 'biller'],
    ['both', 'biller'],
  ] as const)
    await program.store.inTenant(elm, async (tx) => {
      ids.set(name, await employ(program, tx, { name, email: `${name}@elm.example`, password }, [role]));
    });
  await program.store.inTenant(oak, (tx) =>
    addMember(tx, { userId: idOf('both'), name: 'both', email: 'both@elm.example', roles: ['biller'], since: new Date() }),
  );
}, 120_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

test('an administrator’s link sets a new password once; the sessions end, and the person is told until they saw it', async () => {
  const olga = await signInWell(app, 'olga@elm.example', password);
  const before = cookieOf(await enter('dana@elm.example', password));
  const first = codeIn((await ask(olga, 'dana')).json().link);
  const { link, until } = (await ask(olga, 'dana')).json();
  expect(link).toMatch(/^http:\/\/localhost\/password-reset#[\w-]{43}$/);
  expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(24 * 3_600_000);
  expect((await take(first)).statusCode, 'an earlier link').toBe(404);
  expect((await take(codeIn(link), 'short')).statusCode).toBe(422);
  expect((await take(codeIn(link))).json()).toEqual({ email: 'dana@elm.example' });
  expect((await take(codeIn(link))).statusCode, 'a second time').toBe(404);
  expect((await send('GET', '/api/account', before)).statusCode).toBe(401);
  expect((await enter('dana@elm.example', password)).statusCode).toBe(401);
  const now = cookieOf(await enter('dana@elm.example', fresh));
  const me = (await send('GET', '/api/me', now)).json();
  expect(me.notices).toMatchObject([{ kind: 'password-reset' }]);
  expect((await send('POST', `/api/account/notices/${me.notices[0].id}/seen`, now, {})).statusCode).toBe(200);
  expect((await send('POST', `/api/account/notices/${me.notices[0].id}/seen`, now, {})).statusCode).toBe(404);
  expect((await send('GET', '/api/me', now)).json().notices).toBeUndefined();
  const record = await program.store.inTenant(elm, (tx) =>
    tx.rows<{ what: string; body: string }>("select what, body from gate.record where what like '%reset-password' order by seq"),
  );
  expect(record.map(({ what }) => what)).toEqual([
    'ground/governance/people/reset-password',
    'ground/governance/people/reset-password',
    'ground/governance/reset-password',
  ]);
  expect(record.at(-1)?.body).toContain(idOf('olga'));
  expect(JSON.stringify(record)).not.toContain(codeIn(link));
});

test('the second factor is asked for as ever; whoever runs the server can take it away, for a lost phone', async () => {
  const cookie = cookieOf(await enter('both@elm.example', password));
  const { secret } = (await send('POST', '/api/account/authenticator', cookie, {})).json();
  await send('POST', '/api/account/authenticator/confirm', cookie, { code: totpAt(secret, stepAt(Date.now())) });
  const kept = await program.signIn.beginReset(idOf('both'), 'command-line');
  await take(kept.code);
  expect((await enter('both@elm.example', fresh)).json()).toMatchObject({ signedIn: false, factors: ['totp', 'recovery-code'] });
  const lost = await program.signIn.beginReset(idOf('both'), 'command-line', true);
  await take(lost.code, password);
  const entered = await enter('both@elm.example', password);
  expect(entered.json()).toEqual({ signedIn: true });
  const { notices } = (await send('GET', '/api/me', cookieOf(entered))).json();
  expect(notices.map(({ kind }: { kind: string }) => kind)).toEqual(['password-reset', 'password-and-factors-reset']);
});

test('nobody gets a link to what they do not have: not to patients, not to another practice, not to their own', async () => {
  const ada = await signInWell(app, 'ada@elm.example', password);
  for (const name of ['dana', 'olga']) {
    const answer = await ask(ada, name);
    expect([answer.statusCode, answer.json().says]).toEqual([409, 'This person has rights that you do not have.']);
    expect(answer.json().link).toBeUndefined();
  }
  const olga = await program.signIn.beginReset(idOf('olga'), 'command-line', true);
  await take(olga.code);
  const again = await signInWell(app, 'olga@elm.example', fresh);
  expect((await ask(again, 'both')).json().says).toBe('This person works at another practice too.');
  expect((await ask(again, 'olga')).statusCode).toBe(409);
  ids.set('nobody', 'nobody');
  expect((await ask(again, 'nobody')).statusCode).toBe(404);
  const dana = cookieOf(await enter('dana@elm.example', fresh));
  expect((await ask(dana, 'ada')).statusCode).toBe(403);
});

test('a link that is a day old opens nothing', async () => {
  const { code } = await program.signIn.beginReset(idOf('dana'), 'command-line');
  await program.store.rows('select 1');
  const { signInPool } = await import('../store/sign-in-pool.ts');
  const pool = signInPool(db.appUrl);
  await pool.query(`update begun set "endsAt" = now() where kind = 'password reset'`);
  await pool.end();
  expect((await take(code)).statusCode).toBe(404);
  expect((await enter('dana@elm.example', fresh)).statusCode).toBe(200);
});

test('where there is a mail server the link goes to the person alone, and an administrator may ask for it', async () => {
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
  const mail = { server: `smtp://127.0.0.1:${port}`, from: 'desk@elm.example' };
  const ada = person('test', { id: idOf('ada'), name: 'Ada', tenant: elm, roles: ['admin'] });
  const given = await giveReset({ ...program, mail }, ada, idOf('dana'), 'https://desk.elm.example').finally(
    () => new Promise<void>((resolve) => server.close(() => resolve())),
  );
  expect(given).toEqual({ until: expect.any(String), mailedTo: 'dana@elm.example' });
  expect(mails.map(({ to }) => to)).toEqual([['dana@elm.example']]);
  const [, code = ''] = /password-reset#([\w-]{43})/.exec(mails[0]?.text.replaceAll('=\r\n', '') ?? '') ?? [];
  expect((await take(code, password)).json()).toEqual({ email: 'dana@elm.example' });
});
