import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { openSource } from '../../../connectors/file-sources/index.ts';
import { person } from '../../../gate/person.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { type LookParts, lookAt } from './look.ts';
import { watchBounds } from './roots.ts';
import type { SourcesView, SourceView } from './views.ts';

const names = ['CLAIMWRIGHT_WATCH', 'CLAIMWRIGHT_DATA', 'CLAIMWRIGHT_KEYS', 'CLAIMWRIGHT_CHECKPOINTS'] as const;
const before = names.map((name) => [name, process.env[name]] as const);
const root = mkdtempSync(join(tmpdir(), 'claimwright-bounds-'));
let db: FreshDatabase;
let elm: Desk;
let oak: Desk;
let now = new Date();

const restore = () => {
  for (const [name, value] of before)
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
};
beforeAll(async () => {
  db = await freshDatabase();
  elm = await openDesk(db.store, twinPayers);
  oak = await openDesk(db.store, twinPayers);
  for (const { tenant } of [elm, oak]) mkdirSync(join(root, tenant, 'in'), { recursive: true });
});
beforeEach(() => {
  restore();
  process.env.CLAIMWRIGHT_WATCH = root;
  now = new Date('2026-03-02T15:00:00Z');
});
afterAll(async () => {
  restore();
  await elm.close();
  await oak.close();
  await db.drop();
  rmSync(root, { recursive: true, force: true });
});

const worker = ({ tenant }: Desk, role: 'office-manager' | 'coder') => person('test', { id: role, name: 'Mara', tenant, roles: [role] });
const inOf = ({ tenant }: Desk): string => join(root, tenant, 'in');
const set = async (desk: Desk, more: object): Promise<string> =>
  (
    await desk.act<{ sourceId: string }>(
      'ground/intake/set-source',
      { name: 'Clearinghouse', kind: 'folder', path: inOf(desk), ...more },
      worker(desk, 'office-manager'),
    )
  ).result.sourceId;
const refused = async (desk: Desk, more: object): Promise<void> => {
  await expect(set(desk, more), JSON.stringify(more)).rejects.toMatchObject({ code: 'bad-input' });
};
async function look(desk: Desk, id: string, open: LookParts['open'] = openSource): Promise<SourceView> {
  now = new Date(now.getTime() + 61_000);
  const parts = { store: desk.store, blobs: desk.blobs, gate: desk.gate, open, bounds: watchBounds(process.env), clock: () => now };
  await lookAt({ ...parts, changed: () => undefined, log: { warn: () => undefined } }, desk.tenant, id);
  const { rows } = await desk.ask<SourcesView>('ground/intake/sources', {}, worker(desk, 'office-manager'));
  const found = rows.find((row) => row.id === id);
  if (!found) throw new Error('no such source');
  return found;
}

describe('a practice watches folders of its own', () => {
  test('and none of another practice, nor what holds both', async () => {
    await set(elm, {});
    await set(oak, { path: join(root, oak.tenant) });
    for (const path of [inOf(oak), join(root, oak.tenant), root, join(root, 'neither')]) await refused(elm, { path, afterwards: 'delete' });
    process.env.CLAIMWRIGHT_WATCH = `${root}:${oak.tenant}=${join(root, 'for-oak')}:${elm.tenant}=${join(root, 'for-oak', 'elm')}`;
    await set(oak, {});
    for (const path of [join(root, 'for-oak'), join(root, 'for-oak', 'elm')]) for (const desk of [elm, oak]) await refused(desk, { path });
    process.env.CLAIMWRIGHT_WATCH = `${oak.tenant}=${join(root, 'for-oak')}`;
    await set(oak, { path: join(root, 'for-oak', 'remits') });
    await refused(elm, { path: join(root, 'for-oak', 'remits') });
    await refused(elm, {});
  });

  test('and nothing that Claimwright keeps, even where somebody named it', async () => {
    const data = join(root, 'data');
    process.env.CLAIMWRIGHT_DATA = data;
    process.env.CLAIMWRIGHT_KEYS = join(root, 'keys');
    process.env.CLAIMWRIGHT_CHECKPOINTS = join(root, 'checkpoints');
    for (const kept of ['/', root, data, join(data, 'blobs'), join(data, 'inbox'), join(root, 'keys'), join(root, 'checkpoints', 'in')]) {
      process.env.CLAIMWRIGHT_WATCH = `${elm.tenant}=${kept}`;
      await refused(elm, { path: kept });
    }
    delete process.env.CLAIMWRIGHT_WATCH;
    await set(elm, { path: join(data, 'inbox', elm.tenant, 'remits') });
    for (const path of [data, join(data, 'inbox'), join(data, 'inbox', 'remits'), join(data, 'inbox', oak.tenant)])
      await refused(elm, { path });
  });

  test('as they really lie at the moment they are opened', async () => {
    const path = join(root, elm.tenant, 'swapped');
    mkdirSync(path);
    writeFileSync(join(inOf(oak), 'oak.835'), 'theirs');
    const id = await set(elm, { path, afterwards: 'delete' });
    await look(elm, id);
    renameSync(path, `${path}-away`);
    const swapping: LookParts['open'] = async (...asked) => {
      symlinkSync(inOf(oak), path);
      return openSource(...asked);
    };
    expect(await look(elm, id, swapping)).toMatchObject({ trouble: { code: 'outside' } });
    for (let n = 0; n < 2; n++) expect(await look(elm, id)).toMatchObject({ trouble: { code: 'outside' }, filesLastDay: 0 });
    expect(readdirSync(inOf(oak))).toEqual(['oak.835']);
  });
});

