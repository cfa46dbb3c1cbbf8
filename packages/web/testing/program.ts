import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { findRunning, removeData } from '../../server/src/store/embedded.ts';
import { withAdmin } from '../../server/src/store/provision.ts';
import { refuseLeaks } from './leaks.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The data of a program that has been started once, with its fictional practice, and stopped: what journeys begin with a copy of. */
    startedOnce: string;
  }
}

const root = join(import.meta.dirname, '..', '..', '..');
const startTool = join(root, 'tools', 'start.mjs');
const command = join(root, 'tools', 'claimwright.mjs');

/** One line of the sign-ins that the program prints. */
export interface Person {
  readonly role: string;
  readonly email: string;
  readonly password: string;
}

/** The program as a newcomer has it before them: a terminal that said something, and an address. */
export interface Running {
  readonly address: string;
  readonly port: number;
  readonly data: string;
  readonly people: readonly Person[];
  readonly startedIn: number;
  printed(): string;
  /** What its log says of failures, for whoever looks into one. */
  failures(): string;
  /** As Ctrl-C does; answers the exit status. Keeps the data. */
  stop(): Promise<number | null>;
  /** Stops it and throws its data away. */
  end(): Promise<void>;
}

export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port was given'))));
    });
  });
}

/** A data folder of its own; nothing is in it yet, and nothing of it survives `end`. */
export function newDataFolder(): string {
  const parent = mkdtempSync(join(tmpdir(), 'claimwright-journey-'));
  // Root's PostgreSQL runs as another user, who must be able to pass through.
  chmodSync(parent, 0o711);
  return join(parent, 'data');
}

export function throwAway(data: string): void {
  removeData(data);
  rmSync(join(data, '..'), { recursive: true, force: true });
}

/** What a terminal of our own would have; nothing of the test runner's, whose NODE_ENV would build other screens. */
function environment(data: string): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(?:VITEST|NODE_ENV$|NODE_OPTIONS$|DATABASE_URL$|TEST$|PROD$|DEV$|MODE$|BASE_URL$|SSR$|CLAIMWRIGHT_)/.test(name),
  );
  return { ...Object.fromEntries(kept), CLAIMWRIGHT_DATA: data, NO_COLOR: '1' };
}

const living = new Set<ChildProcess>();
process.once('exit', () => living.forEach(endAll));

/** Ends a command and all that it started, at once. */
function endAll({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

interface Talking {
  readonly child: ChildProcess;
  readonly ended: Promise<number | null>;
  said(): string;
}

function talk(tool: string, args: readonly string[], data: string): Talking {
  const child = spawn(process.execPath, [tool, ...args], {
    cwd: root,
    env: environment(data),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that what it started can be ended with it.
    detached: true,
  });
  living.add(child);
  let said = '';
  const hear = (chunk: Buffer) => {
    said += chunk.toString();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  void ended.then(() => living.delete(child));
  return { child, ended, said: () => said };
}

const after = (ms: number): Promise<'late'> =>
  new Promise((resolve) => {
    setTimeout(() => resolve('late'), ms).unref();
  });

/** Waits for words in what the program prints; names what it printed instead. */
async function untilSaid(talking: Talking, words: RegExp, ms: number): Promise<RegExpExecArray> {
  const gone = talking.ended.then(() => 'gone' as const);
  for (const deadline = Date.now() + ms; Date.now() < deadline; ) {
    const found = words.exec(talking.said());
    if (found) return found;
    if ((await Promise.race([gone, after(50)])) === 'gone' && !words.test(talking.said()))
      throw new Error(`the program ended (${talking.child.exitCode}) without saying ${words}; it printed:\n${talking.said()}`);
  }
  throw new Error(`the program did not say ${words} within ${ms / 1000} s; it printed:\n${talking.said()}`);
}

export interface Start {
  readonly args?: readonly string[];
  /** A folder of the caller's. */
  readonly data?: string;
  /** Milliseconds that it may take, where it makes more than the usual practice. */
  readonly within?: number;
}

/** `npm start` on a copy of data that the program made before, so that not every journey waits for the same practice to be made. */
export async function startAgain(): Promise<Running> {
  const data = newDataFolder();
  // Not Node's own copy: PostgreSQL's files belong to another user where the tests run as root.
  execFileSync('cp', ['-a', inject('startedOnce'), data]);
  return startProgram({ data });
}

/** `npm start -- --port N`, until it says that it is ready. */
export async function startProgram(options: Start = {}): Promise<Running> {
  const data = options.data ?? newDataFolder();
  const port = await freePort();
  const began = Date.now();
  const talking = talk(startTool, ['--port', String(port), ...(options.args ?? [])], data);
  let stopped: Promise<number | null> | undefined;
  const stop = async () => {
    stopped ??= (async () => {
      talking.child.kill('SIGINT');
      if ((await Promise.race([talking.ended, after(30_000)])) !== 'late') return talking.ended;
      endAll(talking.child);
      throw new Error(`the program did not stop within 30 s of Ctrl-C; it printed:\n${talking.said()}`);
    })();
    return stopped;
  };
  const end = async () => {
    try {
      await stop();
      refuseLeaks(data, talking.said());
    } finally {
      throwAway(data);
    }
  };
  try {
    const [, address = ''] = await untilSaid(talking, /^Ready\b.*?(https?:\/\/\S+)/m, options.within ?? 120_000);
    const startedIn = Date.now() - began;
    const people = peopleIn(talking.said());
    return { address, port, data, people, startedIn, printed: talking.said, failures: () => failuresIn(data), stop, end };
  } catch (error) {
    await end().catch(() => undefined);
    throw error;
  }
}

/** Lines of level error (50) and above. */
function failuresIn(data: string): string {
  const log = join(data, 'claimwright.log');
  const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
  return lines
    .filter((line) => /"level":(?:[5-9]\d|"error"|"fatal")/.test(line))
    .slice(-3)
    .join('\n');
}

const peopleIn = (printed: string): Person[] =>
  [...printed.matchAll(/^ {2}(\S.*?) {2,}(\S+@\S+) +password (\S+)$/gm)].map(([, role = '', email = '', password = '']) => ({
    role,
    email,
    password,
  }));

export interface Ran {
  readonly status: number | null;
  readonly printed: string;
}

/** A command that is expected to end by itself. */
async function ran(tool: string, args: readonly string[], data: string): Promise<Ran> {
  const talking = talk(tool, args, data);
  const status = await Promise.race([talking.ended, after(60_000)]);
  if (status === 'late') {
    endAll(talking.child);
    throw new Error(`"${args.join(' ')}" did not end within a minute; it printed:\n${talking.said()}`);
  }
  return { status, printed: talking.said() };
}

/** `npm start` where it is expected to refuse. */
export const startRefused = (args: readonly string[], data: string): Promise<Ran> => ran(startTool, args, data);

/** `claimwright …` beside the running program. */
export const runCommand = (args: readonly string[], data: string): Promise<Ran> => ran(command, args, data);

/** What nobody should do: changes rows beside the running program, as the database's superuser. Answers how many. */
export async function alter(data: string, sql: string): Promise<number> {
  const running = findRunning(data);
  if (!running) throw new Error(`nothing runs on ${data}`);
  return withAdmin(running.adminUrl, async (client) => (await client.query(sql)).rowCount ?? 0);
}
