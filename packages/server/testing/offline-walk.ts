/**
 * Runs inside a network namespace that has a loopback and nothing else: starts the program as a practice does, walks the road of a
 * remittance over HTTP, and says as one line of JSON what it saw and how many packets the kernel had no way for. `node offline-walk.ts DATA`.
 */
import { execFile, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page, VerifyView } from '../src/gate/views.ts';
import type { TrayRow } from '../src/revenue/posting/views.ts';

const [data = ''] = process.argv.slice(2);
const root = join(import.meta.dirname, '..', '..', '..');
const cli = join(root, 'packages', 'server', 'src', 'cli', 'main.ts');
const env = { ...process.env, CLAIMWRIGHT_DATA: data, NO_COLOR: '1' };
const port = 7400;
const address = `http://localhost:${port}`;

/** What the kernel was asked to send elsewhere: without a route, and (names are asked for by UDP) as datagrams at all. */
function outward(): { readonly noRoute: number; readonly datagrams: number } {
  const rows = readFileSync('/proc/net/snmp', 'utf8')
    .split('\n')
    .map((line) => line.split(/\s+/));
  const count = (protocol: string, name: string): number => {
    const [names, values] = rows.filter(([first]) => first === protocol);
    return Number(values?.[names?.indexOf(name) ?? -1] ?? Number.NaN);
  };
  const six = Number(/Ip6OutNoRoutes\s+(\d+)/.exec(readFileSync('/proc/net/snmp6', 'utf8'))?.[1] ?? 0);
  return { noRoute: count('Ip:', 'OutNoRoutes') + six, datagrams: count('Udp:', 'OutDatagrams') };
}

async function start() {
  const child = spawn(process.execPath, [cli, 'start', '--port', String(port)], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  for (const deadline = Date.now() + 200_000; !/^Ready/m.test(said); await sleep(100))
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`no server: ${said}`);
  return {
    said,
    stop: () => {
      child.kill('SIGINT');
      return ended;
    },
  };
}

async function walk(said: string) {
  const [, email = '', password = ''] = /^ {2}Biller +(\S+@\S+) +password (\S+)$/m.exec(said) ?? [];
  const json = { 'content-type': 'application/json' };
  const entered = await fetch(`${address}/api/auth/sign-in/email`, {
    ...{ method: 'POST', headers: json, body: JSON.stringify({ email, password }) },
  });
  const cookie = entered.headers
    .getSetCookie()
    .map((one) => one.replace(/;.*/, ''))
    .join('; ');
  const send = async <T>(path: string, body: object): Promise<T> => {
    const headers = { ...json, cookie, 'idempotency-key': crypto.randomUUID() };
    const came = await fetch(`${address}/api/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!came.ok) throw new Error(`${path}: ${came.status} ${await came.text()}`);
    return came.json() as Promise<T>;
  };
  const tray = async (view: string) =>
    (await send<Page<TrayRow>>('ask/revenue/posting/tray', { input: { view }, purpose: 'payment' })).rows.map(({ id }) => id);
  const act = async (name: string, input: object, preview = false) =>
    (await send<{ outcome: string }>(`act/${name}${preview ? '?preview=1' : ''}`, { input })).outcome;
  const page = await (await fetch(address)).text();
  const [remitId = ''] = await tray('open');
  return {
    page: /<div id="root">/.test(page),
    loads: [...page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url = '']) => url),
    signedIn: entered.status,
    previewed: await act('revenue/posting/post-remit', { remitId }, true),
    posted: await act('revenue/posting/post-remit', { remitId }),
    stands: (await tray('posted')).includes(remitId),
    undone: await act('revenue/posting/undo-remit', { remitId, reason: 'Walked offline' }),
  };
}

const ask = promisify(execFile);
const claimwright = (...args: string[]) => ask(process.execPath, [cli, ...args], { cwd: root, env });

const before = outward();
const server = await start();
const walked = await walk(server.said);
const verified = JSON.parse((await claimwright('record', 'verify', '--json')).stdout) as VerifyView;
const bundle = join(data, '..', 'bundle');
await claimwright('record', 'export', '-o', bundle);
await server.stop();
const after = outward();
// Whether the meter would have told: somebody does ask for an address outside.
await fetch('http://192.0.2.1/', { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
const told = outward().noRoute - after.noRoute;
const attempts = { noRoute: after.noRoute - before.noRoute, datagrams: after.datagrams - before.datagrams };
console.log(JSON.stringify({ ...walked, whole: verified.ok, exported: readFileSync(bundle).length, attempts, told }));
