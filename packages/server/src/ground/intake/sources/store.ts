import { resolve } from 'node:path';
import type { ListedFile } from '@claimwright/core/ground/intake';
import { and, desc, eq, gte, isNull, lt, lte, or, sql } from 'drizzle-orm';
import { dataFolder } from '../../../store/embedded.ts';
import { keysFolder } from '../../../store/keys/choose-keeper.ts';
import type { Store, Tx } from '../../../store/store.ts';
import { source, sourceFile, sourceState } from '../schema.ts';

/** Opens transactions. */
export type SourceStore = Pick<Store, 'inTenant'>;
/** Where data and keys lie: nobody watches there. */
export function ownFolders(env: NodeJS.ProcessEnv): { readonly data: string; readonly keys: string } {
  const data = env.CLAIMWRIGHT_DATA ? resolve(env.CLAIMWRIGHT_DATA) : dataFolder();
  return { data, keys: keysFolder(data, env) };
}

export type SourceRow = typeof source.$inferSelect;
export type StateRow = typeof sourceState.$inferSelect;
export interface HeldSource {
  readonly row: SourceRow;
  readonly state: StateRow;
}

const one = (tx: Tx, id: string) => and(eq(source.tenantId, tx.tenant), eq(source.id, id), isNull(source.endedAt));
const stateOf = (tx: Tx, id: string) => and(eq(sourceState.tenantId, tx.tenant), eq(sourceState.sourceId, id));

export async function sourceById(tx: Tx, id: string): Promise<SourceRow | undefined> {
  const [row] = await tx.db.select().from(source).where(one(tx, id));
  return row;
}

export async function stateById(tx: Tx, id: string): Promise<StateRow | undefined> {
  const [row] = await tx.db.select().from(sourceState).where(stateOf(tx, id));
  return row;
}

/** Anew, or changed: then it is looked at afresh, at once. */
export async function putSource(tx: Tx, row: Omit<SourceRow, 'tenantId'>, now: Date): Promise<void> {
  const { id, ...rest } = row;
  await tx.db
    .insert(source)
    .values({ tenantId: tx.tenant, id, ...rest })
    .onConflictDoUpdate({ target: [source.tenantId, source.id], set: rest });
  const fresh = { nextLookAt: now, trouble: null, failingSince: null, offeredKey: null, seen: [], waiting: [] };
  await tx.db
    .insert(sourceState)
    .values({ tenantId: tx.tenant, sourceId: id, ...fresh })
    .onConflictDoUpdate({ target: [sourceState.tenantId, sourceState.sourceId], set: fresh });
}

export async function setPaused(tx: Tx, id: string, paused: boolean, now: Date): Promise<void> {
  await tx.db.update(source).set({ paused }).where(one(tx, id));
  if (!paused) await tx.db.update(sourceState).set({ nextLookAt: now }).where(stateOf(tx, id));
}

export async function lookSoon(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.db.update(sourceState).set({ nextLookAt: now }).where(stateOf(tx, id));
}

/** Its key is forgotten. What was taken from it stays in mind. */
export async function endSource(tx: Tx, id: string, now: Date): Promise<void> {
  await tx.db.update(source).set({ endedAt: now, paused: true, secret: null }).where(one(tx, id));
  await tx.db.update(sourceState).set({ seen: [], waiting: [] }).where(stateOf(tx, id));
}

export async function trustHost(tx: Tx, id: string, hostKey: string, now: Date): Promise<void> {
  await tx.db.update(source).set({ hostKey }).where(one(tx, id));
  await tx.db.update(sourceState).set({ nextLookAt: now, offeredKey: null }).where(stateOf(tx, id));
}

export const dueSources = async (tx: Tx, now: Date): Promise<string[]> =>
  (
    await tx.db
      .select({ id: source.id })
      .from(source)
      .innerJoin(sourceState, and(eq(sourceState.tenantId, source.tenantId), eq(sourceState.sourceId, source.id)))
      .where(
        and(
          ...[eq(source.tenantId, tx.tenant), eq(source.paused, false), lte(sourceState.nextLookAt, now)],
          or(isNull(sourceState.heldUntil), lt(sourceState.heldUntil, now)),
        ),
      )
  ).map(({ id }) => id);

/** Takes the source for a look, unless somebody else has it, or it is not due. */
export async function holdSource(tx: Tx, id: string, now: Date, until: Date): Promise<HeldSource | undefined> {
  const row = await sourceById(tx, id);
  if (!row || row.paused) return undefined;
  const [state] = await tx.db
    .update(sourceState)
    .set({ heldUntil: until })
    .where(and(stateOf(tx, id), lte(sourceState.nextLookAt, now), or(isNull(sourceState.heldUntil), lt(sourceState.heldUntil, now))))
    .returning();
  return state && { state, row };
}

