import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../../testing/free-port.ts';
import type { KeysView } from '../../ground/governance/keys/views.ts';
import type { ClaimRow } from '../../revenue/claims/views.ts';
import type { TrayRow } from '../../revenue/posting/views.ts';
import { removeData } from '../embedded.ts';

// The program as a practice runs it: one process that serves, and the command line beside it.
const root = join(import.meta.dirname, '..', '..', '..', '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'claimwright-turning-'));
chmodSync(folder, 0o711);
const data = join(folder, 'data');
const env: NodeJS.ProcessEnv = {
  ...Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV$|NODE_OPTIONS$|DATABASE_URL$|CLAIMWRIGHT_)/.test(name)),
  ),
  CLAIMWRIGHT_DATA: data,
  NO_COLOR: '1',
};
let server: ReturnType<typeof run>;
let address = '';
let cookie = '';

function run(args: readonly string[]) {
  const child = spawn(process.execPath, [join(root, 'packages', 'server', 'src', 'cli', 'main.ts'), ...args], { cwd: root, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<number | null>((done) => child.once('close', done));
  return { child, ended, said: () => said };
}

async function post<T>(path: string, body: object): Promise<T> {
  const headers = { 'content-type': 'application/json', cookie, 'idempotency-key': crypto.randomUUID() };
  const answer = await fetch(`${address}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer.json() as Promise<T>;
}
const ask = <T>(name: string, input: object, purpose = 'payment') => post<T>(`ask/${name}`, { input, purpose });
const tray = (view: string) => ask<{ rows: TrayRow[]; total: number }>('revenue/posting/tray', { view });
/** Every patient's name, claim by claim, page by page. */
async function names(): Promise<Map<string, string>> {
  const all = new Map<string, string>();
  for (let cursor: string | undefined, first = true; first || cursor !== undefined; first = false) {
    const page: { rows: ClaimRow[]; next?: string } = await ask('revenue/claims/claims', cursor === undefined ? {} : { cursor });
    for (const { id, patientName } of page.rows) all.set(id, patientName);
    cursor = page.next;
  }
  return all;
}

beforeAll(async () => {
  server = run(['start', '--port', String(await freePort()), '--no-screens']);
  for (const deadline = Date.now() + 120_000; !/^Ready.*?(http\S+)/m.test(server.said()); await sleep(100))
    if (Date.now() > deadline || server.child.exitCode !== null) throw new Error(`no server: ${server.said()}`);
  address = /^Ready.*?(http\S+)/m.exec(server.said())?.[1] ?? '';
  const [, email = '', password = ''] = /^ {2}Biller +(\S+@\S+) +password (\S+)$/m.exec(server.said()) ?? [];
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  });
  cookie = answer.headers
    .getSetCookie()
    .map((one) => one.replace(/;.*/, ''))
    .join('; ');
}, 180_000);
afterAll(async () => {
  server.child.kill('SIGINT');
  await server.ended;
  removeData(data);
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

test('a key is replaced by the command line while the server posts and reads over HTTP: nothing is lost, all is readable, the old key is retired', async () => {
  const before = await names();
  expect(before.size).toBeGreaterThan(30);
  const { rows: open } = await tray('open');
  let turning = true;
  let reads = 0;
  const troubles: unknown[] = [];
  const posted: string[] = [];
  const posting = (async () => {
    for (let n = 0; turning && n < open.length; n++) {
      const remitId = open[n]?.id ?? '';
      await post('act/revenue/posting/post-remit', { input: { remitId } }).then(
        () => posted.push(remitId),
        (error: Error) => (/: 4(09|22|00) /.test(error.message) ? undefined : troubles.push(error)),
      );
      await sleep(150);
    }
  })();
  const reading = (async () => {
    for (; turning; reads++) {
      const now = await names().catch((error: unknown) => troubles.push(error));
      if (now instanceof Map) expect(now).toEqual(before);
    }
  })().catch((error: unknown) => troubles.push(error));
  const rotation = run(['keys', 'rotate']);
  expect({ status: await rotation.ended, said: rotation.said() }).toMatchObject({
    status: 0,
    said: expect.stringContaining('0 would not open'),
  });
  turning = false;
  await Promise.all([posting, reading]);
  expect(troubles).toEqual([]);
  expect(reads).toBeGreaterThan(0);
  expect(posted.length).toBeGreaterThan(0);
  const there = new Set((await tray('posted')).rows.map(({ id }) => id));
  expect(posted.filter((id) => !there.has(id))).toEqual([]);
  expect(await names()).toEqual(before);
  const told = run(['keys', 'status', '--json']);
  expect(await told.ended).toBe(0);
  const status = JSON.parse(told.said().slice(told.said().indexOf('{'))) as KeysView;
  expect(status.current.version).toBe(2);
  expect(status.versions).toMatchObject([
    { version: 2, state: 'current' },
    { version: 1, state: 'retired' },
  ]);
  expect(Object.keys(status.last?.proof?.values ?? {})).toEqual(['2']);
}, 240_000);
