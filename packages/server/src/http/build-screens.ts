import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { Trouble } from '../trouble.ts';
import type { Screens } from './served.ts';

const packages = fileURLToPath(new URL('../../..', import.meta.url));
const web = join(packages, 'web');
const built = join(web, 'dist');
const mark = join(built, '.built');
/** What the screens are made of; a change in any of it makes the built ones stale. */
const sources = [
  join(web, 'src'),
  join(web, 'public'),
  join(web, 'index.html'),
  join(web, 'vite.config.ts'),
  join(web, 'package.json'),
  join(packages, 'core', 'src'),
];

/** The screens as files, built first where they are missing or older than what they are made of. */
export async function builtScreens(say: (line: string) => void): Promise<Screens> {
  const stamp = String(newest());
  if (existsSync(mark) && readFileSync(mark, 'utf8') === stamp && existsSync(join(built, 'index.html'))) return { folder: built };
  say('Building the screens; this takes some seconds and is needed once.');
  await build();
  writeFileSync(mark, stamp);
  return { folder: built };
}

function newest(): number {
  const times = sources.filter(existsSync).flatMap((path) => {
    if (!statSync(path).isDirectory()) return [statSync(path).mtimeMs];
    return readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(path, name)).mtimeMs);
  });
  return times.reduce((latest, time) => (time > latest ? time : latest), 0);
}

function build(): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(dirname(viteEntry()), '..', '..', 'bin', 'vite.js');
    const child = spawn(process.execPath, [vite, 'build', web, '--logLevel', 'error'], { cwd: web, stdio: ['ignore', 'pipe', 'pipe'] });
    let words = '';
    const hear = (chunk: Buffer) => {
      words = `${words}${chunk.toString()}`.slice(-4000);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('error', reject);
    child.once('exit', (status) => (status === 0 ? resolve() : reject(notBuilt(words))));
  });
}

const notBuilt = (words: string): Trouble =>
  new Trouble('not-readable', 'The screens could not be built.', {
    because: words.trim().split('\n').slice(0, 8).join('\n'),
    fix: 'Is this a whole, unchanged clone? git status tells.',
  });

/** Vite belongs to the screens' package, not to this one. */
function viteEntry(): string {
  return createRequire(join(web, 'package.json')).resolve('vite');
}

interface ViteServer {
  middlewares: (request: object, response: object, next: (error?: unknown) => void) => void;
  close(): Promise<void>;
}

/** The screens as they are being written: built on request and reloaded on change. */
export async function liveScreens(): Promise<{ screens: Screens; close: () => Promise<void> }> {
  const vite = (await import(pathToFileURL(viteEntry()).href)) as { createServer(options: object): Promise<ViteServer> };
  const server = await vite.createServer({
    root: web,
    configFile: join(web, 'vite.config.ts'),
    server: { middlewareMode: true },
    appType: 'spa',
  });
  return { screens: { middleware: server.middlewares }, close: () => server.close() };
}