export async function holdOn(tx: Tx, id: string, until: Date): Promise<void> {
  await tx.db.update(sourceState).set({ heldUntil: until }).where(stateOf(tx, id));
}

/** Puts down what a look came to and lets go of the source. Somebody may have asked for another look meanwhile. */
export async function noteLook(
  tx: Tx,
  { state, now }: { state: StateRow; now: Date },
  set: Partial<Omit<StateRow, 'tenantId' | 'sourceId' | 'nextLookAt'>> & { nextLookAt: Date },
): Promise<void> {
  const { nextLookAt, ...rest } = set;
  const asked = sql`case when ${sourceState.nextLookAt} > ${state.nextLookAt.toISOString()}::timestamptz then ${sourceState.nextLookAt} else ${nextLookAt.toISOString()}::timestamptz end`;
  await tx.db
    .update(sourceState)
    .set({ ...rest, lookedAt: now, heldUntil: null, nextLookAt: asked })
    .where(stateOf(tx, state.sourceId));
}

const keyOf = (tx: Tx, name: string): string => tx.blind('source-file', name);

/** Which of these were taken already, as they lie there. */
export async function takenAlready(tx: Tx, sourceId: string, files: readonly ListedFile[]): Promise<ReadonlySet<string>> {
  const keys = new Map(files.map((file) => [`${keyOf(tx, file.name)} ${file.size} ${file.modifiedAt}`, file.name]));
  const rows = await tx.rows<{ key: string }>(
    `select f.name_key || ' ' || f.size || ' ' || f.modified_at as key from unnest($3::text[]) as asked (key)
       join intake.source_file f on f.tenant_id = $1 and f.source_id = $2 and f.name_key = asked.key`,
    [tx.tenant, sourceId, [...new Set(files.map(({ name }) => keyOf(tx, name)))]],
  );
  return new Set(rows.flatMap(({ key }) => keys.get(key) ?? []));
}

/** In the very transaction that receives it: it cannot be received and not be marked. */
export async function markTaken(
  tx: Tx,
  { sourceId, file, ...rest }: { sourceId: string; file: ListedFile; documentId: string; repeated: boolean; takenAt: Date; actId: string },
): Promise<void> {
  const { name, size, modifiedAt } = file;
  await tx.db
    .insert(sourceFile)
    .values({ tenantId: tx.tenant, sourceId, nameKey: keyOf(tx, name), size, modifiedAt, name, ...rest })
    .onConflictDoNothing();
}

export interface Standing extends HeldSource {
  readonly lastFile: { readonly name: string; readonly documentId: string; readonly repeated: boolean } | undefined;
  readonly filesLastDay: number;
}

/** Every source, as it stands. `since`: from when on files are counted. */
export async function standingSources(tx: Tx, since: Date): Promise<Standing[]> {
  const rows = await tx.db
    .select({ row: source, state: sourceState })
    .from(source)
    .innerJoin(sourceState, and(eq(sourceState.tenantId, source.tenantId), eq(sourceState.sourceId, source.id)))
    .where(and(eq(source.tenantId, tx.tenant), isNull(source.endedAt)))
    .orderBy(source.name, source.id);
  const standing: Standing[] = [];
  for (const { row, state } of rows) {
    const own = and(eq(sourceFile.tenantId, tx.tenant), eq(sourceFile.sourceId, row.id));
    const [last] = await tx.db
      .select({ name: sourceFile.name, documentId: sourceFile.documentId, repeated: sourceFile.repeated })
      .from(sourceFile)
      .where(own)
      .orderBy(desc(sourceFile.takenAt))
      .limit(1);
    const [count] = await tx.db
      .select({ files: sql<number>`count(*)` })
      .from(sourceFile)
      .where(and(own, gte(sourceFile.takenAt, since)));
    standing.push({ row, state, lastFile: last, filesLastDay: Number(count?.files ?? 0) });
  }
  return standing;
}

/** With a file that was destroyed the name goes under which it lay somewhere. */
export async function forgetSourceNames(tx: Tx, documentIds: readonly string[]): Promise<void> {
  for (const id of documentIds)
    await tx.db
      .update(sourceFile)
      .set({ name: 'destroyed' })
      .where(and(eq(sourceFile.tenantId, tx.tenant), eq(sourceFile.documentId, id)));
}
