import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findProgram, sshServer } from '../../../../../tools/outside-programs.ts';
import { type SshServer, startSshServer } from '../../../testing/ssh-server.ts';
import { openSource } from './index.ts';
import type { OpenSource, SourceAddress } from './port.ts';

const sshd = findProgram(sshServer);
let server: SshServer | undefined;
const own = mkdtempSync(join(tmpdir(), 'claimwright-folder-'));
const folderOf = (kind: string): string => (kind === 'sftp' ? (server?.folder ?? '') : own);
const addressOf = (kind: string): SourceAddress => ({
  ...{
    kind,
    path: folderOf(kind),
    host: '127.0.0.1',
    port: server?.port,
    username: server?.user,
    secret: server?.key,
    hostKey: server?.hostKey,
    inside: ['127.0.0.1'],
  },
});

beforeAll(async () => {
  if (sshd) server = await startSshServer(sshd);
});
afterAll(async () => {
  await server?.stop();
  rmSync(own, { recursive: true, force: true });
});

const whole = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  return Buffer.concat(parts);
};
async function using<T>(address: SourceAddress, work: (source: OpenSource) => Promise<T>): Promise<T> {
  const source = await openSource(address, 10_000);
  return work(source).finally(source.close);
}

describe.each(['folder', 'sftp'])('a %s that files are taken from', (kind) => {
  const there = () => folderOf(kind);
  const given = <T>(work: (source: OpenSource) => Promise<T>) => using(addressOf(kind), work);
  beforeEach((context) => {
    if (kind === 'sftp' && !sshd) context.skip();
    rmSync(there(), { recursive: true, force: true });
    mkdirSync(there());
  });

  test('lists files with size and time, and no folders and nothing that points elsewhere', async () => {
    writeFileSync(join(there(), 'b é.835'), 'bb');
    utimesSync(join(there(), 'b é.835'), 1_700_000_000, 1_700_000_000);
    writeFileSync(join(there(), 'a.835'), '');
    mkdirSync(join(there(), 'taken'));
    symlinkSync('/etc/hostname', join(there(), 'link.835'));
    const listed = await given((source) => source.list());
    expect(listed.map(({ name, size }) => [name, size])).toEqual([
      ['a.835', 0],
      ['b é.835', 2],
    ]);
    expect(listed[1]?.modifiedAt).toBe(1_700_000_000_000);
    const one = await given((source) => source.look('b é.835'));
    expect(one).toEqual(listed[1]);
    expect(await given((source) => source.look('gone.835'))).toBeUndefined();
    expect(await given((source) => source.look('link.835'))).toBeUndefined();
  });

  test('is read whole and in part, whatever the size', async () => {
    const bytes = Buffer.from(Array.from({ length: 700_001 }, (_, i) => (i * 7919) % 256));
    writeFileSync(join(there(), 'big.835'), bytes);
    await given(async (source) => {
      expect((await whole(source.read('big.835'))).equals(bytes)).toBe(true);
      expect(await whole(source.read('big.835', 0, 5))).toEqual(bytes.subarray(0, 5));
      expect(await whole(source.read('big.835', 699_990, 700_001))).toEqual(bytes.subarray(699_990));
      // Whoever has enough leaves the connection usable.
      for await (const chunk of source.read('big.835')) if (chunk.length > 0) break;
      expect((await source.list()).length).toBe(1);
    });
  });

  test('moves and removes, and never over what is there', async () => {
    for (const [at, text] of [
      ['a.835', 'first'],
      ['keep.835', 'kept'],
    ] as const)
      writeFileSync(join(there(), at), text);
    await given((source) => source.move('a.835', 'taken'));
    writeFileSync(join(there(), 'a.835'), 'second');
    await given((source) => source.move('a.835', 'taken'));
    expect(readFileSync(join(there(), 'taken', 'a.835'), 'utf8')).toBe('first');
    expect(readFileSync(join(there(), 'taken', 'a.2.835'), 'utf8')).toBe('second');
    await given((source) => source.remove('keep.835'));
    expect(existsSync(join(there(), 'keep.835'))).toBe(false);
  });

  test('takes files under a name of their own, renamed in one step and never over what is there', async () => {
    const bytes = Buffer.from('a batch');
    await given(async (source) => {
      await source.write('.a.part', Buffer.from('half of a ba'));
      await source.write('.a.part', bytes);
      expect(await source.rename('.a.part', 'a.837')).toBe(true);
      expect(await source.rename('.a.part', 'a.837')).toBe(false);
      await source.write('.b.part', Buffer.from('another'));
      await expect(source.rename('.b.part', 'a.837')).rejects.toMatchObject({ code: 'name-taken' });
      await expect(source.write('../a', bytes)).rejects.toMatchObject({ code: 'broken' });
    });
    expect(readFileSync(join(there(), 'a.837'), 'utf8')).toBe('a batch');
  });

  test('says what is in the way, and takes no name for a path', async () => {
    await expect(using({ ...addressOf(kind), path: join(there(), 'nowhere') }, async () => 0)).rejects.toMatchObject({ code: 'not-there' });
    await given(async (source) => {
      for (const name of ['../a.835', '/etc/hostname', '..', 'a/b'])
        await expect((async () => whole(source.read(name)))(), name).rejects.toMatchObject({ code: 'broken' });
      await expect(whole(source.read('gone.835'))).rejects.toMatchObject({ code: 'not-there' });
      await expect(source.remove('gone.835')).rejects.toMatchObject({ code: 'not-there' });
    });
  });
});

describe.skipIf(!sshd)('an SFTP server', () => {
  const tried = (more: Partial<SourceAddress>) =>
    openSource({ ...addressOf('sftp'), ...more }, 10_000).then(
      () => 'in',
      (error: object) => error,
    );

  test('is not signed in to before somebody said that it is the right one, nor when it shows another key', async () => {
    expect(await tried({ hostKey: undefined })).toMatchObject({ code: 'host-key-unknown', offered: server?.hostKey });
    const other = `SHA256:${'A'.repeat(43)}`;
    expect(await tried({ hostKey: other })).toMatchObject({ code: 'host-key-changed', offered: server?.hostKey });
  });

  test('that lets nobody in, or is not there, is told apart', async () => {
    expect(await tried({ secret: server?.otherKey })).toMatchObject({ code: 'refused' });
    expect(await tried({ secret: 'a password' })).toMatchObject({ code: 'refused' });
    expect(await tried({ secret: '-----BEGIN OPENSSH PRIVATE KEY-----\nnothing\n-----END OPENSSH PRIVATE KEY-----' })).toMatchObject({
      code: 'key-unreadable',
    });
    expect(await tried({ port: 1 })).toMatchObject({ code: 'unreachable' });
  });
});
