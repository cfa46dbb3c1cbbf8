import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoBiller, foundDemo } from '../demo.ts';
import { type Actor, appendAll, createGate, type Gate, systemActor, type Witness } from '../gate/index.ts';
import { type FirstRunParts, practices } from '../ground/governance/index.ts';
import { receiveFile } from '../ground/intake/receive-file.ts';
import type { ReceivedView } from '../ground/intake/views.ts';
import { sumUpAll } from '../ground/ledger/index.ts';
import { waitingRemits } from '../revenue/remits/index.ts';
import { commands, queries } from '../rooms.ts';
import { makeFiles, type ToldBatch, type ToldFile } from './files.ts';
import { forgetProgress, keepProgress, type Progress, readProgress } from './progress.ts';

type Receiving = Parameters<typeof receiveFile>;
export interface LargeParts extends FirstRunParts {
  readonly blobs: Receiving[1];
  readonly witness: Witness;
  /** After much came in at once: the database takes stock of its tables. */
  tidy(): Promise<unknown>;
}

/** Whether a large practice was begun here and is not whole yet. */
export const isUnfinished = async (data: string): Promise<boolean> => (await readProgress(data))?.finished === false;

/** So many remits are posted in one act. */
const together = 500;

/**
 * After these batches the database takes stock of its tables: they grow faster than it looks by itself, and as long as it takes them for
 * empty it walks over all of their rows.
 */
const stocktaking: ReadonlySet<number> = new Set([0, 2, 8]);

/**
 * Makes the large fictional practice, batch by batch, by the gate that everything goes through, whose clock walks through the three
 * years: files are received and read, payments posted hundreds in one act, deposits tied. What is done is not done again: begun anew,
 * it goes on with the batch that it was in.
 */
