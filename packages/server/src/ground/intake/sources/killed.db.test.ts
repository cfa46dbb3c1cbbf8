import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../../testing/conserve.ts';
import { type Desk, openDesk } from '../../../../testing/desk.ts';
import { openSource } from '../../../connectors/file-sources/index.ts';
import { createGate } from '../../../gate/index.ts';
import { commands, queries } from '../../../rooms.ts';
import { fileBlobs } from '../../../store/blob-files.ts';
import { idSource } from '../../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../../store/testing/fresh-database.ts';
import { type LookParts, lookAt } from './look.ts';
import { watchBounds } from './roots.ts';

const root = mkdtempSync(join(tmpdir(), 'claimwright-killed-'));
const data = join(root, 'data');
const before = process.env.CLAIMWRIGHT_WATCH;
let db: FreshDatabase;
let desk: Desk;

beforeAll(async () => {
  process.env.CLAIMWRIGHT_WATCH = root;
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
});
afterAll(async () => {
  if (before === undefined) delete process.env.CLAIMWRIGHT_WATCH;
  else process.env.CLAIMWRIGHT_WATCH = before;
  await desk.close();
  await db.drop();
  rmSync(root, { recursive: true, force: true });
});

/** The bytes lie where the process that is killed puts them too. */
function parts(clock: () => Date): LookParts {
  const [{ store }, blobs, changed] = [desk, fileBlobs(data, db.store.keys), () => undefined];
  const enqueue = async () => undefined;
  const gate = createGate({ store, blobs, commands, queries, clock, newId: idSource(Date.now), enqueue, changed });
  return { store, blobs, gate, open: openSource, bounds: watchBounds(process.env), clock, changed, log: { warn: () => undefined } };
}

/** Takes files, comes as far as it is told, and is killed there. */
async function killed(sourceId: string, when: 'before' | 'after'): Promise<void> {
  const script = join(import.meta.dirname, '../../../../testing/looker.ts');
  const child = spawn(process.execPath, [script, db.appUrl, data, desk.tenant, sourceId, root, when], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  await Promise.race([new Promise<void>((done) => child.stdout.once('data', () => done())), ended]);
  child.kill('SIGKILL');
  await ended;
}

test.each([
  ['before', 0],
  ['after', 1],
] as const)('whoever is killed %s a file is received loses nothing, and nothing comes twice', async (when, documents) => {
  const folder = join(root, desk.tenant, when);
  mkdirSync(folder, { recursive: true });
  const { result } = await desk.act<{ sourceId: string }>('ground/intake/set-source', {
    ...{ name: when, kind: 'folder', path: folder, afterwards: 'move', movedTo: 'taken', cutOffMinutes: 0 },
  });
  const bytes = Buffer.from(`a file that came ${when}`);
  writeFileSync(join(folder, 'a.835'), bytes);
  const began = Date.now();
  await lookAt(
    parts(() => new Date(began - 60_000)),
    desk.tenant,
    result.sourceId,
  );
  await killed(result.sourceId, when);
  const kept = () =>
    desk.store.inTenant(desk.tenant, (tx) =>
      tx.rows<{ size: number }>('select size from intake.document where tenant_id = $1 and size = $2', [desk.tenant, bytes.length]),
    );
  expect((await kept()).length).toBe(documents);
  expect(readdirSync(folder)).toEqual(['a.835']);
  // Whoever died holds the place for two minutes, and no longer.
  await lookAt(
    parts(() => new Date(began + 60_000)),
    desk.tenant,
    result.sourceId,
  );
  expect(readdirSync(folder)).toEqual(['a.835']);
  for (const minutes of [5, 10, 15])
    await lookAt(
      parts(() => new Date(began + minutes * 60_000)),
      desk.tenant,
      result.sourceId,
    );
  expect((await kept()).length).toBe(1);
  expect(readdirSync(folder)).toEqual(['taken']);
  expect(readFileSync(join(folder, 'taken', 'a.835'))).toEqual(bytes);
});
