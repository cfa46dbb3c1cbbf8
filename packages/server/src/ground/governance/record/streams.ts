import { createSocket } from 'node:dgram';
import { appendFile } from 'node:fs/promises';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { chainNames } from '@claimwright/core/ground/governance';
import { bodyOf } from '../../../gate/index.ts';
import { codeOf, Trouble } from '../../../trouble.ts';
import { isLoopback } from '../safe-address.ts';
import { jsonOf, syslogOf, type Told } from './cef.ts';
import { entriesAfter, moveCursor, type Tx, takeCursor } from './store.ts';

/** Somebody else's system that is told of every entry. */
export interface Stream {
  /** Its address: under it the database knows how far it has been told. */
  readonly name: string;
  /** Ends when the other side, or the disk, has taken all of them. */
  send(entries: readonly Told[]): Promise<void>;
}

/** Milliseconds. */
const patience = 10_000;
const batch = 500;

/**
 * Streams by their addresses, several with spaces between: `tcp://host:514`, `tls://host:6514`, `udp://host:514` take syslog (RFC 5424)
 * with an event in CEF; `file:///var/log/record.jsonl` and `https://host/path` take a line of JSON for each entry.
 */
export function streamsOf(setting: string | undefined): Stream[] {
  return (setting ?? '').split(/\s+/).flatMap((address) => (address === '' ? [] : [streamOf(address)]));
}

function streamOf(address: string): Stream {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  const send = url && senders[url.protocol];
  if (!url || !send)
    throw new Trouble('usage', `${address} is no address that the record can be told to.`, {
      fix: 'CLAIMWRIGHT_STREAMS takes tcp://, tls://, udp://, file:// and https:// addresses, with spaces between.',
    });
  if (url.protocol === 'http:' && !isLoopback(url.hostname))
    throw new Trouble('usage', `The record is not told to ${url.host} in the clear.`, {
      because: 'Whoever listens on the way would read who did what.',
      fix: 'Say https:// in CLAIMWRIGHT_STREAMS; http:// is for this machine only.',
    });
  url.password = '';
  url.username = '';
  return { name: url.href, send: (entries) => send(new URL(address), entries) };
}

const senders: { readonly [protocol: string]: (url: URL, entries: readonly Told[]) => Promise<void> } = {
  'tcp:': (url, entries) => overSocket(connectTcp({ host: url.hostname, port: Number(url.port || 514) }), 'connect', entries),
  'tls:': (url, entries) => overSocket(connectTls({ host: url.hostname, port: Number(url.port || 6514) }), 'secureConnect', entries),
  'udp:': overUdp,
  'file:': (url, entries) =>
    appendFile(fileURLToPath(url), entries.map((one) => `${jsonOf(one)}\n`).join(''), { mode: 0o600, flush: true }),
  'https:': overHttp,
  'http:': overHttp,
};

/** Octet counting (RFC 6587). The other side ends the connection after ours: then it has read all. */
function overSocket(socket: Socket, ready: string, entries: readonly Told[]): Promise<void> {
  const text = entries.map(syslogOf).map((line) => `${Buffer.byteLength(line)} ${line}`);
  return new Promise((done, fail) => {
    socket.setTimeout(patience, () => socket.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })));
    socket.once('error', fail);
    socket.once('close', (wrong) => (wrong ? undefined : done()));
    socket.resume();
    socket.once(ready, () => socket.end(text.join('')));
  });
}

/** UDP promises nothing; what the network loses is lost. The record itself keeps all. */
async function overUdp(url: URL, entries: readonly Told[]): Promise<void> {
  const socket = createSocket('udp4');
  try {
    for (const one of entries)
      await new Promise<void>((done, fail) =>
        socket.send(syslogOf(one), Number(url.port || 514), url.hostname, (error) => (error ? fail(error) : done())),
      );
  } finally {
    socket.close();
  }
}

async function overHttp(url: URL, entries: readonly Told[]): Promise<void> {
  const authorization =
    url.username === '' ? {} : { authorization: `Basic ${Buffer.from(`${url.username}:${url.password}`).toString('base64')}` };
  const to = new URL(url);
  to.username = '';
  to.password = '';
  const answer = await fetch(to, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson', ...authorization },
    body: entries.map((one) => `${jsonOf(one)}\n`).join(''),
    signal: AbortSignal.timeout(patience),
  });
  if (!answer.ok) throw Object.assign(new Error('refused'), { code: `HTTP_${answer.status}` });
}

/**
 * Tells a stream what is new of a tenant's record. How far it was told is kept in the same transaction, after the other side took it: who
 * is stopped in between tells it again, and nothing is left out. Answers how many entries there were.
 */
export async function tell(tx: Tx, stream: Stream): Promise<number> {
  let told = 0;
  for (const chain of chainNames) {
    const from = await takeCursor(tx, stream.name, chain);
    const rows = await entriesAfter(tx, chain, from, batch);
    const last = rows.at(-1);
    if (!last) continue;
    const entries = rows.flatMap(({ body, hash }) => {
      const read = bodyOf(body);
      return read ? [{ body: read, hash }] : [];
    });
    await stream.send(entries);
    await moveCursor(tx, stream.name, chain, last.seq);
    told += rows.length;
  }
  return told;
}

/** Why a stream could not be told, as an address and a code. */
export const whyNot = (stream: Stream, error: unknown): object => ({ stream: stream.name, code: codeOf(error) ?? 'unknown' });
