import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  commandAddresses,
  entersBy,
  type Permission,
  permissions,
  permissionsOf,
  queryAddresses,
  type Role,
  roleNames,
  roles,
  routeAddresses,
  scopeOf,
} from '@claimwright/core/ground/governance';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { madeUpInput } from '../../testing/made-up-input.ts';
import { routesOf, signInWell } from '../../testing/over-http.ts';
import type { Actor } from '../gate/index.ts';
import { employ } from '../ground/governance/index.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-walk-'));
const password = 'twelve characters';
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let tenant = '';
let manager = '';
const cookies = new Map<Role, string>();

const send = (method: string, url: string, headers: InjectOptions['headers'] = {}, body?: object) =>
  app.inject({
    method: method as 'GET' | 'POST',
    url,
    headers: { host: 'localhost', ...headers },
    ...(body ? { payload: body } : {}),
  });

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log });
  await app.ready();
  const person = { name: 'Marisol Vega', email: 'first@elm.example', password };
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  const made = await send('POST', '/api/setup', {}, { practice: { name: 'Elm', specialty: 'family' }, person, ...nothing });
  tenant = made.json().practice;
  for (const role of roleNames) {
    const id = await program.store.inTenant(tenant, (tx) =>
      employ(program, tx, { name: role, email: `${role}@elm.example`, password }, [role]),
    );
    if (role === 'office-manager') manager = id;
  }
  for (const role of roleNames) cookies.set(role, await signInWell(app, `${role}@elm.example`, password));
}, 120_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

/** A door, what it asks for, and something to bring along that has the right shape. */
function doors(): { method: string; url: string; needs: string; body?: object }[] {
  const { commands, queries } = program.gate;
  const table: { readonly [address: string]: readonly [string, Permission] } = { ...commandAddresses, ...queryAddresses };
  return routesOf(app.printRoutes({ commonPrefix: false })).map(({ method, url }) => {
    const [, kind, name = ''] = /^\/api\/(act|ask)\/(.+)$/.exec(url) ?? [];
    if (kind === undefined) return { method, url, needs: routeAddresses[`${method} ${url}`]?.[1] ?? 'nothing in the table' };
    const input = (kind === 'act' ? commands : queries).get(name)?.input;
    return {
      method,
      url: kind === 'act' ? `${url}?preview=1` : url,
      needs: table[name]?.[1] ?? 'nothing in the table',
      body: { input: input ? madeUpInput(input) : {} },
    };
  });
}
const isRight = (needs: string): needs is Permission => (permissions as readonly string[]).includes(needs);
/** Streams until somebody leaves: a request by injection would wait for it for ever. */
const streams = (url: string) => url === '/api/events';

