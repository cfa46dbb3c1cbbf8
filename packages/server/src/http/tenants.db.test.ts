import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeRemits } from '@claimwright/twin';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../testing/conserve.ts';
import { asksFor, madeUpInput, type Pool } from '../../testing/made-up-input.ts';
import { routesOf, signInWell } from '../../testing/over-http.ts';
import type { Actor } from '../gate/index.ts';
import { person as personAt } from '../gate/person.ts';
import type { Page } from '../gate/views.ts';
import { addMember, employ, establish } from '../ground/governance/index.ts';
import { foundOrganisation } from '../ground/governance/organisations/index.ts';
import type { DocumentView } from '../ground/intake/views.ts';
import { openProgram, type Program, served } from '../main.ts';
import { watchNights } from '../oversight/compliance/index.ts';
import type { TrayRow } from '../revenue/posting/views.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-tenants-'));
const password = 'twelve characters';
const everything = ['biller', 'office-manager', 'compliance-officer', 'admin', 'operations-lead'];
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;

interface Practice {
  readonly tenant: string;
  readonly person: Actor;
  readonly cookie: string;
}
let theirs: Practice;
let ours: Practice;
/** Of every table of theirs, a few of the ids in it; then every id, and every word that only their answers hold. */
let someIds: string[] = [];
let allIds: Set<string>;
let theirWords: string[] = [];
let tables: string[] = [];

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log });
  await app.ready();
  await program.work(2);
  theirs = await openPractice('Theirs Family Practice', 'theirs@elm.example', 'tenants-theirs', 4);
  ours = await openPractice('Ours Family Practice', 'ours@oak.example', 'tenants-ours', 2);
  // The clock owes each practice a night: it is looked through now, not while it is watched whether anything changes.
  await watchNights({
    ...{ store: program.store, clock: program.clock, log, gate: program.gate, also: ['oversight/measures/count'] },
    tenants: async () => [theirs.tenant, ours.tenant],
  }).look();
  tables = (
    await admin(
      "select table_schema || '.' || table_name as name from information_schema.columns where column_name = 'tenant_id' order by 1",
    )
  ).map(({ name }) => String(name));
  someIds = await idsOf(theirs, 2);
  allIds = new Set(await idsOf(theirs, 100_000));
  for (const id of await idsOf(ours, 100_000)) allIds.delete(id);
  const known = new Set(wordsIn(await answers(ours, { id: ours.tenant })));
  theirWords = wordsIn(await answers(theirs, ...someIds.map((id) => ({ id })))).filter(
    // Ids are looked for by themselves; a small word such as `posted` is the program's own.
    (word) => !known.has(word) && !/[0-9a-f]{8}-[0-9a-f]{4}-/.test(word) && !/^[a-z-]+$/.test(word),
  );
}, 300_000);
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

const admin = (sql: string, values: unknown[] = []): Promise<Record<string, unknown>[]> =>
  withAdmin(db.adminUrl, async (client) => (await client.query(sql, values)).rows);

/** A practice at work: files read, remits posted, a proposal that waits, an invitation that is open, a limit of its own. */
async function openPractice(name: string, email: string, seed: string, count: number): Promise<Practice> {
  const tenant = program.newId();
  const setUp = {
    practice: { name, specialty: 'medical' },
    sites: [{ name: `Site of ${name}`, timeZone: 'America/Chicago' }],
    providers: [],
    payers: twinPayers.map((payer) => ({ ...payer, ids: [...payer.ids], inNetwork: true })),
    openingBalances: [],
  };
  const id = await program.store.found(tenant, async (tx) => {
    await establish(program, tx, setUp, false);
    return employ(program, tx, { name: `Person of ${name}`, email, password }, everything);
  });
  const person: Actor = personAt('test', { id, name, tenant, roles: everything });
  const feed = async (file: string, bytes: Uint8Array) => {
    await served(program, undefined).receive(
      person,
      file,
      (async function* () {
        yield bytes;
      })(),
    );
    for (let tries = 0; tries < 600; tries++) {
      const { rows } = await program.gate.ask<Page<DocumentView>>('ground/intake/documents', {}, person);
      if (rows.every(({ state }) => state !== 'reading')) return;
      await sleep(40);
    }
    throw new Error(`${file} was not read`);
  };
  for (const batch of makeRemits({ seed, count })) {
    await feed(`claims of ${name}.837`, batch.bytes837);
    for (const remit of batch.remits) await feed(remit.name, remit.bytes835);
    await feed(batch.bank.name, batch.bank.bytes);
  }
  await workOn(person);
  return { tenant, person, cookie: await signInWell(app, email, password) };
}

