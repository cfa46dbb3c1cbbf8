import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { logOptions, openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-http-'));
const logged: string[] = [];
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let cookie = '';

const setUp = (name: string, email: string) => ({
  practice: { name, specialty: 'family' },
  person: { name: 'Marisol Vega', email, password: 'twelve characters' },
  sites: [],
  providers: [],
  payers: [{ name: 'NORTHWIND MUTUAL', ids: ['90101'], inNetwork: true }],
  openingBalances: [{ account: 'Assets:Bank:1234', amount: '1,250.00', on: '2026-01-01' }],
});

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ ...logOptions, level: 'trace' }, { write: (line: string) => void logged.push(line) });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log, hosts: new Set(['localhost']) });
});
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

const send = (method: 'GET' | 'POST', url: string, body?: object, headers: InjectOptions['headers'] = {}) =>
  app.inject({ method, url, headers: { host: 'localhost:7400', cookie, ...headers }, ...(body ? { payload: body } : {}) });

const cookieIn = (answer: { headers: { 'set-cookie'?: string | string[] | undefined } }): string =>
  String(answer.headers['set-cookie']).replace(/;.*/, '');

function files(...parts: { name: string; text: string }[]): { payload: string; type: string } {
  const edge = `----${randomUUID()}`;
  const payload = parts
    .map(({ name, text }) => `--${edge}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n${text}\r\n`)
    .join('');
  return { payload: `${payload}--${edge}--\r\n`, type: `multipart/form-data; boundary=${edge}` };
}

