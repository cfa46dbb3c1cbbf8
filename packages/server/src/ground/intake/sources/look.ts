import { decideLook, type SeenFile, type WaitingFile } from '@claimwright/core/ground/intake';
import type { FileSourcePort, OpenSource } from '../../../connectors/file-sources/port.ts';
import { SourceFailure } from '../../../connectors/file-sources/port.ts';
import { type Ctx, type Gate, systemActor } from '../../../gate/index.ts';
import { largestFile, receiveFile } from '../receive-file.ts';
import { putAway } from './put-away.ts';
import type { Bounds } from './roots.ts';
import { type HeldSource, holdOn, holdSource, noteLook, type SourceRow, type SourceStore, takenAlready } from './store.ts';
import { Changed, unchanged, waitedFor } from './whole.ts';
import type { Trouble } from './words.ts';

export interface LookParts {
  readonly store: SourceStore;
  readonly blobs: Ctx['blobs'];
  readonly gate: Gate;
  readonly open: FileSourcePort;
  readonly bounds: Bounds;
  clock(): Date;
  changed(tenant: string, changes: readonly { readonly topic: string; readonly id?: string }[]): void;
  log: { warn(details: object, message: string): void };
}

const connectMilliseconds = 20_000;
/** Whoever looks says every so often that they still do; who died is taken for dead after this. */
const heldMilliseconds = 120_000;
/** What may just be being written is looked at again so soon. */
const settleMilliseconds = 5_000;
/** So many files are taken in one look; the rest at once after it. */
const mostFiles = 200;

interface Came {
  readonly seen: readonly SeenFile[];
  readonly waiting: readonly WaitingFile[];
  readonly taken: number;
  /** There are more to be taken. */
  readonly more: boolean;
}

/** Looks at one source, if it is due and nobody else does: takes what is whole, and puts down what it saw. Safe to be killed at any point. */
export async function lookAt(parts: LookParts, tenant: string, sourceId: string): Promise<void> {
  const { store, clock } = parts;
  const until = (): Date => new Date(clock().getTime() + heldMilliseconds);
  const held = await store.inTenant(tenant, (tx) => holdSource(tx, sourceId, clock(), until()));
  if (!held) return;
  const beat = setInterval(() => {
    store.inTenant(tenant, (tx) => holdOn(tx, sourceId, until())).catch(() => undefined);
  }, heldMilliseconds / 4).unref();
  try {
    await noted(parts, tenant, held, await takenFrom(parts, tenant, held));
  } catch (error) {
    await failed(parts, tenant, held, error);
  } finally {
    clearInterval(beat);
  }
}

async function noted(parts: LookParts, tenant: string, { row, state }: HeldSource, { seen, waiting, taken, more }: Came): Promise<void> {
  const now = parts.clock();
  const unsettled = waiting.some(({ why }) => why === 'growing' || why === 'not-still');
  const wait = more ? 0 : unsettled ? Math.min(settleMilliseconds, row.everySeconds * 1000) : row.everySeconds * 1000;
  await parts.store.inTenant(tenant, (tx) =>
    noteLook(
      tx,
      { state, now },
      {
        ...{ nextLookAt: new Date(now.getTime() + wait), seen, waiting, trouble: null, failingSince: null, offeredKey: null },
        ...(taken > 0 ? { lastFileAt: now } : {}),
      },
    ),
  );
  if (taken > 0 || state.trouble !== null || JSON.stringify(waiting) !== JSON.stringify(state.waiting))
    parts.changed(tenant, [{ topic: 'documents', id: row.id }]);
}

