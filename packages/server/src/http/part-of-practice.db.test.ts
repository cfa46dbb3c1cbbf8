import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeClaims } from '@claimwright/twin';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Actor, systemActor } from '../gate/index.ts';
import { person } from '../gate/person.ts';
import type { Page, RecordRow } from '../gate/views.ts';
import { serviceDesk } from '../ground/governance/service-accounts/index.ts';
import { receiveFile } from '../ground/intake/receive-file.ts';
import { setUpPractice } from '../ground/parties/index.ts';
import { books, logOptions, openProgram, type Program, served } from '../main.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-events-'));
const remit = '01900000-0000-7000-8000-0000000000e1';
const site = '01900000-0000-7000-8000-0000000000b1';
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let address: string;
let tenant: string;

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ ...logOptions, level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log, hosts: new Set(['127.0.0.1', 'localhost']) });
  address = await app.listen({ port: 0, host: '127.0.0.1' });
  tenant = program.newId();
  const practice = { name: 'Sample Practice', specialty: 'medical' as const };
  await program.store.found(tenant, (tx) =>
    setUpPractice({ tx, newId: program.newId }, { practice, sites: [], providers: [], payers: [], openingBalances: [] }, true),
  );
});
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

/** Somebody who works at these sites, or at all. */
async function worker(id: string, sites: readonly string[]): Promise<Actor> {
  const roles = ['biller', 'admin', 'compliance-officer', 'cfo'];
  await withAdmin(db.adminUrl, (client) =>
    client.query(
      `insert into governance.member (tenant_id, user_id, name, email, roles, since, active, sites) values ($1, $2, $2, $3, $4, now(), true, $5)`,
      [tenant, id, `${id}@elm.example`, roles, sites],
    ),
  );
  return person('test', { id, name: id, tenant, roles });
}

async function keyOf(maker: Actor): Promise<string> {
  const input = { name: maker.name, role: 'posting-agent', scopes: ['remits:read', 'claims:read'], validDays: 30 };
  return (await serviceDesk({ ...program, now: Date.now }).create(maker, input)).key;
}

/** Follows the practice with the key of somebody; answers what came of remits, once something did. */
async function follow(maker: Actor): Promise<() => Promise<string[]>> {
  const key = await keyOf(maker);
  const leaving = new AbortController();
  const answer = await fetch(`${address}/api/events`, { headers: { authorization: `Bearer ${key}` }, signal: leaving.signal });
  expect(answer.status).toBe(200);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return async () => {
    const lines = () => text.split('\n').filter((line) => line.startsWith('data: ') && line.includes('remits'));
    while (lines().length === 0) text += (await reader?.read())?.value ?? '';
    leaving.abort();
    return lines().map((line) => line.slice('data: '.length));
  };
}

test('whoever is limited to a site is told that something changed, and not which: it may be another’s', async () => {
  const heard = [await follow(await worker('all', [])), await follow(await worker('part', [site]))];
  program.changes.publish(tenant, [{ topic: 'remits', id: remit }]);
  expect(await heard[0]?.()).toEqual([JSON.stringify({ topic: 'remits', id: remit })]);
  expect(await heard[1]?.()).toEqual([JSON.stringify({ topic: 'remits' })]);
});

test('whoever is limited to a site does not take the books out, and that they tried is on the record', async () => {
  const whole = await worker('bookkeeper', []);
  let text = '';
  for await (const piece of await books(program, whole, 'hledger')) text += piece;
  expect(text).toContain('\n');
  const part = await worker('bookkeeper-of-one-site', [site]);
  await expect(books(program, part, 'hledger')).rejects.toMatchObject({
    code: 'not-allowed',
    message: 'The export of the books is of the whole practice.',
  });
  const said = await program.gate.ask<Page<RecordRow>>('gate/record', { actor: part.id }, whole);
  expect(said.rows.map(({ what, outcome }) => [what, outcome])).toEqual([['ground/ledger/export', 'refused']]);
});

describe('a program that asks over HTTP', () => {
  test('is shown one patient where its purpose needs one, the wider question is refused before anything is read, and both are on the record', async () => {
    const whole = await worker('reports', []);
    const bytes = makeClaims({ seed: 'purpose', count: 4, until: '2026-02-20' }).bytes837;
    const feeding = receiveFile(
      program.gate,
      program.blobs,
      whole,
      'claims.837',
      (async function* () {
        yield bytes;
      })(),
    );
    const { documentId } = (await feeding).result as { documentId: string };
    await program.gate.act('ground/intake/read', { documentId }, systemActor(tenant));
    const key = await keyOf(whole);
    const ask = async (name: string, input: object, purpose: string) => {
      const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
      const answer = await fetch(`${address}/api/ask/${name}`, { method: 'POST', headers, body: JSON.stringify({ input, purpose }) });
      return {
        status: answer.status,
        body: (await answer.json()) as { code?: string; because?: string; rows?: readonly { id: string }[] },
      };
    };
    const onRecord = async (chain: 'acts' | 'reads') =>
      (await program.gate.ask<Page<RecordRow>>('gate/record', { chain, actorKind: 'service' }, whole)).rows.map(
        ({ what, outcome, purpose, subjects }) => ({ what, outcome, purpose, subjects }),
      );
    const list = await ask('revenue/claims/claims', {}, 'payment');
    const ids = list.body.rows?.map(({ id }) => id) ?? [];
    expect([list.status, ids.length]).toEqual([200, 4]);
    const wide = await ask('revenue/claims/claims', {}, 'patient-request');
    expect([wide.status, wide.body.code]).toEqual([403, 'not-allowed']);
    expect(JSON.stringify(wide.body)).not.toContain(ids[0]);
    const [claimId = ''] = ids;
    const one = await ask('revenue/claims/claim', { claimId }, 'patient-request');
    expect(one.status).toBe(200);
    for (const other of ids.slice(1)) expect(JSON.stringify(one.body)).not.toContain(other);
    expect((await onRecord('reads')).slice(0, 2)).toEqual([
      expect.objectContaining({
        what: 'revenue/claims/claim',
        purpose: 'patient-request',
        subjects: expect.arrayContaining([`claim:${claimId}`]),
      }),
      expect.objectContaining({ what: 'revenue/claims/claims', purpose: 'payment' }),
    ]);
    expect((await onRecord('acts'))[0]).toMatchObject({ what: 'revenue/claims/claims', outcome: 'refused' });
  });

  test('of whoever is limited to a site is shown that site’s: here nothing', async () => {
    const key = await keyOf(await worker('reports-of-one-site', [site]));
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const answer = await fetch(`${address}/api/ask/revenue/claims/claims`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ input: {} }),
    });
    expect(await answer.json()).toMatchObject({ rows: [], total: 0 });
  });
});
