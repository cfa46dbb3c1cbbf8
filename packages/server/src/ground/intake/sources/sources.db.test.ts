import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeRemits } from '@claimwright/twin';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findProgram, sshServer } from '../../../../../../tools/outside-programs.ts';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { type SshServer, startSshServer } from '../../../../testing/ssh-server.ts';
import { openSource } from '../../../connectors/file-sources/index.ts';
import type { Actor } from '../../../gate/index.ts';
import { person } from '../../../gate/person.ts';
import type { Page } from '../../../gate/views.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import type { DocumentDetail, DocumentView } from '../views.ts';
import { type LookParts, lookAt } from './look.ts';
import { watchBounds } from './roots.ts';
import type { SourcesView, SourceView } from './views.ts';
import { watchSources } from './watch.ts';
import { type WatchEvent, watchFolder } from './watch-folder.ts';
import { forgetWatched, noteWatched } from './watched.ts';

const sshd = findProgram(sshServer);
const root = mkdtempSync(join(tmpdir(), 'claimwright-sources-'));
const before = process.env.CLAIMWRIGHT_WATCH;
let db: FreshDatabase;
let desk: Desk;
let manager: Actor;
let folder = '';
let now = new Date();
let at = 0;
const remits: { name: string; bytes: Uint8Array }[] = [];

beforeAll(async () => {
  process.env.CLAIMWRIGHT_WATCH = root;
  // Where the servers of these tests stand.
  process.env.CLAIMWRIGHT_SFTP_INSIDE = '127.0.0.1';
  db = await freshDatabase();
  for (const { remits: some } of makeRemits({ seed: 'sources', count: 60 }))
    for (const { name, bytes835 } of some) remits.push({ name, bytes: bytes835 });
});
beforeEach(async () => {
  desk = await openDesk(db.store, twinPayers);
  manager = person('test', { id: 'mara', name: 'Mara', tenant: desk.tenant, roles: ['office-manager'] });
  folder = join(root, desk.tenant, `in-${++at}`);
  mkdirSync(folder, { recursive: true });
  now = new Date('2026-03-02T15:00:00Z');
});
afterEach(() => desk.close());
afterAll(async () => {
  if (before === undefined) delete process.env.CLAIMWRIGHT_WATCH;
  else process.env.CLAIMWRIGHT_WATCH = before;
  delete process.env.CLAIMWRIGHT_SFTP_INSIDE;
  await db.drop();
  rmSync(root, { recursive: true, force: true });
});

const parts = (): LookParts => ({
  ...{ store: desk.store, blobs: desk.blobs, gate: desk.gate, open: openSource, bounds: watchBounds(process.env), clock: () => now },
  ...{ changed: () => undefined, log: { warn: () => undefined } },
});
const set = async (more: object = {}): Promise<string> =>
  (
    await desk.act<{ sourceId: string }>(
      'ground/intake/set-source',
      { name: 'Clearinghouse', kind: 'folder', path: folder, ...more },
      manager,
    )
  ).result.sourceId;
const pass = (seconds: number) => {
  now = new Date(now.getTime() + seconds * 1000);
};
/** A look as soon as it is due. */
async function look(id: string, after = 61): Promise<SourceView> {
  pass(after);
  await lookAt(parts(), desk.tenant, id);
  return seen(id);
}
async function seen(id: string): Promise<SourceView> {
  const { rows } = await desk.ask<SourcesView>('ground/intake/sources', {}, manager);
  const found = rows.find((row) => row.id === id);
  if (!found) throw new Error('no such source');
  return found;
}
const documents = async (): Promise<readonly DocumentView[]> => (await desk.ask<Page<DocumentView>>('ground/intake/documents', {})).rows;
const names = async (): Promise<string[]> => (await documents()).map(({ name }) => name).sort();
const remit = (n: number): Uint8Array => remits[n]?.bytes ?? new Uint8Array();
const put = (name: string, bytes: Uint8Array, when?: number): void => {
  writeFileSync(join(folder, name), bytes);
  if (when !== undefined) utimesSync(join(folder, name), when, when);
};

