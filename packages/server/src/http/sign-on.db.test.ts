import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { employ } from '../ground/governance/index.ts';
import { type OpenIdProvider, openIdProvider } from '../ground/governance/sign-in/testing/openid-provider.ts';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const origin = 'http://localhost:7400';
const password = 'twelve characters';
const data = mkdtempSync(join(tmpdir(), 'claimwright-sign-on-'));
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let openid: OpenIdProvider;
let manager = '';
let tenant = '';

const send = (method: 'GET' | 'POST', url: string, cookie = '', body?: object) => {
  const asked: InjectOptions = { method, url, headers: { host: 'localhost:7400', cookie } };
  return app.inject(body ? { ...asked, payload: body } : asked);
};
const cookieIn = (answer: Awaited<ReturnType<typeof send>>, name: string): string =>
  [answer.headers['set-cookie'] ?? []]
    .flat()
    .find((cookie) => cookie.startsWith(name) && !/Max-Age=0/.test(cookie))
    ?.replace(/;.*/, '') ?? '';

beforeAll(async () => {
  db = await freshDatabase();
  openid = await openIdProvider(origin);
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log });
  const person = { name: 'Marisol Vega', email: 'marisol@elm.example', password };
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  tenant = (await send('POST', '/api/setup', '', { practice: { name: 'Elm', specialty: 'family' }, person, ...nothing })).json().practice;
  await program.store.inTenant(tenant, (tx) =>
    employ(program, tx, { name: 'Dana Reyes', email: 'dana@elm.example', password }, ['biller']),
  );
  manager = cookieIn(await send('POST', '/api/auth/sign-in/email', '', { email: person.email, password }), 'claimwright.session_token');
  const { secret } = (await send('POST', '/api/account/authenticator', manager, {})).json();
  await send('POST', '/api/account/authenticator/confirm', manager, { code: totpAt(secret, stepAt(Date.now())) });
}, 120_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await openid.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

/** From the sign-in page to the provider and back, as a browser goes. */
async function round(as: string, to = '/claims') {
  const begun = await send('GET', `/api/auth/sign-on/${tenant}?to=${encodeURIComponent(to)}`);
  expect(begun.statusCode).toBe(302);
  const back = await openid.visit(String(begun.headers.location), as);
  return send('GET', `${back.pathname}${back.search}`, cookieIn(begun, 'claimwright.sign-on'));
}

test('an administrator sets the provider up; its secret is kept sealed and shown to nobody', async () => {
  const input = {
    name: 'Elm Health',
    issuer: openid.issuer,
    clientId: 'claimwright',
    clientSecret: 'a secret of the provider',
    domains: ['elm.example'],
  };
  expect((await send('POST', '/api/sign-on', manager, { ...input, secondFactor: true, issuer: 'http://evil.example' })).statusCode).toBe(
    422,
  );
  expect((await send('POST', '/api/sign-on', manager, { ...input, secondFactor: true })).json()).toEqual({ set: true });
  const settings = (await send('POST', '/api/ask/ground/governance/sign-in-settings', manager, { input: {} })).json();
  expect(settings.signOn).toMatchObject({ name: 'Elm Health', domains: ['elm.example'] });
  expect(JSON.stringify(settings)).not.toContain('a secret of the provider');
  const kept = await program.store.inTenant(tenant, (tx) => tx.rows('select * from governance.sign_on_provider'));
  expect(JSON.stringify(kept)).not.toContain('a secret of the provider');
  expect((await send('GET', '/api/me')).json().signOn).toEqual([{ id: tenant, name: 'Elm Health' }]);
});

test('somebody who works here goes there and back, and is where they wanted to be', async () => {
  const answer = await round('dana');
  expect([answer.statusCode, answer.headers.location]).toEqual([302, '/claims']);
  const me = (await send('GET', '/api/me', cookieIn(answer, 'claimwright.session_token'))).json();
  expect(me).toMatchObject({ user: { email: 'dana@elm.example' }, roles: ['biller'] });
  expect((await round('dana', 'https://evil.example')).headers.location).toBe('/');
  expect((await round('dana', '//evil.example')).headers.location).toBe('/');
});

test('a stranger, a replay and another browser are sent back with nothing', async () => {
  const refused = async (answer: Awaited<ReturnType<typeof send>>) => {
    expect([answer.statusCode, answer.headers.location]).toEqual([302, '/?sign-on=refused']);
    expect(cookieIn(answer, 'claimwright.session_token')).toBe('');
  };
  await refused(await round('stranger'));
  const begun = await send('GET', `/api/auth/sign-on/${tenant}`);
  const back = await openid.visit(String(begun.headers.location), 'dana');
  await refused(await send('GET', `${back.pathname}${back.search}`));
  const cookie = cookieIn(begun, 'claimwright.sign-on');
  expect((await send('GET', `${back.pathname}${back.search}`, cookie)).headers.location).toBe('/');
  await refused(await send('GET', `${back.pathname}${back.search}`, cookie));
  await refused(await send('GET', '/api/auth/sign-on/callback?error=access_denied', cookie));
  expect((await send('GET', '/api/auth/sign-on/nobody')).statusCode).toBe(404);
});

test('a provider that is away is told in words, and once it is taken away it lets nobody in', async () => {
  await openid.close();
  expect((await send('GET', `/api/auth/sign-on/${tenant}`)).headers.location).toBe('/?sign-on=refused');
  await send('POST', '/api/act/ground/governance/end-sign-on', manager, { input: {} });
  await expect.poll(async () => (await send('GET', '/api/me')).json().signOn, { timeout: 10_000, interval: 500 }).toBeUndefined();
  expect((await send('GET', `/api/auth/sign-on/${tenant}`)).statusCode).toBe(404);
});
