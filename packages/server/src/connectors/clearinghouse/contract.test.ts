import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClearinghouseApi, makeClaims, openClearinghouse as openTwin, serveFolder, startClearinghouseApi } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findProgram, sshServer } from '../../../../../tools/outside-programs.ts';
import { type SshServer, startSshServer } from '../../../testing/ssh-server.ts';
import { openClearinghouse } from './index.ts';
import type { ClearinghouseAddress, OpenClearinghouse } from './port.ts';

const sshd = findProgram(sshServer);
const own = mkdtempSync(join(tmpdir(), 'claimwright-clearinghouse-'));
const { bytes837: bytes } = makeClaims({ seed: 3, count: 3, until: '2026-01-30' });
const day = 24 * 60;
const down = { from: 2 * day, until: 3 * day };
let server: SshServer | undefined;
let now = 0;

/** One twin for each kind, reached its way. */
const houses = {
  folder: openTwin({ seed: 1, opens: '2026-02-02', manner: { down } }),
  sftp: openTwin({ seed: 2, opens: '2026-02-02' }),
  api: openTwin({ seed: 3, opens: '2026-02-02', manner: { down } }),
};
const pumps: { readonly [kind in keyof typeof houses]?: ReturnType<typeof serveFolder> } = {};
let api: ClearinghouseApi;

beforeAll(async () => {
  if (sshd) server = await startSshServer(sshd);
  Object.assign(pumps, { folder: serveFolder(houses.folder, own), ...(server ? { sftp: serveFolder(houses.sftp, server.folder) } : {}) });
  api = await startClearinghouseApi(houses.api, () => now);
});
afterAll(async () => {
  await server?.stop();
  await api.close();
  rmSync(own, { recursive: true, force: true });
});

const rootOf = (kind: string): string => (kind === 'sftp' ? (server?.folder ?? '') : own);
const addressOf = (kind: string): ClearinghouseAddress => ({
  ...{ kind, path: join(rootOf(kind), 'in'), answersPath: join(rootOf(kind), 'out'), url: api.url, inside: ['127.0.0.1'] },
  ...(kind === 'sftp' ? { host: '127.0.0.1', port: server?.port, username: server?.user, hostKey: server?.hostKey } : {}),
  secret: kind === 'api' ? api.key : server?.key,
});
async function using<T>(kind: string, work: (open: OpenClearinghouse) => Promise<T>): Promise<T> {
  const open = await openClearinghouse(addressOf(kind), 10_000);
  return work(open).finally(open.close);
}

describe.each(['folder', 'sftp', 'api'] as const)('a clearinghouse that is reached by %s', (kind) => {
  const taken = () => houses[kind].taken.map(({ name }) => name);

  test.skipIf(kind === 'sftp' && !sshd)('has a file once, however often a sender that was killed goes on', async () => {
    now = 0;
    // Killed while it staged, and again before it could say that it had released.
    await using(kind, (open) => open.stage('CW1.837', bytes.subarray(0, 100)));
    pumps[kind]?.pump(now);
    expect(taken()).toEqual([]);
    await using(kind, (open) => open.stage('CW1.837', bytes));
    expect(await using(kind, (open) => open.release('CW1.837', bytes))).toBe('released');
    if (kind !== 'api') expect(readdirSync(join(rootOf(kind), 'in'))).toEqual(['CW1.837']);
    expect(await using(kind, (open) => open.release('CW1.837', bytes))).toBe('was-there');
    pumps[kind]?.pump(now);
    // The partner took it away.
    expect(existsSync(join(rootOf(kind), 'in', 'CW1.837'))).toBe(false);
    expect(await using(kind, (open) => open.release('CW1.837', bytes))).toBe('was-there');
    pumps[kind]?.pump(now);
    expect(taken()).toEqual(['CW1.837']);
    expect(Buffer.from(houses[kind].taken[0]?.bytes ?? []).equals(Buffer.from(bytes))).toBe(true);
  });

  test.skipIf(kind === 'sftp' && !sshd)('gives its answers, whole', async () => {
    now = day;
    pumps[kind]?.pump(now);
    await using(kind, async (open) => {
      const answers = await open.answers();
      expect(answers.map(({ name }) => name.replace(/^\d+-/, '')).sort()).toContain('reader.999');
      for (const { name, size } of answers) {
        const parts: Uint8Array[] = [];
        for await (const part of open.read(name)) parts.push(part);
        expect(Buffer.concat(parts).length).toBe(size);
      }
    });
  });
});

test('what does not let us in, and what is down, are told apart', async () => {
  const tried = (more: Partial<ClearinghouseAddress>) =>
    openClearinghouse({ ...addressOf('api'), ...more }, 2_000)
      .then((open) => open.release('CW2.837', bytes))
      .catch((error: object) => error);
  expect(await tried({ secret: 'another' })).toMatchObject({ code: 'refused', again: false });
  now = down.from;
  expect(await tried({})).toMatchObject({ code: 'unreachable', again: true });
  expect(await tried({ kind: 'folder', path: join(own, 'nowhere') })).toMatchObject({ code: 'not-there', again: false });
  now = down.until;
  api.hangUpAfterTaking();
  expect(await tried({})).toMatchObject({ code: 'unreachable', again: true });
  expect(await tried({})).toBe('was-there');
});
