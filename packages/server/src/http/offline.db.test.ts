import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { removeData } from '../store/embedded.ts';

// A network namespace of its own: a loopback and nothing else. Whoever is not root keeps their own name in it, as PostgreSQL wants it.
const alone = process.getuid?.() === 0 ? ['--net'] : ['--user', '--map-current-user', '--keep-caps', '--net'];
const permitted = spawnSync('unshare', [...alone, 'sh', '-c', 'ip link set lo up'], { stdio: 'ignore', timeout: 10_000 }).status === 0;
if (!permitted)
  console.warn('skipped: this machine permits no network namespace (unshare --net, ip), so nothing is shown without a network');

const folder = mkdtempSync(join(tmpdir(), 'claimwright-offline-'));
chmodSync(folder, 0o711);
const data = join(folder, 'data');
afterAll(() => {
  removeData(data);
  rmSync(folder, { recursive: true, force: true });
});

interface Walked {
  readonly loads: readonly string[];
  readonly exported: number;
  readonly told: number;
}

test.skipIf(!permitted)(
  'the whole demo runs on one machine without a network, and nothing of it even tries to reach one',
  async () => {
    const walk = join(import.meta.dirname, '..', '..', 'testing', 'offline-walk.ts');
    const env: NodeJS.ProcessEnv = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !/^(?:VITEST|NODE_ENV$|NODE_OPTIONS$|DATABASE_URL$|CLAIMWRIGHT_|OTEL_)/.test(name)),
    );
    const child = spawn('unshare', [...alone, 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh', process.execPath, walk, data], { env });
    let said = '';
    let complained = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      complained += chunk.toString();
    });
    const status = await new Promise<number | null>((done) => child.once('close', done));
    expect({ status, complained }).toEqual({ status: 0, complained: '' });
    const { loads, exported, told, ...walked } = JSON.parse(said) as Walked;
    expect(walked).toEqual({
      ...{ page: true, signedIn: 200, previewed: 'previewed', posted: 'applied', stands: true, undone: 'applied', whole: true },
      attempts: { noRoute: 0, datagrams: 0 },
    });
    expect(loads.filter((url) => !url.startsWith('/'))).toEqual([]);
    expect(exported).toBeGreaterThan(1000);
    // The meter is a meter: an address outside, asked for on purpose, is counted.
    expect(told).toBeGreaterThan(0);
  },
  400_000,
);
