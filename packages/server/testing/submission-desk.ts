import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClaimToSend } from '@claimwright/core/revenue/claims';
import { readClaimToSend } from '@claimwright/core/revenue/submission';
import { type Clearinghouse, makeClaims, openClearinghouse, serveFolder } from '@claimwright/twin';
import { createReader } from '@claimwright/x12';
import { type Actor, createGate, type Gate } from '../src/gate/index.ts';
import type { Page } from '../src/gate/views.ts';
import { watchBounds } from '../src/ground/intake/sources/index.ts';
import { keepDrafts } from '../src/revenue/claims/index.ts';
import { decisionsOn } from '../src/revenue/posting/index.ts';
import { sendBatch, watchSubmissions } from '../src/revenue/submission/index.ts';
import type { BatchView, SubmissionWorkView } from '../src/revenue/submission/views.ts';
import { commands, queries } from '../src/rooms.ts';
import { idSource } from '../src/store/new-id.ts';
import { type FreshDatabase, freshDatabase } from '../src/store/testing/fresh-database.ts';
import { twinPayers } from './conserve.ts';
import { within } from './context.ts';
import { type Desk, openDesk } from './desk.ts';

const opened = Date.parse('2026-03-02T08:00:00Z');

/** Claims that the twin’s practice could send. */
export const sixClaims = (): ClaimToSend[] => claimsOf({ seed: 21, count: 6 });
export const claimsOf = (asked: { readonly seed: number; readonly count: number }): ClaimToSend[] => {
  const claims: ClaimToSend[] = [];
  const reader = createReader({ claim: (loop) => claims.push(readClaimToSend(loop)) });
  reader.push(makeClaims({ ...asked, until: '2026-02-20', specialties: ['medical'] }).bytes837);
  reader.end();
  return claims;
};

export interface Job {
  readonly queue: string;
  readonly data: { readonly [key: string]: string };
}

/** A practice with drafts, a clearinghouse of the twin behind a folder, and a clock that the test turns. */
export interface SubmissionDesk {
  readonly claims: readonly ClaimToSend[];
  readonly db: FreshDatabase;
  readonly desk: Desk;
  readonly gate: Gate;
  readonly house: Clearinghouse;
  readonly folder: string;
  readonly drafts: readonly string[];
  now: Date;
  readonly jobs: Job[];
  readonly warnings: object[];
  openHouse(manner?: Manner): void;
  act<T>(name: string, input: object, actor?: Actor): Promise<T>;
  ask<T>(name: string, input?: object, actor?: Actor): Promise<T>;
  rows<T extends object>(sql: string): Promise<T[]>;
  setUp(more?: object): Promise<{ clearinghouseId: string }>;
  send(batchId: string): Promise<unknown>;
  work(): Promise<number>;
  look(): Promise<void>;
  pump(): void;
  later(hours: number): Promise<void>;
  batches(): Promise<readonly BatchView[]>;
  openWork(): Promise<readonly SubmissionWorkView[]>;
  approveAll(actor?: Actor): Promise<void>;
}

