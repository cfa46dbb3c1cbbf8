import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DemoFiles, demoFiles, payers } from '@claimwright/twin';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { stepAt, totpAt } from '../ground/governance/sign-in/totp.ts';
import { createApp } from '../http/app.ts';
import { logOptions, openProgram, type Program, served } from '../main.ts';
import { withAdmin } from '../store/provision.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';

/*
 * Everything that leaves the program beside its answers to those who may see: logs at their most talkative, traces, measures, job
 * payloads, what screens are told of changes, error texts. The demo's patients go in by files and by searches, right and wrong; none of
 * them may come out there.
 */

const data = mkdtempSync(join(tmpdir(), 'claimwright-leaks-'));
/** All that was emitted, by where. */
const emitted: { where: string; text: string }[] = [];
let receiver: Server;
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;
let demo: DemoFiles;
let cookie = '';

beforeAll(async () => {
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      emitted.push({ where: `telemetry ${request.url}`, text: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}`;
  db = await freshDatabase();
  const log = pino({ ...logOptions, level: 'trace' }, { write: (text: string) => void emitted.push({ where: 'log', text }) });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log, hosts: new Set(['localhost']) });
  await program.work(1);
  demo = demoFiles('leaks', '2026-03-02');
});
afterAll(async () => {
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  await app.close();
  await program.close();
  receiver.closeAllConnections();
  receiver.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

/** What tells a demo patient: names, days of birth in every way that files write them, member numbers, streets. */
function identifiers(): string[] {
  const found = new Set<string>();
  for (const claim of demo.claims.claims) {
    for (const coverage of claim.coverages) found.add(coverage.memberId);
    found.add(`${claim.patient.last}, ${claim.patient.first}`.toLowerCase());
    found.add(`${claim.patient.last}*${claim.patient.first}`.toLowerCase());
    found.add(`${claim.patient.first} ${claim.patient.last}`.toLowerCase());
    found.add(claim.patient.last.toLowerCase());
    found.add(claim.birthDate.replaceAll('-', ''));
    found.add(claim.birthDate);
    found.add(claim.street.toLowerCase());
  }
  return [...found].filter((one) => one.length > 3);
}

const send = (method: 'GET' | 'POST', url: string, body?: object, headers: Record<string, string> = {}) =>
  app.inject({ method, url, headers: { host: 'localhost:7400', cookie, ...headers }, ...(body ? { payload: body } : {}) });

/** An answer that says no: its words are for whoever asked, and for whoever reads over their shoulder. */
async function refused(method: 'GET' | 'POST', url: string, body?: object, headers?: Record<string, string>): Promise<void> {
  const answer = await send(method, url, body, headers);
  expect([url.slice(0, 40), answer.statusCode >= 400]).toEqual([url.slice(0, 40), true]);
  emitted.push({ where: `error ${answer.statusCode} of ${url.slice(0, 40)}`, text: answer.body });
}

async function upload(name: string, bytes: Uint8Array): Promise<void> {
  const edge = `----${randomUUID()}`;
  const head = Buffer.from(`--${edge}\r\ncontent-disposition: form-data; name="files"; filename="${name}"\r\n\r\n`);
  const payload = Buffer.concat([head, bytes, Buffer.from(`\r\n--${edge}--\r\n`)]);
  const answer = await app.inject({
    method: 'POST',
    url: '/api/intake/upload',
    headers: { host: 'localhost:7400', cookie, 'content-type': `multipart/form-data; boundary=${edge}` },
    payload,
  });
  expect(answer.statusCode).toBe(200);
}

async function settled(): Promise<void> {
  const unread = () =>
    send('POST', '/api/ask/ground/intake/documents', { input: {} }).then((answer) => answer.json().rows as { state: string }[]);
  await expect.poll(async () => (await unread()).every(({ state }) => state !== 'reading'), { timeout: 30_000 }).toBe(true);
}

async function enter(): Promise<void> {
  const setUp = {
    practice: { name: 'Elm', specialty: 'family' },
    person: { name: 'Marisol Vega', email: 'm@elm.example', password: 'twelve characters' },
    sites: [],
    providers: [],
    payers: payers.map(({ name, id, traceId }) => ({ name, ids: [id, traceId, traceId.slice(1)], inNetwork: true })),
    openingBalances: [],
  };
  expect((await send('POST', '/api/setup', setUp)).statusCode).toBe(200);
  const entered = await send('POST', '/api/auth/sign-in/email', { email: 'm@elm.example', password: 'twelve characters' });
  cookie = String(entered.headers['set-cookie']).replace(/;.*/, '');
  const { secret } = (await send('POST', '/api/account/authenticator', {})).json();
  expect((await send('POST', '/api/account/authenticator/confirm', { code: totpAt(secret, stepAt(Date.now())) })).statusCode).toBe(200);
}

const leaksIn = (texts: typeof emitted, secrets: readonly string[]): string[] =>
  texts.flatMap(({ where, text }) => {
    const plain = text.toLowerCase();
    return secrets.filter((one) => plain.includes(one.toLowerCase())).map((one) => `${where}: ${one} in ${text.slice(0, 300)}`);
  });

describe('nothing that tells a patient leaves by the side doors', () => {
  test('while the demo comes in, is worked, searched and got wrong', async () => {
    await enter();
    const tenant = (await send('GET', '/api/me')).json().practice.id as string;
    program.changes.subscribe(tenant, (change) => emitted.push({ where: 'change', text: JSON.stringify(change) }));
    const { last, first } = demo.claims.claims[0]?.patient ?? { last: '', first: '' };
    await upload(demo.claims.name, demo.claims.bytes837);
    for (const { name, bytes835 } of demo.remits) await upload(name, bytes835);
    // Torn, doubled and mixed up: what the reader finds wrong may not repeat what stands there.
    const whole = Buffer.from(demo.claims.bytes837);
    await upload('torn.837', whole.subarray(0, Math.floor(whole.length / 2)));
    await upload('doubled.837', Buffer.concat([whole, whole.subarray(200)]));
    await upload(`${last} ${first}.txt`, Buffer.from(`${first} ${last} asks about a bill`));
    await settled();
    const tray = (await send('POST', '/api/ask/revenue/posting/tray', { input: { view: 'open' } })).json().rows as { id: string }[];
    for (const { id } of tray) await send('POST', '/api/act/revenue/posting/post-remit', { input: { remitId: id } });
    const found = await send('POST', '/api/ask/revenue/claims/claims', { input: { search: last } });
    expect(found.json().rows.length).toBeGreaterThan(0);

    await refused('POST', '/api/ask/revenue/claims/claim', { input: { claimId: `${first} ${last}` } });
    await refused('POST', `/api/ask/revenue/claims/${encodeURIComponent(`${last}, ${first}`)}`, { input: {} });
    await refused('GET', `/api/nothing?name=${encodeURIComponent(`${first} ${last}`)}`);
    await refused('POST', '/api/act/revenue/posting/post-remit', { input: { remitId: last, note: `${first} ${last}` } });
    await refused('POST', '/api/act/revenue/posting/undo-remit', { input: { remitId: randomUUID(), reason: `for ${first} ${last}` } });
    await refused('POST', '/api/ask/revenue/claims/claims', { input: { search: last }, purpose: `${first} ${last}` });
    await refused(
      'POST',
      '/api/act/revenue/posting/post-remit',
      { input: { remitId: randomUUID() } },
      { 'idempotency-key': '', proposal: last },
    );
    await refused('POST', '/api/auth/sign-in/email', { email: `${last}@${first}.example`, password: last });

    const jobs = await withAdmin(db.adminUrl, (client) => client.query('select name, data::text, output::text from pgboss.job'));
    expect(jobs.rows.length).toBeGreaterThan(10);
    for (const row of jobs.rows) emitted.push({ where: `job ${row.name}`, text: `${row.data} ${row.output}` });
    emitted.push({ where: 'metrics', text: (await send('GET', '/api/metrics')).body });
    await program.telemetry.flush();

    for (const where of ['log', 'telemetry /v1/traces', 'telemetry /v1/metrics', 'change', 'job ', 'metrics', 'error '])
      expect([where, emitted.some((one) => one.where.startsWith(where))]).toEqual([where, true]);
    const secrets = identifiers();
    expect(secrets.length).toBeGreaterThan(100);
    const leaks = leaksIn(emitted, secrets);
    expect(leaks).toEqual([]);
  });

  test('the scan itself finds what is put there', () => {
    const secrets = identifiers();
    for (const one of secrets.slice(0, 50))
      expect(leaksIn([{ where: 'log', text: `{"msg":"for ${one.toUpperCase()}"}` }], secrets)).not.toEqual([]);
  });

  test('measures are for those who operate, readiness for anybody', async () => {
    expect((await send('GET', '/api/metrics', undefined, { cookie: '' })).statusCode).toBe(401);
    expect((await send('GET', '/api/ready', undefined, { cookie: '' })).json()).toEqual({
      ready: true,
      parts: { database: true, jobs: true },
    });
    const measures = (await send('GET', '/api/metrics')).body;
    expect(measures).toMatch(/claimwright_done_total\{[^}]*address="revenue\/posting\/post-remit"[^}]*outcome="done"/);
    expect(measures).toMatch(/claimwright_dead_jobs\{?.* 0/);
  });
});
