import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandAddresses, type Permission, permissionsOf, queryAddresses, routeAddresses } from '@claimwright/core/ground/governance';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { madeUpInput } from '../../testing/made-up-input.ts';
import { routesOf, signInWell } from '../../testing/over-http.ts';
import type { EmergencyView } from '../ground/governance/emergency/views.ts';
import { employ, establish } from '../ground/governance/index.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const minute = 60_000;
interface Rows {
  readonly rows: readonly EmergencyView[];
}
const password = 'twelve characters';
const tenant = '01900000-0000-7000-8000-00000000e100';
const data = mkdtempSync(join(tmpdir(), 'claimwright-emergency-walk-'));
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;

const send = (method: string, url: string, headers: { readonly [name: string]: string } = {}, body?: object) =>
  app.inject({ method: method as 'GET' | 'POST', url, headers: { host: 'localhost', ...headers }, ...(body ? { payload: body } : {}) });

beforeAll(async () => {
  // The clock is the test’s: what ends by itself ends when the clock says so. Set before the program takes hold of it.
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log });
  await app.ready();
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  const practice = { practice: { name: 'Elm', specialty: 'family' }, ...nothing } as Parameters<typeof establish>[2];
  await program.store.found(tenant, (tx) => establish(program, tx, practice, false));
  for (const role of ['admin', 'compliance-officer', 'office-manager', 'biller'])
    await program.store.inTenant(tenant, (tx) => employ(program, tx, { name: role, email: `${role}@elm.example`, password }, [role]));
}, 120_000);
afterAll(async () => {
  vi.useRealTimers();
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});
const pass = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

const table: { readonly [address: string]: readonly [string, Permission] } = { ...commandAddresses, ...queryAddresses };
function doors() {
  return routesOf(app.printRoutes({ commonPrefix: false })).flatMap(({ method, url }) => {
    const [, kind, name = ''] = /^\/api\/(act|ask)\/(.+)$/.exec(url) ?? [];
    const needs = kind === undefined ? routeAddresses[`${method} ${url}`]?.[1] : table[name]?.[1];
    if (needs === undefined || needs === 'anybody' || needs === 'signed-in' || url === '/api/events') return [];
    const input = kind === undefined ? undefined : (kind === 'act' ? program.gate.commands : program.gate.queries).get(name)?.input;
    const body = kind === undefined ? undefined : { input: input ? madeUpInput(input) : {} };
    return [{ method, name, kind, needs, url: kind === 'act' ? `${url}?preview=1` : url, body }];
  });
}
type Way = ReturnType<typeof doors>[number];
async function opened(cookie: string): Promise<Way[]> {
  const found: Way[] = [];
  for (const door of doors()) {
    const { statusCode, body } = await send(door.method, door.url, { cookie }, door.body);
    expect(statusCode, `${door.url}: ${body}`).toBeLessThan(500);
    expect(statusCode, door.url).not.toBe(401);
    if (statusCode !== 403) found.push(door);
  }
  return found;
}
const names = (list: readonly Way[]) => list.map(({ method, url }) => `${method} ${url}`).sort();
const ask = async <T>(cookie: string, name: string, input: object = {}) =>
  (await send('POST', `/api/ask/${name}`, { cookie }, { input })).json() as T;

describe('emergency access, door by door', () => {
  test('opens what the table says and no more, to read only, by a reason, until the clock ends it, and lands in review', async () => {
    const cookie = await signInWell(app, 'admin@elm.example', password);
    const before = await opened(cookie);
    expect(new Set(before.map(({ needs }) => needs))).not.toContain('claims.read');
    const take = (reason?: string) =>
      send('POST', '/api/act/ground/governance/take-emergency', { cookie }, { input: reason === undefined ? {} : { reason } });
    for (const reason of [undefined, '', 'help', ' '.repeat(30)]) expect((await take(reason)).statusCode, String(reason)).toBe(422);
    expect(names(await opened(cookie)), 'a refused reason opens nothing').toEqual(names(before));
    expect((await take('The on-call dentist asks about an open claim.')).statusCode).toBe(200);

    const within = await opened(cookie);
    const mine = new Set<string>(permissionsOf(['admin'], { emergency: 'e' }));
    const usual = new Set<string>(permissionsOf(['admin']));
    expect(names(within)).toEqual(names(doors().filter(({ needs }) => mine.has(needs))));
    const more = within.filter(({ needs }) => !usual.has(needs));
    expect(more.length).toBeGreaterThan(8);
    expect([...new Set(more.map(({ needs }) => needs))].sort()).toEqual(['claims.read', 'documents.read', 'remits.read']);
    // Reads only: what the emergency adds are questions, and of those acts that a reader may send, none moves anything.
    for (const { kind, name } of more.filter(({ kind: one }) => one !== 'ask'))
      expect([kind, program.gate.commands.get(name)?.consequence], name).toEqual(['act', 'none']);

    const later = async (milliseconds: number) => {
      pass(milliseconds);
      expect((await send('POST', '/api/auth/stay', { cookie }, {})).statusCode).toBe(200);
    };
    for (let minutes = 10; minutes < 60; minutes += 10) await later(10 * minute);
    await later(10 * minute - 1000);
    expect(names(await opened(cookie)), 'a second before the end').toEqual(names(within));
    const officer = await signInWell(app, 'compliance-officer@elm.example', password);
    const { rows: open } = await ask<Rows>(officer, 'ground/governance/emergencies');
    expect(open).toMatchObject([{ state: 'open', own: false }]);
    await later(1000);
    expect(names(await opened(cookie)), 'when the hour is over').toEqual(names(before));
    const { rows } = await ask<Rows>(officer, 'ground/governance/emergencies');
    expect(rows).toMatchObject([{ state: 'review-owed', reason: 'The on-call dentist asks about an open claim.' }]);
  });
});