/** One database for a file of tests; `begin` makes the next practice in it. */
export async function submissionDesks(): Promise<{ begin(): Promise<SubmissionDesk>; end(): Promise<void> }> {
  const root = mkdtempSync(join(tmpdir(), 'claimwright-submission-'));
  const db = await freshDatabase();
  process.env.CLAIMWRIGHT_WATCH = root;
  return {
    begin: () => begin(db, root),
    end: async () => {
      delete process.env.CLAIMWRIGHT_WATCH;
      await db.drop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

async function begin(db: FreshDatabase, root: string): Promise<SubmissionDesk> {
  const desk = await openDesk(db.store, twinPayers);
  const claims = sixClaims();
  const folder = join(root, desk.tenant, 'house');
  mkdirSync(folder, { recursive: true });
  const at: Moment = { now: new Date('2026-03-02T15:00:00Z'), jobs: [], partner: openHouse(folder) };
  const gate = createGate({
    ...{ store: db.store, blobs: desk.blobs, commands, queries, clock: () => at.now, newId: idSource(Date.now) },
    enqueue: async (_tx, queue, data) => void at.jobs.push({ queue, data }),
    changed: () => undefined,
  });
  const kept = await within(db.store, desk.tenant, (ctx) =>
    keepDrafts(
      ctx,
      claims.map((claim) => ({ claim, madeOf: claim.patientControlNumber })),
    ),
  );
  const base = { claims, db, desk, gate, folder, drafts: kept.flatMap((id) => id ?? []) };
  return {
    ...hands(base, at),
    get now() {
      return at.now;
    },
    set now(now: Date) {
      at.now = now;
    },
    jobs: at.jobs,
    get house() {
      return at.partner.house;
    },
  };
}

interface Moment {
  now: Date;
  readonly jobs: Job[];
  partner: ReturnType<typeof openHouse>;
}

type Manner = Parameters<typeof openClearinghouse>[0]['manner'];
function openHouse(folder: string, manner: Manner = {}) {
  const house = openClearinghouse({ seed: 1, opens: '2026-03-02', manner });
  return { house, serving: serveFolder(house, folder) };
}

type Base = Pick<SubmissionDesk, 'claims' | 'db' | 'desk' | 'gate' | 'folder' | 'drafts'>;

/** What a biller, the queue, the clock and the partner do. */
function hands(base: Base, at: Moment): Omit<SubmissionDesk, 'now' | 'jobs' | 'house'> {
  const { db, desk, gate, folder } = base;
  const warnings: object[] = [];
  const act = async <T>(name: string, input: object, actor: Actor = desk.biller): Promise<T> =>
    (await gate.act<T>(`revenue/submission/${name}`, input, actor)).result;
  const ask = <T>(name: string, input: object = {}, actor: Actor = desk.biller): Promise<T> =>
    gate.ask<T>(`revenue/submission/${name}`, input, actor, 'payment');
  const settings = {
    ...{ name: 'Twin House', kind: 'folder', path: join(folder, 'in'), answersPath: join(folder, 'out'), active: true },
    ...{ senderId: 'LAKESIDE', senderName: 'Lakeside Family Care', contact: 'Billing', phone: '5555550100' },
    ...{ receiverId: 'TWINHOUSE', receiverName: 'Twin Clearinghouse', agreement: { kind: 'baa', signedOn: '2026-01-05' } },
  };
  const parts = { gate, blobs: desk.blobs, bounds: watchBounds(process.env), actor: () => desk.system, milliseconds: 2000 };
  const send = (batchId: string) => sendBatch(parts, desk.tenant, batchId);
  /** What waits in the queue, done once; answers how many want to come again. */
  const work = async (): Promise<number> => {
    let again = 0;
    for (let job = at.jobs.shift(); job; job = at.jobs.shift()) {
      const { tenant = '', batchId = '', ...input } = job.data;
      if (job.queue === 'read-document') await gate.act('ground/intake/read', input, desk.system);
      if (job.queue !== 'submit') continue;
      await sendBatch(parts, tenant, batchId).catch((error: { code?: string }) => {
        if (error.code !== 'submit-later') throw error;
        again += 1;
      });
    }
    return again;
  };
  const look = () =>
    watchSubmissions({
      ...{ store: db.store, blobs: desk.blobs, gate, bounds: watchBounds(process.env), clock: () => at.now, decisionsOn },
      ...{ tenants: async () => [desk.tenant], log: { warn: (details) => void warnings.push(details) } },
    }).look();
  const pump = () => at.partner.serving.pump(Math.floor((at.now.getTime() - opened) / 60_000));
  const batches = async () => (await ask<Page<BatchView>>('batches')).rows;
  return {
    ...base,
    ...{ warnings, act, ask, send, work, look, pump, batches },
    openHouse: (manner) => {
      at.partner = openHouse(folder, manner);
    },
    rows: <T extends object>(sql: string) => db.store.inTenant(desk.tenant, (tx) => tx.rows<T>(sql, [desk.tenant])),
    setUp: (more: object = {}) => act<{ clearinghouseId: string }>('set-clearinghouse', { ...settings, ...more }),
    openWork: async () => (await ask<Page<SubmissionWorkView>>('work')).rows,
    approveAll: async (actor: Actor = desk.biller) => {
      for (const { id, sha256, state } of await batches())
        if (state === 'prepared') await act('approve-batch', { batchId: id, sha256 }, actor);
    },
    /** So many hours later the partner has worked, answers are fetched and read. */
    later: async (hours: number) => {
      pump();
      at.now = new Date(at.now.getTime() + hours * 3_600_000);
      pump();
      for (let i = 0; i < 2; i++) {
        await look();
        await work();
      }
      await look();
    },
  };
}
