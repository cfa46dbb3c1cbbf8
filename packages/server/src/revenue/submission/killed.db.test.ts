import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { readClaimToSend } from '@claimwright/core/revenue/submission';
import { makeClaims, openClearinghouse as openTwin, serveFolder } from '@claimwright/twin';
import { createReader } from '@claimwright/x12';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { twinPayers } from '../../../testing/conserve.ts';
import { within } from '../../../testing/context.ts';
import { type Desk, openDesk } from '../../../testing/desk.ts';
import { createGate, type Gate } from '../../gate/index.ts';
import type { Page } from '../../gate/views.ts';
import { watchBounds } from '../../ground/intake/sources/index.ts';
import { commands, queries } from '../../rooms.ts';
import { fileBlobs } from '../../store/blob-files.ts';
import { idSource } from '../../store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../../store/testing/fresh-database.ts';
import { keepDrafts } from '../claims/index.ts';
import { sendBatch } from './index.ts';
import type { BatchView } from './views.ts';

const root = mkdtempSync(join(tmpdir(), 'claimwright-sender-'));
const data = join(root, 'data');
const watched = process.env.CLAIMWRIGHT_WATCH;
let db: FreshDatabase;
let desk: Desk;
let gate: Gate;

beforeAll(async () => {
  process.env.CLAIMWRIGHT_WATCH = root;
  db = await freshDatabase();
  desk = await openDesk(db.store, twinPayers);
  // The bytes lie where the process that is killed finds them too.
  const blobs = fileBlobs(data, db.store.keys);
  const [enqueue, changed] = [async () => undefined, () => undefined];
  gate = createGate({ store: db.store, blobs, commands, queries, clock: () => new Date(), newId: idSource(Date.now), enqueue, changed });
});
afterAll(async () => {
  if (watched === undefined) delete process.env.CLAIMWRIGHT_WATCH;
  else process.env.CLAIMWRIGHT_WATCH = watched;
  await desk.close();
  await db.drop();
  rmSync(root, { recursive: true, force: true });
});

const act = async <T>(name: string, input: object) => (await gate.act<T>(`revenue/submission/${name}`, input, desk.biller)).result;

/** Sends, comes as far as it is told, and is killed there. */
async function killed(batchId: string, when: string, step: string): Promise<void> {
  const script = join(import.meta.dirname, '../../../testing/sender.ts');
  const child = spawn(process.execPath, [script, db.appUrl, data, desk.tenant, batchId, root, when, step], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<never>((_, reject) => child.once('exit', () => reject(new Error(`it ended before ${when} ${step}`))));
  await Promise.race([new Promise<void>((done) => child.stdout.once('data', () => done())), ended]);
  ended.catch(() => undefined);
  child.kill('SIGKILL');
}

test('killed at each step of sending and started again, each claim leaves once, though the partner takes files away at once', async () => {
  const claims: ClaimToSend[] = [];
  const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)) });
  reader.push(makeClaims({ seed: 5, count: 6, until: '2026-02-20', specialties: ['medical'] }).bytes837);
  reader.end();
  const kept = await within(db.store, desk.tenant, (ctx) =>
    keepDrafts(
      ctx,
      claims.map((claim) => ({ claim, madeOf: claim.patientControlNumber })),
    ),
  );
  const house = openTwin({ seed: 1, opens: '2026-03-02' });
  const folder = join(root, desk.tenant, 'house');
  mkdirSync(folder, { recursive: true });
  const serving = serveFolder(house, folder);
  await act('set-clearinghouse', {
    ...{ name: 'Twin House', kind: 'folder', path: join(folder, 'in'), answersPath: join(folder, 'out'), active: true },
    agreement: { kind: 'baa', signedOn: '2026-01-05' },
    ...{
      senderId: 'LAKESIDE',
      senderName: 'Lakeside',
      contact: 'Billing',
      phone: '5555550100',
      receiverId: 'TWINHOUSE',
      receiverName: 'Twin',
    },
  });
  const points = ['before begin', 'after begin', 'before staged', 'after staged', 'before end', 'after end'];
  for (const id of kept) await act('prepare-batches', { draftIds: [id] });
  const listed = (await gate.ask<Page<BatchView>>('revenue/submission/batches', {}, desk.biller)).rows;
  expect(listed).toHaveLength(points.length);
  for (const { id, sha256 } of listed) await act('approve-batch', { batchId: id, sha256 });
  await Promise.all(points.map((point, i) => killed(listed[i]?.id ?? '', ...(point.split(' ') as [string, string]))));
  // The partner takes what counts: what was released, and nothing that is only staged.
  expect(readdirSync(join(folder, 'in')).filter((name) => !name.startsWith('.'))).toHaveLength(2);
  serving.pump(1);
  expect(house.taken).toHaveLength(2);
  const parts = {
    gate,
    blobs: fileBlobs(data, db.store.keys),
    bounds: watchBounds(process.env),
    actor: () => desk.system,
    milliseconds: 5_000,
  };
  for (let again = 0; again < 2; again++) {
    for (const { id } of listed) await sendBatch(parts, desk.tenant, id);
    serving.pump(2 + again);
  }
  expect(new Set(house.taken.map(({ name }) => name)).size).toBe(points.length);
  expect(house.taken).toHaveLength(points.length);
  const sent: string[] = [];
  for (const { bytes } of house.taken) {
    const taken = createReader({ claim: ({ patientControlNumber }) => sent.push(patientControlNumber) });
    taken.push(bytes);
    taken.end();
  }
  expect(sent.sort()).toEqual(claims.map(({ patientControlNumber }) => patientControlNumber).sort());
  const states = (await gate.ask<Page<BatchView>>('revenue/submission/batches', {}, desk.biller)).rows.map(({ state }) => state);
  expect(states).toEqual(points.map(() => 'sent'));
}, 120_000);
