import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port.ts';

export interface SshServer {
  readonly port: number;
  readonly user: string;
  /** A private key that is let in. */
  readonly key: string;
  /** One that is not. */
  readonly otherKey: string;
  readonly hostKey: string;
  /** The very same folder, for whoever plays the sender. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** OpenSSH's own server on this machine, with keys of its own, for as long as a test takes. `port`: the one it had before it was stopped. */
export async function startSshServer(sshd: string, { port, home }: { port?: number; home?: string } = {}): Promise<SshServer> {
  const at = home ?? mkdtempSync(join(tmpdir(), 'claimwright-sshd-'));
  const file = (name: string) => join(at, name);
  if (home === undefined)
    for (const name of ['host', 'key', 'other'])
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', '', '-f', file(name)], { stdio: 'ignore' });
  mkdirSync(file('outbound'), { recursive: true });
  // Where the server is started by root it wants this.
  if (process.getuid?.() === 0) mkdirSync('/run/sshd', { recursive: true, mode: 0o755 });
  writeFileSync(file('authorized'), readFileSync(file('key.pub')));
  const listens = port ?? (await freePort());
  writeFileSync(
    file('config'),
    [
      ...[`Port ${listens}`, 'ListenAddress 127.0.0.1', `HostKey ${file('host')}`, `AuthorizedKeysFile ${file('authorized')}`],
      ...['PidFile none', 'StrictModes no', 'PermitRootLogin yes', 'PasswordAuthentication no', 'Subsystem sftp internal-sftp'],
    ].join('\n'),
  );
  const child: ChildProcess = spawn(sshd, ['-D', '-e', '-f', file('config')], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const ended = new Promise<void>((done) => child.once('close', () => done()));
  for (const deadline = Date.now() + 20_000; !said.includes('Server listening'); await sleep(50))
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`no SSH server: ${said}`);
  const [, hostKey = ''] = /(SHA256:\S+)/.exec(execFileSync('ssh-keygen', ['-lf', file('host.pub')]).toString()) ?? [];
  return {
    ...{ port: listens, user: userInfo().username, hostKey, folder: file('outbound') },
    key: readFileSync(file('key'), 'utf8'),
    otherKey: readFileSync(file('other'), 'utf8'),
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
      rmSync(at, { recursive: true, force: true });
    },
  };
}
