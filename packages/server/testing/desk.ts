import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acted, type Actor, createGate, type Gate, type Witness } from '../src/gate/index.ts';
import { person } from '../src/gate/person.ts';
import { openWitness } from '../src/ground/governance/record/index.ts';
import { receiveFile, type WishedKind } from '../src/ground/intake/receive-file.ts';
import type { ReceivedView } from '../src/ground/intake/views.ts';
import { setUpPractice } from '../src/ground/parties/index.ts';
import { commands, queries } from '../src/rooms.ts';
import type { BlobPort } from '../src/store/blob.ts';
import { fileBlobs } from '../src/store/blob-files.ts';
import type { Change } from '../src/store/changes.ts';
import { idSource } from '../src/store/new-id.ts';
import type { Store } from '../src/store/store.ts';

/** A practice at work in a test: the real gate over a real database, its jobs done at once. */
export interface Desk {
  readonly gate: Gate;
  readonly store: Store;
  readonly blobs: BlobPort;
  readonly witness: Witness;
  readonly tenant: string;
  readonly biller: Actor;
  readonly system: Actor;
  /** Receives and reads a file, as an upload does. */
  feed(name: string, bytes: Uint8Array, as?: WishedKind): Promise<ReceivedView>;
  act<T>(name: string, input: unknown, actor?: Actor): Promise<Acted<T>>;
  ask<T>(name: string, input: unknown, actor?: Actor): Promise<T>;
  /** Plans the remits that wait, or those of one document. */
  settle(documentId?: string): Promise<void>;
  /** Plans what the acts since the last file asked to be planned anew, and nothing else. */
  replan(): Promise<void>;
  /** Tells of what changes from now on. */
  watch(listener: (changes: readonly Change[]) => void): void;
  close(): Promise<void>;
}

export interface DeskPayer {
  readonly name: string;
  readonly ids: readonly string[];
}

/** What the practice goes by. */
export interface DeskNumbers {
  readonly npi?: string;
  readonly taxId?: string;
}

/** Opens a practice of its own in the database. The clock stands at `now`. */
export async function openDesk(
  store: Store,
  payers: readonly DeskPayer[],
  now = new Date('2026-03-02T15:00:00Z'),
  numbers: DeskNumbers = {},
): Promise<Desk> {
  const newId = idSource(Date.now);
  const tenant = newId();
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-desk-'));
  const blobs = fileBlobs(folder, store.keys);
  const witness = openWitness({ data: folder });
  const queued: { queue: string; data: { readonly [key: string]: string } }[] = [];
  let watching: (changes: readonly Change[]) => void = () => undefined;
  const gate = createGate({
    store,
    blobs,
    commands,
    queries,
    witness,
    clock: () => now,
    newId,
    enqueue: async (_tx, queue, data) => void queued.push({ queue, data }),
    changed: (_tenant, changes) => watching(changes),
  });
  await store.found(tenant, (tx) =>
    setUpPractice(
      { tx, newId },
      {
        practice: { name: 'Sample Practice', specialty: 'medical', ...numbers },
        sites: [],
        providers: [],
        payers: payers.map((payer) => ({ ...payer, ids: [...payer.ids], inNetwork: true })),
        openingBalances: [],
      },
      true,
    ),
  );
  const biller: Actor = person('test', { id: 'dana', name: 'Dana', tenant, roles: ['biller', 'compliance-officer', 'office-manager'] });
  const system: Actor = { kind: 'system', id: 'system', name: 'System', tenant, roles: ['system'] };
  const act = <T>(name: string, input: unknown, actor: Actor = biller) => gate.act<T>(name, input, actor);
  return {
    gate,
    store,
    blobs,
    witness,
    tenant,
    biller,
    system,
    act,
    ask: (name, input, actor = biller) => gate.ask(name, input, actor),
    feed: async (name, bytes, as) => {
      const { result } = await receiveFile(gate, blobs, biller, name, bytes, undefined, as);
      for (let job = queued.shift(); job; job = queued.shift())
        if (job.queue === 'read-document') await act('ground/intake/read', { documentId: job.data.documentId }, system);
      queued.length = 0;
      return result;
    },
    settle: async (documentId) => void (await act('revenue/posting/propose', documentId === undefined ? {} : { documentId }, system)),
    replan: async () => {
      for (let job = queued.shift(); job; job = queued.shift()) {
        const { tenant: _, ...input } = job.data;
        if (job.queue === 'propose') await act('revenue/posting/propose', input, system);
      }
    },
    watch: (listener) => {
      watching = listener;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