describe('the API', () => {
  test('the first run makes a practice once, and signs its person in', async () => {
    expect((await send('GET', '/api/me')).json()).toEqual({ code: 'not-signed-in', firstRun: true });
    const wrong = await send('POST', '/api/setup', {
      ...setUp('Elm', 'm@elm.example'),
      openingBalances: [{ account: 'nonsense', amount: 'x', on: 'y' }],
    });
    expect(wrong.statusCode).toBe(422);
    expect(wrong.json().findings.length).toBe(3);
    const [first, second] = await Promise.all([
      send('POST', '/api/setup', setUp('Elm', 'm@elm.example')),
      send('POST', '/api/setup', setUp('Oak', 'm@oak.example')),
    ]);
    expect([first.statusCode, second.statusCode].sort()).toEqual([200, 409]);
    const email = first.statusCode === 200 ? 'm@elm.example' : 'm@oak.example';
    const entered = await send('POST', '/api/auth/sign-in/email', { email, password: 'twelve characters' });
    expect(entered.statusCode).toBe(200);
    cookie = cookieIn(entered);
    const me = { user: { name: 'Marisol Vega', email }, roles: ['office-manager'], practice: { demo: false } };
    expect((await send('GET', '/api/me')).json()).toMatchObject({ ...me, permissions: [], needs: 'second-factor' });
  });

  test('whoever runs the practice gets in only with a second factor', async () => {
    const act = () => send('POST', '/api/ask/ground/parties/practice', { input: {}, purpose: 'operations' });
    expect((await act()).json()).toMatchObject({ code: 'not-allowed', says: expect.stringMatching(/second factor/) });
    expect((await send('GET', '/api/events')).statusCode).toBe(403);
    const { secret } = (await send('POST', '/api/account/authenticator', {})).json();
    const wrong = await send('POST', '/api/account/authenticator/confirm', { code: '000000' });
    expect(wrong.json()).toMatchObject({ code: 'cannot-do' });
    const code = () => totpAt(secret, stepAt(Date.now()));
    const { recoveryCodes } = (await send('POST', '/api/account/authenticator/confirm', { code: code() })).json();
    expect(recoveryCodes.length).toBe(10);
    expect((await act()).statusCode).toBe(200);
    const { email } = (await send('GET', '/api/me')).json().user;
    const again = await send('POST', '/api/auth/sign-in/email', { email, password: 'twelve characters' }, { cookie: '' });
    expect(again.json()).toEqual({ signedIn: false, factors: ['totp', 'recovery-code'] });
    const begun = cookieIn(again);
    expect(begun).toMatch(/^claimwright\.second-factor=/);
    expect((await send('GET', '/api/me', undefined, { cookie: begun })).statusCode).toBe(401);
    expect((await send('POST', '/api/auth/second-factor', { code: '000000' }, { cookie: begun })).statusCode).toBe(401);
    const entered = await send('POST', '/api/auth/second-factor', { recoveryCode: recoveryCodes[3] }, { cookie: begun });
    expect(entered.json()).toEqual({ signedIn: true });
    cookie = String(entered.headers['set-cookie']).match(/claimwright\.session_token=[^;]+/)?.[0] ?? '';
    const { permissions, needs } = (await send('GET', '/api/me')).json();
    expect(permissions).toContain('sign-in.manage');
    expect(needs).toBeUndefined();
    const record = (await send('POST', '/api/ask/gate/record', { input: {}, purpose: 'audit' })).json().rows as {
      says: string;
      body: string;
    }[];
    for (const says of ['Signed in', 'Was refused: Sign in', 'Added an authenticator app'])
      expect(record.map((row) => row.says)).toContain(says);
    expect(JSON.stringify(record)).not.toMatch(new RegExp([secret, ...recoveryCodes, '@elm'].join('|')));
  });

  test('the account says what there is, and a session says how long it lasts', async () => {
    const account = (await send('GET', '/api/account')).json();
    expect(account).toMatchObject({ authenticator: true, recoveryCodesLeft: 9, confirmed: true, needsFactor: false });
    expect(account.devices.filter(({ current }: { current: boolean }) => current).length).toBe(1);
    const times = (await send('GET', '/api/auth/session')).json();
    expect(times.idleSeconds).toBeGreaterThan(800);
    expect(times.longestSeconds).toBeGreaterThan(43_000);
    const practice = { input: {}, purpose: 'operations' };
    await send('POST', '/api/ask/ground/parties/practice', practice, { 'idle-for': '600' });
    expect((await send('GET', '/api/auth/session')).json().idleSeconds).toBeGreaterThan(800);
    expect((await send('POST', '/api/auth/stay', {})).json().idleSeconds).toBeGreaterThan(895);
  });

  test('asks and acts, with previews and idempotency keys', async () => {
    const input = { name: 'JUNIPER', ids: ['90102'], inNetwork: false };
    const preview = await send('POST', '/api/act/ground/parties/add-payer?preview=1', { input });
    expect(preview.json()).toMatchObject({ outcome: 'previewed' });
    const key = { 'idempotency-key': randomUUID() };
    const first = await send('POST', '/api/act/ground/parties/add-payer', { input }, key);
    expect(first.json()).toMatchObject({ outcome: 'applied' });
    expect((await send('POST', '/api/act/ground/parties/add-payer', { input }, key)).json()).toEqual(first.json());
    expect((await send('POST', '/api/act/ground/parties/add-payer', { input })).statusCode).toBe(409);
    const asked = await send('POST', '/api/ask/ground/parties/practice', { input: {}, purpose: 'operations' });
    expect(asked.json().payers.map(({ name }: { name: string }) => name)).toEqual(['JUNIPER', 'NORTHWIND MUTUAL']);
    expect(asked.headers['cache-control']).toBe('no-store');
  });

  test('receives several files, each with its own answer', async () => {
    const { payload, type } = files(
      { name: 'a.835', text: 'ISA*00*~ST*835*1~' },
      { name: '../../b.txt', text: 'hello' },
      { name: 'again.835', text: 'ISA*00*~ST*835*1~' },
    );
    const answer = await app.inject({
      method: 'POST',
      url: '/api/intake/upload',
      headers: { host: 'localhost', cookie, 'content-type': type },
      payload,
    });
    expect(answer.json().files).toMatchObject([
      { name: 'a.835', kind: '835', repeated: false },
      { kind: 'unknown', repeated: false },
      { name: 'again.835', kind: '835', repeated: true },
    ]);
    expect((await send('POST', '/api/intake/upload', {})).statusCode).toBe(422);
  });

  test('refuses a purpose that is none, and does not replace it', async () => {
    for (const purpose of ['curiosity', 'x'.repeat(10_000), 7, null]) {
      const answer = await send('POST', '/api/ask/revenue/claims/claims', { input: {}, purpose });
      expect(answer.statusCode, String(purpose)).toBe(422);
      expect(answer.json()).toMatchObject({ says: 'There is no such purpose.' });
    }
    const wide = await send('POST', '/api/ask/revenue/claims/claims', { input: {}, purpose: 'patient-request' });
    expect(wide.statusCode).toBe(403);
    expect(wide.json()).toMatchObject({ because: expect.stringContaining('one patient') });
  });

  test('takes no header’s word for how much is to be shown: the scope is decided here', async () => {
    const ask = (purpose: string, headers: InjectOptions['headers'] = {}) =>
      send('POST', '/api/ask/revenue/claims/claims', { input: {}, purpose }, headers);
    const claims = ['full', 'all-patients', 'minimum', 'none'].flatMap((scope) => [
      ...[{ 'x-requested-data-scope': scope }, { 'x-data-scope': scope }, { purpose: 'payment', 'x-purpose': 'payment' }],
    ]);
    for (const headers of claims) {
      const wide = await ask('patient-request', headers);
      expect([wide.statusCode, wide.json().findings[0].code]).toEqual([403, 'purpose.too-wide']);
      const told = await ask('payment', headers);
      expect([told.statusCode, told.json()]).toEqual([200, (await ask('payment')).json()]);
    }
  });

  test('exports the record only to whoever may', async () => {
    const answer = await send('GET', '/api/record/export');
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ because: expect.stringContaining('record.export') });
  });

  test('exports the books', async () => {
    const answer = await send('GET', '/api/books/export?format=hledger');
    expect(answer.headers['content-disposition']).toMatch(/books\.journal/);
    expect(answer.body).toMatch(/Assets:Bank:1234 {2}1250\.00 USD/);
    expect((await send('GET', '/api/books/export?format=word')).statusCode).toBe(422);
  });

  test('describes itself', async () => {
    const { paths } = (await send('GET', '/api/openapi.json')).json();
    for (const { name, door } of program.gate.commands.values())
      if (door !== 'inside') expect(Object.keys(paths)).toContain(`/api/act/${name}`);
    // A list that leaves does so by its export alone.
    for (const { name, takesOut } of program.gate.queries.values())
      expect(Object.keys(paths).includes(`/api/ask/${name}`), name).toBe(takesOut !== true);
    // With what is sent and what is answered, each of them.
    for (const [path, { post }] of Object.entries(paths as Record<string, { post?: { requestBody?: object; responses?: object } }>)) {
      if (!/^\/api\/(act|ask)\//.test(path)) continue;
      expect(post?.requestBody, path).toMatchObject({ content: { 'application/json': { schema: { properties: { input: {} } } } } });
      expect(post?.responses, path).toMatchObject({ 200: { content: { 'application/json': { schema: { type: 'object' } } } }, 422: {} });
    }
    const { result } = paths['/api/ask/revenue/scrub/findings'].post.responses[200].content['application/json'].schema.properties;
    expect(result.required).toEqual(['validation_result', 'issues', 'suggested_actions']);
    expect((await send('GET', '/api/health')).json()).toEqual({ ok: true, deadJobs: 0 });
  });
});

