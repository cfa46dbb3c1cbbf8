import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type PartnerServer, startPartner } from '@claimwright/twin';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../../testing/free-port.ts';
import type { Page } from '../../../gate/views.ts';
import type { TrayRow } from '../../../revenue/posting/views.ts';
import { removeData } from '../../../store/embedded.ts';
import { stepAt, totpAt } from '../sign-in/totp.ts';
import type { WriteBackView } from './views.ts';

// The program as a practice runs it, killed without warning, and a partner system that outlives it.
const root = join(import.meta.dirname, '..', '..', '..', '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'claimwright-write-back-'));
chmodSync(folder, 0o711);
const data = join(folder, 'data');
const port = await freePort();
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV$|NODE_OPTIONS$|DATABASE_URL$|CLAIMWRIGHT_)/.test(name)),
  ),
  CLAIMWRIGHT_DATA: data,
  NO_COLOR: '1',
};
const address = `http://localhost:${port}`;
let partner: PartnerServer;
let server: { kill(signal: NodeJS.Signals): Promise<void>; said(): string };

async function start(): Promise<void> {
  const main = join(root, 'packages', 'server', 'src', 'cli', 'main.ts');
  const child = spawn(process.execPath, [main, 'start', '--port', String(port), '--no-screens'], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  server = {
    said: () => said,
    kill: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
  for (const deadline = Date.now() + 150_000; !/^Ready/m.test(said); await sleep(100))
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`no server: ${said}`);
}

type Send = <T>(path: string, body: object) => Promise<T>;

/** Somebody of the demo, with a second factor where their role asks for one. */
async function signIn(role: string): Promise<Send> {
  const [, email = '', password = ''] = new RegExp(`^ {2}${role} +(\\S+@\\S+) +password (\\S+)$`, 'm').exec(server.said()) ?? [];
  const json = { 'content-type': 'application/json' };
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    ...{ method: 'POST', headers: json, body: JSON.stringify({ email, password }) },
  });
  const cookie = answer.headers
    .getSetCookie()
    .map((one) => one.replace(/;.*/, ''))
    .join('; ');
  const send = async <T>(path: string, body: object): Promise<T> => {
    const headers = { ...json, cookie, 'idempotency-key': crypto.randomUUID() };
    const came = await fetch(`${address}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!came.ok) throw new Error(`${path}: ${came.status} ${await came.text()}`);
    return came.json() as Promise<T>;
  };
  const me = (await (await fetch(`${address}/api/me`, { headers: { cookie } })).json()) as { needs?: string };
  if (me.needs !== undefined) {
    const { secret } = await send<{ secret: string }>('account/authenticator', {});
    await send('account/authenticator/confirm', { code: totpAt(secret, stepAt(Date.now())) });
  }
  return send;
}

const act = async <T>(send: Send, name: string, input: object) => (await send<{ result: T }>(`act/${name}`, { input })).result;
const ask = <T>(send: Send, name: string, input: object) => send<T>(`ask/${name}`, { input, purpose: 'payment' });
const list = async (send: Send) => (await ask<Page<WriteBackView>>(send, 'ground/governance/write-back/write-backs', {})).rows;

async function switchOn(send: Send): Promise<void> {
  const { vendorId } = await act<{ vendorId: string }>(send, 'ground/governance/models/add-vendor', { name: 'Elm Practice Software' });
  const of = { vendorId, product: 'Elm PM' };
  await act(send, 'ground/governance/models/file-agreement', { ...of, kind: 'baa', purposes: ['posting'], signedOn: '2026-01-01' });
  const how = { name: 'Elm', protocol: 'claim-notes', url: partner.url, secret: partner.key, kinds: ['claim-balance'], active: true };
  await act(send, 'ground/governance/write-back/set-partner', { ...of, ...how });
}

/** Posts a remit, and kills the program when the partner has written its first note and has not answered yet. */
async function killInBetween(send: Send, remitId: string): Promise<void> {
  const before = partner.writes.length;
  partner.behave({ kind: 'slow', milliseconds: 120_000 });
  await act(send, 'revenue/posting/post-remit', { remitId });
  for (const deadline = Date.now() + 30_000; partner.writes.length === before; await sleep(20))
    if (Date.now() > deadline) throw new Error('nothing was written');
  await server.kill('SIGKILL');
  partner.behave({ kind: 'works' });
}

beforeAll(async () => {
  partner = await startPartner({ anyNumber: true });
  await start();
}, 200_000);
afterAll(async () => {
  await server.kill('SIGINT');
  await partner.close();
  removeData(data);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('the program is killed between a write and its answer: the partner has each note exactly once, whether or not it knows keys', async () => {
  await switchOn(await signIn('Office manager'));
  const tray = await ask<Page<TrayRow>>(await signIn('Biller'), 'revenue/posting/tray', { view: 'open' });
  const [one, two] = tray.rows.filter(({ state }) => state === 'open').map(({ id }) => id);
  for (const [remitId = '', remembers] of [[one, true] as const, [two, false] as const]) {
    partner.remembersKeys(remembers);
    await killInBetween(await signIn('Biller'), remitId);
    await start();
    const send = await signIn('Biller');
    await expect
      .poll(async () => (await list(send)).filter(({ state }) => state !== 'done'), { timeout: 90_000, interval: 500 })
      .toEqual([]);
  }
  const rows = await list(await signIn('Biller'));
  const keys = partner.numbers().flatMap((number) => partner.notesOf(number).map(({ key }) => key));
  expect(keys.length).toBeGreaterThan(2);
  expect([...keys].sort()).toEqual(rows.map(({ id }) => id).sort());
  // Those whose answer got lost were looked for, and not written again.
  expect(rows.filter(({ tries }) => tries > 1).length).toBe(2);
}, 400_000);
