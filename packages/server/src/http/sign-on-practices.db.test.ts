import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { person } from '../gate/person.ts';
import { addMember, employ, establish } from '../ground/governance/index.ts';
import { mostOneByOne } from '../ground/governance/sign-in/bounded-telling.ts';
import { mostBegun } from '../ground/governance/sign-in/pace.ts';
import { type OpenIdProvider, openIdProvider } from '../ground/governance/sign-in/testing/openid-provider.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const origin = 'http://localhost:7400';
const password = 'twelve characters';
const data = mkdtempSync(join(tmpdir(), 'claimwright-sign-on-practices-'));
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let openid: OpenIdProvider;
/** Elm has an identity provider; Oak has none. Dana works in both, Kim in Elm alone. */
const elm = '01900000-0000-7000-8000-00000000e100';
const oak = '01900000-0000-7000-8000-00000000a500';

const send = (method: 'GET' | 'POST', url: string, cookie = '', body?: object, practice?: string) => {
  const headers = { host: 'localhost:7400', cookie, ...(practice ? { 'x-practice': practice } : {}) };
  const asked: InjectOptions = { method, url, headers };
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
  for (const [tenant, name] of [
    [elm, 'Elm'],
    [oak, 'Oak'],
  ] as const)
    await program.store.found(tenant, (tx) =>
      establish(
        program,
        tx,
        { practice: { name, specialty: 'family' }, sites: [], providers: [], payers: [], openingBalances: [] } as Parameters<
          typeof establish
        >[2],
        false,
      ),
    );
  let dana = '';
  await program.store.inTenant(elm, async (tx) => {
    dana = await employ(program, tx, { name: 'Dana Reyes', email: 'dana@elm.example', password }, ['biller']);
    await employ(program, tx, { name: 'Kim Ode', email: 'kim@elm.example', password }, ['biller']);
  });
  await program.store.inTenant(oak, (tx) =>
    addMember(tx, { userId: dana, name: 'Dana Reyes', email: 'dana@elm.example', roles: ['biller'], since: new Date() }),
  );
  const input = {
    ...{ name: 'Elm Health', issuer: openid.issuer, clientId: 'claimwright', clientSecret: 'a secret of the provider' },
    ...{ domains: ['elm.example'], secondFactor: true },
  };
  const manager = person('test', { id: 'marisol', name: 'Marisol', tenant: elm, roles: ['office-manager'] });
  await program.gate.act('ground/governance/set-sign-on', input, manager);
}, 120_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await openid.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

async function byProvider(as: string): Promise<string> {
  const begun = await send('GET', `/api/auth/sign-on/${elm}`);
  const back = await openid.visit(String(begun.headers.location), as);
  return cookieIn(await send('GET', `${back.pathname}${back.search}`, cookieIn(begun, 'claimwright.sign-on')), 'claimwright.session_token');
}
const byPassword = async (email: string): Promise<string> =>
  cookieIn(await send('POST', '/api/auth/sign-in/email', '', { email, password }), 'claimwright.session_token');
const claims = (cookie: string, practice?: string) =>
  send('POST', '/api/ask/revenue/claims/claims', cookie, { input: {}, purpose: 'payment' }, practice);

test('one practice’s identity provider opens that practice, and no other of whoever works in both', async () => {
  const dana = await byProvider('dana');
  expect((await claims(dana)).statusCode).toBe(200);
  expect((await claims(dana, elm)).statusCode).toBe(200);
  const there = await claims(dana, oak);
  expect([there.statusCode, there.json().code]).toEqual([401, 'not-signed-in']);
  expect(there.json().because).toBe('The sign-in of Elm opens nothing at Oak: sign in for Oak itself.');
  expect((await send('GET', `/api/me?practice=${oak}`, dana)).json()).toMatchObject({
    code: 'not-signed-in',
    because: expect.stringMatching(/Oak itself/),
  });
  expect((await send('GET', `/api/events?practice=${oak}`, dana)).statusCode).toBe(401);
  expect((await send('GET', `/api/account?practice=${oak}`, dana)).statusCode).toBe(401);
  const me = (await send('GET', '/api/me', dana)).json();
  expect(me.practice.id).toBe(elm);
  expect(me.practices).toEqual([
    { id: elm, name: 'Elm' },
    { id: oak, name: 'Oak', closed: true },
  ]);
});

test('Oak’s own way in opens Oak: the password, which is the person’s', async () => {
  const dana = await byPassword('dana@elm.example');
  for (const practice of [elm, oak]) expect((await claims(dana, practice)).statusCode).toBe(200);
});

test('nor does a provider set the password or the factor that would open the others', async () => {
  const dana = await byProvider('dana');
  for (const [url, body] of [
    ['/api/account/password', { password: 'words of the provider' }],
    ['/api/account/passkeys/options', {}],
    ['/api/account/authenticator', {}],
    ['/api/account/recovery-codes', {}],
  ] as const)
    expect((await send('POST', url, dana, body)).statusCode, url).toBe(403);
  expect((await send('GET', '/api/account', dana)).json().confirmed).toBe(false);
  // Whoever works there alone may: there is nothing else that it would open.
  expect((await send('POST', '/api/account/authenticator', await byProvider('kim'), {})).statusCode).toBe(200);
  // And so may Dana, who shows that it is she.
  expect((await send('POST', '/api/account/confirm', dana, { password })).statusCode).toBe(200);
  expect((await send('POST', '/api/account/authenticator', dana, {})).statusCode).toBe(200);
});

test('whoever left Elm is not let in elsewhere by Elm’s word', async () => {
  const dana = await byProvider('dana');
  await program.store.inTenant(elm, (tx) => tx.rows("update governance.member set active = false where email = 'dana@elm.example'"));
  expect((await claims(dana)).statusCode).toBe(401);
  expect((await claims(dana, oak)).statusCode).toBe(401);
});

test('answers that nobody began do not fill the record, and one address does not begin without end', async () => {
  const refused = () =>
    program.store.inTenant(elm, async (tx) => {
      const [row] = await tx.rows<{ n: string }>(
        "select count(*) as n from gate.record where what like '%sign-in' and body like '%refused%'",
      );
      return Number(row?.n);
    });
  const before = await refused();
  // Of somebody known: what nobody is meant by goes on no record where there are several practices.
  for (let i = 0; i < 5; i++) await send('POST', '/api/auth/sign-in/email', '', { email: 'kim@elm.example', password: 'wrong one' });
  for (let i = 0; i < 60; i++) {
    const begun = await send('GET', `/api/auth/sign-on/${elm}`);
    expect(begun.statusCode, String(i)).toBe(302);
    const url = new URL(String(begun.headers.location));
    const answer = await send(
      'GET',
      `/api/auth/sign-on/callback?state=${url.searchParams.get('state')}&code=made-up`,
      cookieIn(begun, 'claimwright.sign-on'),
    );
    expect(answer.headers.location).toBe('/?sign-on=refused');
  }
  expect((await refused()) - before).toBeLessThanOrEqual(mostOneByOne);
  let last = 302;
  for (let i = 0; i < mostBegun && last === 302; i++) last = (await send('GET', `/api/auth/sign-on/${elm}`)).statusCode;
  expect(last).toBe(429);
});