async function workOn(person: Actor): Promise<void> {
  const { gate } = program;
  const { rows } = await gate.ask<Page<TrayRow>>('revenue/posting/tray', { view: 'open' }, person);
  for (const { id } of rows.slice(0, 2)) await gate.act('revenue/posting/post-remit', { remitId: id }, person);
  const agent: Actor = { kind: 'agent', id: 'poster', name: 'Poster', tenant: person.tenant, roles: ['posting-agent'] };
  await gate.act('revenue/posting/post-remit', { remitId: rows[2]?.id }, agent);
  const invited = {
    name: `Invited by ${person.name}`,
    email: `new.${person.tenant}@elm.example`,
    roles: ['biller'],
    codeHash: 'a'.repeat(64),
  };
  await gate.act('ground/governance/people/invite', invited, person);
  const limit = { role: 'billing-manager', right: 'postings.undo', upTo: 100_00, because: `rule of ${person.name}` };
  await gate.act('ground/governance/people/set-limit', limit, person);
}

async function idsOf({ tenant }: Practice, each: number): Promise<string[]> {
  const found: string[] = [tenant];
  for (const table of tables) {
    const columns = await admin(
      "select column_name as name from information_schema.columns where table_schema || '.' || table_name = $1 and udt_name = 'uuid' and column_name <> 'tenant_id'",
      [table],
    );
    for (const { name } of columns)
      for (const row of await admin(`select distinct "${name}" as id from ${table} where tenant_id = $1 limit ${each}`, [tenant]))
        if (row.id !== null) found.push(String(row.id));
  }
  return [...new Set(found)];
}

const inject = (cookie: string, method: string, url: string, body?: object, headers: { [name: string]: string } = {}) =>
  app.inject({
    method: method as 'GET' | 'POST',
    url,
    headers: { host: 'localhost', cookie, ...headers },
    ...(body ? { payload: body } : {}),
  });

/** What every question answers, given each of these to fill it with. */
async function answers(practice: Practice, ...pools: Pool[]): Promise<string> {
  const found = new Set<string>();
  for (const { name, input } of program.gate.queries.values()) {
    const asks = asksFor(input);
    for (const pool of asks.ids || asks.words ? pools : pools.slice(0, 1)) {
      const { statusCode, body } = await inject(practice.cookie, 'POST', `/api/ask/${name}`, { input: madeUpInput(input, pool) });
      expect(statusCode, `${name}: ${body}`).toBeLessThan(500);
      if (statusCode === 200) found.add(body);
    }
    const { statusCode, body } = await inject(practice.cookie, 'POST', `/api/ask/${name}`, { input: {} });
    if (statusCode === 200) found.add(body);
  }
  return [...found].join('\n');
}

const wordsIn = (text: string): string[] => [
  ...new Set(
    [...text.matchAll(/"((?:[^"\\]|\\.){6,80})"(?!:)/g)]
      .map((match) => match[1] ?? '')
      .filter((word) => /^[A-Za-z].*[A-Za-z]{3}/.test(word)),
  ),
];

/** What of theirs stands in a text, besides what was asked with. */
function leaks(text: string, given: ReadonlySet<string> = new Set()): string[] {
  const ids = [...text.matchAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g)].map(([id]) => id);
  const quoted = new Set(wordsIn(text));
  return [...ids.filter((id) => allIds.has(id) && !given.has(id)), ...theirWords.filter((word) => quoted.has(word) && !given.has(word))];
}

const digests = async ({ tenant }: Practice): Promise<Record<string, unknown>> => {
  const all: Record<string, unknown> = {};
  // Checkpoints are written by the program itself, as time goes by.
  for (const table of tables.filter((name) => name !== 'gate.checkpoint')) {
    const [row] = await admin(
      `select count(*) as n, md5(string_agg(t::text, '~' order by t::text)) as sum from ${table} t where tenant_id = $1`,
      [tenant],
    );
    all[table] = `${row?.n} ${row?.sum}`;
  }
  return all;
};

