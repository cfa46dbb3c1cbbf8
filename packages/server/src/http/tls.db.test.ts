import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect, type SecureVersion } from 'node:tls';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openProgram, type Program, served } from '../main.ts';
import { type FreshDatabase, freshDatabase } from '../store/testing/fresh-database.ts';
import { createApp } from './app.ts';

const folder = mkdtempSync(join(tmpdir(), 'claimwright-tls-'));
const makes = spawnSync('openssl', ['version']).status === 0 ? 'openssl' : undefined;
let db: FreshDatabase | undefined;
let program: Program | undefined;
let app: FastifyInstance | undefined;
let port = 0;
let cert = '';

beforeAll(async () => {
  if (makes === undefined) return;
  const [certFile, keyFile] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    makes,
    [
      'req',
      '-x509',
      '-newkey',
      'ec',
      '-pkeyopt',
      'ec_paramgen_curve:P-256',
      '-nodes',
      '-days',
      '2',
      '-keyout',
      keyFile,
      '-out',
      certFile,
      ...subject,
    ],
    {
      stdio: 'ignore',
    },
  );
  cert = readFileSync(certFile, 'utf8');
  db = await freshDatabase();
  const log = pino({ level: 'silent' });
  program = await openProgram({ access: db, data: folder, log });
  app = await createApp(served(program, undefined), { log, tls: { cert, key: readFileSync(keyFile, 'utf8') } });
  await app.listen({ port: 0, host: '127.0.0.1' });
  port = (app.server.address() as AddressInfo).port;
});
afterAll(async () => {
  await app?.close();
  await program?.close();
  await db?.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** The version that both sides agree on, or why they do not. */
const agreed = (maxVersion: SecureVersion): Promise<string> =>
  new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', servername: 'localhost', ca: cert, minVersion: 'TLSv1.2', maxVersion }, () => {
      resolve(socket.getProtocol() ?? 'none');
      socket.end();
    });
    socket.once('error', (error: Error & { code?: string }) => resolve(`refused: ${error.code ?? error.message}`));
  });

interface Answer {
  readonly status: number | undefined;
  readonly headers: { readonly [name: string]: string | string[] | undefined };
}
const send = (method: string, path: string, body?: object): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', origin: `https://localhost:${port}`, host: `localhost:${port}` };
    const asked = request({ port, host: '127.0.0.1', servername: 'localhost', ca: cert, method, path, headers }, (answer) => {
      answer.resume().once('end', () => resolve({ status: answer.statusCode, headers: answer.headers }));
    });
    asked.once('error', reject);
    asked.end(body ? JSON.stringify(body) : undefined);
  });

describe.skipIf(!makes)('where the server ends TLS itself', () => {
  test('TLS 1.3 is agreed on, and 1.2 is refused', async () => {
    expect(await agreed('TLSv1.3')).toBe('TLSv1.3');
    expect(await agreed('TLSv1.2')).toMatch(/^refused: .*(PROTOCOL_VERSION|ECONNRESET)/);
  });

  test('browsers are told to stay with it, and what a page of ours may do', async () => {
    const { headers } = await send('GET', '/api/health');
    expect(headers['strict-transport-security']).toMatch(/^max-age=31536000/);
    expect(headers['content-security-policy']).toMatch(/default-src 'self'.*object-src 'none'.*frame-ancestors 'none'/);
    expect(headers['content-security-policy']).not.toMatch(/script-src[^;]*unsafe/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY' });
    expect(headers['cache-control']).toBe('no-store');
  });

  test('session cookies are for https alone', async () => {
    const person = { name: 'Marisol Vega', email: 'm@elm.example', password: 'twelve characters' };
    const nothing = { sites: [], providers: [], payers: [], openingBalances: [] };
    expect((await send('POST', '/api/setup', { practice: { name: 'Elm', specialty: 'family' }, person, ...nothing })).status).toBe(200);
    const { headers, status } = await send('POST', '/api/auth/sign-in/email', { email: person.email, password: person.password });
    expect(status).toBe(200);
    for (const cookie of [headers['set-cookie']].flat()) expect(cookie).toMatch(/^__Secure-claimwright\..*; Secure/);
    expect(String(headers['set-cookie'])).toMatch(/HttpOnly/);
  });
});