describe('a program with a key', () => {
  let key = '';
  const bearer = (more: InjectOptions['headers'] = {}) => ({ cookie: '', authorization: `Bearer ${key}`, ...more });
  const ask = (name: string, headers: InjectOptions['headers'] = bearer()) =>
    send('POST', `/api/ask/${name}`, { input: {}, purpose: 'payment' }, headers);

  test('gets it once, and comes in by it as far as its scopes go', async () => {
    const input = { name: 'Reporting', role: 'biller', scopes: ['claims:read'], validDays: 30 };
    const made = await send('POST', '/api/service-accounts', input);
    expect(made.statusCode).toBe(200);
    key = made.json().key;
    expect((await ask('revenue/claims/claims')).statusCode).toBe(200);
    expect((await ask('ground/ledger/accounts')).statusCode).toBe(403);
    expect((await send('GET', '/api/books/export?format=hledger', undefined, bearer())).statusCode).toBe(403);
    const list = (await send('POST', '/api/ask/ground/governance/service-accounts', { input: {} })).json();
    expect(list.rows[0]).toMatchObject({
      name: 'Reporting',
      scopes: ['claims:read'],
      keys: [{ prefix: key.slice(0, 12), state: 'active' }],
    });
    expect(JSON.stringify(list)).not.toContain(key);
  });

  test('has no account, makes no keys, and does not mix with a session', async () => {
    expect((await send('GET', '/api/account', undefined, bearer())).statusCode).toBe(401);
    expect((await send('GET', '/api/me', undefined, bearer())).statusCode).toBe(401);
    expect((await send('POST', '/api/service-accounts', { name: 'x' }, bearer())).statusCode).toBe(403);
    expect((await ask('revenue/claims/claims', bearer({ cookie }))).statusCode).toBe(401);
    for (const authorization of ['Basic abc', 'Bearer', `Bearer ${key}x`, `Token ${key}`])
      expect((await ask('revenue/claims/claims', { cookie: '', authorization })).statusCode, authorization).toBe(401);
  });

  test('is out at once when it is revoked, and stands in no log and no answer of the gate', async () => {
    const [account] = (await send('POST', '/api/ask/ground/governance/service-accounts', { input: {} })).json().rows;
    await send('POST', '/api/act/ground/governance/revoke-service-account', { input: { accountId: account.id } });
    const answer = await ask('revenue/claims/claims');
    expect(answer.statusCode).toBe(401);
    expect(answer.json()).toMatchObject({ code: 'not-signed-in', says: 'This key opens nothing.' });
    expect(logged.join('\n')).not.toContain(key.slice(0, 12));
    expect(logged.join('\n')).not.toContain(key.slice(-43));
  });
});

