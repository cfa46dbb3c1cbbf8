import { createHash } from 'node:crypto';
import type { ListedFile } from '@claimwright/core/ground/intake';
import Client from 'ssh2-sftp-client';
import { codeOf } from '../../../trouble.ts';
import { type FileSourcePort, freeNames, type OpenSource, type SourceAddress, SourceFailure, type SourceTrouble } from '../port.ts';
import { reachable } from './inside.ts';

/** As `ssh-keygen -l` and `ssh` itself print it. */
const fingerprint = (key: Buffer): string => `SHA256:${createHash('sha256').update(key).digest('base64').replace(/=+$/, '')}`;

/**
 * A folder of an SFTP server. The server shows its key before anybody signs in: if that is not the one that is expected, no name and no
 * key of ours is sent there.
 */
export const openSftp: FileSourcePort = async (address, milliseconds) => {
  const { path, host = '', port = 22, username = '', secret = '', hostKey, inside = [] } = address;
  // What goes wrong on the connection is told by whatever waits for it.
  const client = new Client('claimwright', { error: () => undefined, end: () => undefined, close: () => undefined });
  let shown = '';
  const way = secret.includes('PRIVATE KEY-----') ? { privateKey: secret } : { password: secret };
  try {
    const at = await reachable(host, inside);
    await client.connect({
      ...{ host: at, port, username, ...way, readyTimeout: milliseconds, keepaliveInterval: 10_000, keepaliveCountMax: 3, retries: 0 },
      hostVerifier: (key: Buffer) => {
        shown = fingerprint(key);
        return hostKey !== undefined && shown === hostKey;
      },
    });
    const folder = await client.realPath(path);
    if ((await client.exists(folder)) !== 'd') throw new SourceFailure('not-there');
    return sessionOf(client, folder);
  } catch (error) {
    await client.end().catch(() => undefined);
    if (shown !== '' && shown !== hostKey) throw new SourceFailure(hostKey === undefined ? 'host-key-unknown' : 'host-key-changed', shown);
    throw failureOf(error, address);
  }
};

function sessionOf(client: Client, folder: string): OpenSource {
  const at = (name: string, within = folder): string => {
    if (name === '' || name === '.' || name === '..' || /[/\0]/.test(name)) throw new SourceFailure('broken');
    return `${within === '/' ? '' : within}/${name}`;
  };
  const orFailure = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw failureOf(error);
    }
  };
  const asListed = ({ name, size, modifyTime }: { name: string; size: number; modifyTime: number }): ListedFile => ({
    ...{ name, size, modifiedAt: modifyTime },
  });
  return {
    list: async () =>
      (await orFailure(client.list(folder)))
        .filter(({ type, name }) => type === '-' && !/[/\0]/.test(name))
        .map(asListed)
        .sort((a, b) => (a.name < b.name ? -1 : 1)),
    look: async (name) => {
      if ((await orFailure(client.exists(at(name)))) !== '-') return undefined;
      return asListed({ name, ...(await orFailure(client.stat(at(name)))) });
    },
    read: (name, from, to) => bytesOf(client, at(name), from, to),
    move: (name, into) =>
      orFailure(
        (async () => {
          const target = into.startsWith('/') ? into : at(into);
          if ((await client.exists(target)) === false) await client.mkdir(target, true);
          for (const free of freeNames(name))
            if ((await client.exists(at(free, target))) === false) return void (await client.rename(at(name), at(free, target)));
        })(),
      ),
    remove: async (name) => void (await orFailure(client.delete(at(name)))),
    write: async (name, bytes) => void (await orFailure(client.put(Buffer.from(bytes), at(name)))),
    rename: async (name, to) => {
      if ((await orFailure(client.exists(at(name)))) !== '-') return false;
      if ((await orFailure(client.exists(at(to)))) !== false) throw new SourceFailure('name-taken');
      await orFailure(client.rename(at(name), at(to)));
      return true;
    },
    close: async () => void (await client.end().catch(() => undefined)),
  };
}

async function* bytesOf(client: Client, path: string, from?: number, to?: number): AsyncIterable<Uint8Array> {
  const range = { ...(from === undefined ? {} : { start: from }), ...(to === undefined ? {} : { end: to - 1 }) };
  const stream = client.createReadStream(path, { ...range, autoClose: true });
  // Whoever has read it all may hang up before the server said that the file is closed; nobody waits for that.
  stream.on('error', () => undefined);
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw failureOf(error);
  } finally {
    stream.destroy();
  }
}

/** What the library and the server say, as what a person can do about it. */
function failureOf(error: unknown, address?: SourceAddress): SourceFailure {
  if (error instanceof SourceFailure) return error;
  const says = error instanceof Error ? error.message : '';
  const code = codeOf(error) ?? '';
  return new SourceFailure(troubleOf(code, says, address), undefined, error);
}

function troubleOf(code: string, says: string, address: SourceAddress | undefined): SourceTrouble {
  if (/parse privateKey|Unsupported key format|Encrypted .*private|bad passphrase|no passphrase/i.test(says)) return 'key-unreadable';
  if (/authentication methods failed|Authentication fail/i.test(says)) return 'refused';
  if (/Timed out|timeout/i.test(says) || code === 'ETIMEDOUT') return 'time-out';
  if (
    /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ECONNRESET|getaddrinfo|Connection lost|No response|unexpected/i.test(
      `${code} ${says}`,
    )
  )
    return 'unreachable';
  if (/permission denied/i.test(says) || code === '3' || code === 'EACCES') return 'no-permission';
  if (/no such file|not exist|bad path/i.test(says) || code === '2' || code === 'ENOENT' || code === 'ENOTDIR') return 'not-there';
  return address === undefined ? 'broken' : 'unreachable';
}
