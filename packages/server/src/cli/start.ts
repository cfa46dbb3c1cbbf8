import { readFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { createSecureContext } from 'node:tls';
import { demoSignIns, seedDemo } from '../demo.ts';
import { nameDemoClearinghouse, playDemoClearinghouse } from '../demo-clearinghouse.ts';
import { createApp } from '../http/app.ts';
import { builtScreens, liveScreens } from '../http/build-screens.ts';
import type { Screens } from '../http/served.ts';
import { isUnfinished, seedLarge } from '../large/seed-large.ts';
import { isAtWork, openDatabase, openLog, openProgram, type Program, prepare, served, tidyTables } from '../main.ts';
import { codeOf, Trouble } from '../trouble.ts';
import { listening } from './hosts.ts';

export interface StartOptions {
  readonly port: number;
  readonly host: string;
  readonly empty: boolean;
  readonly profile: 'small' | 'large';
  readonly scale: number;
  readonly dev: boolean;
  readonly screens: boolean;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly allowHost?: string;
  readonly behindProxy?: string | boolean;
}

/** What is open, to be closed the other way round. */
class Opened {
  private readonly closers: (() => Promise<unknown>)[] = [];
  private closing: Promise<void> | undefined;
  add(close: () => Promise<unknown>): void {
    this.closers.unshift(close);
  }
  close(): Promise<void> {
    this.closing ??= this.closers.reduce((before, close) => before.then(close).then(() => undefined), Promise.resolve());
    return this.closing;
  }
}

/** `claimwright start`: everything, until it is told to stop. Answers the exit status. */
export async function start(options: StartOptions): Promise<number> {
  const opened = new Opened();
  const stopped = untilStopped();
  try {
    const began = Date.now();
    const { address, ended } = await open(options, opened);
    console.log(`\nReady after ${((Date.now() - began) / 1000).toFixed(1)} s: ${address}\n(Ctrl-C stops it; nothing is lost.)`);
    await Promise.race([stopped, ended.then(lost)]);
    console.log('Stopping.');
    return 0;
  } finally {
    await opened.close();
  }
}

const lost = (): never => {
  throw new Trouble('database-unreachable', 'The database ended by itself.', {
    because: 'Somebody stopped PostgreSQL, or it ran out of memory or disk.',
    fix: 'Start again: everything that was finished is kept. postgres.log beside the data says more.',
  });
};

/** Ctrl-C and the system's wish to stop. A second Ctrl-C does not wait. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    let asked = false;
    const stop = () => {
      if (asked) process.exit(130);
      asked = true;
      resolve();
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  });
}

async function open(options: StartOptions, opened: Opened): Promise<{ address: string; ended: Promise<void> }> {
  const say = (line: string) => console.log(line);
  const tls = await readTls(options);
  const { hosts, proxies } = listening({ ...options, tls: tls !== undefined, url: process.env.CLAIMWRIGHT_URL });
  const inTheWay = await probe(options);
  // Nothing is made for a port that is taken. Where another one works on the same data, the lock tells more than the port.
  if (inTheWay !== undefined && !isAtWork()) throw inTheWay;
  const database = await openDatabase('npm start', { share: false, say });
  opened.add(database.close);
  if (inTheWay !== undefined) throw inTheWay;
  const screens = await openScreens(options, opened, say);
  const { taken } = await prepare(database.access);
  if (taken.length > 0) say(`The database is ready (${taken.length === 1 ? taken[0] : `${taken.length} changes applied`}).`);
  const program = await openProgram({ access: database.access, data: database.data, log: openLog(database.data), say });
  opened.add(program.close);
  const app = await createApp(served(program, demoSignIns), { log: program.log, screens, hosts, proxies, tls });
  opened.add(() => app.close());
  await app.listen({ port: options.port, host: options.host }).catch((error: unknown) => {
    throw portTrouble(error, options);
  });
  await program.work(1);
  const address = addressOf(app.server.address() as AddressInfo, tls === undefined ? 'http' : 'https');
  database.announce(address);
  await furnish(program, database.data, options, say);
  await playDemo(program, opened);
  return { address, ended: database.ended };
}

async function openScreens(options: StartOptions, opened: Opened, say: (line: string) => void): Promise<Screens | undefined> {
  if (!options.screens) return undefined;
  if (!options.dev) return builtScreens(say);
  const live = await liveScreens();
  opened.add(live.close);
  return live.screens;
}

/** Gives an empty database something to look at, and says what to do first. */
async function furnish(program: Program, data: string, options: StartOptions, say: (line: string) => void): Promise<void> {
  const doors = served(program, demoSignIns);
  if ((await isUnfinished(data)) || ((await doors.firstRun()) && !options.empty && options.profile === 'large')) {
    say('Making a large fictional practice: three years, 40 sites. Interrupted, the next start goes on with it.');
    await seedLarge({ ...program, tidy: () => tidyTables(program.access.adminUrl) }, data, options.scale, say);
  } else if ((await doors.firstRun()) && !options.empty) {
    say('Making a fictional practice to try things on (npm start -- --empty starts with nothing).');
    await nameDemoClearinghouse(program.gate, await seedDemo(program, say));
  }
  if (await doors.firstRun()) return say('\nThere is no practice yet: the page asks for its name and for your sign-in.');
  const people = await doors.demoSignIns();
  if (!people) return;
  say('\nA fictional practice is here; sign in as one of its people:');
  for (const { email, role, password } of people) say(`  ${role.padEnd(19)} ${email.padEnd(36)} password ${password}`);
  say('First: sign in as the biller and open Post ERA. The payers’ files are read and wait for you.');
}

/** Behind the demo’s folder of a clearinghouse somebody has to play one. */
async function playDemo(program: Program, opened: Opened): Promise<void> {
  const doors = served(program, demoSignIns);
  if ((await doors.demoSignIns()) === undefined) return;
  for (const { tenant } of await doors.practices()) {
    const stop = await playDemoClearinghouse(program.gate, tenant, () => void program.fetchAnswers());
    if (stop) opened.add(stop);
  }
}

/** Looks whether the port is free before minutes of work show that it is not; answers what is in the way. */
function probe(options: StartOptions): Promise<unknown> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => resolve(portTrouble(error, options)));
    server.listen(options.port, options.host, () => server.close(() => resolve(undefined)));
  });
}

