import { setTimeout as sleep } from 'node:timers/promises';
import type { Actor, Ctx, Gate } from '../../../gate/index.ts';
import { establish } from '../first-run.ts';
import { endTraining, markTraining, placesOf, type Store, trainingOf } from './store.ts';

type SetUp = Parameters<typeof establish>[2];

/** A fictional practice as the twin plays it: who it is, and its files in the order in which they came. */
export interface Fictional {
  readonly setUp: SetUp;
  readonly files: readonly { readonly name: string; bytes(): AsyncIterable<Uint8Array> }[];
}

export interface MakeParts {
  readonly store: Store;
  readonly blobs: Ctx['blobs'];
  /** Lends the files until the work is done. */
  fictional<T>(work: (made: Fictional) => Promise<T>): Promise<T>;
  /** The way of every file into a practice. */
  receive(gate: Gate, actor: Actor, name: string, bytes: AsyncIterable<Uint8Array>): Promise<unknown>;
  actor(tenant: string): Actor;
  clock(): Date;
  newId(): string;
}

/** What the training practice is called; whose it is stands beside it on every screen. */
const called = 'Training practice';
const patienceMs = 180_000;

/**
 * The job that fills a training practice with fictional data by the same way that any file takes, and sweeps the files of the one before.
 * Tried again, it goes on where it was. What nobody wants any more is left.
 */
export async function makeTraining(
  parts: MakeParts,
  gate: Gate,
  { tenant = '', placeId, swept }: { readonly [key: string]: string },
): Promise<void> {
  if (swept !== undefined && swept !== '') await parts.blobs.removeAll(swept);
  if (placeId === undefined) return;
  await parts.fictional(async ({ setUp, files: wanted }) => {
    const note = async (read: number, ready = false) => {
      const input = { placeId, read, files: wanted.length, ready };
      return (await gate.act<{ training: string; state: string }>('ground/governance/training-practice/made', input, parts.actor(tenant)))
        .result;
    };
    const { training, state } = await note(0);
    if (state !== 'making') return leave(parts, tenant, training, state);
    if ((await trainingOf(parts.store, training)) === undefined) await found(parts, training, tenant, setUp);
    const system = parts.actor(training);
    for (const [at, { name, bytes }] of wanted.entries()) {
      // Looked at before each file too: it may have been deleted before it was there to be deleted.
      const now = await note(at);
      if (now.state !== 'making') return leave(parts, tenant, training, now.state);
      await parts.receive(gate, system, name, bytes());
      await untilRead(gate, system, () => isWanted(parts.store, tenant, placeId));
    }
    const last = await note(wanted.length, true);
    if (last.state === 'ended') await leave(parts, tenant, training, last.state);
  });
}

/** What was ended while it was being made, and so was not there yet when it was deleted, is deleted now. */
async function leave(parts: MakeParts, tenant: string, training: string, state: string): Promise<void> {
  if (state !== 'ended' || (await trainingOf(parts.store, training)) === undefined) return;
  await parts.store.inTenant(tenant, (tx) => endTraining(tx, training));
  await parts.blobs.removeAll(training);
}

async function found(parts: MakeParts, training: string, practice: string, setUp: SetUp): Promise<void> {
  await parts.store.found(training, async (tx) => {
    await establish(parts, tx, { ...setUp, practice: { ...setUp.practice, name: called } }, true);
    await markTraining(tx, practice, parts.clock());
  });
}

const isWanted = (store: Store, tenant: string, placeId: string): Promise<boolean> =>
  store.inTenant(tenant, async (tx) => (await placesOf(tx)).some(({ id, state }) => id === placeId && state === 'making'), {
    readOnly: true,
  });

/** Claims must be read before the remits that answer them; of a practice that somebody ended meanwhile nothing is read any more. */
async function untilRead(gate: Gate, actor: Actor, wanted: () => Promise<boolean>): Promise<void> {
  for (const deadline = Date.now() + patienceMs; Date.now() < deadline; await sleep(100)) {
    if (!(await wanted())) return;
    const { rows } = await gate.ask<{ rows: readonly { readonly state: string }[] }>('ground/intake/documents', {}, actor);
    if (rows.every(({ state }) => state !== 'reading')) return;
  }
  throw new Error('a file of the training practice was not read in time');
}
