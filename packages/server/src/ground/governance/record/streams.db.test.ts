import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeClaims } from '@claimwright/twin';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { append } from '../../../gate/index.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { openKeeper } from './keeper.ts';
import { streamsOf } from './streams.ts';

/** A syslog collector that counts octets, as RFC 6587 has it. */
async function collector(): Promise<{ port: number; messages: string[]; refuse(yes: boolean): void; close(): Promise<void> }> {
  const messages: string[] = [];
  let refusing = false;
  const server: Server = createServer((socket: Socket) => {
    if (refusing) return void socket.resetAndDestroy();
    let got = Buffer.alloc(0);
    socket.on('data', (bytes: Buffer) => {
      got = Buffer.concat([got, bytes]);
      for (;;) {
        const gap = got.indexOf(0x20);
        const length = Number(got.subarray(0, gap).toString());
        if (gap < 0 || got.length < gap + 1 + length) return;
        messages.push(got.subarray(gap + 1, gap + 1 + length).toString());
        got = got.subarray(gap + 1 + length);
      }
    });
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    messages,
    refuse: (yes) => {
      refusing = yes;
    },
    close: () => new Promise((done) => server.close(() => done())),
  };
}

describe('the record, told to other systems', () => {
  let db: FreshDatabase;
  let desk: Desk;
  let syslog: Awaited<ReturnType<typeof collector>>;
  let folder: string;
  beforeAll(async () => {
    db = await freshDatabase();
    desk = await openDesk(db.store, twinPayers);
    syslog = await collector();
    folder = await mkdtemp(join(tmpdir(), 'claimwright-streams-'));
    await desk.feed('claims.837', makeClaims({ seed: 'streams', count: 3, until: '2026-02-20' }).bytes837);
  });
  afterAll(async () => {
    await syslog.close();
    await desk.close();
    await db.drop();
    await rm(folder, { recursive: true });
  });

  const warned: object[] = [];
  /** A keeper as a process that has just started has it. */
  const keeper = () =>
    openKeeper({
      ...{ store: db.store, blobs: desk.blobs, witness: desk.witness, clock: () => new Date(), tenants: async () => [desk.tenant] },
      streams: streamsOf(`tcp://127.0.0.1:${syslog.port} ${pathToFileURL(join(folder, 'record.jsonl'))}`),
      log: { warn: (details) => void warned.push(details) },
    });
  const entryOf = (message: string) => `${/ (acts|reads) - CEF/.exec(message)?.[1]} ${/cn1=(\d+)/.exec(message)?.[1]}`;

  test('every entry is told once, as an event in CEF and as a line of JSON, with addresses and no patient', async () => {
    const { rows } = await desk.ask<{ rows: readonly { patientName: string }[] }>('revenue/claims/claims', {});
    await keeper().round();
    expect(syslog.messages[0]).toMatch(
      /^<110>1 2026-03-02T15:00:00.000Z \S+ claimwright \d+ acts - CEF:0\|Claimwright\|Claimwright\|0\.1\.0\|ground\/intake\/receive\|/,
    );
    const lines = readFileSync(join(folder, 'record.jsonl'), 'utf8').trimEnd().split('\n');
    expect(lines).toHaveLength(syslog.messages.length);
    expect(new Set(syslog.messages.map(entryOf)).size).toBe(syslog.messages.length);
    const all = [...syslog.messages, ...lines].join('\n');
    for (const { patientName } of rows)
      for (const word of patientName.split(', ')) expect(all).not.toMatch(new RegExp(`\\b${word}\\b`, 'i'));
  });

  test('what a person wrote does not leave', async () => {
    await db.store.inTenant(desk.tenant, (tx) =>
      append(tx, {
        ...{
          chain: 'acts',
          id: crypto.randomUUID(),
          at: '2026-03-02T15:00:00.000Z',
          actor: { kind: 'person', id: 'dana' },
          what: 'gate/decline',
        },
        ...{ outcome: 'refused', subjects: [], words: 'Ida Sample is a relative', because: 'not to be told either' },
      }),
    );
    await keeper().round();
    expect(syslog.messages.at(-1)).toMatch(/^<108>1 .*act=refused/);
    expect(syslog.messages.at(-1)).not.toMatch(/Ida|either/);
    expect(readFileSync(join(folder, 'record.jsonl'), 'utf8')).not.toMatch(/Ida|either/);
  });

  test('a collector that is down misses nothing: what it did not take is told when it is back, by the next process too', async () => {
    syslog.refuse(true);
    await desk.ask('revenue/claims/claims', {});
    const before = syslog.messages.length;
    await keeper().round();
    expect(syslog.messages).toHaveLength(before);
    expect(warned).toContainEqual(expect.objectContaining({ stream: `tcp://127.0.0.1:${syslog.port}` }));
    syslog.refuse(false);
    await desk.ask('revenue/claims/claims', {});
    await keeper().round();
    expect(syslog.messages.slice(before).map(entryOf)).toEqual(['reads 2', 'reads 3']);
  });

  test('an address that means nothing is refused at the start', () => {
    expect(() => streamsOf('gopher://old')).toThrow(/no address that the record can be told to/);
    expect(() => streamsOf('http://siem.elm.example/in')).toThrow(/in the clear/);
    expect(() => streamsOf('http://127.0.0.1.elm.example/in')).toThrow(/in the clear/);
    expect(streamsOf('https://siem.elm.example/in http://127.0.0.1:9/in').length).toBe(2);
  });
});