/** Certificate and key, looked at before anything is made: a wrong file must not first show when a browser comes. */
async function readTls({ tlsCert, tlsKey }: StartOptions): Promise<{ cert: string; key: string } | undefined> {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined)
    throw new Trouble('usage', 'A certificate and its key belong together.', { fix: 'Say both --tls-cert and --tls-key.' });
  const read = (file: string) =>
    readFile(file, 'utf8').catch((cause: unknown) => {
      throw new Trouble('usage', `${file} cannot be read.`, { fix: 'Name a PEM file that this user may read.', cause });
    });
  const pair = { cert: await read(tlsCert), key: await read(tlsKey) };
  try {
    createSecureContext(pair);
  } catch (cause) {
    throw new Trouble('usage', 'This certificate and this key do not fit together.', {
      because: cause instanceof Error ? cause.message : 'They cannot be read as PEM.',
      fix: 'Take the key with which the certificate was asked for, without a passphrase.',
      cause,
    });
  }
  return pair;
}

function addressOf({ address, port, family }: AddressInfo, scheme: 'http' | 'https'): string {
  const everywhere = address === '0.0.0.0' || address === '::';
  return `${scheme}://${everywhere ? 'localhost' : family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

function portTrouble(error: unknown, { port, host }: StartOptions): unknown {
  const code = codeOf(error);
  if (code === 'EADDRINUSE')
    return new Trouble('port-taken', `Another program listens on port ${port}.`, {
      fix: `Stop it, or take another port: npm start -- --port ${port + 1}`,
      cause: error,
    });
  if (code === 'EACCES')
    return new Trouble('no-permission', `This user may not listen on port ${port}.`, { fix: 'Take a port above 1023.', cause: error });
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return new Trouble('usage', `This machine has no address ${host}.`, {
      fix: 'Leave --host out, or say one of its own addresses.',
      cause: error,
    });
  return error;
}