describe('a folder', () => {
  test('gives up its files when they are whole, through the gate, by nobody’s hand; and each once', async () => {
    const id = await set();
    put('a.835', remit(0).subarray(0, 900));
    expect((await look(id)).waiting).toMatchObject([{ name: 'a.835', why: 'growing' }]);
    put('a.835', remit(0).subarray(0, 1800));
    expect(await look(id)).toMatchObject({ mood: 'waiting', filesLastDay: 0 });
    put('a.835', remit(0));
    await look(id);
    expect(await names()).toEqual([]);
    expect(await look(id)).toMatchObject({ mood: 'fine', filesLastDay: 1, waiting: [], lastFile: { name: 'a.835', repeated: false } });
    expect(await documents()).toMatchObject([{ name: 'a.835', receivedBy: 'Claimwright', kind: '835' }]);
    for (let again = 0; again < 3; again++) await look(id);
    expect(await seen(id)).toMatchObject({ filesLastDay: 1 });
    expect(readdirSync(folder)).toEqual(['a.835']);
  });

  test('that holds what is being written under another name waits, and takes it at once when it is renamed', async () => {
    const id = await set({ patterns: ['*.835'] });
    put('a.835.part', remit(0));
    put('note.txt', Buffer.from('hello'));
    for (let n = 0; n < 3; n++)
      expect((await look(id)).waiting).toMatchObject([
        { name: 'a.835.part', why: 'unfinished-name', says: expect.stringMatching(/renamed/) },
      ]);
    renameSync(join(folder, 'a.835.part'), join(folder, 'a.835'));
    expect(await look(id)).toMatchObject({ waiting: [], filesLastDay: 1 });
    expect(await names()).toEqual(['a.835']);
  });

  test('with the same file twice, under whatever name, brings nothing new', async () => {
    const id = await set();
    await desk.feed('by hand.835', remit(0));
    put('a.835', remit(0));
    put('b.835', remit(0));
    await look(id);
    expect(await look(id)).toMatchObject({ filesLastDay: 2, lastFile: { repeated: true } });
    expect(await names()).toEqual(['by hand.835']);
    // The very same name with something else in it is another file.
    put('a.835', remit(1));
    await look(id);
    await look(id);
    expect(await names()).toEqual(['a.835', 'by hand.835']);
  });

  test('is emptied only where somebody said so: into another folder, never over what is there, or for good', async () => {
    const moving = await set({ afterwards: 'move', movedTo: 'taken' });
    for (const n of [0, 1]) {
      put('a.835', remit(n));
      await look(moving);
      await look(moving);
    }
    expect([readdirSync(folder), readdirSync(join(folder, 'taken')).sort()]).toEqual([['taken'], ['a.2.835', 'a.835']]);
    const deleting = await set({ sourceId: moving, afterwards: 'delete' });
    put('b.835', remit(2));
    await look(deleting);
    await look(deleting);
    expect(readdirSync(folder)).toEqual(['taken']);
    expect(await names()).toEqual(['a.835', 'a.835', 'b.835']);
  });

  test('with an X12 file that ends too early waits for its end, and for no longer than is set', async () => {
    const id = await set({ cutOffMinutes: 7 });
    put('cut.835', remit(0).subarray(0, 1500));
    put('empty.835', new Uint8Array());
    await look(id);
    for (let n = 0; n < 4; n++) expect((await look(id)).waiting.map(({ why }) => why)).toEqual(['cut-off', 'cut-off']);
    put('cut.835', remit(0));
    await look(id);
    await look(id);
    expect(await names()).toEqual(['cut.835']);
    await look(id, 420);
    expect(await names()).toEqual(['cut.835', 'empty.835']);
    put('short.835', remit(1).subarray(0, remit(1).length - 20));
    for (let n = 0; n < 10; n++) await look(id);
    const [short] = (await documents()).filter(({ name }) => name === 'short.835');
    await desk.act('ground/intake/read', { documentId: short?.id }, desk.system);
    const { findings } = await desk.ask<DocumentDetail>('ground/intake/document', { documentId: short?.id });
    expect(findings.map(({ says }) => says).join(' ')).toMatch(/IEA|end/i);
  });

  test('with half of what is no plain X12 waits too: packed, a bank’s, a zip; and what has no mark of its end lies still first', async () => {
    const id = await set({ cutOffMinutes: 5 });
    const packed = gzipSync(remit(0));
    const zip = Buffer.from('PK\u0003\u0004 and so on');
    const bai2 = '01,122099999,123456789,260302,0200,1,,,2/\n02,123456789,122099999,1,260301,,USD,2/\n';
    const csv = 'Date,Description,Amount\n2026-03-02,ELM,12.00\n';
    put('a.835.gz', packed.subarray(0, packed.length / 2));
    put('b.bai', Buffer.from(bai2));
    put('c.zip', zip);
    put('d.csv', Buffer.from(csv));
    await look(id);
    const halves = [{ why: 'cut-off' }, { why: 'cut-off' }, { why: 'cut-off' }];
    expect((await look(id, 5)).waiting).toMatchObject([...halves, { name: 'd.csv', why: 'not-still' }]);
    expect((await look(id, 5)).waiting).toMatchObject([...halves, { name: 'd.csv', why: 'not-still' }]);
    put('a.835.gz', packed);
    put('b.bai', Buffer.from(`${bai2}03,1,,010,0,,/\n49,0,2/\n98,0,1,4/\n99,0,1,6/\n`));
    await look(id);
    expect((await look(id, 5)).waiting).toMatchObject([{ name: 'c.zip', why: 'cut-off' }]);
    expect(await names()).toEqual(['a.835.gz', 'b.bai', 'd.csv']);
  });

  test('that somebody watches from the command line is told of as well, for as long as they do', async () => {
    const data = process.env.CLAIMWRIGHT_DATA;
    process.env.CLAIMWRIGHT_DATA = join(root, 'data');
    try {
      const tell = (event: WatchEvent) => expect(event.what).not.toBe('trouble');
      const how = { patterns: [], afterwards: 'leave', movedTo: null, cutOffMinutes: 10 };
      const watching = watchFolder({ ...parts(), ...how, actor: manager, folder, clock: () => now, tell });
      put('a.835', remit(0));
      put('half.835', remit(1).subarray(0, 900));
      await watching.look();
      const looked = await watching.look();
      const note = (minutes: number) => {
        const times = {
          since: now.toISOString(),
          lookedAt: now.toISOString(),
          until: new Date(now.getTime() + minutes * 60_000).toISOString(),
        };
        return noteWatched(join(root, 'data'), { tenant: desk.tenant, folder, ...times, ...looked });
      };
      await note(10);
      const asked = async (actor?: Actor) => (await desk.ask<SourcesView>('ground/intake/sources', {}, actor)).watched;
      expect(await asked(manager)).toMatchObject([{ folder, mood: 'waiting', taken: 1, waiting: 1 }]);
      expect(await asked(person('test', { id: 'b', name: 'B', tenant: desk.tenant, roles: ['biller'] }))).toMatchObject([{ taken: 1 }]);
      expect(await asked(person('test', { id: 'b', name: 'B', tenant: desk.tenant, roles: ['biller'] }))).not.toMatchObject([{ folder }]);
      await note(-10);
      expect(await asked(manager)).toMatchObject([{ mood: 'quiet' }]);
      await forgetWatched(join(root, 'data'), { tenant: desk.tenant, folder });
      expect(await asked(manager)).toEqual([]);
    } finally {
      if (data === undefined) delete process.env.CLAIMWRIGHT_DATA;
      else process.env.CLAIMWRIGHT_DATA = data;
    }
  });

  test('that is missing, or points out of what may be watched, is told in words, and goes on by itself when it is there again', async () => {
    const id = await set();
    rmSync(folder, { recursive: true });
    const failing = await look(id);
    expect(failing).toMatchObject({
      mood: 'failing',
      trouble: { code: 'not-there', says: expect.stringMatching(/not there/), fix: expect.any(String) },
    });
    expect((await look(id, 3600)).trouble?.since).toBe(failing.trouble?.since);
    symlinkSync('/etc', folder);
    expect(await look(id)).toMatchObject({ trouble: { code: 'outside' } });
    rmSync(folder);
    mkdirSync(folder);
    put('a.835', remit(0));
    await look(id);
    expect(await look(id)).toMatchObject({ mood: 'fine', filesLastDay: 1 });
    for (const path of ['/etc', `${root}/../etc`, `${root}x`, 'relative'])
      await expect(set({ path }), path).rejects.toMatchObject({ code: 'bad-input' });
    await expect(set({ afterwards: 'move', movedTo: '/etc' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(set({ afterwards: 'move', movedTo: '../../etc' })).rejects.toMatchObject({ code: 'bad-input' });
    await expect(set({ afterwards: 'move' })).rejects.toMatchObject({ code: 'bad-input' });
  });

  test('that brings nothing for longer than is set is told', async () => {
    const id = await set({ quietHours: 30 });
    put('a.835', remit(0));
    await look(id);
    await look(id);
    // The clock of the desk stands: the last file came long before it.
    await desk.store.inTenant(desk.tenant, (tx) =>
      tx.rows("update intake.source_state set last_file_at = '2026-03-01T08:00:00Z' where tenant_id = $1", [desk.tenant]),
    );
    expect(await seen(id)).toMatchObject({ mood: 'quiet', quietSince: '2026-03-01T08:00:00.000Z' });
    await desk.act('ground/intake/pause-source', { sourceId: id, paused: true }, manager);
    expect(await seen(id)).toMatchObject({ mood: 'paused' });
  });

  test('is not looked at while it is paused, nor by two at once', async () => {
    const id = await set();
    put('a.835', remit(0));
    await desk.act('ground/intake/pause-source', { sourceId: id, paused: true }, manager);
    await look(id);
    expect((await look(id)).lookedAt).toBeUndefined();
    await desk.act('ground/intake/pause-source', { sourceId: id, paused: false }, manager);
    let opened = 0;
    const slow: LookParts = {
      ...parts(),
      open: (...asked) => {
        opened += 1;
        return openSource(...asked);
      },
    };
    await Promise.all([lookAt(slow, desk.tenant, id), lookAt(slow, desk.tenant, id), lookAt(slow, desk.tenant, id)]);
    expect(opened).toBe(1);
  });

  test('is looked at by the watch when it is due, and at once where somebody asks', async () => {
    const id = await set({ everySeconds: 3600 });
    const watch = watchSources({ ...parts(), clock: () => now, tenants: async () => [desk.tenant] });
    pass(1);
    await watch.look();
    put('a.835', remit(0));
    pass(600);
    await watch.look();
    expect(await seen(id)).toMatchObject({ waiting: [] });
    now = new Date('2026-03-02T15:20:00Z');
    await desk.act('ground/intake/look-now', { sourceId: id });
    await watch.look();
    expect(await seen(id)).toMatchObject({ waiting: [{ why: 'growing' }] });
    // What may be growing is looked at again within seconds.
    pass(6);
    await watch.look();
    expect(await names()).toEqual(['a.835']);
    await watch.stop();
  });
});

describe('whoever', () => {
  test('works here sees the places; only some set them up; and nobody sees a key', async () => {
    const secret = '-----BEGIN OPENSSH PRIVATE KEY-----\nverysecret\n-----END OPENSSH PRIVATE KEY-----';
    const server = { kind: 'sftp', path: '/out', host: 'sftp.payer.example', username: 'elm', secret };
    const id = await set(server);
    const biller = person('test', { id: 'bo', name: 'Bo', tenant: desk.tenant, roles: ['biller'] });
    const view = await desk.ask<SourcesView>('ground/intake/sources', {}, biller);
    expect(view.rows).toMatchObject([{ kind: 'sftp', hasSecret: true }]);
    expect(JSON.stringify(view)).not.toContain('verysecret');
    const [row] = await desk.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ secret: string }>('select secret from intake.source where tenant_id = $1', [desk.tenant]),
    );
    expect(row?.secret).not.toContain('verysecret');
    for (const [name, input] of [
      ['set-source', { name: 'x', kind: 'folder', path: folder }],
      ['pause-source', { sourceId: id, paused: true }],
      ['end-source', { sourceId: id }],
      ['trust-host', { sourceId: id, hostKey: `SHA256:${'A'.repeat(43)}` }],
    ] as const)
      await expect(desk.act(`ground/intake/${name}`, input, biller), name).rejects.toMatchObject({ code: 'not-allowed' });
    // A key goes only where it was given for.
    const { secret: _, ...without } = server;
    await expect(set({ ...without, sourceId: id, host: 'elsewhere.example' })).rejects.toMatchObject({ code: 'bad-input' });
    await set({ ...without, sourceId: id, name: 'Payer' });
    expect(await seen(id)).toMatchObject({ name: 'Payer', hasSecret: true });
    await desk.act('ground/intake/end-source', { sourceId: id }, manager);
    expect((await desk.ask<SourcesView>('ground/intake/sources', {}, biller)).rows).toEqual([]);
  });
});

describe.skipIf(!sshd)('an SFTP server', () => {
  let server: SshServer;
  beforeAll(async () => {
    server = await startSshServer(sshd ?? '');
  });
  afterAll(() => server.stop());

  test('is signed in to when somebody said that it is the right one, and gives up its files', async () => {
    const id = await set({
      kind: 'sftp',
      path: server.folder,
      host: '127.0.0.1',
      port: server.port,
      username: server.user,
      secret: server.key,
      afterwards: 'delete',
    });
    writeFileSync(join(server.folder, 'a.835.filepart'), remit(0).subarray(0, 1000));
    expect(await look(id)).toMatchObject({ trouble: { code: 'host-key-unknown' }, offeredKey: server.hostKey });
    await desk.act('ground/intake/trust-host', { sourceId: id, hostKey: server.hostKey }, manager);
    expect(await look(id)).toMatchObject({ waiting: [{ name: 'a.835.filepart' }], mood: 'waiting' });
    writeFileSync(join(server.folder, 'a.835.filepart'), remit(0));
    await look(id);
    renameSync(join(server.folder, 'a.835.filepart'), join(server.folder, 'a.835'));
    expect(await look(id)).toMatchObject({ mood: 'fine', filesLastDay: 1 });
    expect(existsSync(join(server.folder, 'a.835'))).toBe(false);
    expect(await documents()).toMatchObject([{ name: 'a.835', size: remit(0).length, receivedBy: 'Claimwright' }]);
    await set({
      ...{ sourceId: id, kind: 'sftp', path: server.folder, host: '127.0.0.1', port: server.port, username: server.user },
      hostKey: `SHA256:${'A'.repeat(43)}`,
    });
    expect(await look(id)).toMatchObject({ trouble: { code: 'host-key-changed' }, offeredKey: server.hostKey });
  });
});