describe('what was taken', () => {
  test('is moved within the folder itself, whatever somebody says', async () => {
    for (const movedTo of [inOf(oak), join(inOf(elm), 'taken'), '/etc', '..', '.', '../in', 'a/b', 'a\\b'])
      await refused(elm, { afterwards: 'move', movedTo });
    await set(elm, { afterwards: 'move', movedTo: 'taken' });
  });

  test('is moved nowhere by a way that was laid there', async () => {
    const [path, outside] = [join(root, elm.tenant, 'links'), join(root, 'outside')];
    for (const folder of [path, outside]) mkdirSync(folder);
    symlinkSync(outside, join(path, 'taken'));
    writeFileSync(join(path, 'a.835'), 'one that is moved');
    const id = await set(elm, { path, afterwards: 'move', movedTo: 'taken' });
    for (let n = 0; n < 3; n++) await look(elm, id);
    expect(await look(elm, id)).toMatchObject({ filesLastDay: 1, waiting: [{ name: 'a.835', why: 'not-readable' }] });
    expect([readdirSync(outside), existsSync(join(path, 'a.835'))]).toEqual([[], true]);
  });

  test('is no larger than what comes from a browser, and is not read to find out', async () => {
    const path = join(root, elm.tenant, 'large');
    mkdirSync(path);
    writeFileSync(join(path, 'large.835'), '');
    truncateSync(join(path, 'large.835'), 2 ** 30 + 1);
    const id = await set(elm, { path });
    let read = 0;
    const counting: LookParts['open'] = async (...asked) => ({
      ...(await openSource(...asked)),
      // biome-ignore lint/correctness/useYield: nothing of it is wanted.
      read: async function* () {
        read += 1;
        throw new Error('it is read');
      },
    });
    await look(elm, id, counting);
    expect(await look(elm, id, counting)).toMatchObject({ waiting: [{ why: 'too-large', says: expect.stringMatching(/1 GiB/) }] });
    expect(read).toBe(0);
  });
});

describe('a server', () => {
  const server = { kind: 'sftp', path: '/out', port: 9, username: 'elm', secret: 'a password' };

  test.each(['127.0.0.1', 'localhost', '169.254.169.254', '::ffff:127.0.0.1'])(
    'that stands inside (%s) is not even asked',
    async (host) => {
      const id = await set(elm, { ...server, host });
      expect(await look(elm, id)).toMatchObject({ trouble: { code: 'inside', fix: expect.stringMatching(/CLAIMWRIGHT_SFTP_INSIDE/) } });
    },
  );

  test('is confirmed by the key that it showed, and by no other', async () => {
    const id = await set(elm, { ...server, host: 'sftp.payer.example' });
    const [shown, other] = [`SHA256:${'B'.repeat(43)}`, `SHA256:${'A'.repeat(43)}`];
    const trust = (hostKey: string) => elm.act('ground/intake/trust-host', { sourceId: id, hostKey }, worker(elm, 'office-manager'));
    await expect(trust(shown)).rejects.toMatchObject({ code: 'cannot-do' });
    await elm.store.inTenant(elm.tenant, (tx) =>
      tx.rows('update intake.source_state set offered_key = $3 where tenant_id = $1 and source_id = $2', [elm.tenant, id, shown]),
    );
    await expect(trust(other)).rejects.toMatchObject({ code: 'cannot-do' });
    await trust(shown);
  });

  test('and a folder are named to whoever sets them up, and to nobody else', async () => {
    await set(elm, { ...server, host: 'sftp.payer.example', hostKey: `SHA256:${'A'.repeat(43)}` });
    await set(elm, { afterwards: 'move', movedTo: 'put-away' });
    const seen = await elm.ask<SourcesView>('ground/intake/sources', {}, worker(elm, 'coder'));
    expect(seen.rows.length).toBeGreaterThan(1);
    for (const says of [root, '/out', 'payer.example', '"elm"', 'SHA256', 'put-away'])
      expect(JSON.stringify(seen), says).not.toContain(says);
    expect(await elm.ask<SourcesView>('ground/intake/sources', {}, worker(elm, 'office-manager'))).toMatchObject({
      roots: [join(root, elm.tenant)],
    });
  });
});
