import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInWell } from '../../testing/over-http.ts';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const data = mkdtempSync(join(tmpdir(), 'claimwright-invitations-'));
const password = 'twelve characters';
let db: FreshDatabase;
let program: Program;
let app: FastifyInstance;

beforeAll(async () => {
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data, log });
  app = await createApp(served(program, undefined), { log });
  await program.work(1);
});
afterAll(async () => {
  await app.close();
  await program.close();
  await db.drop();
  rmSync(data, { recursive: true, force: true });
});

const post = (url: string, payload: object, cookie = '') =>
  app.inject({ method: 'POST', url, headers: { host: 'localhost', cookie }, payload });
const signIn = (email: string) => signInWell(app, email, password);

test('whoever is invited comes in by the code, works as the role says, and is out as soon as the place is ended', async () => {
  const person = { name: 'Marisol Vega', email: 'm@elm.example', password };
  const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
  await post('/api/setup', { practice: { name: 'Elm', specialty: 'family' }, person, ...nothing });
  const marisol = await signIn('m@elm.example');
  const code = 'a code that only the link holds';
  const input = {
    name: 'Dana Reyes',
    email: 'Dana@elm.example',
    roles: ['biller'],
    codeHash: createHash('sha256').update(code).digest('hex'),
  };
  const invited = await post('/api/act/ground/governance/people/invite', { input }, marisol);
  expect(invited.json()).toMatchObject({ outcome: 'applied' });

  expect((await post('/api/auth/invitation', { code: 'some other code that is long', password })).statusCode).toBe(404);
  expect((await post('/api/auth/invitation', { code, password: 'short' })).statusCode).toBe(422);
  expect((await post('/api/auth/invitation', { code, password })).json()).toEqual({ email: 'dana@elm.example' });
  expect((await post('/api/auth/invitation', { code, password })).statusCode).toBe(404);

  const dana = await signIn('dana@elm.example');
  const claims = () => post('/api/ask/revenue/claims/claims', { input: {}, purpose: 'payment' }, dana);
  expect((await claims()).statusCode).toBe(200);
  expect((await post('/api/act/ground/governance/people/invite', { input }, dana)).statusCode).toBe(403);

  const { people } = (await post('/api/ask/ground/governance/people/people', { input: {} }, marisol)).json();
  const { userId } = people.find(({ name }: { name: string }) => name === 'Dana Reyes');
  const ended = await post('/api/act/ground/governance/people/end', { input: { userId, because: 'left' } }, marisol);
  expect(ended.statusCode).toBe(200);
  expect([401, 403]).toContain((await claims()).statusCode);
  // The sessions themselves end as soon as the job is done.
  await expect.poll(async () => (await claims()).statusCode, { timeout: 10_000 }).toBe(401);
});