export async function seedLarge(parts: LargeParts, data: string, scale: number, say: (line: string) => void): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'claimwright-large-'));
  const before = await begun(parts, data);
  const today = before?.today ?? parts.clock().toISOString().slice(0, 10);
  const maker = await makeFiles(folder, today, before?.scale ?? scale, before?.done ?? 0);
  try {
    let progress = before ?? { tenant: parts.newId(), today, scale, done: 0, finished: false };
    await keepProgress(data, progress);
    const desk = openDesk(parts, folder, maker.practice.begins);
    if (progress.biller === undefined)
      await foundDemo(desk.parts, progress.tenant, maker.practice.setUp, (biller) => {
        progress = { ...progress, biller };
        return keepProgress(data, progress);
      });
    const biller = demoBiller(progress.tenant, progress.biller ?? '');
    const tell = meter(say, maker.practice.batches, progress.scale);
    for await (const batch of maker.batches) {
      await takeIn(desk, biller, batch, batch.number === maker.practice.batches - 1);
      progress = { ...progress, done: batch.number + 1 };
      await keepProgress(data, progress);
      tell(batch);
      if (stocktaking.has(batch.number)) await parts.tidy();
    }
    say('The large practice: the database takes stock of its tables.');
    await sumUpAll(parts.store, progress.tenant, parts.clock(), 1);
    await parts.tidy();
    await keepProgress(data, { ...progress, finished: true });
  } finally {
    maker.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Where an interrupted start was; nothing where its practice never came to stand. */
async function begun(parts: LargeParts, data: string): Promise<Progress | undefined> {
  const progress = await readProgress(data);
  if (progress === undefined || progress.finished) return undefined;
  if ((await practices(parts.store)).some(({ tenant }) => tenant === progress.tenant)) return progress;
  await forgetProgress(data);
  return undefined;
}

interface Desk {
  readonly gate: Gate;
  readonly parts: LargeParts;
  readonly folder: string;
  /** The clock goes on to the evening of this day, and never back. */
  until(day: string): void;
}

/** The gate of the program with a clock of its own; the jobs that it would queue are done at once. */
function openDesk(given: LargeParts, folder: string, begins: string): Desk {
  const evening = (day: string): number => Math.min(Date.parse(`${day}T23:00:00Z`), given.clock().getTime());
  let now = evening(begins);
  const parts: LargeParts = { ...given, clock: () => new Date(now) };
  const gate = createGate({ ...parts, commands, queries, enqueue: async () => undefined, changed: () => undefined });
  return {
    ...{ gate, parts, folder },
    until: (day) => {
      now = Math.max(now, evening(day));
    },
  };
}

/** One batch as it came: claims, then payments week by week, then what the bank received. The last payments of the last one wait, planned. */
async function takeIn(desk: Desk, biller: Actor, batch: ToldBatch, isLast: boolean): Promise<void> {
  await read(desk, biller, batch.claims);
  for (const [week, file] of batch.remits.entries()) {
    const documentId = await read(desk, biller, file);
    if (!isLast || week < batch.remits.length - 2) await post(desk, biller, documentId);
  }
  if (isLast) await desk.gate.act('revenue/posting/propose', {}, systemActor(biller.tenant));
  await read(desk, biller, batch.bank);
  await desk.gate.act('ground/bank/tie-exact', {}, biller);
}

async function read({ gate, parts, folder, until }: Desk, biller: Actor, file: ToldFile): Promise<string> {
  until(file.day);
  const place = join(folder, file.name);
  const { result } = await receiveFile(gate, parts.blobs, biller, file.name, createReadStream(place));
  const { documentId }: ReceivedView = result;
  await gate.act('ground/intake/read', { documentId }, systemActor(biller.tenant));
  await rm(place);
  return documentId;
}

interface Posted {
  readonly posted: number;
  readonly later: readonly string[];
}

/** Each payment is looked at and posted. Those that rest on others of the same file come after those. */
async function post({ gate, parts }: Desk, biller: Actor, documentId: string): Promise<void> {
  const { store } = parts;
  let waiting: readonly string[] = await store.inTenant(biller.tenant, (tx) => waitingRemits(tx, documentId), { readOnly: true });
  await store.inTenant(biller.tenant, (tx) => appendAll(tx, 'reads', waiting.map(lookedAt(parts, systemActor(biller.tenant)))));
  while (waiting.length > 0) {
    const later: string[] = [];
    let posted = 0;
    for (let at = 0; at < waiting.length; at += together) {
      const { result } = await gate.act<Posted>('revenue/posting/post-remits', { remitIds: waiting.slice(at, at + together) }, biller);
      later.push(...result.later);
      posted += result.posted;
    }
    if (posted === 0) return;
    waiting = later;
  }
}

/** What the gate keeps of a remit that was opened: by the program, which nobody is to take for a person who looked. */
const lookedAt =
  ({ newId, clock }: LargeParts, { kind, id }: Actor) =>
  (remitId: string) => ({
    ...{ chain: 'reads' as const, id: newId(), at: clock().toISOString(), actor: { kind, id } },
    ...{ what: 'revenue/posting/remit', outcome: 'read' as const, subjects: [`remit:${remitId}`], purpose: 'payment' as const },
  });

const count = (value: number): string => value.toLocaleString('en-US');
const minutes = (ms: number): string => `${Math.floor(ms / 60_000)}:${String(Math.round((ms % 60_000) / 1000)).padStart(2, '0')}`;

/** Says how far it is, and how long the rest may take. */
function meter(say: (line: string) => void, batches: number, scale: number): (batch: ToldBatch) => void {
  const started = performance.now();
  let first: number | undefined;
  let claims = 0;
  let remits = 0;
  return (batch) => {
    first ??= batch.number;
    claims += batch.claims.claims;
    remits += batch.remits.reduce((sum, file) => sum + file.remits, 0);
    const done = batch.number + 1;
    const spent = performance.now() - started;
    const left = (spent / (done - first)) * (batches - done);
    const size = scale === 1 ? '' : ` at a scale of ${scale}`;
    say(
      `The large practice${size}: ${done} of ${batches} periods, ${count(claims)} claims and ${count(remits)} remits now; ${minutes(spent)} so far, about ${minutes(left)} left.`,
    );
  };
}