describe('every door', () => {
  test('stands in the table: each route, each command and each query', () => {
    const found = doors();
    expect(found.length).toBeGreaterThan(40);
    expect(found.filter(({ needs }) => needs === 'nothing in the table').map(({ method, url }) => `${method} ${url}`)).toEqual([]);
    const urls = new Set(found.map(({ method, url }) => `${method} ${url.replace('?preview=1', '')}`));
    for (const route of Object.keys(routeAddresses)) expect(urls, route).toContain(route);
    for (const { name, door } of program.gate.commands.values()) expect(urls.has(`POST /api/act/${name}`)).toBe(door !== 'inside');
    for (const { name, takesOut } of program.gate.queries.values()) if (!takesOut) expect(urls).toContain(`POST /api/ask/${name}`);
  });

  test('is closed to whoever is not signed in, but for the few that are open to anybody', async () => {
    for (const { method, url, needs, body } of doors()) {
      if (needs === 'anybody') continue;
      expect((await send(method, url, {}, body)).statusCode, `${method} ${url}`).toBe(401);
      expect((await send(method, url, { cookie: 'claimwright.session_token=made.up' }, body)).statusCode, url).toBe(401);
    }
  });

  test.each(roleNames)('opens to %s where the table says so, and nowhere else', async (role) => {
    const mine = new Set<string>(permissionsOf([role]));
    const cookie = cookies.get(role) ?? '';
    let refused = 0;
    for (const { method, url, needs, body } of doors()) {
      if (streams(url) || url.startsWith('/api/auth/') || url === '/api/setup') continue;
      const { statusCode, body: told } = await send(method, url, { cookie }, body);
      if (isRight(needs) && !mine.has(needs)) {
        refused += 1;
        expect(statusCode, `${role} at ${url}: ${told}`).toBe(403);
        // Whatever else was wrong with it is not told to whoever may not come in.
        expect(JSON.parse(told)).toMatchObject({ code: 'not-allowed' });
      } else {
        expect(statusCode, `${role} at ${url}: ${told}`).not.toBe(403);
        expect(statusCode, `${role} at ${url}: ${told}`).not.toBe(401);
        expect(statusCode, `${role} at ${url}: ${told}`).toBeLessThan(500);
      }
    }
    expect(refused).toBeGreaterThan(0);
  });

  test('is not there for a list that leaves: it goes by its export alone, which notes it first', async () => {
    const out = [...program.gate.queries.values()].filter(({ takesOut }) => takesOut);
    expect(out.length).toBeGreaterThan(3);
    for (const { name } of out)
      expect(
        (await send('POST', `/api/ask/${name}`, { cookie: cookies.get('office-manager') ?? '' }, { input: {} })).statusCode,
        name,
      ).toBe(404);
  });

  test('is closed for a practice that one does not work for, whatever the request says of it', async () => {
    const cookie = cookies.get('office-manager') ?? '';
    for (const { method, url, needs, body } of doors()) {
      if (needs === 'anybody' || streams(url)) continue;
      const elsewhere = await send(method, url, { cookie, 'x-practice': randomUUID() }, body);
      expect(elsewhere.statusCode, url).toBe(403);
      const asked = await send(method, `${url}${url.includes('?') ? '&' : '?'}practice=${randomUUID()}`, { cookie }, body);
      expect(asked.statusCode, url).toBe(403);
    }
    const biller = cookies.get('biller') ?? '';
    const claimed = { 'x-requested-data-scope': 'record:read', 'x-role': 'compliance-officer', 'x-tenant': tenant };
    expect((await send('POST', '/api/ask/gate/record', { cookie: biller, ...claimed }, { input: {} })).statusCode).toBe(403);
  });
});

describe('a machine', () => {
  const doorsOfGate = () => [
    ...[...program.gate.commands.values()].map(({ name, permission, input }) => ({ name, permission, input, act: true })),
    ...[...program.gate.queries.values()].map(({ name, permission, input }) => ({ name, permission, input, act: false })),
  ];
  async function codeAt(actor: Actor, door: ReturnType<typeof doorsOfGate>[number]): Promise<string> {
    const { gate } = program;
    const going = door.act
      ? gate.act(door.name, madeUpInput(door.input), actor, { preview: true })
      : gate.ask(door.name, madeUpInput(door.input), actor);
    return going.then(
      () => 'done',
      (error: { code?: string }) => error.code ?? String(error),
    );
  }

  test.each(roleNames.filter((role) => roles[role].held === 'machine'))('%s comes in only where the table says so', async (role) => {
    const actor: Actor = { kind: role === 'system' ? 'system' : 'agent', id: role, name: role, tenant, roles: [role] };
    for (const door of doorsOfGate()) {
      const code = await codeAt(actor, door);
      if (entersBy(actor, door.permission) === undefined) expect(code, door.name).toBe('not-allowed');
      else expect(code, door.name).not.toBe('not-allowed');
    }
  });

  test('with a key comes in by its scopes alone, and never past its roles', async () => {
    const key = (held: Role, scopes?: readonly string[]): Actor => ({
      kind: 'service',
      id: 'key',
      name: 'A key',
      tenant,
      keyOf: manager,
      roles: [held],
      ...(scopes === undefined ? {} : { scopes }),
    });
    for (const door of doorsOfGate()) {
      const scope = scopeOf(door.permission);
      expect(await codeAt(key('office-manager'), door), door.name).toBe('not-allowed');
      expect(await codeAt(key('office-manager', []), door), door.name).toBe('not-allowed');
      const others = permissions.filter(
        (right) => right !== door.permission && !['postings.propose', 'deposits.propose', 'claims.propose'].includes(right),
      );
      const without = others.flatMap((right) => scopeOf(right) ?? []);
      expect(await codeAt(key('office-manager', without), door), door.name).toBe('not-allowed');
      if (scope !== undefined) expect(await codeAt(key('patient', [scope]), door), door.name).toBe('not-allowed');
    }
    const reads = doorsOfGate().find(({ name }) => name === 'revenue/claims/claims');
    if (!reads) throw new Error('claims cannot be asked for');
    expect(await codeAt(key('posting-agent', ['claims:read']), reads)).toBe('done');
    expect(await codeAt(key('posting-agent', ['postings:propose']), reads)).toBe('not-allowed');
  });
});