async function failed(parts: LookParts, tenant: string, { row, state }: HeldSource, error: unknown): Promise<void> {
  const now = parts.clock();
  const trouble: Trouble = error instanceof SourceFailure ? error.code : 'broken';
  const offered = error instanceof SourceFailure ? error.offered : undefined;
  if (state.trouble !== trouble)
    parts.log.warn({ code: trouble, source: row.id }, 'a place that files are taken from could not be looked at');
  await parts.store.inTenant(tenant, (tx) =>
    noteLook(
      tx,
      { state, now },
      {
        nextLookAt: new Date(now.getTime() + Math.max(row.everySeconds, 60) * 1000),
        ...{ trouble, failingSince: state.trouble === null ? now : state.failingSince, offeredKey: offered ?? null },
      },
    ),
  );
  if (state.trouble !== trouble) parts.changed(tenant, [{ topic: 'documents', id: row.id }]);
}

const addressOf = ({ kind, path, host, port, username, secret, hostKey }: SourceRow) => ({
  ...{ kind, path, host: host ?? undefined, port: port ?? undefined, username: username ?? undefined },
  ...{ secret: secret ?? undefined, hostKey: hostKey ?? undefined },
});

async function takenFrom(parts: LookParts, tenant: string, { row, state }: HeldSource): Promise<Came> {
  const open = await parts.open(
    { ...addressOf(row), inside: parts.bounds.inside, mayLie: (real) => parts.bounds.mayLie(tenant, real) },
    connectMilliseconds,
  );
  try {
    const listed = await open.list();
    const { settled, waiting } = decideLook({ listed, seen: state.seen, patterns: row.patterns });
    const already = await parts.store.inTenant(tenant, (tx) => takenAlready(tx, row.id, listed), { readOnly: true });
    const ready = settled.filter(({ name }) => !already.has(name)).slice(0, mostFiles);
    const seen = new Map<string, SeenFile>(listed.map((file) => [file.name, file]));
    const late: WaitingFile[] = [];
    let taken = 0;
    // What was taken before somebody was killed is put away now.
    for (const name of already)
      await putAway(open, row, name).catch(() => late.push({ name, size: seen.get(name)?.size ?? 0, why: 'not-readable' }));
    for (const file of ready) {
      const came = await takeOne(parts, tenant, row, open, file);
      if (came === 'taken') taken += 1;
      else {
        if (came.seen) seen.set(file.name, came.seen);
        late.push({ name: file.name, size: file.size, why: came.why });
      }
    }
    const left = new Set(already);
    return {
      seen: [...seen.values()],
      waiting: [...waiting.filter(({ name }) => !left.has(name)), ...late],
      ...{ taken, more: settled.filter(({ name }) => !already.has(name)).length > ready.length },
    };
  } finally {
    await open.close();
  }
}

type NotTaken = { readonly why: WaitingFile['why']; readonly seen?: SeenFile };

/** One file, through the gate like any other. It is received and marked in one transaction; then it is put away. */
async function takeOne(parts: LookParts, tenant: string, row: SourceRow, open: OpenSource, file: SeenFile): Promise<'taken' | NotTaken> {
  if (file.size > largestFile) return { why: 'too-large' };
  try {
    const clocks = { now: parts.clock().getTime(), ...(row.kind === 'folder' ? { writtenAt: file.modifiedAt } : {}) };
    const waited = await waitedFor(open, file, { ...clocks, patience: row.cutOffMinutes * 60_000 });
    if (waited) return { why: waited.why, seen: { ...file, cutSince: waited.cutSince } };
    const { name, size, modifiedAt } = file;
    const from = { sourceId: row.id, name, size, modifiedAt };
    await receiveFile(parts.gate, parts.blobs, systemActor(tenant), name, unchanged(open, file), from);
  } catch (error) {
    if (error instanceof Changed) return { why: 'growing' };
    if (error instanceof SourceFailure) {
      if (error.code === 'not-there' || error.code === 'no-permission') return { why: 'not-readable' };
      throw error;
    }
    parts.log.warn({ source: row.id, code: error instanceof Error ? error.name : 'unknown' }, 'a file was not received');
    return { why: 'refused' };
  }
  await putAway(open, row, file.name).catch(() => undefined);
  return 'taken';
}