describe('who may not', () => {
  test('nobody without a session, and nobody from another site or under another name', async () => {
    expect((await send('POST', '/api/ask/ground/parties/practice', { input: {} }, { cookie: '' })).statusCode).toBe(401);
    expect((await send('GET', '/api/events', undefined, { cookie: '' })).statusCode).toBe(401);
    const body = { input: {} };
    expect((await send('POST', '/api/ask/ground/parties/practice', body, { origin: 'https://evil.example' })).statusCode).toBe(403);
    expect((await send('POST', '/api/ask/ground/parties/practice', body, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(403);
    expect(
      (await send('POST', '/api/ask/ground/parties/practice', body, { origin: 'http://localhost:7400', 'sec-fetch-site': 'same-origin' }))
        .statusCode,
    ).toBe(200);
    expect((await send('GET', '/api/me', undefined, { host: 'evil.example' })).statusCode).toBe(421);
    expect((await send('GET', '/api/me', undefined, { 'x-practice': randomUUID() })).statusCode).toBe(403);
  });

  test('what only the program itself does has no address', async () => {
    const { paths } = (await send('GET', '/api/openapi.json')).json();
    const input = { sha256: 'a'.repeat(64), size: 5, name: 'x', kind: '835' };
    for (const name of ['ground/intake/receive', 'ground/intake/read', 'revenue/posting/propose']) {
      expect(program.gate.commands.has(name)).toBe(true);
      expect(Object.keys(paths)).not.toContain(`/api/act/${name}`);
      expect((await send('POST', `/api/act/${name}`, { input })).statusCode).toBe(404);
    }
  });

  test('a name that a proxy is said to have heard opens nothing', async () => {
    const forwarded = { host: 'evil.example', 'x-forwarded-host': 'localhost' };
    expect((await send('GET', '/api/me', undefined, forwarded)).statusCode).toBe(421);
    expect((await send('GET', '/api/me', undefined, { 'x-forwarded-host': 'evil.example' })).statusCode).toBe(421);
    expect((await send('GET', '/api/me', undefined, { host: '127.0.0.1:7400', 'x-forwarded-host': 'localhost' })).statusCode).toBe(421);
    expect((await send('GET', '/api/me', undefined, { 'x-forwarded-host': 'localhost' })).statusCode).toBe(200);
  });

  test('a body without an input does not run as an empty one', async () => {
    const act = '/api/act/ground/bank/tie-exact';
    const raw = (payload: string | undefined, type: string) =>
      app.inject({
        method: 'POST',
        url: act,
        headers: { host: 'localhost', cookie, 'content-type': type },
        ...(payload === undefined ? {} : { payload }),
      });
    expect((await app.inject({ method: 'POST', url: act, headers: { host: 'localhost', cookie } })).statusCode).toBe(422);
    expect((await raw('{"input":{}}', 'text/plain')).statusCode).toBe(422);
    expect((await raw('input=', 'application/x-www-form-urlencoded')).statusCode).toBe(415);
    expect((await raw(files({ name: 'input', text: '{}' }).payload, files().type)).statusCode).toBe(422);
    for (const payload of ['[]', 'null', '"x"', '{}', '{"Input":{}}', '{"input":null}', '{"input":[]}'])
      expect((await raw(payload, 'application/json')).statusCode, payload).toBe(422);
    expect((await send('POST', '/api/ask/ground/parties/practice', { purpose: 'operations' })).statusCode).toBe(422);
    expect((await raw('{"input":{}}', 'application/json; charset=utf-8')).statusCode).toBe(200);
  });

  test('a key or a proposal that means nothing is refused, never ignored', async () => {
    const act = (headers: InjectOptions['headers']) => send('POST', '/api/act/ground/bank/tie-exact', { input: {} }, headers);
    const long = await act({ 'idempotency-key': 'k'.repeat(201) });
    expect(long.statusCode).toBe(422);
    expect(long.json()).toMatchObject({ code: 'bad-input', fix: expect.stringMatching(/200 characters/) });
    expect((await act({ 'idempotency-key': '' })).statusCode).toBe(422);
    expect((await act({ 'idempotency-key': 'k'.repeat(200) })).statusCode).toBe(200);
    expect((await act({ proposal: 'the one of yesterday' })).statusCode).toBe(422);
  });

  test.each(['a\0b', '\ud800', 'x\udc00y'])('a text that cannot be kept (%j) is bad input, wherever it stands', async (text) => {
    const payer = await send('POST', '/api/act/ground/parties/add-payer', { input: { name: text, ids: ['1'], inNetwork: true } });
    expect(payer.statusCode).toBe(422);
    expect(payer.json().findings).toMatchObject([{ at: 'name' }]);
    const inside = { name: 'fine', ids: ['1', text], inNetwork: true };
    expect((await send('POST', '/api/act/ground/parties/add-payer', { input: inside })).json().findings).toMatchObject([{ at: 'ids.1' }]);
    expect((await send('POST', '/api/ask/revenue/claims/claims', { input: { search: text } })).statusCode).toBe(422);
    expect((await send('POST', '/api/auth/sign-in/email', { email: `${text}@elm.example`, password: 'x' })).statusCode).toBe(422);
    expect((await send('POST', '/api/setup', setUp(text, 'a@elm.example'))).statusCode).toBe(422);
  });

  test('an upload that is cut off is told, and what was kept before is named', async () => {
    const upload = (payload: string, type: string) =>
      app.inject({ method: 'POST', url: '/api/intake/upload', headers: { host: 'localhost', cookie, 'content-type': type }, payload });
    const alone = files({ name: 'a.txt', text: `${randomUUID()}${'x'.repeat(5000)}` });
    const cut = await upload(alone.payload.slice(0, 3000), alone.type);
    expect(cut.statusCode).toBe(400);
    expect(cut.json()).toMatchObject({ code: 'cut-off' });
    const two = files({ name: 'first.txt', text: randomUUID() }, { name: 'second.txt', text: 'y'.repeat(5000) });
    const half = await upload(two.payload.slice(0, 3000), two.type);
    expect(half.statusCode).toBe(400);
    expect(half.json()).toMatchObject({ code: 'cut-off', files: [{ name: 'first.txt', repeated: false }] });
    const odd = await upload(...(Object.values(files({ name: `a\0${'b'.repeat(300)}.txt`, text: randomUUID() })) as [string, string]));
    expect(odd.statusCode).toBe(200);
    expect(odd.json().files[0].name).toMatch(/^b+\.txt$/);
    const unnamed = files({ name: 'NAME', text: randomUUID() });
    const nameless = await upload(unnamed.payload.replace('; filename="NAME"', '; filename=""'), unnamed.type);
    expect(nameless.statusCode).toBeLessThan(500);
  });

  test('what is not there, or not JSON, is refused in JSON', async () => {
    expect((await send('GET', '/api/nothing')).json()).toMatchObject({ code: 'not-found' });
    expect((await send('POST', '/api/act/no/such', {})).statusCode).toBe(404);
    const broken = await app.inject({
      method: 'POST',
      url: '/api/setup',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      payload: '{"a":',
    });
    expect(broken.statusCode).toBe(400);
    expect(broken.json()).toMatchObject({ code: 'bad-input' });
    const huge = await send('POST', '/api/ask/ground/parties/practice', { input: { a: 'x'.repeat(2_000_000) } });
    expect(huge.statusCode).toBe(413);
  });

  test('the log holds no body, no query value, no cookie', () => {
    const all = logged.join('\n');
    expect(all).toMatch(/answered/);
    expect(all).not.toMatch(/twelve characters|m@elm|session_token|format=word|JUNIPER/);
  });

  test('a broken store is no page of code', async () => {
    const failing = await createApp(
      { ...served(program, undefined), firstRun: () => Promise.reject(new Error('row of Ida Sample')) },
      { log: program.log },
    );
    const answer = await failing.inject({ method: 'GET', url: '/api/me' });
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toMatch(/Ida Sample|[.]ts:/);
    expect(answer.json()).toMatchObject({ code: 'broken' });
    expect(logged.join('\n')).not.toMatch(/Ida Sample/);
    await failing.close();
  });
});
