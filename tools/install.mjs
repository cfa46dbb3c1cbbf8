// Runs on any Node from 20 on, with nothing installed: node's own modules only, and no TypeScript.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const onWindows = process.platform === 'win32';
const binaries = join(root, 'node_modules', '.bin');
/** The Node that this project runs on, pinned as the npm package `node`. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', onWindows ? 'node.exe' : 'node');

/**
 * Makes node_modules agree with package-lock.json. All it says goes to stderr: stdout belongs to the command that follows.
 * Leaves the process, with the reason, when the packages cannot be installed.
 */
export async function ensureInstalled() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    leave(`Node ${process.versions.node} is too old to begin with: install Node 20 or newer (https://nodejs.org).`);
  }
  const why = whatIsMissing();
  if (!why) return;
  say(`${why} Running npm install in ${root}; the first time takes a minute or two.`);
  const began = Date.now();
  const { status, output } = await runNpm(began);
  if (status !== 0) leave(reasonOf(output), output.trim().split('\n').slice(-12).join('\n'));
  const still = whatIsMissing();
  if (still)
    leave(`npm ended well, but: ${still} Is "ignore-scripts" set in your npm configuration? The packages node and esbuild need theirs.`);
  say(`Packages installed in ${seconds(began)}.`);
}

/**
 * npm writes node_modules/.package-lock.json as the last act of a good install, so it tells an interrupted or an older one apart from
 * what package-lock.json asks for, whoever ran the install.
 */
function whatIsMissing() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  if (!wanted) leave(`${join(root, 'package-lock.json')} is missing or unreadable: is this a whole clone?`);
  const present = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (!present) return 'The packages are not installed yet.';
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/') || entry.optional || entry.devOptional) continue;
    if (present[path]?.version !== entry.version)
      return `${path.replace(/^.*node_modules\//, '')} is not the version that package-lock.json names.`;
  }
  return existsSync(pinnedNode) ? undefined : `${pinnedNode} is missing.`;
}

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/**
 * Not `npm ci`: it refuses a lockfile that leaves out a binary package for some other platform, as lockfiles do when the registry they
 * were made against lacks it. `npm install --no-save` takes the same locked versions, checks the same hashes and changes no file of ours;
 * it also leaves what is there in place, for others who use this checkout meanwhile.
 */
function runNpm(began) {
  return new Promise((done) => {
    // npm may replace the pinned Node, so it must run on the machine's own.
    const path = (process.env.PATH ?? '')
      .split(delimiter)
      .filter((folder) => resolve(folder) !== binaries)
      .join(delimiter);
    const npm = spawn('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'], {
      cwd: root,
      env: { ...process.env, PATH: path },
      shell: onWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-20_000);
    };
    const ticker = setInterval(() => say(`  … ${seconds(began)}`), 10_000);
    npm.stdout.on('data', keep);
    npm.stderr.on('data', keep);
    const finish = (status) => {
      clearInterval(ticker);
      done({ status, output });
    };
    npm.on('error', (error) => {
      keep(`${error.code} ${error.message}`);
      finish(1);
    });
    npm.on('close', finish);
  });
}

const reasons = [
  [/spawn npm|ENOENT npm/, 'npm is not on the PATH: it comes with Node; install it or mend the PATH.'],
  [/ENOSPC/, `The disk is full: the packages need about 700 MB under ${root}.`],
  [/EACCES|EPERM|EROFS/, `No permission to write: npm needs to write in ${root} and in its cache (npm config get cache).`],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EIDLETIMEOUT|network/,
    'The npm registry does not answer: check the network, or the proxy and registry settings (npm config list).',
  ],
  [/E401|E403|E404/, 'The npm registry refused a package: check which registry is set (npm config get registry) and its sign-in.'],
  [/EINTEGRITY/, 'A package arrived damaged: run npm cache clean --force and try again.'],
];

function reasonOf(output) {
  return reasons.find(([pattern]) => pattern.test(output))?.[1] ?? 'npm install failed; its last words are above.';
}

/**
 * Runs a script on the pinned Node in place of this process: same terminal, same signals, same exit status. What was compiled is kept: a
 * program begins in half the time, and with 25 MB less than the stripping of types takes.
 */
export function becomePinned(args) {
  const path = `${binaries}${delimiter}${process.env.PATH ?? ''}`;
  const kept = process.env.NODE_COMPILE_CACHE ?? join(root, 'node_modules', '.cache', 'compiled');
  const child = spawn(pinnedNode, args, { stdio: 'inherit', env: { ...process.env, NODE_COMPILE_CACHE: kept, PATH: path } });
  // At a terminal Ctrl-C reaches the child by itself; passing it on as well would make it two.
  const atTerminal = process.stdin.isTTY === true;
  const handlers = ['SIGINT', 'SIGTERM', 'SIGHUP'].map((signal) => {
    const handler = () => {
      if (signal !== 'SIGINT' || !atTerminal) child.kill(signal);
    };
    process.on(signal, handler);
    return [signal, handler];
  });
  child.on('error', (error) => leave(`${pinnedNode} does not start: ${error.message}`));
  child.on('exit', (status, signal) => {
    for (const [name, handler] of handlers) process.off(name, handler);
    if (signal) process.kill(process.pid, signal);
    else process.exit(status ?? 1);
  });
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function seconds(since) {
  return `${Math.round((Date.now() - since) / 1000)} s`;
}

function leave(reason, details) {
  if (details) say(details);
  say(`Cannot go on: ${reason}`);
  process.exit(1);
}