describe('a practice that knows another’s ids', () => {
  test('has something to look for', () => {
    expect(someIds.length).toBeGreaterThan(40);
    expect(theirWords.length).toBeGreaterThan(50);
    expect(leaks(JSON.stringify([someIds[3]]))).toHaveLength(1);
    expect(leaks(JSON.stringify([theirWords[3]]))).toHaveLength(1);
  });

  test('finds nothing of it by any question, whatever it asks with', async () => {
    const pools = [
      ...someIds.map((id) => ({ id, text: `remit:${id}` })),
      ...theirWords.slice(0, 12).map((text) => ({ id: theirs.tenant, text })),
    ];
    const given = new Set([...someIds, ...someIds.map((id) => `remit:${id}`), ...theirWords.slice(0, 12)]);
    expect(leaks(await answers(ours, ...pools), given)).toEqual([]);
  }, 240_000);

  test('changes nothing of it by any command', async () => {
    const before = await digests(theirs);
    for (const [turn, { name, input, door }] of [...program.gate.commands.values()].entries()) {
      const url = `/api/act/${name}`;
      for (const id of asksFor(input).ids ? someIds.filter((_, i) => (i + turn) % 3 === 0) : someIds.slice(0, 1)) {
        const body = { input: madeUpInput(input, { id }) };
        const { statusCode, body: told } =
          door === 'inside' ? await byGate(name, body.input) : await inject(ours.cookie, 'POST', url, body);
        expect(statusCode, `${name}: ${told}`).toBeLessThan(500);
        expect(leaks(told, new Set([id])), `${name}: ${told}`).toEqual([]);
      }
    }
    expect(await digests(theirs)).toEqual(before);
  }, 180_000);
  const byGate = (name: string, input: unknown) =>
    program.gate.act(name, input, { ...ours.person, roles: [...ours.person.roles, 'system', 'invited'] }).then(
      (acted) => ({ statusCode: 200, body: JSON.stringify(acted) }),
      (error: { status?: number; message: string }) => ({ statusCode: error.status ?? 422, body: error.message }),
    );

  test('finds nothing of it by any route, and is let in nowhere by naming it', async () => {
    for (const { method, url } of routesOf(app.printRoutes({ commonPrefix: false }))) {
      if (url === '/api/events' || url.startsWith('/api/auth/') || url === '/api/setup') continue;
      const path = url.replace(/:\w+/g, theirs.person.id);
      const { body } = await inject(ours.cookie, method, path, method === 'GET' ? undefined : { input: {} });
      // What we asked with before stands on our own record.
      expect(leaks(body, new Set(someIds)), `${method} ${url}`).toEqual([]);
      if (!/^\/api\/(?:openapi\.json|health|ready|metrics)/.test(url)) {
        const named = await inject(ours.cookie, method, path, method === 'GET' ? undefined : { input: {} }, {
          'x-practice': theirs.tenant,
        });
        expect([401, 403, 404], `${method} ${url}: ${named.body}`).toContain(named.statusCode);
      }
    }
  });

  test('sees no row of it in any table, and without a practice sees none at all', async () => {
    for (const table of tables) {
      const seen = await program.store.inTenant(ours.tenant, (tx) =>
        tx.rows<{ n: number }>(`select count(*)::int as n from ${table} where tenant_id = $1`, [theirs.tenant]),
      );
      expect({ table, ...seen[0] }).toEqual({ table, n: 0 });
      await expect(program.store.rows(`select 1 from ${table} limit 1`), table).rejects.toThrow(
        /claimwright\.tenant|uuid|permission denied/,
      );
    }
  });
});

describe('a person of an organisation', () => {
  test('sees the practices that let it in, switches between them, and comes into no other', async () => {
    const email = 'kyle@group.example';
    const { id: userId } = await program.signIn.addUser('Kyle Ng', email, password);
    const organisation = await foundOrganisation(program, 'Riverside Group', { userId, name: 'Kyle Ng', email });
    const join = { organisation, roles: ['operations-lead'] };
    await program.gate.act('ground/governance/organisations/join', join, ours.person);
    const cookie = await signInWell(app, email, password);
    const me = (await inject(cookie, 'GET', '/api/me')).json();
    expect(me.practices).toEqual([
      { id: organisation, name: 'Riverside Group' },
      { id: ours.tenant, name: 'Ours Family Practice' },
    ]);
    const at = async (tenant: string, address: string) =>
      (await inject(cookie, 'POST', `/api/ask/${address}`, { input: {} }, { 'x-practice': tenant })).statusCode;
    expect(await at(organisation, 'ground/governance/organisations/practices')).toBe(200);
    expect(await at(ours.tenant, 'ground/ledger/accounts')).toBe(200);
    // As far as the practice lets it: an operations lead sees no patients.
    expect(await at(ours.tenant, 'revenue/claims/claims')).toBe(403);
    expect(await at(theirs.tenant, 'ground/ledger/accounts')).toBe(403);
    await program.gate.act('ground/governance/organisations/leave', { organisation, because: 'sold' }, ours.person);
    expect(await at(ours.tenant, 'ground/ledger/accounts')).toBe(403);
  });

  test('who works in a practice lands there, and not in the organisation; who leads only the organisation, in it', async () => {
    const email = 'lena@group.example';
    const { id: userId } = await program.signIn.addUser('Lena Ortiz', email, password);
    const organisation = await foundOrganisation(program, 'Acorn Group', { userId, name: 'Lena Ortiz', email });
    await program.gate.act('ground/governance/organisations/join', { organisation, roles: ['operations-lead'] }, ours.person);
    const cookie = await signInWell(app, email, password);
    const landsIn = async () => (await inject(cookie, 'GET', '/api/me')).json().practices[0].name;
    expect(await landsIn()).toBe('Acorn Group');
    await program.store.inTenant(ours.tenant, (tx) =>
      addMember(tx, { userId, name: 'Lena Ortiz', email, roles: ['ar-specialist'], since: new Date() }),
    );
    expect(await landsIn()).toBe('Ours Family Practice');
    expect((await inject(cookie, 'POST', '/api/ask/revenue/claims/claims', { input: {} })).statusCode).toBe(200);
  });
});