describe('whoever is limited to a site', () => {
  test('takes it with a reason and reads the whole practice for an hour, by the same doors and to read only; somebody else looks at it', async () => {
    const site = crypto.randomUUID();
    const place = (sites: string[]) =>
      program.store.inTenant(tenant, (tx) =>
        tx.rows("update governance.member set sites = $2 where tenant_id = $1 and email like 'biller%'", [tx.tenant, sites]),
      );
    const cookie = await signInWell(app, 'biller@elm.example', password);
    const take = (reason: string) =>
      send('POST', '/api/act/ground/governance/take-emergency', { cookie }, { input: { reason, kind: 'nobody-else' } });
    const reason = 'A patient of the other clinic stands at our desk, and nobody there answers.';
    expect((await take(reason)).json()).toMatchObject({ code: 'cannot-do', says: 'Your role shows patients already.' });
    expect((await send('GET', '/api/me', { cookie })).json()).not.toHaveProperty('limited');
    await place([site]);
    expect((await send('GET', '/api/me', { cookie })).json()).toMatchObject({ limited: true });
    const before = await opened(cookie);
    expect((await take('help')).statusCode).toBe(422);
    expect((await take(reason)).statusCode).toBe(200);
    expect(names(await opened(cookie)).filter((door) => !names(before).includes(door))).toEqual([]);
    await ask(cookie, 'revenue/claims/claims');
    const who = { name: 'second officer', email: 'second@elm.example', password };
    await program.store.inTenant(tenant, (tx) => employ(program, tx, who, ['compliance-officer']));
    const officer = await signInWell(app, who.email, password);
    const { rows: owed } = await ask<Rows>(officer, 'ground/governance/emergencies-owed');
    expect(owed.filter(({ kind }) => kind === 'nobody-else')).toMatchObject([{ name: 'biller', secondsLeft: 3600, own: false }]);
    pass(10 * minute);
    const stop = { input: { emergencyId: owed.find(({ kind }) => kind === 'nobody-else')?.id } };
    expect((await send('POST', '/api/act/ground/governance/stop-emergency', { cookie: officer }, stop)).statusCode).toBe(200);
    expect((await send('GET', '/api/me', { cookie })).json()).not.toHaveProperty('emergency');
    await place([]);
  });
});

describe('by the clock alone', () => {
  test('a session ends when it idled, and at its age however busy it was', async () => {
    const alive = async (cookie: string) => (await send('GET', '/api/account', { cookie })).statusCode;
    const idle = await signInWell(app, 'biller@elm.example', password);
    pass(15 * minute - 1);
    expect((await send('GET', '/api/auth/session', { cookie: idle })).statusCode).toBe(200);
    pass(1);
    expect(await alive(idle)).toBe(401);
    pass(-10 * minute);
    expect(await alive(idle), 'a clock that is set back does not bring it back').toBe(401);

    const busy = await signInWell(app, 'biller@elm.example', password);
    for (let minutes = 0; minutes < 12 * 60 - 10; minutes += 10) {
      pass(10 * minute);
      expect(await alive(busy), `${minutes}`).toBe(200);
    }
    pass(10 * minute - 1);
    expect(await alive(busy)).toBe(200);
    pass(1);
    expect(await alive(busy)).toBe(401);
  });

  test('a key of a program ends with its day, to the moment', async () => {
    const manager = await signInWell(app, 'office-manager@elm.example', password);
    const input = { name: 'Reporting', role: 'biller', scopes: ['practice:read'], validDays: 1 };
    const { key, expiresAt } = (await send('POST', '/api/service-accounts', { cookie: manager }, input)).json();
    const status = async () =>
      (await send('POST', '/api/ask/ground/parties/practice', { authorization: `Bearer ${key}` }, { input: {} })).statusCode;
    vi.setSystemTime(Date.parse(expiresAt) - 1);
    expect(await status()).toBe(200);
    pass(1);
    expect(await status()).toBe(401);
  });
});
